"""Changes to the clauses of a draft that reach further than one of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from concerns.engine.explain import join
from concerns.engine.protocol import Citation, Clause, ClauseKind, Protocol
from concerns.protocols import marked_words, rule_terms
from concerns.protocols.editing import (
    CannotEdit,
    check_settled,
    citations,
    new_clause_id,
    put_clause,
)

_LONGEST_SUMMARY = 160  # characters


def summary_of(words: str) -> str:
    """The first sentence, cut where it is long, until somebody writes a better one."""
    first = words.split(". ")[0].strip()
    return first if len(first) <= _LONGEST_SUMMARY else f"{first[:_LONGEST_SUMMARY].rstrip()}…"


# ---------------------------------------------------------------- place


def family(protocol: Protocol, clause_id: str) -> tuple[Clause, ...]:
    """A clause and those right after it that are parts of it: 5.2, 5.2.a, 5.2/2."""
    ids = [clause.id for clause in protocol.clauses]
    place = ids.index(clause_id)
    end = place + 1
    while end < len(ids) and ids[end].startswith((f"{clause_id}.", f"{clause_id}/")):
        end += 1
    return protocol.clauses[place:end]


def move_clauses(
    protocol: Protocol,
    clause_ids: Collection[str],
    *,
    before: str | None,
    heading: str | None = None,
) -> Protocol:
    """Let clauses stand before another one, in the order they have.

    :param before: the id of that one; None for the end.
    :param heading: what they stand under from now on; None to keep what they have.
    :raises CannotEdit: if they were to stand before one of themselves.
    """
    if before in clause_ids:
        raise CannotEdit("Choose a clause that is not moved itself.")
    moved = [clause for clause in protocol.clauses if clause.id in clause_ids]
    left = [clause for clause in protocol.clauses if clause.id not in clause_ids]
    if heading is not None:
        moved = [replace(clause, heading=heading) for clause in moved]
    ids = [clause.id for clause in left]
    place = ids.index(before) if before is not None else len(left)
    return replace(protocol, clauses=(*left[:place], *moved, *left[place:]))


def rename_heading(protocol: Protocol, was: str, now: str) -> Protocol:
    """Call a heading something else for every clause that stands under it."""
    return replace(
        protocol,
        clauses=tuple(
            replace(clause, heading=now) if clause.heading == was else clause
            for clause in protocol.clauses
        ),
    )


# ---------------------------------------------------------------- words


def split_clause(protocol: Protocol, clause_id: str, parts: Sequence[str]) -> Protocol:
    """Make one clause several. The first keeps the number; each keeps what is said of the whole.

    What relies on some of the words follows them; what relies on the whole clause stays with the
    first part.

    :param parts: the words of each, in order.
    :raises CannotEdit: if there are not at least two, words were lost or added, or something
        relies on words that would be divided.
    """
    clause = protocol.clause_by_id[clause_id]
    if len(parts) < 2:
        raise CannotEdit("Put an empty line where the clause should be divided.")
    if " ".join(parts).split() != (clause.quote or "").split():
        raise CannotEdit(
            "The words of the parts together are not the words of the clause. Divide it first, and"
            " change the words of each part afterwards."
        )
    first = replace(clause, quote=parts[0], summary=summary_of(parts[0]))
    pieces = [first]
    draft = protocol
    for words in parts[1:]:
        new_id = new_clause_id(draft, f"{clause_id}/{len(pieces) + 1}")
        piece = replace(first, id=new_id, label=None, quote=words, summary=summary_of(words))
        draft = replace(draft, clauses=(*draft.clauses, piece))
        pieces.append(piece)
    whole = {clause.id for clause in protocol.clauses}
    place = [each.id for each in protocol.clauses].index(clause_id)
    rest = [each for each in draft.clauses if each.id in whole and each.id != clause_id]
    draft = replace(draft, clauses=(*rest[:place], *pieces, *rest[place:]))

    def follow(citation: Citation) -> Citation:
        if citation.clause != clause_id or citation.quote is None:
            return citation
        for piece in pieces:
            if _joined(citation.quote) in _joined(piece.quote):
                return replace(citation, clause=piece.id)
        raise CannotEdit(
            f"{_who_relies(protocol, citation)} relies on the words “{citation.quote}”, which"
            " would be divided. Divide the clause elsewhere, or change that first."
        )

    return _citing(draft, follow)


def join_clauses(protocol: Protocol, clause_id: str) -> Protocol:
    """Make a clause and the one after it one, under the first one's number and heading.

    Whatever relies on the second relies on the joined clause from then on, on the same words of it
    where it names some. Its kinds are those of both.

    :raises CannotEdit: if nothing follows it, or the words of either are not settled: which of them
        that was said of could not be told any more; or if the words of only one are held.
    """
    first, second = pair(protocol, clause_id)
    for clause in (first, second):
        if clause.unresolved:
            raise CannotEdit(
                f"The words of {rule_terms.clause(protocol, clause.id)} are not settled. Choose how"
                " they read first, then join the clauses."
            )
    if (first.quote is None) != (second.quote is None):
        bare = first if first.quote is None else second
        raise CannotEdit(
            f"The council’s own words of {rule_terms.clause(protocol, bare.id)} are not held here."
            " Enter them first, then join the clauses."
        )
    kinds = (first.kinds | second.kinds) - {ClauseKind.TEXT} or frozenset({ClauseKind.TEXT})
    joined = replace(
        first,
        label=first.label or second.label,
        summary=first.summary if first.quote else f"{first.summary} {second.summary}",
        quote=f"{first.quote}\n{second.quote}" if first.quote else None,
        kinds=kinds,
        expects=first.expects | second.expects,
        natures=first.natures | second.natures,
    )

    def follow(citation: Citation) -> Citation:
        return replace(citation, clause=first.id) if citation.clause == second.id else citation

    clauses = (joined if each is first else each for each in protocol.clauses if each is not second)
    return _citing(replace(protocol, clauses=tuple(clauses)), follow)


def pair(protocol: Protocol, clause_id: str) -> tuple[Clause, Clause]:
    """A clause and the one after it. :raises CannotEdit: if nothing follows it."""
    place = [clause.id for clause in protocol.clauses].index(clause_id)
    if place + 1 == len(protocol.clauses):
        raise CannotEdit("This is the last clause: nothing follows it.")
    return protocol.clauses[place], protocol.clauses[place + 1]


def settle_clause(
    protocol: Protocol,
    clause_id: str,
    *,
    words: str | None,
    unresolved: bool,
    clear: Collection[str] = (),
) -> Protocol:
    """Say how a clause reads, and whether that is settled.

    What relies on some of its words relies on them as they read now.

    :param words: the council's own; None where none are held.
    :param clear: keys of rules whose note of a doubt goes with it.
    :raises CannotEdit: if something relies on words that would be gone, or a rule would rest on
        words that are not settled and that nobody has confirmed.
    """
    clause = replace(protocol.clause_by_id[clause_id], quote=words, unresolved=unresolved)

    def read(citation: Citation) -> Citation:
        if citation.clause != clause_id or citation.quote is None:
            return citation
        quote = citation.quote
        for reading in (quote, marked_words.changed(quote), marked_words.unchanged(quote)):
            if reading and _joined(reading) in _joined(words):
                return replace(citation, quote=reading)
        return citation  # `put_clause` says what relies on it

    rules = tuple(
        replace(rule, doubt=None) if rule.key in clear else rule for rule in protocol.rules
    )
    settled = put_clause(_citing(replace(protocol, rules=rules), read), clause)
    check_settled(settled, settled.rules)
    return settled


# ---------------------------------------------------------------- underneath


def _citing(protocol: Protocol, change: Callable[[Citation], Citation]) -> Protocol:
    """The protocol with every citation changed."""
    parts: dict[str, Any] = {
        name: _changed(getattr(protocol, name), change)
        for name in ("rules", "notices", "gaps", "review")
    }
    return replace(protocol, **parts)


def _changed(value: Any, change: Callable[[Citation], Citation]) -> Any:
    if isinstance(value, Citation):
        return change(value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{f.name: _changed(getattr(value, f.name), change) for f in fields(value)}
        )
    if isinstance(value, tuple):
        made = tuple(_changed(each, change) for each in value)
        cites = all(isinstance(each, Citation) for each in made)
        return tuple(dict.fromkeys(made)) if cites else made  # each clause once, where two are one
    if isinstance(value, Mapping):
        return {key: _changed(each, change) for key, each in value.items()}
    return value


def _who_relies(protocol: Protocol, citation: Citation) -> str:
    return join(
        dict.fromkeys(where for where, each in citations(protocol) if each == citation), "and"
    )


def _joined(words: str | None) -> str:
    return " ".join((words or "").split())
