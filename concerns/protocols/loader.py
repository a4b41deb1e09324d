"""Packs: a protocol file read strictly, with every reference followed.

A pack that does not hold together is refused whole, with file, line and sentence (design
section 3); what holds together but leaves people without a route is the checker's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from concerns.engine.deadlines import LONGEST_LIMIT
from concerns.engine.law import Law, LawRule
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    CLOSE,
    Citation,
    ClauseKind,
    Nation,
    Protocol,
    Rule,
    Source,
    Step,
    Target,
    Tier,
    When,
)
from concerns.protocols import starting
from concerns.protocols.digest import digest
from concerns.protocols.reader import InvalidFile, Problem, Reader, dump

FORMAT = 1
PACKS = Path(__file__).parent / "packs"
LAW = Path(__file__).parent / "law"

# A slip of the keyboard is no date, and reckoning from it would leave the calendar.
_YEARS = range(1900, 2200)
_MONTHS = range(1, 1201)


class UnknownPack(LookupError):
    """There is no pack of that name or at that path."""


def load(text: str, *, file: str) -> Protocol:
    """Read a pack.

    :param file: its name, for the sentences about mistakes.
    :raises InvalidFile: if anything in it is wrong; nothing is loaded.
    """
    _check_format(text, file)
    reader = Reader(file)
    protocol = reader.read(text, Protocol)
    references = _References(protocol, reader)
    references.check()
    if reader.problems:
        raise InvalidFile(reader.problems)
    return replace(protocol, digest=digest(protocol))


_NEWER = "This pack has format {}; this portal reads format {}."


def _check_format(text: str, file: str) -> None:
    """Say of a pack of a newer format only that: every new key would be called a mistake."""
    said = re.search(r"^format:[ \t]*(\d{1,6})[ \t]*$", text, re.MULTILINE)
    if said is not None and int(said[1]) > FORMAT:
        line = text.count("\n", 0, said.start()) + 1
        raise InvalidFile([Problem(file, line, _NEWER.format(said[1], FORMAT))])


def problems(protocol: Protocol) -> tuple[str, ...]:
    """What keeps a protocol put together elsewhere from being a pack, a sentence each.

    It is written and read again, so that a draft has to hold together exactly as a file has.
    """
    try:
        load(dumps(protocol), file="")
    except InvalidFile as error:
        return tuple(problem.sentence for problem in error.problems)
    return ()


def dumps(protocol: Protocol) -> str:
    """A protocol as pack text; the inverse of `load`."""
    return dump(protocol)


def load_file(path: Path) -> Protocol:
    """Read a pack file.

    :raises UnknownPack: if it cannot be opened. :raises InvalidFile: if it is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InvalidFile([Problem(path.name, 0, "The file is not UTF-8 text.")]) from error
    except OSError as error:
        raise UnknownPack(f"There is no pack at {path}.") from error
    return load(text, file=path.name)


def find(name: str) -> Protocol:
    """A pack by its council's slug, or by path; of several versions the last one by name.

    :raises UnknownPack: if there is none. :raises InvalidFile: if it is wrong.
    """
    if name in shipped():
        return _shipped(name)
    if "/" in name or name.endswith((".yaml", ".yml")):
        return load_file(Path(name))
    raise UnknownPack(f"There is no pack “{name}”. Choose one of: {', '.join(shipped())}.")


def shipped() -> tuple[str, ...]:
    """The slugs of the packs that come with the portal."""
    return tuple(sorted(p.name for p in PACKS.iterdir() if p.is_dir() and any(p.glob("*.yaml"))))


@lru_cache(maxsize=64)
def _shipped(slug: str) -> Protocol:
    return load_file(sorted((PACKS / slug).glob("*.yaml"))[-1])


def starters() -> tuple[tuple[Tier, Nation], ...]:
    """The kinds of council there is a starting text for; never among the shipped packs."""
    return tuple(_kind_of(name) for name in starting.names())


