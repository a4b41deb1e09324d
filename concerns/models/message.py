"""What the raiser and the handler write to each other, and the handlers' own file notes."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q

from concerns.models.concern import Concern
from concerns.models.council import Council
from concerns.models.person import Person
from concerns.sealing.field import SealedTextField
from concerns.sealing.rows import SealedRow


class Message(SealedRow):
    """A message between the raiser and the handler, or a question that pauses the clock.

    :param token: of the form it was written in; a second sending of one form finds the first.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="messages")
    sender = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    body = SealedTextField()
    is_question = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    token = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "sender", "token"], name="one_message_a_form"
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} on {self.concern_id}"


class Note(SealedRow):
    """A dated note for the file, read by handlers: an informal attempt, a thing to remember."""

    class Kind(models.TextChoices):
        INFORMAL = "informal", "Informal attempt"
        FILE = "file", "File note"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    happened_on = models.DateField()
    body = SealedTextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(kind__in=["informal", "file"]), name="note_kind"),
        ]

    def __str__(self) -> str:
        return f"note {self.pk} on {self.concern_id}"
