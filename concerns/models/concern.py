"""What somebody filed, from the first answer of the draft to the closing."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q

from concerns.engine.facts import Event, Matter
from concerns.engine.offices import Kind
from concerns.engine.states import WITHHELD, Closing, State, Withholding
from concerns.models._choices import choices, one_of
from concerns.models.council import Council
from concerns.models.person import Person
from concerns.models.protocol import Protocol
from concerns.sealing.field import SealedTextField
from concerns.sealing.rows import SealedRow


class Concern(SealedRow):
    """One matter filed. Row-level security shows it only to those with a live grant.

    :param reference: random, never sequential, so that a gap says nothing.
    :param raiser: whose matter it is. :param filed_by: who typed it, if somebody else.
    :param received_on: the day it reached the council, in the council's calendar.
    :param protocol: the version in force when it was sent; of a draft, when it was begun.
    :param previewed: of a draft, the route its author was shown; None once an answer changed.
    :param picked: the raiser's choice among several recipients, by step key.
    :param appeal_of: of an appeal, the same raiser's request that was refused; the database refuses
        anybody else's.
    :param route_wrong: why the raiser thinks that the route is wrong; empty if they do not.
    :param route_instead: what they think should happen instead.
    :param withhold_grounds: why the raiser's name is to be kept from whom it is about, as codes;
        empty if they did not ask. :param withhold_words: the same in their own words.
    :param withholding: what became of that; empty if they did not ask. See `is_name_withheld`.
    :param version: grows with every change; a form that carries an older one is stale.
    :param erased_at: when all that was written in it was erased; what is left is reference, matter,
        days and outcome. Its `raiser` is gone then, which the database allows of such alone: no
        page asks for one.
    :param send_token: the one-time token of the sending form; a second sending finds the first.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="concerns")
    reference = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, choices=choices(State), default=State.DRAFT.value)
    matter = models.CharField(max_length=20, choices=choices(Matter), default=Matter.CONCERN.value)
    event = models.CharField(max_length=20, choices=choices(Event), default=Event.FIRST.value)
    protocol = models.ForeignKey(
        Protocol, on_delete=models.PROTECT, related_name="concerns", null=True, blank=True
    )
    raiser = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="raised")
    filed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="filed", null=True, blank=True
    )

    about_kind = models.CharField(max_length=20, blank=True)
    natures = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    written = models.BooleanField(null=True)
    code_breach = models.BooleanField(null=True)
    decider = models.CharField(max_length=30, blank=True)
    months_since_last = models.PositiveSmallIntegerField(null=True, blank=True)
    happened_from = models.DateField(null=True, blank=True)
    happened_until = models.DateField(null=True, blank=True)
    is_ongoing = models.BooleanField(default=False)
    what_happened = SealedTextField(blank=True)
    informal_tried = models.CharField(max_length=10, blank=True)
    informal_detail = SealedTextField(blank=True)
    wanted = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    wanted_detail = SealedTextField(blank=True)
    breached = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    adjustments = SealedTextField(blank=True)
    picked = models.JSONField(default=dict, blank=True)
    appeal_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="appeals", null=True, blank=True
    )
    route_wrong = SealedTextField(blank=True)
    route_instead = SealedTextField(blank=True)
    withhold_grounds = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    withhold_words = SealedTextField(blank=True)
    withholding = models.CharField(max_length=10, choices=choices(Withholding), blank=True)
    answered = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    previewed = models.JSONField(null=True, blank=True)

    received_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    send_token = models.UUIDField(unique=True)
    paused_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=choices(Closing), blank=True)
    outcome_reasons = SealedTextField(blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("concern_state", "state", State),
            one_of("concern_matter", "matter", Matter),
            one_of("concern_event", "event", Event),
            one_of("concern_outcome", "outcome", Closing, blank=True),
            one_of("concern_withholding", "withholding", Withholding, blank=True),
            CheckConstraint(
                condition=Q(informal_tried__in=["", "yes", "no", "unsafe"]),
                name="concern_informal_tried",
            ),
            CheckConstraint(
                condition=Q(state=State.DRAFT.value)
                | Q(sent_at__isnull=False, received_on__isnull=False, protocol__isnull=False),
                name="sent_concern_is_whole",
            ),
            CheckConstraint(
                condition=Q(state=State.CLOSED.value, closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(state=State.CLOSED.value) & Q(closed_at__isnull=True, outcome=""),
                name="closed_concern_has_an_outcome",
            ),
            CheckConstraint(
                condition=Q(state=State.PAUSED.value, paused_on__isnull=False)
                | ~Q(state=State.PAUSED.value) & Q(paused_on__isnull=True),
                name="paused_concern_has_a_day",
            ),
            CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(state=State.CLOSED.value),
                name="erased_concern_is_closed",
            ),
            CheckConstraint(
                condition=Q(appeal_of__isnull=True) | Q(matter=Matter.ACCESS_APPEAL.value),
                name="only_an_appeal_is_of_something",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_name_withheld(self) -> bool:
        """Whether nobody the concern is about may learn who raised it, as things stand."""
        return self.withholding in {each.value for each in WITHHELD}


class Party(SealedRow):
    """Somebody named: whom it is about, who is asked for something, a witness.

    Somebody asked has done nothing, so they may deal with it themselves; a subject never may,
    and the database refuses it.

    :param offices: the offices they held at the time, as codes.
    :param person: None for somebody not on the register, who then has a `name`.
    :param filed_as: what the register called them when it was sent; a later change of name must
        not change whom a concern was about.
    """

    class Role(models.TextChoices):
        SUBJECT = "subject", "Subject"
        ASKED = "asked", "Asked"
        WITNESS = "witness", "Witness"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="parties")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="named", null=True, blank=True
    )
    LONGEST_NAME = 200  # sealed, the column has no limit of its own

    name = SealedTextField(blank=True)
    filed_as = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.SUBJECT)
    kind = models.CharField(max_length=20, choices=choices(Kind))
    offices = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    former = models.BooleanField(default=False)

    class Meta:
        constraints = [
            one_of("party_kind", "kind", Kind),
            CheckConstraint(
                condition=Q(role__in=["subject", "asked", "witness"]), name="party_role"
            ),
            CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""), name="party_is_somebody"
            ),
            models.UniqueConstraint(
                fields=["concern", "person", "role"],
                condition=Q(person__isnull=False),
                name="party_named_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.concern_id}"
