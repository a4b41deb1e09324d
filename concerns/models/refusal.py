"""The request that an appeal is about, as it stood when the appeal was sent."""

from __future__ import annotations

from django.db import models

from concerns.engine.offices import Office as Code
from concerns.engine.states import REFUSALS, Closing
from concerns.models._choices import choices
from concerns.models.concern import Concern
from concerns.models.council import Council
from concerns.models.person import Person
from concerns.sealing.field import SealedTextField
from concerns.sealing.rows import SealedRow


class Refusal(SealedRow):
    """What the raiser chose to send along with an appeal.

    Whoever gets the appeal cannot see the request itself, and rightly: it is a copy, made when the
    appeal is sent and never changed.

    :param concern: the appeal. :param reference: of the request.
    :param asked: what they asked for. :param reasons: what they were told.
    :param office: by which it was decided. :param decided_by: who decided it; None for several.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.OneToOneField(Concern, on_delete=models.PROTECT, related_name="refusal")
    reference = models.CharField(max_length=20)
    asked_on = models.DateField()
    asked = SealedTextField()
    decided_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=choices(Closing))
    reasons = SealedTextField(blank=True)
    office = models.CharField(max_length=30, choices=choices(Code), blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=sorted(c.value for c in REFUSALS)),
                name="refusal_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} under {self.concern_id}"
