"""The passages of a document, for whoever goes through them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format

from concerns.protocols.importer.source import Change

if TYPE_CHECKING:
    from concerns.models import Document, Passage

_SHORT = 140
_STATES = {
    "waiting": ("To be looked at", "blue"),
    "accepted": ("Accepted", "green"),
    "skipped": ("Left out", "grey"),
}
_CHANGES = {
    Change.INSERTED: "Added",
    Change.DELETED: "Struck out",
    Change.UNSURE: "Marked as changed",
}


_READINGS = {True: "read as kept", False: "read as left out"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a passage as the file has it.

    :param change: what was done to them; empty for nothing.
    :param note: who did it and when, and how it is read.
    """

    text: str
    change: str = ""
    note: str = ""

    @property
    def is_struck(self) -> bool:
        """Shown struck out, so that it does not run into the words put in its place."""
        return self.change == _CHANGES[Change.DELETED]


def rows(
    passages: Iterable[Passage], ways: Mapping[str, str], address: Callable[[Passage], str]
) -> list[dict[str, Any]]:
    """The passages as a list. :param ways: the full way to each, by its key."""
    found = []
    for passage in passages:
        text, colour = _STATES[passage.state]
        if passage.is_heading and passage.state == "waiting":
            text, colour = "Heading: nothing to decide", "grey"
        found.append(
            {
                "pk": passage.pk,
                "name": ways.get(passage.key) or ("Heading" if passage.is_heading else "No number"),
                "text": _cut(passage.text),
                "asks": bool(passage.questions),
                "quoted": passage.quoted,
                "status": text,
                "colour": colour,
                "href": address(passage),
            }
        )
    return found


def filters(counts: dict[str, int], shown: str) -> list[dict[str, Any]]:
    """Which passages are shown, as sub-navigation."""
    parts = (
        ("", "All", "total"),
        ("waiting", "To be looked at", "waiting"),
        ("asking", "With a question", "asking"),
        ("accepted", "Accepted", "accepted"),
        ("skipped", "Left out", "skipped"),
    )
    return [
        {
            "text": text,
            "href": f"?show={value}" if value else "?",
            "current": value == shown,
            "count": counts[key],
        }
        for value, text, key in parts
    ]


def accepting(counts: dict[str, int]) -> list[str]:
    """What is accepted together, and what is left for somebody to look at."""
    clear, marked = counts["clear"], counts["marked"]
    said = [f"{_of_all(clear)} {'is' if clear == 1 else 'are'} accepted as read."]
    if marked:
        said.append(
            f"{marked} with changes marked in the file {'is' if marked == 1 else 'are'} left out of"
            " this: look at each, and say how it reads."
        )
    return said


def finishing(counts: dict[str, int]) -> list[str]:
    """What becomes of the passages of a document that is gone through."""
    accepted, skipped = counts["accepted"], counts["skipped"]
    said = [f"{_of_all(accepted)} become{'s a clause' if accepted == 1 else ' clauses'}."]
    if skipped == 1:
        said.append("1 was left out and stays so.")
    elif skipped:
        said.append(f"{skipped} were left out and stay so.")
    return said


def _of_all(count: int) -> str:
    """So many of the document, on whatever page of the list they stand."""
    return f"{count} passage{'' if count == 1 else 's'} of the whole document"


# What the reading of a kind of file cannot see, whatever is in it.
_UNSEEN = {
    "pdf": (
        "A PDF does not say what is a table, so the cells of a table are read as paragraphs.",
        "A line drawn through words of a PDF cannot be seen, so words that are struck out may stand"
        " here as if they held. If you have the document in Word, read that instead.",
    ),
    "html": (
        "Words that a web page strikes out or makes bold only by its style sheet are read as plain"
        " words. Compare them with the page as you see it.",
    ),
}


def remarks(document: Document) -> list[str]:
    """What the reading of the file left to say."""
    said = [remark["text"] for remark in document.remarks if remark.get("text")]
    return [*said, *_UNSEEN.get(document.kind, ())]


def shown(passage: Passage) -> list[Piece]:
    """The words as the file has them, with what was changed set apart."""
    pieces: list[Piece] = []
    at = 0
    for mark in passage.marks:
        start, end = mark.get("start", 0), mark.get("end", 0)
        if start > at:
            pieces.append(Piece(passage.raw[at:start]))
        pieces.append(Piece(passage.raw[start:end], _CHANGES[Change(mark["change"])], _note(mark)))
        at = end
    if at < len(passage.raw):
        pieces.append(Piece(passage.raw[at:]))
    return pieces


def _note(mark: dict[str, Any]) -> str:
    by = f" by {mark['author']}" if mark.get("author") else ""
    on = f" on {_day(mark['on'])}" if mark.get("on") else ""
    keep = mark.get("keep")
    reading = "you have to say" if keep is None else _READINGS[bool(keep)]
    return f"{_CHANGES[Change(mark['change'])].lower()}{by}{on}, {reading}"


def _day(on: str) -> str:
    """A day as people write it; a day the file does not write as one, as it stands there."""
    try:
        return date_format(date.fromisoformat(on), "j F Y")
    except ValueError:
        return on


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rstrip()}…"
