"""A council's own document and its passages."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from concerns.models import Document, Passage, Protocol
from concerns.protocols.importer.ways import way

_WAITING = Q(state=Passage.State.WAITING, is_heading=False)
_NO_QUESTION = _WAITING & Q(questions=[], quoted=False)
PAGE = 100  # passages of a list at a time; most documents are one page
# What may be accepted unseen: words that were changed in the file never are.
CLEAR = _NO_QUESTION & Q(marks=[])


def of_version(version: Protocol) -> list[Document]:
    """The documents read for a version, in the order they were read."""
    return list(Document.objects.filter(protocol=version).order_by("pk"))


def by_pk(version: Protocol, pk: int) -> Document | None:
    return (
        Document.objects.select_related("protocol", "council").filter(protocol=version, pk=pk)
    ).first()


def passages(document: Document, *, state: str = "", asks: bool = False) -> QuerySet[Passage]:
    """The passages in reading order.

    :param state: only those in it. :param asks: only those that leave a question.
    """
    found = Passage.objects.filter(document=document)
    if state == Passage.State.WAITING:
        found = found.filter(state=state, is_heading=False)
    elif state:
        found = found.filter(state=state)
    if asks:
        found = found.exclude(questions=[])
    return found


def counts(document: Document) -> dict[str, int]:
    """How many passages there are in each state, and how many that wait leave a question, are clear
    or would be but for a change that is marked in the file.

    A heading waits for nothing: it names what follows, and is a clause only if somebody says so.
    """
    return Passage.objects.filter(document=document).aggregate(
        waiting=Count("pk", filter=_WAITING),
        asking=Count("pk", filter=_WAITING & ~Q(questions=[])),
        clear=Count("pk", filter=CLEAR),
        marked=Count("pk", filter=_NO_QUESTION & ~Q(marks=[])),
        accepted=Count("pk", filter=Q(state=Passage.State.ACCEPTED)),
        skipped=Count("pk", filter=Q(state=Passage.State.SKIPPED)),
        total=Count("pk"),
    )


def passage_by_pk(document: Document, pk: int) -> Passage | None:
    return (
        Passage.objects.select_related("document", "council", "decided_by")
        .filter(document=document, pk=pk)
        .first()
    )


def page_of(passage: Passage) -> int:
    """Which page of the whole list shows it, counted from 1."""
    rows = Passage.objects.filter(document_id=passage.document_id)
    return rows.filter(position__lt=passage.position).count() // PAGE + 1


def next_waiting(document: Document, *, after: int) -> Passage | None:
    """The next passage to be looked at; the first one where none follows.

    :param after: the position of the passage one comes from.
    """
    waiting = Passage.objects.filter(
        document=document, state=Passage.State.WAITING, is_heading=False
    )
    return waiting.filter(position__gt=after).first() or waiting.first()


def ways(passages: Iterable[Passage]) -> dict[str, str]:
    """The full way to each passage of a document, by its key: “9.3 a)”."""
    rows = list(passages)
    above = {row.key: (row.label, row.parent) for row in rows}
    return {row.key: way(row.label, row.parent, above.get) for row in rows}


def ways_of(document: Document) -> dict[str, str]:
    """The same of a whole document, whatever of it is shown."""
    return ways(Passage.objects.filter(document=document).only("key", "label", "parent"))


def way_to(passage: Passage) -> str:
    """The full way to one passage."""
    return ways_of(passage.document)[passage.key]


def around(passage: Passage) -> tuple[Passage | None, Passage | None]:
    """The passages before and after it, for reading on."""
    rows = Passage.objects.filter(document_id=passage.document_id)
    before = rows.filter(position__lt=passage.position).order_by("-position").first()
    after = rows.filter(position__gt=passage.position).first()
    return before, after
