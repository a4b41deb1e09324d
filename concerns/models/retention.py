"""How long a council keeps what has ended, and what is kept longer for a reason."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q

from concerns.engine.retention import DEFAULTS, Class
from concerns.models._choices import choices, one_of
from concerns.models.concern import Concern
from concerns.models.council import Council
from concerns.models.person import Person
from concerns.sealing.field import SealedTextField
from concerns.sealing.rows import SealedRow


class RetentionPeriod(models.Model):
    """A period that a council has set itself; without a row the default counts."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="periods")
    kind = models.CharField(max_length=10, choices=choices(Class))
    months = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "kind"], name="one_period_of_a_kind"),
            one_of("period_kind", "kind", Class),
            CheckConstraint(
                condition=Q(
                    kind=Class.DRAFT.value,
                    months__gte=DEFAULTS[Class.DRAFT].least,
                    months__lte=DEFAULTS[Class.DRAFT].most,
                )
                | ~Q(kind=Class.DRAFT.value)
                & Q(
                    months__gte=DEFAULTS[Class.DECIDED].least,
                    months__lte=DEFAULTS[Class.DECIDED].most,
                ),
                name="period_is_sensible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council_id} {self.kind}"


class Hold(SealedRow):
    """A reason to keep a concern however long ago it ended.

    The database lets only the day of its review be changed, and lets it be released only if two
    people agreed to that.

    :param reason: in the words of whoever placed it. :param owner: who looks at it again.
    :param review_on: by when; they are reminded from that day on.
    """

    class Kind(models.TextChoices):
        LITIGATION = "litigation", "A claim in court or before a tribunal"
        APPEAL = "appeal", "An appeal or review outside the portal"
        OMBUDSMAN = "ombudsman", "The ombudsman"
        POLICE = "police", "The police"
        SUBJECT_ACCESS = "subject_access", "Somebody asked for what is held about them"
        OTHER = "other", "Something else"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    reason = SealedTextField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(
                    kind__in=[
                        "litigation",
                        "appeal",
                        "ombudsman",
                        "police",
                        "subject_access",
                        "other",
                    ]
                ),
                name="hold_kind",
            ),
        ]
        indexes = [
            models.Index(
                fields=["council", "review_on"],
                condition=Q(released_at__isnull=True),
                name="hold_live",
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk} on {self.concern_id}"
