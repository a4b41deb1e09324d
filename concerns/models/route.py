"""The route of a concern: each decision of the engine, its steps and their duties."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q

from concerns.engine.offices import Office as Code
from concerns.engine.protocol import Capacity, DutyKind, DutyWhen
from concerns.engine.states import StepState
from concerns.models._choices import choices, one_of
from concerns.models.concern import Concern
from concerns.models.council import Council
from concerns.models.person import Person
from concerns.sealing.field import SealedTextField
from concerns.sealing.rows import SealedRow


class Decision(SealedRow):
    """What the engine answered, kept for ever with all it looked at.

    :param n: 1 for the sending, then one more for each new route.
    :param answer: the whole decision. :param facts: and :param roster: what it was given.
    :param reason: why a new route was needed, in the handler's words; empty for the first.
    """

    class Cause(models.TextChoices):
        SENT = "sent", "Sent"
        AMENDED = "amended", "The facts were changed"
        INTEREST = "interest", "An interest was declared"
        HAND_OVER = "hand_over", "The holder of the office changed"
        REOPENED = "reopened", "The concern was reopened"
        OUTCOME = "outcome", "A step ended"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="decisions")
    n = models.PositiveIntegerField()
    cause = models.CharField(max_length=20, choices=Cause.choices)
    answer = models.JSONField()
    roster = models.JSONField()
    digest = models.CharField(max_length=64)
    engine = models.CharField(max_length=20)
    reason = SealedTextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concern", "n"], name="one_decision_a_number"),
            CheckConstraint(
                condition=Q(
                    cause__in=["sent", "amended", "interest", "hand_over", "reopened", "outcome"]
                ),
                name="decision_cause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} no. {self.n}"


class Step(SealedRow):
    """One step of the route taken.

    :param n: its place in the decision. :param key: its key in the rule.
    :param holder: who has it; None while it waits or when it is a procedure or a body outside.
    :param due_on: the day it is due, with its working in `receipt`; None where nothing says.
    :param due_source: protocol, local or law: a local standard is never shown as the protocol's.
    :param reasons: of a step that is done, why it ended so. They stay when the concern goes on or
        is opened again, and the person who raised it can read them.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="steps")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="steps")
    n = models.PositiveIntegerField()
    key = models.CharField(max_length=100)
    capacity = models.CharField(max_length=20, choices=choices(Capacity))
    state = models.CharField(max_length=20, choices=choices(StepState))
    office = models.CharField(max_length=30, choices=choices(Code), blank=True)
    holder = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="steps", null=True, blank=True
    )
    began_on = models.DateField(null=True, blank=True)
    acknowledge_by = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_source = models.CharField(max_length=20, blank=True)
    receipt = models.JSONField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    reasons = SealedTextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "n"], name="one_step_a_number"),
            one_of("step_state", "state", StepState),
            one_of("step_capacity", "capacity", Capacity),
            models.UniqueConstraint(
                fields=["concern"],
                condition=Q(state__in=["current", "acknowledged"]),
                name="one_step_at_a_time",
            ),
            CheckConstraint(
                condition=Q(state="done", done_at__isnull=False)
                | ~Q(state="done") & Q(done_at__isnull=True),
                name="done_step_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} step {self.n}"


class Duty(SealedRow):
    """Somebody to inform or consult, reasons to give, a note to keep.

    :param office: whom, as a code; empty for reasons and notes.
    :param text: what the protocol asks for, in a sentence.
    :param before_decision: the decision is blocked until it is done.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="duties")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=20, choices=choices(DutyKind))
    timing = models.CharField(max_length=20, choices=choices(DutyWhen))
    office = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="duties", null=True, blank=True
    )
    text = models.TextField(blank=True)
    clause = models.CharField(max_length=200, blank=True)
    must = models.BooleanField(default=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    note = SealedTextField(blank=True)

    class Meta:
        constraints = [
            one_of("duty_kind", "kind", DutyKind),
            one_of("duty_timing", "timing", DutyWhen),
            CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="duty_done_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.office} of {self.step_id}"


class Interest(models.Model):
    """Somebody said they have an interest in this concern and will not handle it."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="interests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="interests")
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concern", "person"], name="interest_declared_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.concern_id}"
