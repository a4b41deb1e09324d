"""The outbox: PostgreSQL is the queue, Celery only the clock (design section 5)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from concerns.models.concern import Concern
from concerns.models.council import Council


class Notification(models.Model):
    """One mail to one person, once.

    It holds no address and no text: both are made when it is sent, after asking again whether
    the person may still know.

    :param council: None for a mail about somebody's account, which is of no council.
    :param dedupe_key: permanent; the same reminder can never be queued twice.
    :param lease_until: until when one sender has it; after that it may be taken again.
    :param dead_at: given up after too many attempts; shown as an alarm, never silent.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+", null=True)
    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, related_name="notifications", null=True
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    dedupe_key = models.CharField(max_length=200, unique=True)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(council__isnull=False) | Q(concern__isnull=True),
                name="mail_of_a_concern_has_its_council",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=Q(sent_at__isnull=True, dead_at__isnull=True, cancelled_at__isnull=True),
                name="notification_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.dedupe_key


class Heartbeat(models.Model):
    """When a part of the clockwork last ran; an old one is an alarm."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