@lru_cache(maxsize=16)
def starter(tier: Tier, nation: Nation) -> Protocol:
    """The starting text for a council of that kind that has no protocol of its own: a draft.

    :raises UnknownPack: if there is none. :raises InvalidFile: if it is wrong.
    """
    name = f"{tier.value}-{nation.value}"
    if name not in starting.names():
        raise UnknownPack(f"There is no starting text for “{name}”.")
    base = load_file(starting.base_of(name))
    # Read again as a pack, so that what a variation took away is missed nowhere.
    return load(dumps(starting.varied(base, name)), file=f"{name}.yaml")


def starter_remark(tier: Tier, nation: Nation) -> str:
    """What a council of that kind should know before it begins from its starting text."""
    return starting.remark(f"{tier.value}-{nation.value}")


def _kind_of(name: str) -> tuple[Tier, Nation]:
    tier, _, nation = name.partition("-")
    return Tier(tier), Nation(nation)


@lru_cache(maxsize=1)
def law() -> Law:
    """The overlay of law that comes with the portal.

    :raises InvalidFile: if a file of it is wrong.
    """
    rules: list[LawRule] = []
    for path in sorted(LAW.glob("*.yaml")):
        rules.extend(Reader(path.name).read(path.read_text(encoding="utf-8"), Law).rules)
    overlay = Law(tuple(rules))
    return replace(overlay, digest=digest(overlay))


