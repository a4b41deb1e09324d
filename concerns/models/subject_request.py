"""Somebody's request for a copy of what is held about them (UK GDPR, article 15)."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q

from concerns.models.concern import Concern
from concerns.models.council import Council
from concerns.models.person import Person
from concerns.sealing.field import SealedTextField
from concerns.sealing.rows import SealedRow


class SubjectRequest(SealedRow):
    """One request. Only the engine's scope reads it: that somebody asked is theirs to tell.

    The database refuses that whoever asks runs it or agrees to it, and that one person does both.

    :param about: who asks; on the register, now or once. :param run_by: who answers it.
    :param second: who agrees. The portal draws them when it is recorded, and keeps to it: from who
        is drawn nobody learns why another was not.
    :param due_on: a month after it was received, by the calendar.
    :param asked: what they asked for, in the words of whoever recorded it.
    :param agreed_at: from then on no decision is changed.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    run_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    due_on = models.DateField()
    asked = SealedTextField(blank=True)
    recorded_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=~Q(about=F("run_by")) & ~Q(about=F("second")) & ~Q(run_by=F("second")),
                name="subject_request_three_people",
            ),
            CheckConstraint(
                condition=Q(due_on__gt=F("received_on")), name="subject_request_due_later"
            ),
        ]

    def __str__(self) -> str:
        return f"subject request {self.pk}"

    @property
    def sealed_under(self) -> int:
        """No concern's key: one of its own. Concerns have the numbers above zero."""
        return -int(self.pk)


class Held(models.TextChoices):
    """What an item is a copy of."""

    FILED = "filed", "What was filed"
    PARTY = "party", "Somebody named"
    MESSAGE = "message", "A message"
    NOTE = "note", "A note on the file"
    STEP = "step", "A step"
    DUTY = "duty", "A duty"
    DECISION = "decision", "A decision about the route"
    REFUSAL = "refusal", "What an appeal is about"
    INTEREST = "interest", "An interest declared"
    EVIDENCE = "evidence", "A file"
    SHARE = "share", "What was shared with the person it is about"
    REPLY = "reply", "A reply, or a message about what was shared"
    REVEALING = "revealing", "A name that was withheld"
    HOLD = "hold", "Why it is kept for longer"
    PART = "part", "Their own part in it"
    RECORD = "record", "What they did and read"
    ENTRY = "entry", "Their entry on the register"
    OFFICE = "office", "An office they hold or held"
    ABSENCE = "absence", "An absence"
    ACCOUNT = "account", "Their account"
    MAIL = "mail", "Mail sent to them"


class Why(models.TextChoices):
    """Why something is withheld (Data Protection Act 2018, schedules 2 and 3)."""

    NOT_THEIRS = "not_theirs", "It is not information about them"
    OTHERS = "others", "It is about somebody else, and giving it would not be reasonable"
    REGULATORY = "regulatory", "It would harm an investigation or the council’s oversight"
    CRIME = "crime", "It would harm the prevention or detection of crime"
    PRIVILEGE = "privilege", "It is legal advice, or was made for proceedings"
    NEGOTIATION = "negotiation", "It would harm negotiations with them"
    PLANNING = "planning", "It is planning by management that giving it would harm"
    REFERENCE = "reference", "It is a reference given in confidence"
    HEALTH = "health", "It is about health, and would cause serious harm"
    OTHER = "other", "Another exemption, which the words below name"


class SubjectItem(SealedRow):
    """One thing that is held, and what was decided about it.

    The database refuses another's decision, one that is not whole, and an item in the hands of
    somebody whom its concern names.

    :param row: the id of what it is a copy of; 0 for what is put together from many rows.
    :param decider: who reads it and decides: who runs the request, or the second person where the
        concern names the first.
    :param given: the words that go out: as they were read, or as they were typed without others.
    :param words: why, in the words of whoever decided.
    """

    class Decision(models.TextChoices):
        OPEN = "", "Not decided"
        DISCLOSE = "disclose", "Give it as it is"
        REDACT = "redact", "Give it without some of it"
        WITHHOLD = "withhold", "Do not give it"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="items")
    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    kind = models.CharField(max_length=10, choices=Held.choices)
    row = models.BigIntegerField()
    decider = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True, default="")
    why = models.CharField(max_length=12, choices=Why.choices, blank=True, default="")
    words = SealedTextField(blank=True)
    given = SealedTextField(blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "concern", "kind", "row"],
                nulls_distinct=False,
                name="subject_item_once",
            ),
            CheckConstraint(condition=Q(kind__in=Held.values), name="subject_item_kind"),
            CheckConstraint(condition=Q(why__in=["", *Why.values]), name="subject_item_why"),
            CheckConstraint(
                condition=Q(decision="", decided_by=None, decided_at=None, given="", why="")
                | Q(decision__in=["disclose", "redact"], why="", decided_at__isnull=False)
                & ~Q(given="")
                | Q(decision="withhold", given="", decided_at__isnull=False) & ~Q(why=""),
                name="subject_item_decision_is_whole",
            ),
            CheckConstraint(
                condition=Q(decision="") | Q(decided_by=F("decider"), decided_by__isnull=False),
                name="subject_item_decided_by_its_decider",
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.pk} of {self.request_id}"

    @property
    def sealed_under(self) -> int:
        """The concern's own key, so that what is erased is gone here too; else the request's."""
        return int(self.concern_id or -self.request_id)


class SubjectPack(models.Model):
    """The zip of what one person decided to give. It is made once and taken away after some days.

    Of each who decided their own: whoever runs the request never gets what the second person
    decided because a concern names the first.

    :param kept_as: name of the sealed zip in the store; empty once it is gone.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="packs")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    kept_as = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "made_by"], name="subject_pack_once"),
        ]

    def __str__(self) -> str:
        return f"pack of {self.request_id} by {self.made_by_id}"
