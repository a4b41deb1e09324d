"""Changes to a draft: each takes a protocol and gives another. Nothing here stores anything.

A change that would leave something resting on nothing is refused with a sentence that says what
rests there, so that a draft is at every moment a protocol the engine can read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from concerns.engine.explain import join
from concerns.engine.offices import GENERAL, Office
from concerns.engine.protocol import Citation, Clause, OfficeEntry, Protocol, Rule
from concerns.protocols import rule_terms

Thing = TypeVar("Thing")

UP, DOWN = -1, 1


class CannotEdit(ValueError):
    """The draft cannot be changed so. The text is fit to show. :param field: what it is about."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


# ---------------------------------------------------------------- clauses


def put_clause(protocol: Protocol, clause: Clause, *, after: str | None = None) -> Protocol:
    """Add a clause, or replace the one of its id where it stands.

    :param after: the id of the clause a new one follows; None for the end.
    """
    clauses = list(protocol.clauses)
    ids = [each.id for each in clauses]
    if clause.id in ids:
        clauses[ids.index(clause.id)] = clause
    else:
        clauses.insert(ids.index(after) + 1 if after in ids else len(clauses), clause)
    return _lost_quotes(replace(protocol, clauses=tuple(clauses)), clause)


def add_clauses(protocol: Protocol, clauses: Iterable[Clause]) -> Protocol:
    """Add clauses at the end, each under an id as near to its own as may be.

    All at once: a document brings thousands, and nothing relies on any of them yet.
    """
    taken = {clause.id for clause in protocol.clauses}
    added = []
    for clause in clauses:
        free = _free_id(taken, clause.id)
        taken.add(free)
        added.append(replace(clause, id=free))
    return replace(protocol, clauses=(*protocol.clauses, *added))


def remove_clause(protocol: Protocol, clause_id: str) -> Protocol:
    """Leave a clause out.

    :raises CannotEdit: if something rests on it.
    """
    resting = [where for where, citation in citations(protocol) if citation.clause == clause_id]
    if resting:
        raise CannotEdit(
            f"{_subject(resting, 'rests', 'rest')} on this clause. Change that first, then leave"
            " the clause out."
        )
    return replace(protocol, clauses=tuple(c for c in protocol.clauses if c.id != clause_id))


def move_clause(protocol: Protocol, clause_id: str, way: int) -> Protocol:
    """Let a clause change places with the one before it (`UP`) or after it (`DOWN`)."""
    ids = [clause.id for clause in protocol.clauses]
    return replace(protocol, clauses=moved(protocol.clauses, ids.index(clause_id), way))


def new_clause_id(protocol: Protocol, wanted: str) -> str:
    """An id no clause of the draft has, as near to `wanted` as may be."""
    return _free_id({clause.id for clause in protocol.clauses}, wanted)


def _free_id(taken: Collection[str], wanted: str) -> str:
    base = wanted.strip() or "clause"
    found, n = base, 1
    while found in taken:
        n += 1
        found = f"{base}/{n}"
    return found


# ---------------------------------------------------------------- rules


def put_rule(protocol: Protocol, rule: Rule, *, key: str | None = None) -> Protocol:
    """Add a rule at the end, or replace the one called `key` where it stands.

    :raises CannotEdit: if a step of it rests on no clause or on unsettled words, or another rule
        has its key.
    """
    if not rule.steps or any(not step.clauses for step in rule.steps):
        raise CannotEdit("Choose the clause that says so. A rule cannot be saved without one.")
    check_settled(protocol, [rule])
    rules = list(protocol.rules)
    keys = [each.key for each in rules]
    if rule.key in keys and rule.key != key:
        raise CannotEdit(f"There is already a rule called “{rule.key}”.")
    if key in keys:
        rules[keys.index(key)] = rule
    else:
        rules.append(rule)
    return replace(protocol, rules=tuple(rules))


def remove_rule(protocol: Protocol, key: str) -> Protocol:
    return replace(protocol, rules=tuple(rule for rule in protocol.rules if rule.key != key))


def move_rule(protocol: Protocol, key: str, way: int) -> Protocol:
    """Let a rule be tried one place earlier (`UP`) or later (`DOWN`)."""
    keys = [rule.key for rule in protocol.rules]
    return replace(protocol, rules=moved(protocol.rules, keys.index(key), way))


def move_rule_before(protocol: Protocol, key: str, before: str | None) -> Protocol:
    """Let a rule be tried right before another one. :param before: its key; None for the last."""
    moved = next(rule for rule in protocol.rules if rule.key == key)
    left = [rule for rule in protocol.rules if rule.key != key]
    keys = [rule.key for rule in left]
    place = keys.index(before) if before is not None else len(left)
    return replace(protocol, rules=(*left[:place], moved, *left[place:]))


def check_settled(protocol: Protocol, rules: Iterable[Rule]) -> None:
    """:raises CannotEdit: if a rule rests on unsettled words whose reading nobody confirmed."""
    for rule in rules:
        if rule.doubt is not None and rule.doubt.confirmed_by is not None:
            continue
        for citation in (c for step in rule.steps for c in step.clauses):
            clause = protocol.clause_by_id.get(citation.clause)
            if clause is not None and clause.unresolved:
                named = rule_terms.clause(protocol, clause.id)
                raise CannotEdit(
                    f"The rule “{rule.summary}” rests on {named}, whose words are not settled, and"
                    " nobody has confirmed how it reads them. Settle the words of the clause first,"
                    " or confirm the reading under “Where the text is not clear” of the rule."
                )


