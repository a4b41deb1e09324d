"""What a protocol answers to a made-up question: what nearly fitted, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from concerns.engine import explain, journey
from concerns.engine.decision import Decision, Outcome
from concerns.engine.facts import Event, Nature
from concerns.engine.offices import GENERAL, KIND_OF, Kind, Office
from concerns.engine.protocol import Procedure, Protocol
from concerns.presenters.decision_words import sentence
from concerns.protocols import rule_words
from concerns.protocols.rule_terms import NATURES, PROCEDURES, REASONS
from concerns.protocols.trials import Has
from concerns.protocols.trying import Asked, Change, Destination, NearMiss, Question, people_of

_NTH: Final = {1: "first", 2: "second", 3: "third"}
_TICKED: Final[Mapping[str, str]] = {
    "vacant": "somebody held the office of {}",
    "absent": "the {} was not away",
    "interests": "the {} had no interest in it",
}


@dataclass(frozen=True, slots=True)
class Near:
    """A rule that nearly fitted. :param why: what kept it from being followed."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Otherwise:
    """:param if_: another answer, as the beginning of a sentence. :param then: where it goes."""

    if_: str
    then: str


def choices(protocol: Protocol) -> list[tuple[str, str]]:
    """Who can raise something or be complained of, as options."""
    return [(office.value, somebody(protocol, office)) for office in people_of(protocol)]


def offices(protocol: Protocol) -> list[tuple[str, str]]:
    """Every office of the version that a person holds, as options for what is ticked."""
    return [
        (office.value, protocol.title_of(office))
        for office in Office  # in the order of the portal: what is stored has lost the document's
        if office in protocol.offices and office not in GENERAL and KIND_OF[office] is not Kind.BODY
    ]


def vacancies(protocol: Protocol, empty: Iterable[Office]) -> list[tuple[str, str]]:
    """Every office of the version that can be empty, panels included, as options.

    :param empty: those nobody holds on the register now, which a real concern goes by.
    """
    now = set(empty)
    return [
        (office.value, f"{title} (nobody holds it in the register now)" if office in now else title)
        for office in Office
        if office in protocol.offices and office not in GENERAL | {Office.FULL_COUNCIL}
        for title in (protocol.title_of(office),)
    ]


def passed_duties(protocol: Protocol, decision: Decision) -> list[str]:
    """Duties that cannot be done as they are written, step by step, and why. Nobody is real."""
    return [
        f"Step {step.n}: {rule_words.told_words(duty, _the(protocol, office))}. This is passed"
        f" over, because {explain.join((REASONS[reason] for reason in sorted(why)), 'and')}."
        for step in decision.steps
        for duty, office, why in journey.not_given(decision, protocol, step.key)
    ]


def near(protocol: Protocol, missed: Iterable[NearMiss]) -> list[Near]:
    """The rules that one answer kept from being followed."""
    summaries = {rule.key: rule.summary for rule in protocol.rules}
    return [Near(sentence(summaries[each.rule]), each.why) for each in missed]


def otherwise(
    protocol: Protocol, question: Question, found: Iterable[Change]
) -> tuple[list[Otherwise], list[Otherwise]]:
    """What other answers would have done: those that send it elsewhere, and those that only
    change the rule."""
    elsewhere: list[Otherwise] = []
    same: list[Otherwise] = []
    rules = {rule.key: rule.summary for rule in protocol.rules}
    for change in found:
        said = Otherwise(
            sentence(f"If {_if(protocol, question, change)}").rstrip("."),
            _then(protocol, change, rules),
        )
        (same if change.same else elsewhere).append(said)
    return elsewhere, same


