"""Words that the end of a line parts: with the hyphen they were written with, or whole."""

from __future__ import annotations

import re
from collections.abc import Collection

PARTED = re.compile(r"([A-Za-z]+)[-‐\u00ad]$")
# Words that are written with a hyphen, so that one at the end of a line stays.
_PREFIXES = frozenset(
    {
        *("all", "anti", "co", "cross", "day", "decision", "ex", "full", "high", "long", "low"),
        *("non", "one", "part", "policy", "post", "pre", "pro", "self", "semi", "short", "sub"),
        *("third", "two", "up", "vice", "well", "whistle", "working"),
    }
)
_LONGEST_WORD = 40


def words_inside(line: str) -> list[str]:
    """The words of a line that its end does not touch, in small letters."""
    inner = line.lower()
    return re.findall(r"[a-z]+(?:-[a-z]+)*", inner[: inner.rfind(" ") + 1])


def joined(text: str, line: str, words: Collection[str]) -> str:
    """A line set after the words before it; a word parted by a hyphen is made whole.

    :param words: every word met inside a line of the document.
    """
    end = text[-_LONGEST_WORD:]
    if re.search(r"\w/$", end):  # “his/her”, and addresses
        return text + line
    match = PARTED.search(end)
    after = re.match(r"[a-z]+", line)
    if match is None or after is None:
        return f"{text} {line}" if text else line
    head = match[1].lower()
    whole, parted = head + after[0], f"{head}-{after[0]}"
    if text[-1] in "‐\u00ad":  # set by a program; nobody typed it
        stays = False
    elif (whole in words) != (parted in words):
        stays = parted in words
    else:
        stays = head in _PREFIXES
    return f"{text[:-1]}{'-' if stays else ''}{line}"
