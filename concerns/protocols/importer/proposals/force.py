"""How strongly a sentence puts it: must, should, normally, may, must not."""

from __future__ import annotations

import re

from concerns.engine.protocol import Force

_NORMALLY = r"(?:normally|usually|ordinarily|generally|in the normal course|wherever possible)"
_SOME_WORD = r"(?:(?:also|first|only|always|therefore|then|initially|either|instead|however) )?"

# In this order: the first that fits at a place wins.
_FORCES: tuple[tuple[str, Force], ...] = (
    (
        r"(?:must|shall|will|should|may|can|could|would|ought) (?:not|never)\b"
        r"|cannot|should avoid|must avoid|(?:is|are) not (?:to|permitted|allowed|expected)\b"
        r"|on no account|under no circumstances",
        Force.MUST_NOT,
    ),
    (
        rf"(?:should|would|will|must|shall|may) {_SOME_WORD}{_NORMALLY}|{_NORMALLY},? (?:should"
        rf"|would|will|be|expected)",
        Force.NORMALLY,
    ),
    (
        r"(?:may|can|could|might)\b|(?:is|are|be) (?:entitled|free|able|welcome|permitted) to"
        r"|(?:will |shall )?ha(?:s|ve) (?:the |a )?(?:right|recourse|option)|at liberty to"
        r"|(?:is|are|remains?) (?:open|available) to",
        Force.MAY,
    ),
    (
        r"(?:should|ought to|would)\b|(?:is|will) (?:always )?(?:be )?preferable|(?:is"
        r"|are) (?:\w+ )?(?:expected|encouraged|advised|asked|requested"
        r"|recommended|preferable|invited) ?(?:to)?",
        Force.SHOULD,
    ),
    (
        r"(?:must|shall|will)\b|(?:is|are|be) (?:required|obliged|bound|under a duty) to"
        r"|ha(?:s|ve) (?:a duty )?to\b|needs? to\b(?! (?:see|know|inspect|look|view"
        r"|have sight))|(?:is|are) (?:in the first (?:instance"
        r"|place) |first |always )?to (?:be\b|\w+)",
        Force.MUST,
    ),
)
_FORCE = re.compile(
    r"\b(?:" + "|".join(f"(?P<f{n}>{words})" for n, (words, _) in enumerate(_FORCES)) + ")",
    re.IGNORECASE,
)


def all_in(text: str, start: int, end: int) -> list[tuple[int, int, Force]]:
    """Every word of force in a stretch, with where it begins and ends."""
    found = []
    for match in _FORCE.finditer(text, start, end):
        group = match.lastgroup
        if group is not None:
            found.append((match.start(), match.end(), _FORCES[int(group[1:])][1]))
    return found


_CONDITION = re.compile(
    r"\b(?:if|where|when|unless|whether|because|in case)\b[^,.;]{0,120}$", re.IGNORECASE
)


def outside_conditions(text: str, start: int, end: int) -> Force | None:
    """The force of the last such word in no condition: “tell X if it could …” has none."""
    found = [
        force
        for at, _, force in all_in(text, start, end)
        if not _CONDITION.search(text[max(start, at - 140) : at])
    ]
    return found[-1] if found else None


def nearest(text: str, start: int, end: int) -> Force | None:
    """The force of the last such word before `end`; None where there is none."""
    found = all_in(text, start, end)
    return found[-1][2] if found else None
