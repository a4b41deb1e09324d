"""PDF: not locked, and nothing in it that runs or holds another file."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from concerns.evidence.limits import MOST_OBJECTS
from concerns.evidence.refusal import Reason, Refused

# Keys of a dictionary, and names as a value (`/S /JavaScript`).
_ACTIVE = frozenset(
    {"/JS", "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/XFA", "/Rendition", "/Movie"}
)
_EMBEDDED = frozenset({"/EmbeddedFile", "/EmbeddedFiles", "/EF", "/RichMedia", "/FileAttachment"})
_NAMED_IN = ("/S", "/Type", "/Subtype")
_DEEPEST = 100


def check(data: bytes) -> None:
    """Look at every object of a PDF, those in packed streams included.

    :raises Refused: if it is locked or damaged, runs something, or holds other files.
    """
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            _check(document)
    except pikepdf.PasswordError as error:
        raise Refused(Reason.LOCKED) from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(Reason.DAMAGED) from error


def _check(document: pikepdf.Pdf) -> None:
    if document.is_encrypted:
        raise Refused(Reason.LOCKED)
    if len(document.pages) == 0:
        raise Refused(Reason.DAMAGED)
    seen = 0
    for whole in document.objects:
        waiting: list[tuple[Any, int]] = [(whole, 0)]
        while waiting:
            each, depth = waiting.pop()
            seen += 1
            if seen > MOST_OBJECTS or depth > _DEEPEST:
                raise Refused(Reason.UNPACKS)
            waiting += [(part, depth + 1) for part in _parts(each) if _stands_here(part)]


def _parts(each: Any) -> list[Any]:
    """What stands directly in a dictionary or an array.

    :raises Refused: for a dictionary that says it does something.
    """
    if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        entries = dict(each.items())
        said = (entries.get(key) for key in _NAMED_IN)
        _check_names({*entries, *(str(name) for name in said if isinstance(name, pikepdf.Name))})
        return list(entries.values())
    return list(each) if isinstance(each, pikepdf.Array) else []


def _stands_here(part: Any) -> bool:
    """Whether it is written in place. Of what is only pointed at, its own turn comes."""
    return isinstance(part, pikepdf.Object) and not part.is_indirect


def _check_names(names: set[str]) -> None:
    if names & _ACTIVE:
        raise Refused(Reason.ACTIVE)
    if names & _EMBEDDED:
        raise Refused(Reason.EMBEDDED)
