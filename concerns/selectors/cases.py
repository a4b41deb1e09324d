"""One concern as somebody sees it, page by page, in as few queries as there are things to read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from concerns.engine.decision import Decision
from concerns.engine.plain import unplain
from concerns.engine.protocol import DutyWhen
from concerns.engine.states import Capacity, Closing, State, StepState
from concerns.engine.working_days import local_date
from concerns.models import AuditEvent, Concern, Duty, Party, Person, Share, Step, User
from concerns.models import Decision as Row
from concerns.permissions import concerns as rule
from concerns.permissions.concerns import Sight
from concerns.sealing.field import from_json
from concerns.selectors import letters
from concerns.selectors import names as withheld_names
from concerns.selectors.concerns import visible_to

_DECIDED = [Closing.UPHELD.value, Closing.PARTLY_UPHELD.value, Closing.NOT_UPHELD.value]
_AFTER = [DutyWhen.WITH_DECISION.value, DutyWhen.AFTER_DECISION.value]

_ABOUT = JSONObject(
    pk="pk",
    sealed="name",
    name=Coalesce(NullIf("filed_as", Value("")), F("person__name")),
    kind="kind",
    offices="offices",
    former="former",
)

_TOLD = JSONObject(
    name="person__name",
    at="shared_at",
    due_on="due_on",
    replied_at="replied_at",
    ended_at="ended_at",
)

_KEPT = JSONObject(
    pk="pk",
    cause="cause",
    natures="answer__facts__natures",
    written="answer__facts__written",
    code_breach="answer__facts__code_breach",
    reason="reason",
    by="made_by__name",
    at="made_at",
)


# What a page calls them while the name is withheld.
THE_RAISER = "The person who raised it"
THE_FILER = "The person who filed it for them"


@dataclass(frozen=True, slots=True)
class About:
    """Somebody it is about. :param offices: codes of what they held at the time."""

    name: str
    kind: str
    offices: tuple[str, ...]
    former: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """A step that is done. :param key: of the step. :param office: who had it, as a code.

    :param outcome: as the step keeps it. :param reasons: in the words of whoever decided; may be
        empty.
    """

    key: str
    outcome: str
    office: str
    on: date
    reasons: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What kind of concern it was by one decision. :param amended: it was changed to this then.

    :param reason: of the change, in the words of whoever made it; theirs is the name in `by`.
    """

    natures: tuple[str, ...]
    written: bool
    code_breach: bool
    amended: bool
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Told:
    """Something shared with somebody it is about. :param due_on: to reply by, if they were asked.

    :param ended: it was closed before they replied.
    """

    name: str
    at: datetime
    due_on: date | None
    replied_at: datetime | None
    ended: bool

    @property
    def is_awaited(self) -> bool:
        return self.due_on is not None and self.replied_at is None and not self.ended


@dataclass(frozen=True, slots=True)
class Case:
    """A concern and in what capacity somebody sees it.

    :param reasons: why they see it, as their grants say.
    :param ended: the steps that are done, the earliest first.
    :param no_interest: they have said that they have no interest in it.
    :param is_review: its step was taken further, or is to decide, to hear or to look again.
    :param is_held: somebody still has it; those who raised it cannot see who.
    :param kinds: what kind it was when it was sent, and after each time that was changed.
    :param unread: somebody else wrote something that they have not opened since.
    :param told: what was shared with whom it is about; for those who deal with it.
    :param told_name: a name that is withheld was made known to them, because they asked.
    :param to_share: the page is one that somebody may print or pass on.
    :param witnesses: who may have seen it. :param is_witness: whoever is looking is one of them.
    """

    concern: Concern
    mine: Sight
    reasons: tuple[str, ...]
    about: tuple[About, ...]
    ended: tuple[Ended, ...]
    no_interest: bool
    is_review: bool
    unread: bool = False
    witnesses: tuple[About, ...] = ()
    is_witness: bool = False
    kinds: tuple[Kept, ...] = ()
    is_held: bool = True
    told: tuple[Told, ...] = ()
    told_name: bool = False
    to_share: bool = False

    @property
    def names_raiser(self) -> bool:
        """Whether the page shows who raised it."""
        withheld = self.concern.is_name_withheld
        if self.to_share:
            return not withheld
        return self.mine.names_raiser(withheld=withheld, told=self.told_name)

    def name_of(self, person: Person) -> str:
        """What the page calls somebody. Everything that names a person of the concern asks this."""
        return self.called(person.pk, person.name)

    def called(self, person: int, name: str) -> str:
        """The same of a person of whom only id and name are at hand."""
        if self.names_raiser or person not in {self.concern.raiser_id, self.concern.filed_by_id}:
            return name
        return THE_RAISER if person == self.concern.raiser_id else THE_FILER

    @property
    def handles(self) -> bool:
        return self.mine.handles

    @property
    def raised(self) -> bool:
        """They see it as the person who raised it, and not in any other way."""
        return self.mine.only_raised

    @property
    def works(self) -> bool:
        """They may read it, and not only know that it is there."""
        return self.mine.reads

    def still_to_reply(self, today: date) -> list[Told]:
        """Who was asked to reply, has not, and still has time."""
        return [t for t in self.told if t.is_awaited and t.due_on and t.due_on >= today]

    @property
    def owes_interest(self) -> bool:
        """It was taken further to them and they have not yet said whether they have an interest.

        Until they have, nothing of it is shown to them, from wherever they come.
        """
        is_open = self.concern.state != State.CLOSED.value
        return self.handles and self.is_review and is_open and not self.no_interest


