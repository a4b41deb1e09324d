"""Whoever wants a withheld name to be known to somebody, to whom, and why."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q

from concerns.models.concern import Concern
from concerns.models.council import Council
from concerns.models.person import Person
from concerns.sealing.field import SealedTextField
from concerns.sealing.rows import SealedRow


class Revealing(SealedRow):
    """The name of whoever raised a concern is to be revealed: to those it is about, or to one
    person who gives advice on it. The database refuses to reveal it before its day.

    :param reason: in the words of whoever wants it; for those it is about, the raiser reads it.
    :param not_before: the first day on which it may be revealed to those it is about; until then
        the raiser can withdraw instead. None for an adviser.
    :param taken_back_at: it is withheld after all, and this came to nothing.
    """

    class To(models.TextChoices):
        SUBJECT = "subject", "Those it is about"
        ADVISER = "adviser", "Somebody who gives advice on it"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="revealings")
    to = models.CharField(max_length=10, choices=To.choices)
    wanted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    wanted_at = models.DateTimeField()
    reason = SealedTextField()
    not_before = models.DateField(null=True, blank=True)
    revealed_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(to__in=["subject", "adviser"]), name="revealing_to"),
            CheckConstraint(
                condition=Q(to="subject", not_before__isnull=False)
                | Q(to="adviser", not_before__isnull=True, revealed_at__isnull=False),
                name="subject_waits_and_adviser_does_not",
            ),
            CheckConstraint(
                condition=Q(revealed_at__isnull=True) | Q(taken_back_at__isnull=True),
                name="revealed_or_taken_back",
            ),
            models.UniqueConstraint(
                fields=["concern"],
                condition=Q(to="subject", revealed_at__isnull=True, taken_back_at__isnull=True),
                name="one_revealing_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to} of {self.concern_id}"
