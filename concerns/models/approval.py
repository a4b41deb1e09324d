"""What one person asked for and a second has to agree to (security G17; ASVS 2.3.5)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from concerns.models.concern import Concern
from concerns.models.council import Council
from concerns.models.person import Person


class Approval(models.Model):
    """A grave act that waits for a second person.

    The database refuses that one account does both parts, that whoever it is done to does either,
    that two wait for the same, and any change once it is settled. It holds codes and ids only: why
    it is asked for is written where the act itself is.

    :param person: whom it is done to, if it is done to somebody.
    :param concern: what it is about, if it is about one; row-level security hides it then.
    :param row: the id of another row that it is about, such as a hold; which table follows from
        the kind.
    :param settled_by: who agreed or refused; of one withdrawn, who had asked.
    """

    class Kind(models.TextChoices):
        ADMINISTRATOR = "administrator", "Make somebody an administrator"
        LOST_FACTOR = "lost_factor", "Let somebody set up their sign-in again"
        RELEASE_HOLD = "release_hold", "Release a hold"
        ERASE = "erase", "Erase a concern"
        EXPORT = "export", "Export many concerns"
        SUBJECT_ACCESS = "subject_access", "Give somebody a copy of what is held about them"

    class Outcome(models.TextChoices):
        WAITING = "", "Waiting"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    row = models.BigIntegerField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(outcome__in=["", "agreed", "refused", "withdrawn"]),
                name="approval_outcome",
            ),
            CheckConstraint(
                condition=Q(
                    kind__in=[
                        "administrator",
                        "lost_factor",
                        "release_hold",
                        "erase",
                        "export",
                        "subject_access",
                    ]
                ),
                name="approval_kind",
            ),
            CheckConstraint(
                condition=Q(outcome="", settled_by__isnull=True, settled_at__isnull=True)
                | (~Q(outcome="") & Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="approval_settled_by_and_at",
            ),
            CheckConstraint(
                condition=~Q(outcome="agreed") | ~Q(settled_by=F("asked_by")),
                name="approval_by_a_second_person",
            ),
            CheckConstraint(
                condition=~Q(outcome="withdrawn") | Q(settled_by=F("asked_by")),
                name="approval_withdrawn_by_whoever_asked",
            ),
            CheckConstraint(
                condition=Q(expires_at__gt=F("asked_at")), name="approval_expires_later"
            ),
            models.UniqueConstraint(
                fields=["council", "kind", "person", "concern", "row"],
                condition=Q(outcome=""),
                nulls_distinct=False,
                name="one_approval_waits_for_it",
            ),
        ]
        indexes = [
            models.Index(
                fields=["council", "asked_at"], condition=Q(outcome=""), name="approval_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} asked for at {self.asked_at}"