@dataclass(frozen=True, slots=True)
class Here:
    """The step under way and the decision it belongs to."""

    step: Step
    decision: Decision


def find(*, user: User, reference: str, on: date) -> Case | None:
    """A sent concern the user may see; None for any other: one query."""
    live = rule.live(user=user, on=on).filter(concern=OuterRef("pk"))
    denied = AuditEvent.objects.filter(
        concern_id=OuterRef("pk"), actor_id=user.pk, type="concern.no_interest"
    )
    named = Party.objects.filter(concern=OuterRef("pk"))
    about = named.exclude(role=Party.Role.WITNESS).order_by("pk")
    done = Step.objects.filter(concern=OuterRef("pk"), state=StepState.DONE.value)
    decided = Row.objects.filter(
        concern=OuterRef("pk"), cause__in=[Row.Cause.SENT, Row.Cause.AMENDED]
    )
    told = Share.objects.filter(concern=OuterRef("pk"))
    witnesses = named.filter(role=Party.Role.WITNESS).order_by("pk")
    rows = (
        visible_to(user, on)
        .select_related("council", "protocol", "raiser", "filed_by", "refusal__decided_by")
        .annotate(
            mine=ArraySubquery(live.order_by("pk").values("capacity")),
            reasons=ArraySubquery(live.order_by("pk").values("reason")),
            denied=Exists(denied),
            is_review=Exists(live.filter(is_review=True)),
            about=ArraySubquery(about.values(data=_ABOUT)),
            witnesses=ArraySubquery(witnesses.values(data=_ABOUT)),
            is_witness=Exists(witnesses.filter(person__user=user)),
            unread=Exists(letters.unread(user).filter(concern=OuterRef("pk"))),
            told_name=Exists(withheld_names.told(user).filter(concern=OuterRef("pk"))),
        )
        .annotate(
            ended=ArraySubquery(
                done.order_by("done_at", "pk").values(
                    data=JSONObject(
                        pk="pk",
                        key="key",
                        outcome="outcome",
                        office="office",
                        at="done_at",
                        reasons="reasons",
                    )
                )
            )
        )
        .annotate(
            kinds=ArraySubquery(decided.order_by("n").values(data=_KEPT)),
            is_held=Exists(_handlers()),
            told=ArraySubquery(told.order_by("pk").values(data=_TOLD)),
        )
        .filter(reference=reference.upper())
        .exclude(state=State.DRAFT.value)
    )
    found = next(iter(rows), None)  # not `first`: see `by_reference`
    if found is None:
        return None
    parts: Any = found
    return Case(
        concern=found,
        mine=rule.sight_of(parts.mine),
        reasons=tuple(dict.fromkeys(parts.reasons)),
        about=_people(found, parts.about),
        ended=tuple(_ended(found, row) for row in parts.ended),
        no_interest=parts.denied,
        is_review=parts.is_review,
        unread=parts.unread,
        witnesses=_people(found, parts.witnesses),
        is_witness=parts.is_witness,
        kinds=tuple(_kept(found, row) for row in parts.kinds),
        is_held=parts.is_held,
        told=tuple(_told(row) for row in parts.told),
        told_name=parts.told_name,
    )


def _handlers() -> QuerySet[AuditEvent]:
    """Who was given the concern to deal with and has it still, by its record.

    The grants of others are nobody's to read; that they were given and ended is on record.
    """
    of_handlers = AuditEvent.objects.filter(data__capacity=Capacity.HANDLER.value)
    ended_since = of_handlers.filter(
        type="grant.end",
        concern_id=OuterRef("concern_id"),
        person_id=OuterRef("person_id"),
        pk__gt=OuterRef("pk"),
    )
    given = of_handlers.filter(type="grant.give", concern_id=OuterRef("pk"))
    return given.exclude(Exists(ended_since))


