"""What a page shows of a decision: words, dates and links, and nothing to work out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concerns.engine.decision import Outcome


@dataclass(frozen=True, slots=True)
class Due:
    """The dates of one step, reckoned in the council's calendar.

    :param source: who set `due_on`: the protocol, the law, or the council itself.
    """

    acknowledge_by: date | None = None
    due_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a step stands, for a tag: "Done on 3 June 2026: upheld"."""

    text: str
    colour: str = "grey"


@dataclass(frozen=True, slots=True)
class Quote:
    """A clause as the component `quote` draws it. :param words: how a link to it is called."""

    quote: str | None
    label: str | None
    heading: str
    href: str
    version: str
    adopted_on: date | None
    words: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Cites:
    """A sentence and the clauses it rests on."""

    text: str
    clauses: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One of those the raiser may choose between. :param value: as kept in `Concern.picked`."""

    value: str
    label: str
    picked: bool


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of the route.

    :param title: who, by office. :param does: what they do, with names.
    :param condition: what must be so first, or what leads to it; empty for nothing.
    :param quotes: the clauses it rests on, to be quoted; those without words are in `cites`.
    :param keeper: who keeps the record where the step names nobody the portal can write to.
    :param options: those the raiser chooses between; empty unless there is a choice.
    :param skipped: the route begins after it.
    """

    n: int
    key: str
    title: str
    does: str
    condition: str
    track: str
    dates: tuple[str, ...]
    limits: tuple[Cites, ...]
    duties: tuple[Cites, ...]
    remarks: tuple[str, ...]
    quotes: tuple[Quote, ...]
    cites: tuple[Quote, ...]
    keeper: str
    options: tuple[Option, ...]
    is_current: bool
    skipped: bool
    stand: Stand | None


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition of the rule that matched, and the answer that met it."""

    wanted: str
    given: str


@dataclass(frozen=True, slots=True)
class TriedRule:
    summary: str
    matched: bool
    why: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole decision, ready to be read.

    :param lead: the answer in one sentence.
    :param by_law: where the law comes before what the protocol says.
    :param rule: the rule that decided, in a sentence; empty where none did.
    :param asked: what that rule asked and what was answered.
    :param yours: whoever reads it raised it; what it says to “you” is said to somebody else if not.
    :param unnamed: why it was chosen is left out, for it would tell who raised it.
    """

    outcome: Outcome
    lead: str
    protocol: str
    steps: tuple[ShownStep, ...]
    passed_over: tuple[str, ...]
    by_law: tuple[Cites, ...]
    gaps: tuple[Cites, ...]
    doubts: tuple[Cites, ...]
    notices: tuple[Cites, ...]
    rule: str
    asked: tuple[Asked, ...]
    tried: tuple[TriedRule, ...]
    yours: bool
    unnamed: bool = False

    @property
    def has_gaps(self) -> bool:
        return bool(self.gaps or self.doubts)
