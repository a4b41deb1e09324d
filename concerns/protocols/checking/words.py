"""What is wrong with the words themselves: unsettled, pointing nowhere, or too loose to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concerns.engine import explain
from concerns.engine.protocol import Clause, Doubt
from concerns.protocols.checking.finding import Finding, all_cited, citations, ids, number
from concerns.protocols.checking.ground import Ground


def unresolved(ground: Ground) -> Iterator[Finding]:
    """Rules on words that are not settled, and rules that read a doubtful text."""
    protocol = ground.protocol
    for rule in protocol.rules:
        confirmed = rule.doubt is not None and rule.doubt.confirmed_by is not None
        unsettled = [c for c in all_cited(rule) if protocol.clause_by_id[c].unresolved]
        if unsettled and not confirmed:
            yield Finding(
                "unresolved",
                f"The rule “{rule.key}” rests on words that are not settled, and nobody has"
                " confirmed how they are read.",
                blocking=True,
                clauses=tuple(unsettled),
                rule=rule.key,
                title="A rule on words that are not settled",
                happens="A person is sent by words that may have been struck out.",
                repair="Settle the words, or have a named person confirm how they are read.",
            )
        elif rule.doubt is not None:
            yield _doubt(rule.key, rule.doubt)


def _doubt(rule: str, doubt: Doubt) -> Finding:
    by = doubt.confirmed_by
    return Finding(
        "doubt",
        f"The rule “{rule}” reads a text that is in doubt. {doubt.reading}"
        f" {f'Confirmed by {by}.' if by else 'Nobody has confirmed this reading.'}",
        clauses=ids(doubt.clauses),
        rule=rule,
        title="A text in doubt",
        happens=(
            "Somebody who reads the clause another way may say that their matter went to the"
            " wrong person."
        ),
        repair=(
            "Put the clause in words that can be read in one way only."
            if by
            else "Have a named person confirm the reading, or put the clause in plainer words."
        ),
    )


def unsettled(ground: Ground) -> Iterator[Finding]:
    """Clauses with tracked changes or damage that no rule rests on, all told together."""
    in_rules = {c for rule in ground.protocol.rules for c in all_cited(rule)}
    loose = tuple(c.id for c in ground.protocol.clauses if c.unresolved and c.id not in in_rules)
    if loose:
        which, them = ("a clause", "it") if len(loose) == 1 else (f"{len(loose)} clauses", "them")
        yield Finding(
            "unsettled",
            f"The words of {which} are not settled, and no rule rests on {them}.",
            clauses=loose,
            title="Tracked changes nobody has settled",
            happens=(
                "Somebody who wants to know how they should behave cannot tell which of the words"
                " hold."
            ),
            repair="Accept or reject each change, and read the clause through once more.",
        )


# ------------------------------------------------------------ pointing elsewhere

_STRUCK = re.compile(r"~~.*?~~", re.DOTALL)
_POINTS = re.compile(
    r"\b(?:paragraphs?|paras?\.?|clauses?|sections?)\s+(?P<to>\d+(?:\.\d+)*)[A-Z]{0,2}\b"
    r"|\b(?P<near>\d+(?:\.\d+)+)\s+(?:above|below)\b"
    r"|\b[Ss]ee\s+(?P<see>\d+(?:\.\d+)+)\b"
)
# `section 33 of the Equality Act 2006` points out of the document.
_ELSEWHERE = re.compile(
    r"[\s(),a-z0-9]*?\b(?:of|to|in)\s+(?:the\s+)?(?:[A-Z][\w'’]*\s+|[a-z]+\s+){0,8}?"
    r"(?:Act|Order|Regulations?|Rules|Constitution|Code|Orders)\b"
)
_THING = re.compile(
    r"\b(?P<noun>schedule|list|table|register|appendix|annexe?|form)\s+(?:\w+\s+){0,3}?"
    r"(?:at|in|under|to)\s+(?:paragraph|para|clause|section)?\s*$",
    re.IGNORECASE,
)


def dangling(ground: Ground) -> Iterator[Finding]:
    """References to a clause there is not, or to words in it that are struck out."""
    known = _numbers(ground.protocol.clauses)
    for clause in ground.protocol.clauses:
        # Words that are struck point nowhere that anybody has to follow.
        text = _STRUCK.sub(" ", clause.quote or "")
        for found in _POINTS.finditer(text):
            number = found["to"] or found["near"] or found["see"]
            if _ELSEWHERE.match(text[found.end() :]):
                continue
            target = known.get(number)
            if target is None:
                yield _dangling(clause, f"points to {number}, and there is no such clause")
                continue
            start = found.start("to") if found["to"] else found.start()
            thing = _THING.search(text[:start])
            if thing and _is_struck(target, thing["noun"]):
                yield _dangling(
                    clause,
                    f"points to a {thing['noun'].lower()} in {number}, where the words about it"
                    " are struck out",
                    target.id,
                )


def _dangling(clause: Clause, why: str, *more: str) -> Finding:
    return Finding(
        "dangling",
        f"Clause {number(clause)} {why}.",
        clauses=(clause.id, *more),
        title="A reference that leads nowhere",
        happens="Somebody who follows the reference does not find what they are to go by.",
        repair="Point to the clause that is meant, or take the reference out.",
    )


def _numbers(clauses: tuple[Clause, ...]) -> dict[str, Clause]:
    """Every number a reference may name: 5 is there where 5.1 is."""
    known: dict[str, Clause] = {}
    for clause in clauses:
        for name in (clause.label or "", clause.id):
            found = re.match(r"\D*?(\d+(?:\.\d+)*)", name)
            parts = found[1].split(".") if found else []
            for size in range(len(parts), 0, -1):
                known.setdefault(".".join(parts[:size]), clause)
    # A clause's own number means that clause, though a part of it comes first in the list.
    known.update({clause.label: clause for clause in clauses if clause.label in known})
    return known


def _is_struck(target: Clause, noun: str) -> bool:
    words = target.quote or ""
    kept = _STRUCK.sub(" ", words)
    return noun.lower() in words.lower() and noun.lower() not in kept.lower()


# ------------------------------------------------------------ too loose to follow

_LOOSE = re.compile(
    r"\bas appropriate\b|\bif (?:considered |thought )?appropriate\b"
    r"|\b(?:an |the )?appropriate (?:\W*s\W*)?(?:strategic |senior |group |political )?"
    r"(?:director|manager|officer|leader|person|councillor|member|body)s?\b",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\b(?:agreed|usual|normal|relevant|existing|appropriate) procedures?\b",
    re.IGNORECASE,
)


def no_test(ground: Ground) -> Iterator[Finding]:
    """“As appropriate”: words a rule rests on that leave a choice and give nothing to choose by."""
    known = ground.protocol.clause_by_id
    resting: dict[tuple[str, str], list[str]] = {}
    for rule in ground.protocol.rules:
        for citation in citations(rule):
            quote = citation.quote or known[citation.clause].quote or ""
            found = _LOOSE.search(" ".join(quote.replace("*", "").split()))
            if found:
                rules = resting.setdefault((citation.clause, found[0]), [])
                if rule.key not in rules:
                    rules.append(rule.key)
    for (clause, loose), rules in resting.items():
        which = explain.join((f"“{rule}”" for rule in rules), "and")
        yield Finding(
            "no_test",
            f"Clause {number(known[clause])} says “{loose}”, and nothing says who judges"
            f" that or by what. {which} {'rests' if len(rules) == 1 else 'rest'} on it.",
            clauses=(clause,),
            rule=rules[0],
            title="Words that leave a choice and give no test",
            happens=(
                "Two people with the same concern may be sent to different people, and neither"
                " can say that it was wrong."
            ),
            repair="Say who chooses and by what, or name the office.",
        )


def unnamed(ground: Ground) -> Iterator[Finding]:
    """“The agreed procedures”: a document spoken of and not named."""
    for clause in ground.protocol.clauses:
        found = _UNNAMED.search(clause.quote or "")
        if found:
            yield Finding(
                "unnamed",
                f"Clause {number(clause)} speaks of “{found[0]}” and does not say which.",
                clauses=(clause.id,),
                title="A procedure that is not named",
                happens="Somebody who is told to follow it does not know where to look.",
                repair="Name the procedure, or point to where it is kept.",
            )
