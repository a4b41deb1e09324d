"""What the person a concern is about is shown of it, and what they answer: their own part.

Nobody chooses it but whoever deals with the concern, one person and one share at a time. The
database shows a part to the person whose it is and to those who deal with it, and to nobody else.
"""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q

from concerns.models.concern import Concern
from concerns.models.council import Council
from concerns.models.evidence import Evidence
from concerns.models.person import Person
from concerns.models.protocol import Protocol
from concerns.sealing.field import SealedTextField
from concerns.sealing.rows import SealedRow


class Share(SealedRow):
    """What one subject was told at one time, and by when they are asked to reply.

    It carries what their pages need of the concern, whose row the database does not show them.

    :param person: with whom it was shared. :param told: what they are told, in the handler's words.
    :param support: whom they can turn to. :param due_on: to reply by; None where nobody asked.
    :param receipt: how that date was reckoned. :param ended_at: since when no reply is awaited,
        because the concern was closed first.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="shares")
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told = SealedTextField()
    support = SealedTextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    receipt = models.JSONField(null=True, blank=True)
    shared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()
    replied_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(due_on__isnull=False, receipt__isnull=False)
                | Q(due_on__isnull=True, receipt__isnull=True, replied_at__isnull=True),
                name="reply_has_a_reckoned_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                condition=Q(due_on__isnull=False, replied_at__isnull=True, ended_at__isnull=True),
                name="reply_awaited",
            ),
        ]

    def __str__(self) -> str:
        return f"share {self.pk} of {self.concern_id}"


class SharedFile(models.Model):
    """A file that a share lets its person open."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="files")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share", "evidence"], name="file_shared_once"),
        ]

    def __str__(self) -> str:
        return f"file {self.evidence_id} in share {self.share_id}"


class PartMessage(SealedRow):
    """A reply to a share, or a message between a respondent and whoever deals with the concern.

    :param person: whose part it is in, whoever wrote it. :param share: what it replies to; None
        for any other message. :param token: of the form; a second sending finds the first.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    share = models.ForeignKey(
        Share, on_delete=models.PROTECT, related_name="replies", null=True, blank=True
    )
    sender = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    body = SealedTextField()
    sent_at = models.DateTimeField()
    token = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share"], name="one_reply_a_share"),
            models.UniqueConstraint(
                fields=["concern", "sender", "token"], name="one_part_message_a_form"
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} in a part of {self.concern_id}"
