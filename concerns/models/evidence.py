"""A file that somebody added to a concern. Its content is kept apart, under a random name."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import CheckConstraint, Q

from concerns.evidence.kinds import Kind
from concerns.evidence.refusal import Reason
from concerns.models._choices import choices, one_of
from concerns.models.concern import Concern
from concerns.models.council import Council
from concerns.models.person import Person
from concerns.sealing.field import SealedTextField
from concerns.sealing.rows import SealedRow


def new_public_id() -> str:
    """128 random bits: nobody comes upon the file of another by trying addresses."""
    return secrets.token_urlsafe(16)


class Evidence(SealedRow):
    """One file. The database lets it be clean only by way of the scanner, and never be changed.

    :param public_id: its name in addresses. :param called: the file's name, as it was given.
    :param description: what it shows, in the words of whoever added it.
    :param kind: found by its content. :param side: of the concern; raiser and respondent
        see their own.
    :param kept_as: name of the content in the store; `preview_as` likewise. Empty once removed.
    :param reason: why the scanner's finding, or its removal, came about; a code.
    :param token: of the form it was added with; a second sending of one form finds the first.
    :param opened_at: when somebody else first opened it; from then on it is relied on.
    :param lease: of the scan under way. A verdict without it is about an earlier scan.
    :param attempts: how often the scanner was asked about it and did not say.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "Received"
        QUARANTINED = "quarantined", "With the scanner"
        CLEAN = "clean", "Clean"
        REJECTED = "rejected", "Rejected"
        REMOVED = "removed", "Removed"

    class Side(models.TextChoices):
        RAISER = "raiser", "Whoever raised it"
        HANDLER = "handler", "Whoever deals with it"
        RESPONDENT = "respondent", "Whoever it is about"

    class Why(models.TextChoices):
        """Why somebody took it away again."""

        MISTAKE = "mistake", "It was added by mistake"
        WRONG = "wrong", "It is the wrong file, or not the right version"
        PRIVATE = "private", "It shows something that should not be here"
        ERASED = "erased", "The concern was erased"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="evidence")
    public_id = models.CharField(max_length=22, unique=True, default=new_public_id)
    called = SealedTextField()
    description = SealedTextField(blank=True)
    kind = models.CharField(max_length=10, choices=choices(Kind))
    size = models.PositiveIntegerField()
    side = models.CharField(max_length=10, choices=Side.choices)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    token = models.UUIDField(null=True, blank=True)
    kept_as = models.CharField(max_length=32, blank=True)
    preview_as = models.CharField(max_length=32, blank=True)

    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    reason = models.CharField(max_length=20, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    lease = models.CharField(max_length=22, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    scanned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("evidence_kind", "kind", Kind),
            CheckConstraint(
                condition=Q(side__in=["raiser", "handler", "respondent"]), name="evidence_side"
            ),
            CheckConstraint(
                condition=Q(state__in=["received", "quarantined", "clean"], reason="")
                | Q(state="rejected", reason=Reason.VIRUS.value)
                | Q(state="removed", reason__in=["mistake", "wrong", "private", "erased"]),
                name="evidence_state_and_reason",
            ),
            CheckConstraint(
                condition=Q(state="removed", removed_at__isnull=False, kept_as="", preview_as="")
                | ~Q(state="removed") & Q(removed_at__isnull=True) & ~Q(kept_as=""),
                name="evidence_is_kept_until_removed",
            ),
            CheckConstraint(
                condition=~Q(state__in=["clean", "rejected"]) | Q(scanned_at__isnull=False),
                name="verdict_has_an_instant",
            ),
            models.UniqueConstraint(
                fields=["concern", "added_by", "token"], name="one_file_a_form"
            ),
        ]
        indexes = [
            models.Index(
                fields=["lease_until", "id"],
                condition=Q(state__in=["received", "quarantined"]),
                name="evidence_to_scan",
            ),
            models.Index(fields=["added_by", "added_at"], name="evidence_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk} on {self.concern_id}"
