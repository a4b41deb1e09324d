"""A draft that a person confirmed, as a rule of the engine for the editor to open."""

from __future__ import annotations

import re
from dataclasses import replace

from concerns.engine.deadlines import Unit
from concerns.engine.facts import Event, Matter, Nature
from concerns.engine.offices import GENERAL
from concerns.engine.protocol import (
    CLOSE,
    Capacity,
    Citation,
    Duty,
    DutyKind,
    DutyWhen,
    Limit,
    Otherwise,
    Rule,
    Source,
    Step,
    Target,
    Track,
    When,
)
from concerns.protocols.importer.passages import DraftLimit, DraftRule, DraftTarget


class NotARule(ValueError):
    """The draft lacks what every rule has. The text is one sentence, fit to show."""


# Every concern is about one of these, so naming them narrows nothing.
_GENERAL_NATURES = frozenset({Nature.CONDUCT, Nature.BEHAVIOUR, Nature.PERFORMANCE})
# “A formal written complaint goes to …” waits for one; “shall be made in writing” asks for it.
_WRITTEN_ONES = re.compile(r"\b(?:formal,? )?written (?:complaint|allegation|grievance)", re.I)
_FINAL = re.compile(r"\bfinal(?:ly)?\b", re.IGNORECASE)
_FIRST_TOLD = re.compile(r"\bhaving (?:first )?(?:advised|informed|notified|told)", re.IGNORECASE)


def as_rule(draft: DraftRule, clause_id: str, text: str, stem: Citation | None = None) -> Rule:
    """The rule that a draft becomes, resting on the sentence it was read from.

    A form the sentence asks for (“in writing”) is a notice and does not narrow the rule, nor do
    natures that every concern has. Its name is for the protocol it becomes part of to give.

    :param clause_id: the clause that holds the sentence. :param text: the words of that clause.
    :param stem: the lead line that begins the sentence, where a list ends it.
    :raises NotARule: if it names neither anybody to go to nor a procedure.
    """
    quote = " ".join(text[draft.span.start : draft.span.end].split())
    own = Citation(clause_id, quote)
    cited = (stem, own) if stem is not None else (own,)
    if not draft.to and draft.procedure is None:
        raise NotARule("The sentence names nobody to go to and no procedure, so it is no rule yet.")
    first = replace(_first(draft, cited, quote), otherwise=_otherwise(draft, clause_id, text))
    after = cited
    if draft.then_span is not None:
        words = text[draft.then_span.start : draft.then_span.end]
        after = (Citation(clause_id, " ".join(words.split())),)
    steps = (first, _then(draft, after)) if draft.then else (first,)
    return Rule(key_of(draft), "", _when(draft, quote), steps)


def key_of(draft: DraftRule) -> str:
    """A key made of what the rule waits for: `officer-about-councillor`, `councillor-enquiry`."""
    by = "-or-".join(office.value for office in draft.raised_by) or "anybody"
    words = [by]
    if draft.matter is not Matter.CONCERN:
        words.append(draft.matter.value)
    if draft.about:
        words.append("about-" + "-or-".join(office.value for office in draft.about))
    if draft.raised_by_not or draft.about_not:
        left_out = (*draft.raised_by_not, *draft.about_not)
        words.append("except-" + "-or-".join(office.value for office in left_out))
    if draft.code_breach:
        words.append("code")
    if draft.decider is not None:
        words.append(f"when-{draft.decider.value}-decided")
    if draft.unresolved:
        words.append("unresolved")
    if draft.upheld:
        words.append("upheld")
    return "-".join(words).replace("_", "-")


def _when(draft: DraftRule, quote: str) -> When:
    specific = frozenset(office for office in draft.about if office not in GENERAL)
    mixed = bool(specific) and len(specific) < len(draft.about)
    natures = frozenset(draft.natures)
    return When(
        matter=frozenset({draft.matter}),
        raised_by=frozenset(draft.raised_by),
        raised_by_not=frozenset(draft.raised_by_not),
        about=frozenset(draft.about) if mixed or not specific else frozenset(),
        about_any=frozenset() if mixed else specific,
        about_not=frozenset(draft.about_not),
        natures=frozenset() if natures & _GENERAL_NATURES else natures,
        written=True if draft.written and _WRITTEN_ONES.search(quote) else None,
        code_breach=draft.code_breach,
        event=frozenset(_events(draft)),
        decider=frozenset({draft.decider}) if draft.decider else frozenset(),
    )