# ---------------------------------------------------------------- offices


def put_office(protocol: Protocol, office: Office, entry: OfficeEntry) -> Protocol:
    """Add an office, or replace what is said of it.

    :raises CannotEdit: if another one is called so, or somebody would be their own deputy.
    """
    for other, there in protocol.offices.items():
        if other is not office and _called(there) == _called(entry):
            raise CannotEdit(
                f"Another office is called “{there.title}” already. People could not tell the two"
                " apart.",
                "title",
            )
    changed = replace(protocol, offices={**protocol.offices, office: entry})
    seats = changed.same_seats({office})
    for each in seats & changed.offices.keys():
        deputy = changed.offices[each].deputy
        if deputy in seats:
            raise CannotEdit(
                f"The {changed.title_of(each)} and the {changed.title_of(deputy)} are the same"
                " person here, so the one cannot be the deputy of the other.",
                "deputy",
            )
    return changed


def _called(entry: OfficeEntry) -> str:
    return " ".join(entry.title.split()).casefold()


def remove_office(protocol: Protocol, office: Office) -> Protocol:
    """Leave an office out.

    :raises CannotEdit: if a rule, the safety net or another office names it.
    """
    # `councillor` and `officer` mean everyone of the kind, with an entry or without one.
    naming = [] if office in GENERAL else _naming(protocol, office)
    if naming:
        raise CannotEdit(
            f"{_subject(naming, 'names', 'name')} this office. Change that first, then leave the"
            " office out."
        )
    left = {code: entry for code, entry in protocol.offices.items() if code is not office}
    return replace(protocol, offices=left)


def set_safety_net(protocol: Protocol, offices: tuple[Office, ...]) -> Protocol:
    return replace(protocol, safety_net=tuple(dict.fromkeys(offices)))


# ---------------------------------------------------------------- what rests on what


def citations(protocol: Protocol) -> Iterator[tuple[str, Citation]]:
    """Each clause relied on, and what relies on it, in words that begin a sentence."""
    for rule in protocol.rules:
        yield from ((f"The rule “{rule.summary}”", c) for c in _within(rule, Citation))
    for notice in protocol.notices:
        yield from ((f"The notice “{notice.text}”", c) for c in _within(notice, Citation))
    for gap in protocol.gaps:
        yield from ((f"The gap “{gap.text}”", c) for c in _within(gap, Citation))
    if protocol.review is not None:
        yield from (("The review", c) for c in protocol.review.clauses)


def offices_of(rule: Rule) -> frozenset[Office]:
    """Every office a rule names, in its conditions and in its steps."""
    return frozenset(_within(rule, Office))


def _naming(protocol: Protocol, office: Office) -> list[str]:
    return [where for where, named in _named_offices(protocol) if named is office]


def _named_offices(protocol: Protocol) -> Iterator[tuple[str, Office]]:
    for rule in protocol.rules:
        yield from ((f"The rule “{rule.summary}”", o) for o in _within(rule, Office))
    for notice in protocol.notices:
        yield from ((f"The notice “{notice.text}”", o) for o in _within(notice, Office))
    for gap in protocol.gaps:
        yield from ((f"The gap “{gap.text}”", o) for o in _within(gap, Office))
    yield from (("The safety net", office) for office in protocol.safety_net)
    if protocol.owner is not None:
        yield "Who looks after the protocol", protocol.owner
    for entry in protocol.offices.values():
        yield from ((f"The entry of the {entry.title}", o) for o in _within(entry, Office))


def _subject(wheres: Iterable[str], one: str, many: str) -> str:
    """“The rule A and the safety net name”: all of them, with the verb that agrees."""
    first, *others = dict.fromkeys(wheres)
    said = join([first, *(f"{each[:1].lower()}{each[1:]}" for each in others)], "and")
    return f"{said} {many if others else one}"


def _within(value: Any, kind: type) -> Iterator[Any]:
    """Everything of a kind inside a dataclass, however deep."""
    if isinstance(value, kind):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _within(getattr(value, field.name), kind)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _within(key, kind)
            yield from _within(each, kind)
    elif isinstance(value, tuple | frozenset | list):
        for each in value:
            yield from _within(each, kind)


def _lost_quotes(protocol: Protocol, clause: Clause) -> Protocol:
    """:raises CannotEdit: if words that something cites are no longer in the clause."""
    words = " ".join((clause.quote or "").split())
    for where, citation in citations(protocol):
        if citation.clause != clause.id or citation.quote is None:
            continue
        if " ".join(citation.quote.split()) not in words:
            raise CannotEdit(
                f"{where} relies on the words “{citation.quote}”, which would no longer be in this"
                " clause. Change that first."
            )
    return protocol


def moved(things: tuple[Thing, ...], place: int, way: int) -> tuple[Thing, ...]:
    """The things with one of them a place earlier (`UP`) or later (`DOWN`), if it can be."""
    other = place + way
    if not 0 <= other < len(things):
        return things
    swapped = list(things)
    swapped[place], swapped[other] = swapped[other], swapped[place]
    return tuple(swapped)
