"""Words by which somebody asks for another to decide again what was decided."""

from __future__ import annotations

import re

# Not one about papers that were refused: that is a matter of its own, and not a step of another.
_APPEALS = re.compile(
    r"\b(?:may|can|could|might|must|shall|will|should|to)(?: (?:then|also|further|still|instead))?"
    r" appeal\b"
    r"|\b(?:right|leave) of appeal\b|\bappeals? (?:against|from)\b"
    r"|\bappeals?\b[^.;]{0,40}\b(?:lies?|goes|go|(?:shall|will|must|may|should) (?:be made"
    r"|be (?:put|addressed|sent|brought)|lie|go)) (?:in writing )?(?:to|with|before)\b",
    re.IGNORECASE,
)
_DECIDED = r"(?:decision|determination|outcome|ruling|finding|conclusion|refusal)s?"
_AGAINST = re.compile(
    rf"\bappeal\w*(?: [\w’']+){{0,3}} (?:against|from|over|about) (?:[\w’']+ ){{0,6}}?{_DECIDED}\b",
    re.IGNORECASE,
)
_HEARS = re.compile(
    r"\b(?:decid|determin|hear|consider|deal with)\w* (?:the|an|any|every|each|such) appeals?\b"
    r"|\bappeals?\b(?: \w+){0,3} be (?:heard|considered|dealt with)\b",
    re.IGNORECASE,
)


def appeals(words: str) -> bool:
    """Whether somebody is said to appeal, and not only who hears it."""
    return _APPEALS.search(words) is not None


def told_apart(words: str) -> str:
    """The words, with an appeal against a decision named as that and hearing one as a decision."""
    return _HEARS.sub("decide", _AGAINST.sub("appeal", words))
