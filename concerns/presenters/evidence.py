"""Files in words: what each is, whether it can be opened, and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from concerns.evidence.kinds import Kind
from concerns.presenters.states import Tag

if TYPE_CHECKING:
    from concerns.models import Evidence
    from concerns.selectors.cases import Case

WHY: Final[Mapping[str, str]] = {
    "mistake": "It was added by mistake",
    "wrong": "It is the wrong file, or not the right version",
    "private": "It shows something that should not be here",
}
"""The reasons one may give for removing a file."""

_KINDS: Final[Mapping[Kind, str]] = {
    Kind.PDF: "PDF",
    Kind.PNG: "PNG picture",
    Kind.JPEG: "JPEG picture",
    Kind.TEXT: "Text",
    Kind.DOCX: "Word document",
    Kind.XLSX: "Excel workbook",
    Kind.ODT: "OpenDocument text",
    Kind.EMAIL: "Email",
}
_CHECKED: Final = Tag("Checked", "green")
_WAITING: Final = Tag("Being checked", "yellow")
_REFUSED: Final = Tag("Not safe", "red")
_TAGS: Final[Mapping[str, tuple[Tag, str]]] = {
    "received": (_WAITING, "It is being checked for viruses. Nobody can open it before that."),
    "quarantined": (_WAITING, "It is being checked for viruses. Nobody can open it before that."),
    "clean": (_CHECKED, ""),
    "rejected": (
        _REFUSED,
        "A virus, or something like one, was found in it. Nobody can open it, and it is kept only"
        " so that it can be looked into.",
    ),
}


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file on a page.

    :param about: its kind and size, and who added it. :param said: why it cannot be opened.
    :param href: to download it; empty while nobody can. :param preview: likewise of a picture.
    :param remove: to remove it; empty where the reader cannot.
    """

    id: str
    called: str
    description: str
    about: str
    by: str
    at: datetime
    tag: Tag
    said: str
    href: str = ""
    preview: str = ""
    remove: str = ""


def list_href(case: Case) -> str:
    return reverse("case-evidence", args=[case.concern.reference])


def of_draft(files: Iterable[Evidence]) -> list[ShownFile]:
    """Files of a draft, for whoever writes it. They have the files themselves."""
    return [_shown(file, by=file.added_by.name) for file in files]


def of_case(files: Iterable[Evidence], case: Case, *, user: int, open: bool) -> list[ShownFile]:
    """Files of a concern.

    :param user: the reader's account. :param open: files can still be added and removed.
    """
    reference = case.concern.reference
    shown = []
    for file in files:
        where = [reference, file.public_id]
        is_clean = file.state == "clean"
        mine = file.added_by.user_id == user
        shown.append(
            _shown(
                file,
                by=case.name_of(file.added_by),
                href=reverse("evidence-download", args=where) if is_clean else "",
                preview=(
                    reverse("evidence-preview", args=where) if is_clean and file.preview_as else ""
                ),
                remove=reverse("evidence-remove", args=where) if mine and open else "",
            )
        )
    return shown


def of_part(files: Iterable[Evidence], reference: str) -> list[ShownFile]:
    """What a respondent added, to themselves."""
    return [
        _shown(
            file,
            by=file.added_by.name,
            href=reverse("part-evidence-download", args=[reference, file.public_id])
            if file.state == "clean"
            else "",
        )
        for file in files
    ]


def about(file: Evidence) -> str:
    """Its kind and its size."""
    return f"{_KINDS[Kind(file.kind)]}, {_size(file.size)}"


def _shown(file: Evidence, *, by: str, **hrefs: str) -> ShownFile:
    tag, said = _TAGS[file.state]
    return ShownFile(
        id=file.public_id,
        called=file.called,
        description=file.description,
        about=about(file),
        by=by,
        at=file.added_at,
        tag=tag,
        said=said,
        **hrefs,
    )


def _size(size: int) -> str:
    return str(filesizeformat(size)).replace("\xa0", " ")