def _ended(concern: Concern, row: dict[str, Any]) -> Ended:
    on = local_date(datetime.fromisoformat(row["at"]))
    reasons = _opened(Step, concern, row, "reasons")
    return Ended(row["key"], row["outcome"], row["office"], on, reasons)


def _kept(concern: Concern, row: dict[str, Any]) -> Kept:
    return Kept(
        natures=tuple(row["natures"] or ()),
        written=bool(row["written"]),
        code_breach=bool(row["code_breach"]),
        amended=row["cause"] == Row.Cause.AMENDED.value,
        reason=_opened(Row, concern, row, "reason"),
        by=row["by"] or "",
        on=local_date(datetime.fromisoformat(row["at"])),
    )


def _told(row: dict[str, Any]) -> Told:
    replied, due_on = row["replied_at"], row["due_on"]
    return Told(
        name=row["name"],
        at=datetime.fromisoformat(row["at"]),
        due_on=date.fromisoformat(due_on) if due_on else None,
        replied_at=datetime.fromisoformat(replied) if replied else None,
        ended=row["ended_at"] is not None,
    )


def _people(concern: Concern, rows: Iterable[dict[str, Any]]) -> tuple[About, ...]:
    return tuple(
        About(
            name=_opened(Party, concern, {**row, "name": row["sealed"]}, "name") or row["name"],
            kind=row["kind"],
            offices=tuple(row["offices"]),
            former=row["former"],
        )
        for row in rows
    )


def _opened(
    model: type[Step | Row | Party], concern: Concern, row: dict[str, Any], name: str
) -> str:
    """A sealed column of a row that was read as a part of its concern's."""
    of = model(pk=row["pk"], council_id=concern.council_id, concern_id=concern.pk)
    return from_json(of, name, row[name])


def here(concern: Concern) -> Here | None:
    """The step under way with its holder and its decision; None if there is none: one query."""
    step = (
        Step.objects.filter(
            concern=concern, state__in=[StepState.CURRENT.value, StepState.ACKNOWLEDGED.value]
        )
        .select_related("holder", "decision")
        .first()
    )
    return Here(step, unplain(step.decision.answer, Decision)) if step else None


def duties(concern: Concern) -> list[Duty]:
    """What the protocol wants done at the step under way or after a decision, and what was done."""
    under_way = [StepState.CURRENT.value, StepState.ACKNOWLEDGED.value]
    return list(
        Duty.objects.filter(concern=concern)
        .filter(
            Q(step__state__in=under_way)
            | Q(done_at__isnull=False)
            | Q(step__outcome__in=_DECIDED, timing__in=_AFTER)
        )
        .select_related("person", "done_by", "step")
        .order_by("step_id", "pk")
    )


def events(
    concern: Concern, *, but: Collection[str], for_raiser: bool = False
) -> QuerySet[AuditEvent]:
    """The record of a sent concern, newest first, to be cut into pages.

    :param but: the types to leave out. :param for_raiser: without the files of the other sides.
    """
    found = (
        AuditEvent.objects.filter(concern_id=concern.pk)
        .exclude(type__startswith="draft.")
        # For those who settle what two people agree to, and of the machinery.
        .exclude(type__startswith="approval.")
        .exclude(type__startswith="keys.")
        .exclude(type__in=but)
        .order_by("-at", "-pk")
    )
    if not for_raiser:
        return found
    others = Q(data__contains={"side": "handler"}) | Q(data__contains={"side": "respondent"})
    return found.exclude(others)


def names(people: Iterable[int]) -> dict[str, str]:
    """Id of a person, as a decision has it, to their name: one query."""
    found = Person.objects.filter(pk__in=set(people)).values_list("pk", "name")
    return {str(pk): name for pk, name in found}


@dataclass(frozen=True, slots=True)
class Actors:
    """Names for a page of the record: by account of who acted, by person of whom it is about."""

    by_account: dict[int, str]
    by_person: dict[int, str]


def actors(case: Case, events: Iterable[AuditEvent]) -> Actors:
    """Everybody a page of the record names, by this council's register: one query."""
    shown = list(events)
    found = Person.objects.filter(council_id=case.concern.council_id).filter(
        Q(user__in={e.actor_id for e in shown if e.actor_id})
        | Q(pk__in={e.person_id for e in shown if e.person_id})
    )
    rows = [
        (pk, user, case.called(pk, name))
        for pk, user, name in found.values_list("pk", "user_id", "name")
    ]
    return Actors(
        by_account={user: name for _, user, name in rows},
        by_person={pk: name for pk, _, name in rows},
    )