def _events(draft: DraftRule) -> tuple[Event, ...]:
    """The events at which the rule is entered; empty where it is the first thing to happen."""
    found = (Event.UNRESOLVED,) if draft.unresolved else ()
    return (*found, Event.UPHELD) if draft.upheld else found


def _first(draft: DraftRule, cited: tuple[Citation, ...], quote: str) -> Step:
    return Step(
        key="first",
        capacity=draft.capacity,
        clauses=cited,
        to=_targets(draft.to),
        combine=draft.combine,
        track=_track(draft),
        force=draft.force,
        on=_on(draft),
        condition=_condition(draft),
        procedure=draft.procedure,
        duties=_duties(draft, cited, quote),
        limits=tuple(_limit(limit, cited) for limit in draft.limits),
        next={Event.UNRESOLVED: "then"} if draft.then else {},
        final=draft.matter is Matter.ACCESS_APPEAL and _FINAL.search(quote) is not None,
    )


def _otherwise(draft: DraftRule, clause_id: str, text: str) -> tuple[Otherwise, ...]:
    found = []
    for each in draft.otherwise:
        quote = " ".join(text[each.span.start : each.span.end].split()).strip(" ,;()–—")
        cited = (Citation(clause_id, quote),)
        found.append(Otherwise(_targets(each.to), cited, frozenset(each.when), each.of))
    return tuple(found)


def _then(draft: DraftRule, cited: tuple[Citation, ...]) -> Step:
    return Step(
        key="then",
        capacity=Capacity.RECEIVE,
        clauses=cited,
        to=_targets(draft.then),
        track=_track(draft),
        force=draft.then_force or draft.force,
        next={Event.UNRESOLVED: CLOSE},
    )


def _targets(drafts: tuple[DraftTarget, ...]) -> tuple[Target, ...]:
    return tuple(Target(draft.office, draft.of) for draft in drafts)


def _track(draft: DraftRule) -> Track:
    if draft.matter is Matter.ACCESS_APPEAL:
        return Track.APPEAL
    return Track.INFORMAL if draft.capacity is Capacity.FACILITATE else Track.FORMAL


def _on(draft: DraftRule) -> frozenset[Event]:
    if draft.matter is Matter.ACCESS_APPEAL:
        return frozenset({Event.FIRST, Event.REFUSED})
    return frozenset(_events(draft))


def _condition(draft: DraftRule) -> str | None:
    if draft.unresolved and draft.waits:
        return f"if it is not resolved within {draft.waits}"
    if draft.unresolved:
        return "if it cannot be resolved informally"
    return "if it is upheld" if draft.upheld else None


def _duties(draft: DraftRule, cited: tuple[Citation, ...], quote: str) -> tuple[Duty, ...]:
    found: list[Duty] = []
    if draft.told:
        when = DutyWhen.BEFORE_DECISION if _FIRST_TOLD.search(quote) else DutyWhen.ON_RECEIPT
        text = f"Tell the {_titles(draft.told)}."
        found.append(Duty(DutyKind.INFORM, when, cited, _targets(draft.told), text))
    if draft.asked:
        text = f"Ask the {_titles(draft.asked)} before you decide."
        found.append(
            Duty(DutyKind.CONSULT, DutyWhen.BEFORE_DECISION, cited, _targets(draft.asked), text)
        )
    return tuple(found)


def _titles(targets: tuple[DraftTarget, ...]) -> str:
    titles = [target.title for target in targets]
    return " and the ".join([", the ".join(titles[:-1]), titles[-1]] if titles[1:] else titles)


def _limit(draft: DraftLimit, cited: tuple[Citation, ...]) -> Limit:
    return Limit(draft.what, draft.n, Unit(draft.unit), Source.PROTOCOL, clauses=cited)
