"""The record of every act and every reading. Rows are added and never changed."""

from __future__ import annotations

from django.db import models


class AuditEvent(models.Model):
    """Something somebody did or saw.

    There are no foreign keys, no names and no narrative, so that the record neither interferes
    with live data nor outlives its erasure. A database trigger refuses change and deletion.

    :param actor_id: the account; None for the portal itself.
    :param type: a namespaced code such as `concern.acknowledge` or `concern.view`.
    :param data: codes and ids only.
    """

    council_id = models.BigIntegerField(null=True)
    concern_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    type = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["concern_id", "at"], name="audit_of_concern"),
            models.Index(fields=["council_id", "at"], name="audit_of_council"),
            # Few among the many that are about a concern, and read newest first.
            models.Index(
                fields=["council_id", "-at", "-id"],
                condition=models.Q(concern_id__isnull=True),
                name="audit_of_register",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} at {self.at}"
