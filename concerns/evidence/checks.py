"""Whether a file may be added: by its name, by its first bytes, and by what is in it.

Loads what reads strangers' files, so only the process of `bounded` does this for a person.
"""

from __future__ import annotations

from concerns.evidence import office, pdf, pictures, words
from concerns.evidence.checked import Checked, check_outside
from concerns.evidence.kinds import OFFICE, PICTURES, Kind, check_first_look
from concerns.evidence.refusal import Reason, Refused


def check(data: bytes, name: str) -> Checked:
    """The file, if it may be added.

    The scanner has not looked at it yet: nobody gets it before it has.

    :raises Refused: if it may not.
    """
    clean, kind = check_outside(name, len(data))
    check_first_look(data, kind)
    return Checked(clean, kind, data, _preview(data, kind))


def _preview(data: bytes, kind: Kind) -> bytes | None:
    """Of a picture. Of every other kind only what is in it is looked at."""
    if kind in PICTURES:
        return pictures.preview(data, kind)
    if kind is Kind.PDF:
        pdf.check(data)
    elif kind in OFFICE:
        office.check(data, kind)
    elif kind is Kind.EMAIL:
        _check_message(data)
    else:
        words.check_text(data)
    return None


def _check_message(data: bytes) -> None:
    """What a message brings along must be what could be added by itself."""
    for name, content in words.message_parts(data):
        try:
            check(content, name)
        except Refused as refused:
            if refused.reason in {Reason.KIND, Reason.CONTENT}:
                raise Refused(Reason.EMBEDDED) from refused
            raise
