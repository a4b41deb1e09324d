"""What a person should know of a DOCX beside its words."""

from __future__ import annotations

from typing import Any

from concerns.protocols.importer.readers.docx_package import Parts, W
from concerns.protocols.importer.readers.docx_runs import Seen
from concerns.protocols.importer.readers.words import joined_space
from concerns.protocols.importer.source import Remark

MOST_NOTES = 50  # footnotes shown in full
LONGEST_NOTE = 500  # characters


def remarks(parts: Parts, seen: Seen) -> tuple[Remark, ...]:
    """Comments, notes and everything else that was left out or could not be read."""
    found: list[Remark] = []
    comments = 0 if parts.comments is None else len(parts.comments.findall(f"{W}comment"))
    if comments:
        told = (
            "One comment in the margin was"
            if comments == 1
            else f"{comments} comments in the margin were"
        )
        found.append(Remark("comments", f"{told} left out."))
    found += _notes(parts, seen)
    if seen.hidden:
        found.append(Remark("hidden", "Words that are formatted as hidden were left out."))
    if seen.text_boxes:
        boxes = _several(seen.text_boxes, "text box", "text boxes")
        found.append(
            Remark(
                "text_boxes",
                f"The words of {boxes[0].lower() + boxes[1:]} put where the box is anchored.",
            )
        )
    if seen.signs:
        found.append(
            Remark(
                "signs", "Some signs of a special font could not be read; they show as “\ufffd”."
            )
        )
    if seen.equations:
        found.append(Remark("equations", "Formulas were read as plain letters."))
    if seen.embedded:
        found.append(Remark("embedded", "Documents embedded in this one were not read."))
    return tuple(found)


def _several(n: int, one: str, many: str = "") -> str:
    return f"One {one} was" if n == 1 else f"{n} {many or one + 's'} were"


def _notes(parts: Parts, seen: Seen) -> list[Remark]:
    """Each note in full: its words are no clause, and may yet matter to one."""
    found = []
    for kind, root, name in (
        ("footnotes", parts.footnotes, "Footnote"),
        ("endnotes", parts.endnotes, "Endnote"),
    ):
        by_id: dict[str, Any] = {}
        for note in root if root is not None else ():
            by_id[str(note.get(f"{W}id", ""))] = note
        ids = [key for noted, key in seen.notes if noted == kind and key in by_id]
        for n, key in enumerate(ids[:MOST_NOTES], start=1):
            words = joined_space(" ".join(t.text or "" for t in by_id[key].iter(f"{W}t")))
            if len(words) > LONGEST_NOTE:
                words = words[:LONGEST_NOTE].rstrip() + " …"
            if words:
                found.append(Remark("note", f"{name} {n} is not part of any clause: “{words}”"))
        if len(ids) > MOST_NOTES:
            found.append(Remark("notes", f"{len(ids) - MOST_NOTES} more {kind} were left out."))
    return found
