"""A council's adopted protocol as data: clauses, and the rules that rest on them.

Every type here is also the shape of a pack file (design section 3): the field names are the
YAML keys, and a field with a default may be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from concerns.engine.deadlines import Unit
from concerns.engine.facts import Event, Matter, Nature
from concerns.engine.offices import Kind, Office, plain_title


class Nation(StrEnum):
    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


class Tier(StrEnum):
    PARISH = "parish"  # a town, parish or community council
    DISTRICT = "district"
    COUNTY = "county"
    UNITARY = "unitary"


class Status(StrEnum):
    DRAFT = "draft"
    CHECKED = "checked"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"


class Force(StrEnum):
    """How strongly the clause puts it."""

    MUST = "must"
    SHOULD = "should"
    NORMALLY = "normally"
    MAY = "may"
    MUST_NOT = "must_not"


class Track(StrEnum):
    INFORMAL = "informal"
    FORMAL = "formal"
    APPEAL = "appeal"


class Capacity(StrEnum):
    """What the recipient does. A facilitator is not the decider."""

    RECEIVE = "receive"
    FACILITATE = "facilitate"
    ADVISE = "advise"
    INVESTIGATE = "investigate"
    DECIDE = "decide"
    HEAR = "hear"
    REVIEW = "review"


class Combine(StrEnum):
    """How several recipients of one step stand to each other."""

    ONE = "one"
    ALL = "all"  # jointly
    ANY = "any"  # whichever of them takes it
    CHOICE = "choice"  # the raiser chooses
    FIRST = "first"  # the first available in this order
    SEQUENCE = "sequence"  # one after the other


class Procedure(StrEnum):
    GRIEVANCE = "grievance"
    DISCIPLINARY = "disciplinary"
    CODE_OF_CONDUCT = "code_of_conduct"
    WHISTLEBLOWING = "whistleblowing"
    MEDIATION = "mediation"
    STANDING_ORDERS = "standing_orders"


class Whose(StrEnum):
    """Whose line manager, whose director, whose group leader."""

    SUBJECT = "subject"
    RAISER = "raiser"
    OTHER_GROUPS = "other_groups"  # the leaders of every group but the raiser's


class Reason(StrEnum):
    """Why somebody was passed over."""

    SUBJECT = "subject"
    RAISER = "raiser"
    INTEREST = "interest"
    DEPUTY_OF_EXCLUDED = "deputy_of_excluded"
    ABSENT = "absent"
    VACANT = "vacant"


class DutyKind(StrEnum):
    INFORM = "inform"
    CONSULT = "consult"
    REASONS = "reasons"
    NOTE = "note"


class DutyWhen(StrEnum):
    """When a duty falls. One *before decision* blocks the decision until it is done."""

    ON_RECEIPT = "on_receipt"
    BEFORE_DECISION = "before_decision"
    WITH_DECISION = "with_decision"
    AFTER_DECISION = "after_decision"
    ON_REQUEST = "on_request"


class LimitOf(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    REPLY = "reply"
    INTERIM_REPLY = "interim_reply"
    DECIDE = "decide"
    APPEAL = "appeal"
    REVIEW = "review"


class LimitStart(StrEnum):
    RECEIVED = "received"
    SENT = "sent"
    STEP = "step"  # the day the step began
    DECISION = "decision"


class Source(StrEnum):
    """Where a limit comes from. Local standards are never presented as the protocol's."""

    PROTOCOL = "protocol"
    LOCAL = "local"
    LAW = "law"


class NoticeKind(StrEnum):
    LAW = "law"
    FORM = "form"
    FORUM = "forum"
    ALTERNATIVE = "alternative"


