"""The chain over the record. The database alone writes it, at commit (migration 0020)."""

from __future__ import annotations

from django.db import models


class AuditLink(models.Model):
    """The place of one event in the chain of its council.

    :param council_id: whose chain; 0 for what belongs to no council.
    :param event_id: of the `AuditEvent`; no foreign key, so that the link outlasts what a
        superuser deletes, and tells.
    :param at: when the database linked it, by its own clock.
    :param hash: SHA-256 over `prev_hash` and the event; see `concerns.chain.entry`.
    """

    council_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    event_id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council_id", "seq"], name="audit_link_place"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} of council {self.council_id}"


class AuditHead(models.Model):
    """The last link of a council's chain: the row that two commits of one council wait for."""

    council_id = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.seq} of council {self.council_id}"
