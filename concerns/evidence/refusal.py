"""Why a file is not taken, in a sentence for whoever chose it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from concerns.evidence.limits import LARGEST_FILE, MOST_PIXELS


class Reason(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    KIND = "kind"  # its name ends like nothing that is taken
    CONTENT = "content"  # it is something else than its name says
    DAMAGED = "damaged"
    LOCKED = "locked"
    ACTIVE = "active"  # it runs something when it is opened
    EMBEDDED = "embedded"  # it holds other files
    EXTERNAL = "external"  # it fetches something when it is opened
    UNPACKS = "unpacks"
    PIXELS = "pixels"
    SLOW = "slow"
    BUSY = "busy"
    VIRUS = "virus"  # said by the scanner, after it was taken


KINDS = "PDF, JPG, PNG, Word (.docx), Excel (.xlsx), OpenDocument text (.odt), text or email (.eml)"

SENTENCES: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.EMPTY: "The selected file is empty",
        Reason.TOO_LARGE: f"The selected file must be smaller than {LARGEST_FILE // 1_000_000} MB",
        Reason.KIND: f"The selected file must be a {KINDS}",
        Reason.CONTENT: (
            "The selected file is not what its name says. Open it, save it again as one of the"
            " kinds that can be added, and choose that file"
        ),
        Reason.DAMAGED: (
            "The selected file is damaged and cannot be opened. Save it again and choose the new"
            " file"
        ),
        Reason.LOCKED: (
            "The selected file is protected with a password. Save it without the password and"
            " choose the new file"
        ),
        Reason.ACTIVE: (
            "The selected file runs a macro or a script when it is opened. Save or print it as a"
            " PDF and choose that file"
        ),
        Reason.EMBEDDED: (
            "The selected file has other files inside it. Add each of those files by itself, and"
            " save or print this one as a PDF"
        ),
        Reason.EXTERNAL: (
            "The selected file fetches something from elsewhere when it is opened. Save or print it"
            " as a PDF and choose that file"
        ),
        Reason.UNPACKS: (
            "The selected file unpacks to far more than its size. Save or print it as a PDF and"
            " choose that file"
        ),
        Reason.PIXELS: (
            f"The selected picture has more than {MOST_PIXELS // 1_000_000} million pixels. Make a"
            " smaller copy and choose that file"
        ),
        Reason.SLOW: (
            "The selected file takes too long to check. Save or print it as a PDF and choose that"
            " file"
        ),
        Reason.BUSY: (
            "Somebody else’s file is being checked. Wait a minute and choose your file again"
        ),
        Reason.VIRUS: "The file contains a virus or something like one",
    }
)


class Refused(ValueError):
    """The file is not taken. The text is fit to show beside the question."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(SENTENCES[reason])