class _References:
    """Follows every reference of a protocol and reports the ones that lead nowhere."""

    def __init__(self, protocol: Protocol, reader: Reader) -> None:
        self.protocol = protocol
        self.reader = reader
        self.here = 0

    def wrong(self, sentence: str, at: object = None) -> None:
        line = self.reader.line_of(at) if at is not None else 0
        self.reader.problem(line or self.here, sentence)

    def check(self) -> None:
        protocol = self.protocol
        if protocol.format != FORMAT:
            self.wrong(_NEWER.format(protocol.format, FORMAT))
        self._unique(
            ((clause.id, clause) for clause in protocol.clauses), "The clause", "is there twice."
        )
        self._unique(((rule.key, rule) for rule in protocol.rules), "The rule", "is there twice.")
        self._unique(((gap.code, gap) for gap in protocol.gaps), "The gap", "is there twice.")
        for office in protocol.safety_net:
            self._office(office, "the safety net")
        for notice in protocol.notices:
            self._at(notice)
            self._citations(notice.clauses)
            self._when(notice.when, "a notice")
        for gap in protocol.gaps:
            self._at(gap)
            self._citations(gap.clauses)
            if gap.when is not None:
                self._when(gap.when, f"the gap {gap.code}")
        for rule in protocol.rules:
            self._rule(rule)
        if protocol.review is not None:
            self._citations(protocol.review.clauses)
        self._days()
        for office, entry in protocol.offices.items():
            self._at(entry)
            for other in (*entry.same_as, *((entry.deputy,) if entry.deputy else ())):
                self._office(other, f"the entry of {office.value}")
            if entry.deputy is office:
                self.wrong(f"The office {office.value} is its own deputy.")

    def _days(self) -> None:
        """What is reckoned from a day must not leave the calendar."""
        protocol, review = self.protocol, self.protocol.review
        for day in (protocol.adopted_on, protocol.in_force_from, review.due if review else None):
            if day is not None and day.year not in _YEARS:
                self.wrong(f"No protocol is of the year {day.year}.", review)
        for months in (review.first_after, review.every) if review is not None else ():
            if months is not None and months not in _MONTHS:
                self.wrong(f"A review is due after 1 to {_MONTHS[-1]} months.", review)

    def _at(self, built: object) -> None:
        self.here = self.reader.line_of(built) or self.here

    def _unique(self, named: Iterable[tuple[str, object]], what: str, end: str) -> None:
        seen: set[str] = set()
        for name, thing in named:
            if name in seen:
                self.wrong(f"{what} “{name}” {end}", thing)
            seen.add(name)

    def _rule(self, rule: Rule) -> None:
        self._at(rule)
        self._when(rule.when, f"the rule “{rule.key}”")
        if not rule.steps:
            self.wrong(f"The rule “{rule.key}” has no steps.")
        self._unique(
            ((s.key, s) for s in rule.steps),
            f"In the rule “{rule.key}” the step",
            "is there twice.",
        )
        if rule.doubt is not None:
            self._citations(rule.doubt.clauses)
        keys = {step.key for step in rule.steps}
        for step in rule.steps:
            self._at(step)
            self._step(rule, step, keys)

    def _step(self, rule: Rule, step: Step, keys: set[str]) -> None:
        name = f"the step “{step.key}” of the rule “{rule.key}”"
        if not step.clauses:
            self.wrong(f"{name.capitalize()} cites no clause.")
        if not step.to and step.procedure is None:
            self.wrong(f"{name.capitalize()} names neither a recipient nor a procedure.")
        self._citations(step.clauses)
        for target in _targets(step):
            self._office(target.office, name)
        named = {target.office for target in step.to}
        for other in step.otherwise:
            self._citations(other.clauses)
            if other.instead_of is not None and other.instead_of not in named:
                self.wrong(
                    f"{name.capitalize()} names somebody instead of “{other.instead_of.value}”,"
                    " to whom it does not go."
                )
        for duty in step.duties:
            self._citations(duty.clauses)
        for limit in step.limits:
            self._citations(limit.clauses)
            if limit.source is Source.PROTOCOL and not limit.clauses:
                self.wrong(f"A limit of {name} says it is the protocol's and cites no clause.")
            if limit.n < 0:
                self.wrong(f"A limit of {name} is negative.")
            if limit.n > LONGEST_LIMIT:
                self.wrong(f"A limit of {name} is longer than {LONGEST_LIMIT:,}.")
        for event, following in step.next.items():
            if following != CLOSE and following not in keys:
                self.wrong(
                    f"After “{event.value}”, {name} goes to “{following}”, which is no step of it."
                )
        for citation in step.clauses:
            clause = self.protocol.clause_by_id.get(citation.clause)
            if clause is not None and clause.unresolved and not _confirmed(rule):
                self.wrong(
                    f"{name.capitalize()} rests on clause {clause.id}, whose words are not settled;"
                    " a rule needs a doubt with a reading that a named person confirmed.",
                )

    def _when(self, when: When, name: str) -> None:
        named = when.raised_by | when.raised_by_not | when.about | when.about_any | when.about_not
        for office in sorted(named | when.decider):
            self._office(office, name)
        if when.about and when.about & when.about_not:
            self.wrong(f"{name.capitalize()} both wants and refuses the same subject.")

    def _office(self, office: Office, name: str) -> None:
        if office in self.protocol.offices or office in {Office.COUNCILLOR, Office.OFFICER}:
            return
        self.wrong(f"{name.capitalize()} names {office.value}, which is not among the offices.")

    def _citations(self, citations: Iterable[Citation]) -> None:
        for citation in citations:
            clause = self.protocol.clause_by_id.get(citation.clause)
            if clause is None:
                self.wrong(f"There is no clause “{citation.clause}”.", citation)
            elif citation.quote is not None and (
                clause.quote is None or _joined(citation.quote) not in _joined(clause.quote)
            ):
                self.wrong(
                    f"These words are not in the quotation of clause {clause.id}:"
                    f" “{citation.quote[:60]}”.",
                    citation,
                )


def _confirmed(rule: Rule) -> bool:
    return rule.doubt is not None and rule.doubt.confirmed_by is not None


def _joined(text: str) -> str:
    return " ".join(text.split())


def _targets(step: Step) -> Iterator[Target]:
    yield from step.to
    for other in step.otherwise:
        yield from other.to
    for duty in step.duties:
        yield from duty.who
    for limit in step.limits:
        if limit.actor is not None:
            yield limit.actor
    if step.panel is not None:
        yield from step.panel.may_not_sit


__all__ = [
    "ClauseKind",
    "InvalidFile",
    "UnknownPack",
    "dumps",
    "find",
    "law",
    "load",
    "load_file",
    "shipped",
    "starter",
    "starters",
]
