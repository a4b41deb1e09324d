"""A protocol that was looked at again and left as it is."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q

from concerns.models.council import Council
from concerns.models.protocol import Protocol
from concerns.models.user import User


class ProtocolReview(models.Model):
    """One review of an adopted version that changed nothing. Rows are added and never changed.

    :param reviewed_on: the day the council resolved to leave it. :param minute: where that is
        minuted.
    :param next_due: the day it has to be looked at again; reminders go by the last review's.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    minute = models.CharField(max_length=200)
    next_due = models.DateField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["reviewed_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "reviewed_on"], name="one_review_a_day"),
            CheckConstraint(
                condition=Q(next_due__gt=F("reviewed_on")), name="next_review_after_this_one"
            ),
            CheckConstraint(condition=~Q(minute=""), name="review_is_minuted"),
        ]

    def __str__(self) -> str:
        return f"{self.protocol_id} on {self.reviewed_on}"
