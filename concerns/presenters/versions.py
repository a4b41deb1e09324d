"""The versions of a protocol as lists and tasks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sized
from datetime import date
from typing import TYPE_CHECKING, Any

from concerns.engine.offices import GENERAL, Office
from concerns.engine.protocol import Protocol, Status
from concerns.presenters.protocol_version import standing

if TYPE_CHECKING:
    from django.forms import Form

    from concerns.models import Document
    from concerns.models import Protocol as Row
    from concerns.protocols.checker import Finding

Address = Callable[..., str]


def rows(versions: Iterable[Row], on: date, address: Callable[[Row], str]) -> list[dict[str, Any]]:
    """Each version with how it stands."""
    return [
        {
            "key": f"Version {row.version}",
            "value": f"{row.title} – {'ready' if is_ready(row) else standing(row, on)}",
            "href": address(row),
            "action": "Open",
            "change": f"version {row.version}",
        }
        for row in versions
    ]


def typed(form: Form) -> list[dict[str, str]]:
    """What somebody wrote in a form, to copy from; what they only chose is left out."""
    found = []
    for bound in form.visible_fields():
        value = bound.value()
        said = " ".join(value) if isinstance(value, tuple) else value  # a date in its boxes
        if said and isinstance(said, str):
            found.append({"key": bound.label.rstrip("?"), "value": said.strip()})
    return [row for row in found if row["value"]]


def is_ready(row: Row) -> bool:
    """Somebody said that it may be put in force."""
    return row.status == Status.CHECKED.value


def tasks(
    protocol: Protocol,
    documents: Iterable[Document],
    findings: Collection[Finding],
    address: Address,
) -> list[dict[str, Any]]:
    """What there is to do on a draft, in the order it is done in."""
    blocking = sum(found.blocking for found in findings)
    reading = [
        {
            "text": f"Go through {document.name}",
            "href": address("document-detail", document=document.pk),
            "status": "Done" if document.finished_at else "To do",
            "colour": "" if document.finished_at else "blue",
        }
        for document in documents
    ]
    return [
        *reading,
        _task("Clauses", "clause-list", len(protocol.clauses), address),
        _task("Offices", "seat-list", len(own_offices(protocol)), address),
        _task(
            "Who steps in when nobody named can act",
            "net-change",
            len(protocol.safety_net),
            address,
        ),
        _task("Rules", "rule-list", len(protocol.rules), address),
        _may("What people have to know", "notice-list", _several(protocol.notices), address),
        _may("What the protocol does not say", "gap-list", _several(protocol.gaps), address),
        _may("Who looks after the protocol", "version-owner", _owner(protocol), address),
        _may("When it is looked at again", "version-review", _review(protocol), address),
        _may("About the document", "version-about", "", address),
        {
            "text": "What is wrong or missing",
            "hint": "What must be mended, and what else you should look at first",
            "href": address("finding-list"),
            **_verdict(protocol, blocking),
        },
    ]


def _verdict(protocol: Protocol, blocking: int) -> dict[str, str]:
    if not protocol.rules:  # said by itself: to begin with there is nothing else to do
        return {"status": "There is no rule yet", "colour": "blue"}
    if blocking:
        return {"status": f"{blocking} to mend", "colour": "red"}
    return {"status": "Nothing that stops it", "colour": ""}  # and much may be left to look at


def _may(text: str, name: str, status: str, address: Address) -> dict[str, Any]:
    """Something a protocol can do without."""
    return {"text": text, "href": address(name), "status": status or "Optional", "colour": ""}


def _several(remarks: Sized) -> str:
    return str(len(remarks)) if len(remarks) else ""


def _owner(protocol: Protocol) -> str:
    return f"The {protocol.title_of(protocol.owner)}" if protocol.owner else ""


def _review(protocol: Protocol) -> str:
    return "Said" if protocol.review else ""


def _task(text: str, name: str, count: int, address: Address) -> dict[str, Any]:
    return {
        "text": text,
        "href": address(name),
        "status": str(count) if count else "To do",
        "colour": "" if count else "blue",
    }


def own_offices(protocol: Protocol) -> list[Office]:
    """The offices a council names, without `councillor` and `officer`, which everybody has."""
    # In the order of the portal: what is stored has lost the document's.
    return [o for o in Office if o in protocol.offices and o not in GENERAL]


def office_choices(protocol: Protocol, *, but: Office | None = None) -> list[tuple[str, str]]:
    """The offices of the protocol as options. :param but: one that is left out."""
    return [
        (office.value, protocol.title_of(office))
        for office in own_offices(protocol)
        if office is not but
    ]
