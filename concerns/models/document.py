"""A council's own document on its way to becoming a protocol, passage by passage."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q

from concerns.models.council import Council
from concerns.models.protocol import Protocol
from concerns.models.user import User


class Document(models.Model):
    """A file that was read. Its words are kept in its passages, as the file has them.

    :param protocol: the draft its accepted passages become clauses of.
    :param name: the file's. :param kind: what it was read as.
    :param remarks: what a person should know of the reading, as plain data.
    :param finished_at: when its passages became clauses; None while it is being gone through.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="documents")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300, blank=True)
    remarks = models.JSONField(default=list)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Passage(models.Model):
    """One proposed clause.

    :param key: stable within the document. :param parent: the key it stands under, or empty.
    :param text: the reading proposed or settled. :param raw: as the file has it.
    :param marks: its changed stretches, as plain data. :param proposal: kinds, whose conduct it is
        about, natures and drafts of rules, as plain data.
    :param questions: what a person must settle before it can be accepted.
    :param decided_by: who accepted it or left it out.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "To be looked at"
        ACCEPTED = "accepted", "Accepted"
        SKIPPED = "skipped", "Left out"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="passages")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    parent = models.CharField(max_length=200, blank=True)
    label = models.CharField(max_length=50, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    raw = models.TextField()
    is_heading = models.BooleanField(default=False)
    quoted = models.BooleanField(default=False)
    marks = models.JSONField(default=list)
    confidence = models.FloatField(default=1.0)
    questions = models.JSONField(default=list)
    proposal = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "key"], name="one_passage_a_key"),
            models.UniqueConstraint(
                fields=["document", "position"],
                name="one_passage_a_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            CheckConstraint(
                condition=Q(state__in=["waiting", "accepted", "skipped"]), name="passage_state"
            ),
            CheckConstraint(
                condition=Q(state="waiting") | Q(decided_at__isnull=False),
                name="decided_passage_has_an_instant",
            ),
        ]

    def __str__(self) -> str:
        return self.key
