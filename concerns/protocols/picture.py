"""The route of a rule, or of a whole matter, as boxes in order and the ways between them.

The same chart is drawn (`picture_svg`) and told in words (`text_of`), so that neither says
anything that the other does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from concerns.engine import explain
from concerns.engine.facts import Event, Matter
from concerns.engine.protocol import CLOSE, Protocol, Rule, Step, Track
from concerns.protocols import rule_terms, rule_words
from concerns.protocols.rule_terms import capital

START, SILENT = "start", "silent"
_ENDING = "closed:"  # no key of a step: these hold no colon


@dataclass(frozen=True, slots=True)
class Way:
    """An arrow. :param words: the outcome that leads there. :param to: the key of a box."""

    words: str
    to: str


@dataclass(frozen=True, slots=True)
class Box:
    """One box. :param name: what the text calls it: `step 2`.

    :param edge: it begins or ends a route and is no step, which is drawn with round corners.
    """

    key: str
    name: str
    heading: str
    lines: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    edge: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """:param boxes: from the top down."""

    title: str
    boxes: tuple[Box, ...]


def rule_chart(protocol: Protocol, rule: Rule) -> Chart:
    """One rule: when it holds, its steps in order, and what follows each outcome."""
    boxes = [_start(protocol, rule)]
    boxes += [_step(protocol, rule, place) for place in range(len(rule.steps))]
    if any(way.to == _ENDING for box in boxes for way in box.ways):
        boxes.append(Box(_ENDING, "the end", capital(rule_terms.ENDS), edge=True))
    return Chart(_sentence(rule.summary), tuple(boxes))


def matter_chart(protocol: Protocol, matter: Matter, event: Event = Event.FIRST) -> Chart:
    """Every rule for a matter when something has just happened, in the order they are tried."""
    rules = [rule for rule in protocol.rules if _is_for(rule, matter, event)]
    boxes = []
    for place, rule in enumerate(rules, start=1):
        following = _rule_key(place + 1) if place < len(rules) else SILENT
        boxes.append(
            Box(
                _rule_key(place),
                f"rule {place}",
                f"{place}. {capital(rule.summary.strip())}",
                tuple(_first_of(protocol, rule, event)),
                (Way("otherwise", following),),
            )
        )
    boxes.append(_silent(protocol, matter, rules=bool(rules)))
    happened = "" if event is Event.FIRST else f", when {rule_terms.OUTCOMES[event]}"
    return Chart(f"{capital(explain.MATTER_WORDS[matter])}{happened}", tuple(boxes))


def text_of(chart: Chart) -> tuple[str, ...]:
    """The same as an ordered list: one text for each box, its ways included."""
    names = {box.key: box.name for box in chart.boxes}
    return tuple(
        " ".join(
            (
                _sentence(box.heading),
                *map(_sentence, box.lines),
                *(_sentence(f"{way.words}: go to {names[way.to]}") for way in box.ways),
            )
        )
        for box in chart.boxes
    )


# ------------------------------------------------------------ one rule


def _start(protocol: Protocol, rule: Rule) -> Box:
    conditions = rule_words.conditions(protocol, rule.when) or ("anything",)
    entries: dict[str, list[Event]] = {}
    for place, step in enumerate(rule.steps):
        events = step.on or (frozenset() if place else frozenset({Event.FIRST}))
        for event in sorted(events & (rule.when.event or frozenset(Event)), key=list(Event).index):
            # An event enters at the first step that names it.
            if not any(event in taken for taken in entries.values()):
                entries.setdefault(step.key, []).append(event)
    steps = {step.key: step for step in rule.steps}
    apart = {
        key: [event for event in events if event in _begun_at(rule, steps[key])]
        for key, events in entries.items()
    }
    # Where nothing else begins it, what an earlier step leads to is all there is to draw.
    entries = {key: events for key, events in apart.items() if events} or entries
    ways = tuple(
        Way("" if events == [Event.FIRST] else f"if {_events(events)}", _step_key(key))
        for key, events in entries.items()
    )
    return Box(START, "the start", "This is for", tuple(map(capital, conditions)), ways, edge=True)


def _begun_at(rule: Rule, step: Step) -> frozenset[Event]:
    return rule_words.straight(rule, step) | ({Event.FIRST} if step is rule.steps[0] else set())


def _step(protocol: Protocol, rule: Rule, place: int) -> Box:
    step = rule.steps[place]
    after: dict[str, list[Event]] = {}
    for event, following in step.next.items():
        after.setdefault(following, []).append(event)
    ways = tuple(
        Way(f"if {_events(events)}", _ENDING if key == CLOSE else _step_key(key))
        for key, events in after.items()
    )
    who = rule_words.to_whom(protocol, step)
    lines = tuple(map(capital, _lines(protocol, step)))
    return Box(_step_key(step.key), f"step {place + 1}", f"Step {place + 1}: {who}", lines, ways)


def _lines(protocol: Protocol, step: Step) -> Iterator[str]:
    if step.condition:
        yield step.condition.strip()
    yield f"{rule_words.acts(step) if step.to else rule_words.follows(step)} ({_track(step)})"
    for other in step.otherwise:
        yield rule_words.otherwise_words(protocol, other)
    if step.panel is not None:
        yield from rule_words.panel_words(protocol, step.panel)
    yield from rule_words.duties_of_step(protocol, step)
    for limit in step.limits:
        yield rule_words.limit_words(protocol, limit)
    yield from rule_words.limits_of_step(step)
    if not step.final and not step.next:
        yield "the protocol names no step after this one"
    yield _clauses(protocol, step)


def _track(step: Step) -> str:
    return rule_terms.TRACKS[step.track]


def _clauses(protocol: Protocol, step: Step) -> str:
    return explain.join(rule_words.clauses(protocol, step.clauses), "and")


def _events(events: list[Event]) -> str:
    return explain.join(rule_terms.OUTCOMES[event] for event in events)


def _step_key(key: str) -> str:
    return f"step:{key}"


# ------------------------------------------------------------ one matter


def _is_for(rule: Rule, matter: Matter, event: Event) -> bool:
    if rule.when.matter and matter not in rule.when.matter:
        return False
    if rule.when.event and event not in rule.when.event:
        return False
    return _entered(rule, event) is not None


def _entered(rule: Rule, event: Event) -> int | None:
    for place, step in enumerate(rule.steps):
        if event in step.on:
            return place
    return 0 if event is Event.FIRST and not rule.steps[0].on else None


def _first_of(protocol: Protocol, rule: Rule, event: Event) -> Iterator[str]:
    for condition in rule_words.conditions(protocol, rule.when)[1 if rule.when.matter else 0 :]:
        yield capital(condition)
    place = _entered(rule, event) or 0
    step = rule.steps[place]
    yield f"First: {rule_words.step_name(protocol, step)} ({_track(step)})"
    for limit in step.limits:
        yield rule_words.limit_words(protocol, limit)
    yield capital(_clauses(protocol, step))
    more = len(rule.steps) - place - 1
    if more:
        appeal = any(later.track is Track.APPEAL for later in rule.steps[place + 1 :])
        steps = f"{more} step{'s' if more > 1 else ''} after this one"
        yield capital(f"{steps}{', with an appeal' if appeal else ''}")


def _silent(protocol: Protocol, matter: Matter, *, rules: bool) -> Box:
    other = "any other " if rules else ""
    name = explain.MATTER_WORDS[matter].removeprefix("an ").removeprefix("a ")
    heading = f"The protocol does not say who gets {other or 'a '}{name}"
    net = explain.titles(protocol, protocol.safety_net[:1])
    lines = (f"By the council’s own arrangements it goes to {net}",) if net else ()
    return Box(SILENT, "the end", heading, lines, edge=True)


def _rule_key(place: int) -> str:
    return f"rule:{place}"


def _sentence(text: str) -> str:
    text = capital(text.strip().removeprefix(": "))
    return text if not text or text[-1] in ".?!" else f"{text}."