class ClauseKind(StrEnum):
    ROUTING = "routing"
    DUTY = "duty"
    LIMIT = "limit"
    FORM = "form"
    FORUM = "forum"
    EXPECTATION = "expectation"
    REVIEW = "review"
    DEFINITION = "definition"
    POINTER = "pointer"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered or unnumbered paragraph.

    :param id: stable within the version, survives repeated and missing numbers.
    :param label: the number as printed, or None.
    :param summary: what it says, in our words; never put in quotation marks.
    :param quote: the council's exact words, for clauses that something rests on.
    :param expects: whose conduct the clause sets a standard for, if it is an expectation.
    :param natures: the natures of concern a breach of it would be.
    :param unresolved: tracked changes or damage leave the words uncertain.
    """

    id: str
    label: str | None
    heading: str
    summary: str
    quote: str | None = None
    kinds: frozenset[ClauseKind] = frozenset({ClauseKind.TEXT})
    expects: frozenset[Kind] = frozenset()
    natures: frozenset[Nature] = frozenset()
    unresolved: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause relied on; `quote` narrows it to some of its words."""

    clause: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a step or a duty names: an office, possibly *somebody's* (design: relative office)."""

    office: Office
    of: Whose | None = None


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Whom the protocol itself names when the first recipients cannot act.

    :param when: the reasons it covers; empty means any.
    :param instead_of: whose place it is of several who have the step; None for whoever cannot act.
    """

    to: tuple[Target, ...]
    clauses: tuple[Citation, ...]
    when: frozenset[Reason] = frozenset()
    instead_of: Office | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """What the protocol says of the body that hears a case; None where it is silent."""

    size: int | None = None
    quorum: int | None = None
    may_not_sit: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    kind: DutyKind
    when: DutyWhen
    clauses: tuple[Citation, ...]
    who: tuple[Target, ...] = ()
    text: str = ""
    force: Force = Force.MUST


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit. `n` is in `unit`, counted from `start`."""

    what: LimitOf
    n: int
    unit: Unit
    source: Source
    start: LimitStart = LimitStart.RECEIVED
    actor: Target | None = None
    extension: str = ""
    clauses: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of a route.

    :param on: the events at which this step is entered directly; the first step's is `first`.
    :param condition: in plain words, what must be so before this step is taken; None if nothing.
    :param next: what follows each outcome: the key of another step of the rule, or `close`.
    :param final: nobody in the council can be asked to look again.
    :param not_alone: the recipients may receive it but not decide it by themselves.
    """

    key: str
    capacity: Capacity
    clauses: tuple[Citation, ...]
    to: tuple[Target, ...] = ()
    combine: Combine = Combine.ONE
    track: Track = Track.FORMAL
    force: Force = Force.SHOULD
    on: frozenset[Event] = frozenset()
    condition: str | None = None
    otherwise: tuple[Otherwise, ...] = ()
    procedure: Procedure | None = None
    panel: Panel | None = None
    duties: tuple[Duty, ...] = ()
    limits: tuple[Limit, ...] = ()
    next: Mapping[Event, str] = field(default_factory=dict)
    final: bool = False
    not_alone: bool = False


CLOSE = "close"


@dataclass(frozen=True, slots=True)
class When:
    """The facts a rule waits for. What is left out matches anything.

    :param raised_by: any of these offices (`councillor` and `officer` mean everyone of the kind).
    :param about: every subject must be one of these.
    :param about_any: at least one subject must be one of these.
    :param nobody: True for a matter about nobody in particular.
    :param several: True for more than one subject.
    :param former: True when a subject no longer holds the office.
    :param natures: any of these.
    :param within_months: the same thing was raised within so many months.
    :param decider: who made the decision appealed against.
    """

    matter: frozenset[Matter] = frozenset({Matter.CONCERN})
    raised_by: frozenset[Office] = frozenset()
    raised_by_not: frozenset[Office] = frozenset()
    about: frozenset[Office] = frozenset()
    about_any: frozenset[Office] = frozenset()
    about_not: frozenset[Office] = frozenset()
    nobody: bool | None = None
    several: bool | None = None
    former: bool | None = None
    natures: frozenset[Nature] = frozenset()
    written: bool | None = None
    code_breach: bool | None = None
    event: frozenset[Event] = frozenset()
    within_months: int | None = None
    decider: frozenset[Office] = frozenset()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Where the text is ambiguous or contradicts itself, and the reading the rule takes."""

    text: str
    reading: str
    clauses: tuple[Citation, ...] = ()
    confirmed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """When these facts hold, these steps follow, on the authority of their clauses."""

    key: str
    summary: str
    when: When
    steps: tuple[Step, ...]
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the person must know: a form, a forum to avoid, another way to go."""

    kind: NoticeKind
    text: str
    clauses: tuple[Citation, ...] = ()
    when: When = When(matter=frozenset())


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the protocol does not say.

    :param when: the facts it matters to; None if it is shown in the reader only.
    """

    code: str
    text: str
    clauses: tuple[Citation, ...] = ()
    when: When | None = None


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """How this council has one office.

    :param same_as: other office codes that are the same seat here.
    :param external: held by somebody of another authority.
    """

    title: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[Office, ...] = ()
    deputy: Office | None = None
    external: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """When the protocol says that it is looked at again.

    :param first_after: months from the day the council adopted it. :param every: months from
        each review to the next (Rushcliffe, Review: “after the first year and subsequently every
        four years, or as required”).
    """

    text: str
    due: date | None = None
    clauses: tuple[Citation, ...] = ()
    first_after: int | None = None
    every: int | None = None


@dataclass(frozen=True)
class Protocol:
    """One version of one council's protocol.

    :param safety_net: the council's own last resort, in order, ending outside the council; not
        part of the protocol, so using it is always a recorded gap.
    :param digest: SHA-256 of the canonical pack, set by the loader.
    """

    format: int
    council: str
    name: str
    nation: Nation
    tier: Tier
    version: str
    title: str
    status: Status
    offices: Mapping[Office, OfficeEntry]
    safety_net: tuple[Office, ...]
    clauses: tuple[Clause, ...]
    rules: tuple[Rule, ...]
    notices: tuple[Notice, ...] = ()
    gaps: tuple[Gap, ...] = ()
    adopted_on: date | None = None
    in_force_from: date | None = None
    review: Review | None = None
    owner: Office | None = None
    principal_authority: str | None = None
    source: str = ""
    digest: str = field(default="", compare=False, metadata={"in_pack": False})
    clause_by_id: Mapping[str, Clause] = field(init=False, repr=False, compare=False)
    # What was cited before, so that a decision need not look the same clauses up again.
    cited: dict[tuple[Citation, ...], Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "clause_by_id", {clause.id: clause for clause in self.clauses})
        object.__setattr__(self, "cited", {})

    def title_of(self, office: Office) -> str:
        """What this council calls the office."""
        entry = self.offices.get(office)
        return entry.title if entry else plain_title(office)

    def same_seats(self, offices: Iterable[Office]) -> frozenset[Office]:
        """The offices and every other code that is the same seat in this council."""
        found = set(offices)
        seats = [{office, *entry.same_as} for office, entry in self.offices.items()]
        grown = True
        while grown:  # A is B and B is C: the order of the entries must not matter
            before = len(found)
            for seat in seats:
                if seat & found:
                    found |= seat
            grown = len(found) > before
        return frozenset(found)
