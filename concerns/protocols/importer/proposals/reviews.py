"""How often a text says that the protocol itself is looked at again."""

from __future__ import annotations

import re

from concerns.protocols.importer.passages import DateOf, DraftDate, Span

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12, "second": 2}
_NUMBERS |= {"third": 3, "fourth": 4, "eighteen": 18}
_N = r"(?P<n>\d{1,2}|" + "|".join(_NUMBERS) + r")"
_EVERY = re.compile(
    rf"\b(?:(?:at least )?(?:once )?(?:every|each) (?:(?:other(?P<other>) )|{_N} )?"
    r"(?P<unit>years?|months?)|(?P<yearly>annually|yearly|once a year)"
    r"|(?P<biennially>biennially))\b",
    re.IGNORECASE,
)
# It is this document that is looked at again, and no register, appraisal or budget.
_REVIEWED = re.compile(
    r"\b(?:protocol|document|policy|guidance|it)\b[^.;]{0,80}\breview(?:ed)?\b[^.;]{0,80}$"
    r"|\breview(?:s|ed)? (?:of )?(?:it|this (?:protocol|document|policy)|the protocol)\b"
    r"[^.;]{0,80}$",
    re.IGNORECASE,
)


def intervals_in(text: str) -> tuple[DraftDate, ...]:
    """The months from each review to the next: “shall be reviewed every two years”."""
    return tuple(
        DraftDate(DateOf.REVIEW, match.group(), Span(*match.span()), every=_months(match))
        for match in _EVERY.finditer(text)
        if _REVIEWED.search(text[max(0, match.start() - 200) : match.start()])
    )


def _months(match: re.Match[str]) -> int:
    if match["yearly"]:
        return 12
    if match["biennially"]:
        return 24
    said = (match["n"] or "").lower()
    n = int(said) if said.isdigit() else _NUMBERS.get(said, 1)
    n = 2 if match["other"] is not None else n
    return n * (12 if match["unit"].lower().startswith("year") else 1)
