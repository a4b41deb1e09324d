"""Requests for a copy of what is held about somebody, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.urls import reverse

from concerns.models import Person, SubjectItem, SubjectRequest
from concerns.models.subject_request import Held, Why
from concerns.presenters.states import Tag

_TAGS: Final = {
    SubjectItem.Decision.OPEN: Tag("Not decided", "grey"),
    SubjectItem.Decision.DISCLOSE: Tag("As it is", "green"),
    SubjectItem.Decision.REDACT: Tag("Without some words", "blue"),
    SubjectItem.Decision.WITHHOLD: Tag("Withheld", "orange"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A request in the list."""

    pk: int
    who: str
    due_on: date
    tag: Tag
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """One item. :param number: its place on the page."""

    number: int
    what: str
    tag: Tag
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """What is in one concern, or belongs to none. :param withhold_href: to decide on it at once."""

    title: str
    rows: list[Row] = field(default_factory=list)
    withhold_href: str = ""


def lines(
    found: Iterable[tuple[SubjectRequest, int, int]], *, reader: Person, on: date
) -> list[Line]:
    return [
        Line(request.pk, request.about.name, request.due_on, tag(request, on=on),
             _says(request, reader, total, left))
        for request, total, left in found
    ]  # fmt: skip


def tag(request: SubjectRequest, *, on: date) -> Tag:
    if request.agreed_at is not None:
        return Tag("Agreed to", "green")
    return Tag("Overdue", "red") if request.due_on < on else Tag("Under way", "blue")


def _says(request: SubjectRequest, reader: Person, total: int, left: int) -> str:
    if reader.pk == request.second_id and not total:
        return "You are the second person"
    part = "You answer it" if reader.pk == request.run_by_id else "You are the second person"
    return f"{part}: {total - left} of {total} items decided"


def groups(items: Sequence[SubjectItem], *, council: str, mine: bool) -> list[Group]:
    """The items by concern, in the order they were gathered in."""
    found: dict[int | None, Group] = {}
    for number, item in enumerate(items, start=1):
        group = found.get(item.concern_id)
        if group is None:
            title = item.concern.reference if item.concern else "The register and the portal itself"
            whole = mine and item.concern is not None
            href = _href("subject-item-withhold", council, item) if whole else ""
            group = found[item.concern_id] = Group(title, [], href)
        group.rows.append(
            Row(
                number,
                Held(item.kind).label,
                _TAGS[SubjectItem.Decision(item.decision)],
                _href("subject-item", council, item),
            )
        )
    return list(found.values())


def _href(name: str, council: str, item: SubjectItem) -> str:
    return reverse(name, args=[council, item.request_id, item.pk])


def decided(item: SubjectItem) -> list[dict[str, object]]:
    """The decision on an item, as rows of a summary; none before it."""
    if not item.decision:
        return []
    rows: list[dict[str, object]] = [
        {"key": "Decision", "tag": _TAGS[SubjectItem.Decision(item.decision)]},
        {"key": "By", "value": item.decider.name},
    ]
    if item.why:
        rows.append({"key": "Why", "value": Why(item.why).label})
    if item.words:
        rows.append({"key": "In their words", "value": item.words, "long": True})
    if item.given:
        rows.append({"key": "What is given", "value": item.given, "long": True})
    return rows
