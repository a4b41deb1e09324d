"""Need to know: the row that lets one person see one concern (design section 4)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from concerns.engine.states import Capacity, State
from concerns.models._choices import choices, one_of
from concerns.models.concern import Concern
from concerns.models.council import Council
from concerns.models.person import Person


class Grant(models.Model):
    """One person may see one concern, in one capacity, for a stated reason.

    It carries what a queue filters and sorts by, kept in the same transaction, so that a list
    starts from the person and never from the concerns.

    :param user: whose; the row-level security compares this with the current user.
    :param is_mine: the current step is theirs to do.
    :param is_review: the current step was escalated to, or is a decision, a hearing or a review.
    :param due_on: the next date that matters to the holder.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="grants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    capacity = models.CharField(max_length=20, choices=choices(Capacity))
    reason = models.CharField(max_length=300)
    office = models.CharField(max_length=30, blank=True)
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    state = models.CharField(max_length=20, choices=choices(State))
    matter = models.CharField(max_length=20)
    is_open = models.BooleanField(default=True)
    is_mine = models.BooleanField(default=False)
    is_review = models.BooleanField(default=False)
    due_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("grant_capacity", "capacity", Capacity),
            one_of("grant_state", "state", State),
            models.UniqueConstraint(
                fields=["concern", "user", "capacity"],
                condition=Q(ended_at__isnull=True),
                name="one_live_grant_a_capacity",
            ),
            CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("granted_at")),
                name="grant_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "is_open", "capacity", "due_on", "id"],
                condition=Q(ended_at__isnull=True),
                name="grant_queue",
            ),
            models.Index(
                fields=["concern", "user"],
                condition=Q(ended_at__isnull=True),
                name="grant_live_of_concern",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capacity} {self.user_id} on {self.concern_id}"
