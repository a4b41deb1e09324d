"""What the importer proposes: passages that may become clauses, and drafts of rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from concerns.engine.facts import Matter, Nature
from concerns.engine.offices import Kind, Office
from concerns.engine.protocol import (
    Capacity,
    ClauseKind,
    Combine,
    DutyKind,
    DutyWhen,
    Force,
    LimitOf,
    NoticeKind,
    Procedure,
    Reason,
    Whose,
)
from concerns.protocols.importer.source import Mark, Remark


@dataclass(frozen=True, slots=True)
class Span:
    """The words of a passage that something was read from: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DraftTarget:
    """A recipient a sentence seems to name. :param title: as the document calls them."""

    office: Office
    title: str
    span: Span
    of: Whose | None = None


@dataclass(frozen=True, slots=True)
class DraftLimit:
    """A number of days a sentence seems to give. :param unit: a value of `Unit`."""

    n: int
    unit: str
    span: Span
    what: LimitOf = LimitOf.REPLY


@dataclass(frozen=True, slots=True)
class DraftOtherwise:
    """Who takes it where the first cannot. :param when: why they cannot; empty means whatever why.

    :param span: the words that say so.
    :param of: in whose place, where several have it; None for whoever of them cannot.
    """

    to: tuple[DraftTarget, ...]
    when: tuple[Reason, ...]
    span: Span
    of: Office | None = None


@dataclass(frozen=True, slots=True)
class DraftRule:
    """What a sentence seems to say about where a matter goes; no rule until a person confirms it.

    :param span: the sentence it was read from.
    :param raised_by: offices or kinds; empty where the sentence does not say.
    :param about: likewise. :param natures: only those the sentence names.
    :param raised_by_not: seats left out of the first. :param about_not: of the second.
    :param waits: the time after which it holds, as written: “10 working days”; nobody's limit.
    :param then: to whom it goes after the first recipients, one after the other.
    :param then_span: the sentence that says so, where it is another; `then_force`: how strongly.
    :param otherwise: who takes it where those named first cannot.
    :param stem: the id of the passage whose words begin the sentence, where a list ends it.
    :param follows: the id of the passage whose rule it goes on from, where it is what comes next.
    :param told: those to be informed. :param asked: those to be consulted.
    :param decider: who made the decision appealed against, where it matters.
    :param private: it is to be raised in private.
    :param unresolved: it holds once the matter could not be settled informally.
    :param confidence: 0 to 1. :param questions: what a person must settle first.
    """

    span: Span
    matter: Matter = Matter.CONCERN
    raised_by: tuple[Office, ...] = ()
    about: tuple[Office, ...] = ()
    raised_by_not: tuple[Office, ...] = ()
    about_not: tuple[Office, ...] = ()
    natures: tuple[Nature, ...] = ()
    written: bool | None = None
    code_breach: bool | None = None
    unresolved: bool = False
    upheld: bool = False
    to: tuple[DraftTarget, ...] = ()
    combine: Combine = Combine.ONE
    capacity: Capacity = Capacity.RECEIVE
    force: Force = Force.SHOULD
    procedure: Procedure | None = None
    told: tuple[DraftTarget, ...] = ()
    asked: tuple[DraftTarget, ...] = ()
    then: tuple[DraftTarget, ...] = ()
    then_span: Span | None = None
    then_force: Force | None = None
    otherwise: tuple[DraftOtherwise, ...] = ()
    stem: str = ""
    follows: str = ""
    decider: Office | None = None
    private: bool = False
    limits: tuple[DraftLimit, ...] = ()
    waits: str = ""
    confidence: float = 0.0
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftDuty:
    """Something to be done beside a rule, said in a clause of its own.

    :param follows: the id of the passage whose rule it seems to belong to.
    :param who: those to be told or asked; nobody where it is a note, or reasons to be given.
    """

    kind: DutyKind
    span: Span
    follows: str
    who: tuple[DraftTarget, ...] = ()
    when: DutyWhen = DutyWhen.ON_RECEIPT
    force: Force = Force.MUST


@dataclass(frozen=True, slots=True)
class DraftTime:
    """A time that a sentence gives to a rule said before it.

    :param follows: the id of the passage whose rule it seems to belong to.
    """

    limit: DraftLimit
    span: Span
    follows: str


@dataclass(frozen=True, slots=True)
class DraftNotice:
    """What a sentence forbids or asks of the form of it, which is told and not routed.

    :param span: the words it was read from.
    """

    kind: NoticeKind
    span: Span
    raised_by: tuple[Office, ...] = ()
    about: tuple[Office, ...] = ()
    confidence: float = 0.0


class DateOf(StrEnum):
    """What a date in a document is the date of."""

    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class DraftDate:
    """A date the document gives for itself. :param on: the day; None for a month or a year.

    :param every: months from each review to the next, where it says how often and not when.
    """

    what: DateOf
    words: str
    span: Span
    on: date | None = None
    every: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One proposed clause, in reading order.

    :param id: stable: made from the label path, or the heading path and an ordinal; the same
        document gives the same ids again.
    :param label: as printed, or None. :param heading: of the section it stands under, or its own.
    :param text: the reading proposed; what is struck is left out where that reads surely.
    :param raw: the words as the file has them, every change included.
    :param parent: the id of the passage it belongs under; None at the top.
    :param quoted: it is quoted from another document, and is no clause of the council's own.
    :param is_heading: it only names what follows.
    :param marks: in `raw`. :param confidence: in place and label, 0 to 1.
    :param questions: plain sentences: what a person must settle.
    """

    id: str
    label: str | None
    heading: str
    text: str
    raw: str
    parent: str | None = None
    quoted: bool = False
    is_heading: bool = False
    marks: tuple[Mark, ...] = ()
    confidence: float = 1.0
    questions: tuple[str, ...] = ()
    kinds: frozenset[ClauseKind] = frozenset({ClauseKind.TEXT})
    expects: frozenset[Kind] = frozenset()
    natures: frozenset[Nature] = frozenset()
    rules: tuple[DraftRule, ...] = ()
    duties: tuple[DraftDuty, ...] = ()
    times: tuple[DraftTime, ...] = ()
    notices: tuple[DraftNotice, ...] = ()
    dates: tuple[DraftDate, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """Everything the importer makes of one document. :param title: its own, where one is seen."""

    title: str
    passages: tuple[Passage, ...]
    warnings: tuple[Remark, ...] = field(default=())