def goes_to(protocol: Protocol, to: Destination | Has) -> str:
    """`the Town Clerk or the Monitoring Officer, under the grievance procedure`."""
    last = "and" if to.together else "or"
    titles = explain.join((_the(protocol, office) for office in to.offices), last)
    procedure = PROCEDURES[to.procedure] if to.procedure is not None else ""
    if titles and procedure:
        return f"{titles}, or the {procedure}"
    if procedure == PROCEDURES[Procedure.STANDING_ORDERS]:
        return "whoever the standing orders name"
    return titles or (f"the {procedure}" if procedure else "nobody, because nobody is left")


def _if(protocol: Protocol, question: Question, change: Change) -> str:
    asked, answers = change.asked, change.answers
    if asked is Asked.WRITTEN:
        return f"it was {'' if answers == ('yes',) else 'not '}a formal written complaint"
    if asked is Asked.CODE_BREACH:
        said = "was" if answers == ("yes",) else "was not"
        return f"it {said} said that the code of conduct was broken"
    if asked is Asked.NATURES:
        return _if_natures(question, answers)
    if asked is Asked.EVENT:
        return explain.join(explain.EVENT_WORDS[Event(each)] for each in answers)
    if asked is Asked.RAISED_BY:
        return f"it was raised by {_any_of(protocol, answers)}"
    if asked is Asked.DECIDER:
        return f"the decision was made by {_any_of(protocol, answers)}"
    if asked is Asked.ABOUT and change.place:
        nth = f"the {_NTH[change.place]} person it is about"
        return f"{nth} was {_any_of(protocol, answers, nobody='not part of it')}"
    if asked is Asked.ABOUT:
        return f"it was about {_any_of(protocol, answers, nobody='nobody in particular')}"
    return explain.join(_if_ticked(protocol, each) for each in answers)


def _if_natures(question: Question, answers: tuple[str, ...]) -> str:
    natures = [Nature(each) for each in answers]
    added = [_nature(n) for n in natures if n not in question.natures]
    left = [_nature(n) for n in natures if n in question.natures]
    said = []
    if added:
        also = "also " if question.natures else ""
        said.append(f"it was {also}about {explain.join(added)}")
    if left:
        said.append(f"it was not about {explain.join(left)}")
    return explain.join(said)


def _if_ticked(protocol: Protocol, value: str) -> str:
    name, _, rest = value.partition(":")
    codes = [Office(code) for code in rest.split(":")]
    if name == "same_person":
        return f"{titles(protocol, codes)} were two people"
    return _TICKED[name].format(protocol.title_of(codes[0]))


def _then(protocol: Protocol, change: Change, rules: Mapping[str, str]) -> str:
    to = change.to
    if to.outcome is Outcome.NEEDS_HANDLER:
        return "Nobody is left who could take it."
    where = goes_to(protocol, to)
    if change.same:
        by = f"the rule “{rules[change.rule]}”" if change.rule else "no rule of the protocol"
        return f"It goes to {where} all the same, by {by}."
    if to.outcome is Outcome.NO_RULE:
        return f"No rule fits, and it goes to {where} by the council’s own arrangements."
    if to.outcome is Outcome.INFORMAL_FIRST:
        return f"It goes to {where}, for an informal attempt first."
    return f"It goes to {where}."


def _any_of(protocol: Protocol, answers: Iterable[str], *, nobody: str = "") -> str:
    found = [_the(protocol, Office(each)) if each else nobody for each in answers]
    return explain.join(sorted(found, key=lambda words: words != nobody))


def _the(protocol: Protocol, office: Office) -> str:
    if office in GENERAL:
        return explain.article(office.value)
    return f"the {protocol.title_of(office)}"


def somebody(protocol: Protocol, office: Office) -> str:
    """One of the people a question can name: `Town Clerk`, `An officer without an office`."""
    if office in GENERAL:
        return f"{explain.article(office.value).capitalize()} without an office"
    return protocol.title_of(office)


def titles(protocol: Protocol, codes: Iterable[Office]) -> str:
    """`the Town Clerk and the Chairman`."""
    return explain.join((f"the {protocol.title_of(office)}" for office in codes), "and")


def _nature(nature: Nature) -> str:
    return NATURES[nature]
