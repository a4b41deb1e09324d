"""What the engine answered, with its whole explanation; kept for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concerns.engine.deadlines import Unit
from concerns.engine.facts import Event, Facts
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    Capacity,
    Combine,
    DutyKind,
    DutyWhen,
    Force,
    LimitOf,
    LimitStart,
    NoticeKind,
    Panel,
    Procedure,
    Reason,
    Source,
    Status,
    Track,
)

ENGINE_VERSION = "3"


class Outcome(StrEnum):
    ROUTED = "routed"
    INFORMAL_FIRST = "informal_first"
    NOT_HERE = "not_here"
    NO_RULE = "no_rule"
    NEEDS_HANDLER = "needs_handler"


class Standing(StrEnum):
    """By what right somebody receives it."""

    HOLDER = "holder"
    DEPUTY = "deputy"
    SUBSTITUTE = "substitute"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause as quoted to a reader; the quote is exact or None."""

    id: str
    label: str | None
    heading: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class LawCited:
    """A rule of law as told to a reader. :param text: in our words. :param source: where it is."""

    key: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """An office that may act, after the conflict filter.

    :param people: ids of those who hold it now; empty for a body outside or a general office.
    :param reason: why it is not the first-named holder; None for a holder.
    """

    office: Office
    title: str
    status: Standing
    reason: Reason | None
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DutyAhead:
    kind: DutyKind
    who: tuple[Recipient, ...]
    when: DutyWhen
    force: Force
    text: str
    clauses: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class LimitAhead:
    what: LimitOf
    n: int
    unit: Unit
    source: Source
    start: LimitStart
    actor: Office | None
    extension: str
    clauses: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class StepAhead:
    """One step of the route, in order, with the people who may take it.

    :param law: what gives it to them, for a step that is the law's; None for the protocol's own.
    """

    n: int
    key: str
    track: Track
    capacity: Capacity
    force: Force
    condition: str | None
    combine: Combine
    to: tuple[Recipient, ...]
    procedure: Procedure | None
    clauses: tuple[Cited, ...]
    duties: tuple[DutyAhead, ...]
    limits: tuple[LimitAhead, ...]
    next: Mapping[Event, str]
    final: bool
    not_alone: bool
    panel: Panel | None
    law: LawCited | None = None


@dataclass(frozen=True, slots=True)
class Excluded:
    """An office passed over. :param people: whom, of those who hold it."""

    office: Office
    reason: Reason
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GapFound:
    """Something the protocol does not say that mattered here."""

    code: str
    text: str
    clauses: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    kind: NoticeKind
    text: str
    clauses: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule looked at, in order. :param failed: the conditions that did not hold."""

    rule: str
    matched: bool
    failed: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The engine's whole answer. The preview, the case page and the letter all read this.

    :param law: the rule of law that took the matter over, if one did.
    :param keeper: who keeps the record of a step that names only a procedure or a body outside;
        the protocol's owner or the safety net, never somebody with a conflict.
    """

    council: str
    version: str
    status: Status
    digest: str
    law_digest: str
    engine: str
    on: date
    outcome: Outcome
    rule: str | None
    law: str | None
    steps: tuple[StepAhead, ...]
    excluded: tuple[Excluded, ...]
    gaps: tuple[GapFound, ...]
    notices: tuple[NoticeGiven, ...]
    explanation: tuple[Tried, ...]
    facts: Facts
    keeper: Recipient | None
