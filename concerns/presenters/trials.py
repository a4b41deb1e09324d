"""Saved tests in words: what each asks, what it is held to, and where an answer is another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from concerns.engine import explain
from concerns.engine.facts import Event
from concerns.engine.protocol import Protocol
from concerns.engine.working_days import local_date
from concerns.presenters import trying as words
from concerns.presenters.decision_words import DOES, LIMIT, amount, sentence
from concerns.protocols import rule_terms
from concerns.protocols.onward import Outcomes
from concerns.protocols.trials import Differs, Expected, Has, Result
from concerns.protocols.trying import Question
from concerns.templatetags.dates import day_text

if TYPE_CHECKING:
    from concerns.models import Trial
    from concerns.selectors.trials import Run

_WHAT: Final[Mapping[Differs, str]] = {
    Differs.PEOPLE: "Who has it",
    Differs.AUTHORITY: "Who says so",
    Differs.CAPACITY: "What they do",
    Differs.CLAUSES: "What it rests on",
    Differs.TIMES: "By when",
}
UNREADABLE: Final = "This test cannot be read any more. Remove it and save it again."
ENDED: Final = "Nobody: it has ended"


@dataclass(frozen=True, slots=True)
class Side:
    """One difference, for two columns. :param when: at which step. :param what: in what."""

    when: str
    what: str
    expected: str
    actual: str


@dataclass(frozen=True, slots=True)
class Shown:
    """:param asked: the question in short lines. :param result: in one sentence.

    :param held: what of the answer the test looks at. :param sides: where it is not as expected.
    """

    name: str
    passes: bool
    asked: list[str]
    held: str
    result: str
    sides: list[Side]


def shown(protocol: Protocol, run: Run) -> Shown:
    """One saved test, and how a version did on it."""
    if run.question is None or run.result is None:
        return Shown(run.row.name, run.passes, [], "", UNREADABLE, [])
    return Shown(
        run.row.name,
        run.passes,
        asked_words(protocol, run.question),
        held_words(run.result.expected),
        result_words(protocol, run.result),
        sides(protocol, run.result),
    )


def removed(rows: Iterable[Trial]) -> list[str]:
    """What was taken away, by whom and when, for whoever puts a version in force."""
    return [
        f"{row.name}: removed by {row.removed_by.name} on {day_text(local_date(row.removed_at))}"
        for row in rows
        if row.removed_by is not None and row.removed_at is not None
    ]


def happened(outcomes: Iterable[Event]) -> str:
    """What came of the steps so far, as a clause: `it was not resolved and then it was upheld`."""
    return " and then ".join(explain.EVENT_WORDS[event] for event in outcomes)


def held_words(expected: Expected) -> str:
    """What of the answer a test looks at."""
    if expected.whole:
        return "Looks at the whole way: who has it at each step, whatever comes of it."
    if expected.then:
        after = " or ".join(happened(then.after) for then in expected.then)
        return f"Looks at who has it first, and at who has it once {after}."
    return "Looks at who has it first."


def asked_words(protocol: Protocol, question: Question) -> list[str]:
    """The question in short lines, for the list of tests."""
    somebody: Callable[..., str] = words.somebody
    who = explain.join((somebody(protocol, o) for o in question.raised_by), "and")
    about = explain.join((somebody(protocol, o) for o in question.about), "and")
    matter = explain.MATTER_WORDS[question.matter]
    lines = [f"{rule_terms.capital(matter)}, raised by: {who}"]
    lines.append(f"About: {about or 'nobody in particular'}")
    if question.natures:
        natures = explain.join(map(explain.spoken, sorted(question.natures)), "and")
        lines.append(f"Of what kind: {natures}")
    if question.written:
        lines.append("As a formal written complaint")
    if question.code_breach:
        lines.append("A breach of the code of conduct is alleged")
    if question.event is not Event.FIRST:
        lines.append(sentence(explain.EVENT_WORDS[question.event]).rstrip("."))
    if question.months_since_last is not None:
        lines.append(f"The same was raised {question.months_since_last} months ago")
    if question.decider is not None:
        lines.append(f"Decided by: {somebody(protocol, question.decider)}")
    for said, ticked in (
        ("Vacant", question.vacant),
        ("Away", question.absent),
        ("Has an interest", question.interests),
    ):
        if ticked:
            lines.append(f"{said}: {words.titles(protocol, sorted(ticked))}")
    lines.extend(f"One person: {words.titles(protocol, pair)}" for pair in question.same_person)
    return lines


def result_words(protocol: Protocol, result: Result) -> str:
    """How a test did, in a sentence or two."""
    goes = f"It goes to {words.goes_to(protocol, result.actual)}"
    if Differs.PEOPLE in result.differs:
        return f"{goes}. Expected was {words.goes_to(protocol, result.expected)}."
    if not result.passes:
        first = "but not quite as expected" if result.differs else "as expected"
        later = ", and what follows is not" if result.onward and not result.differs else ""
        return f"{goes}, {first}{later}."
    same = f"{goes}, as expected{_later(result.expected)}."
    if result.recited:
        same += " The same people have it, by another clause."
    if result.renamed:
        same += (
            " The rule has another key than when the test was saved, which makes no difference to"
            " anybody."
        )
    return same


def _later(expected: Expected) -> str:
    """That what follows is as expected too, where the test looks at that."""
    if expected.whole:
        return ", and everything that follows as expected too"
    return ", and what follows as expected too" if expected.then else ""


def sides(protocol: Protocol, result: Result) -> list[Side]:
    """Each way in which the answer is not what was saved."""
    found = _sides(protocol, "First", result.expected, result.actual, result.differs)
    alike: dict[tuple[Has | None, Has | None, tuple[Differs, ...]], list[str]] = {}
    for each in result.onward:
        alike.setdefault((each.expected, each.actual, each.differs), []).append(
            happened(each.after)
        )
    for (was, now, differs), after in alike.items():
        found += _sides(protocol, f"Once {explain.join(after)}", was, now, differs)
    return found


def _sides(
    protocol: Protocol, when: str, was: Has | None, now: Has | None, differs: Iterable[Differs]
) -> list[Side]:
    return [
        Side(when, _WHAT[each], _told(protocol, was, each), _told(protocol, now, each))
        for each in differs
    ]


def _told(protocol: Protocol, has: Has | None, differs: Differs) -> str:
    if has is None:
        return ENDED
    if differs is Differs.PEOPLE:
        return rule_terms.capital(words.goes_to(protocol, has))
    if differs is Differs.AUTHORITY:
        return authority_words(has)
    if differs is Differs.CAPACITY:
        return f"They {DOES[has.capacity]}" if has.capacity else "Nothing"
    if differs is Differs.CLAUSES:
        return explain.join((f"“{label}”" for label in has.clauses or ()), "and") or "No clause"
    within = (f"{LIMIT[each.what]} {amount(each.n, each.unit)}" for each in has.limits or ())
    return explain.join(within, "and") or "No time limit"


def authority_words(has: Has) -> str:
    """On whose word an answer is given."""
    if has.law is not None:
        return "The law"
    if has.rule is None:
        return "Nobody: no rule fits, and the council’s own arrangements decide"
    return "A rule of the protocol"


def held_choices(outcomes: Outcomes) -> list[tuple[str, str]]:
    """What a test can be held to, as options; the one that fits what is looked at comes first."""
    found = [
        ("first", "Who has it first, and no more"),
        ("whole", "The whole way: who has it at each step, whatever comes of it"),
    ]
    if outcomes:
        found.insert(0, ("then", f"Who has it first, and who has it once {happened(outcomes)}"))
    return found
