"""Going through a council's own document, passage by passage, until it is a protocol."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from concerns.actions import _audit, versions
from concerns.actions._scope import engine_scope
from concerns.engine import protocol as engine
from concerns.engine.facts import Nature
from concerns.engine.offices import Kind
from concerns.engine.plain import plain
from concerns.engine.working_days import local_date
from concerns.models import Document, Passage, Protocol, User
from concerns.protocols import editing
from concerns.protocols.importer.passages import Imported
from concerns.protocols.importer.passages import Passage as Proposed
from concerns.protocols.importer.proposals.leads import is_lead
from concerns.protocols.importer.proposed import kept
from concerns.selectors import documents as reading
from concerns.selectors import protocols as selectors
from concerns.selectors import register

State = Passage.State
_LONGEST_SUMMARY = 160
_LONGEST_LABEL = 50
_READ = ("rules", "duties", "times", "notices", "dates")  # what was read from the words, by place


class CannotDecide(ValueError):
    """The passage cannot be settled so. The text is fit to show."""


@transaction.atomic
def take_in(
    *, version: Protocol, imported: Imported, name: str, kind: str, by: User | None, at: datetime
) -> Document:
    """Keep what was read of a file, to be gone through. Nothing of it is a clause yet.

    :param version: the draft its passages are for. :param name: the file's, as it was given.
    :raises NotAllowed: for anybody but an administrator.
    :raises CannotChange: if the version was adopted.
    """
    versions.check_can_write(version.council, by=by, at=at)
    versions.check_is_open(version)
    document = Document.objects.create(
        council=version.council,
        protocol=version,
        name=name[:200],
        kind=kind,
        title=imported.title[:300],
        remarks=[plain(remark) for remark in imported.warnings],
        read_by=by,
        read_at=at,
    )
    Passage.objects.bulk_create(
        _row(document, position, proposed) for position, proposed in enumerate(imported.passages)
    )
    _record("read", document, by=by, at=at, passages=len(imported.passages))
    return document


def _row(document: Document, position: int, proposed: Proposed) -> Passage:
    return Passage(
        council_id=document.council_id,
        document=document,
        position=position,
        key=proposed.id[:200],
        parent=(proposed.parent or "")[:200],
        label=(proposed.label or "")[:50],
        heading=proposed.heading[:300],
        text=proposed.text,
        raw=proposed.raw,
        is_heading=_only_names(proposed),
        quoted=proposed.quoted,
        marks=[plain(mark) for mark in proposed.marks],
        confidence=proposed.confidence,
        questions=list(proposed.questions),
        proposal={
            "kinds": sorted(proposed.kinds),
            "expects": sorted(proposed.expects),
            "natures": sorted(proposed.natures),
            **{name: [plain(one) for one in getattr(proposed, name)] for name in _READ},
        },
    )


def _only_names(proposed: Proposed) -> bool:
    """Whether it is the title of what follows: a lead line, or words that route, are a clause."""
    routes = engine.ClauseKind.ROUTING in proposed.kinds
    return proposed.is_heading and not routes and not is_lead(proposed.text)


# ---------------------------------------------------------------- one passage


@transaction.atomic
def accept(
    *,
    passage: Passage,
    label: str,
    heading: str,
    text: str,
    kinds: Iterable[engine.ClauseKind],
    by: User,
    at: datetime,
    doubt: str = "",
) -> Passage:
    """Say how a passage reads; this settles every question it left, in the name of `by`.

    :param doubt: what stays unclear though it is read so. The clause is then marked as not
        settled, and a rule made of it carries the doubt, this reading and the name of `by`.
    :raises CannotDecide: if the document is finished, or there are no words.
    """
    row = _open(passage, by=by, at=at)
    if not text.strip():
        raise CannotDecide("Enter the words of the clause, or leave it out.")
    read = {
        name: kept(row.proposal.get(name, ()), was=row.text, now=text.strip()) for name in _READ
    }
    row.label, row.heading, row.text = label.strip(), heading.strip(), text.strip()
    row.proposal = {**row.proposal, "kinds": sorted(kinds), **read}
    row.proposal["doubt"] = _doubt(row, doubt.strip(), by=by, at=at)
    row.is_heading = False  # whoever accepts a heading makes it a clause
    return _decide(row, State.ACCEPTED, by=by, at=at)


@transaction.atomic
def skip(*, passage: Passage, by: User, at: datetime) -> Passage:
    """Leave a passage out. Its words stay with the document, and it can be taken up again."""
    return _decide(_open(passage, by=by, at=at), State.SKIPPED, by=by, at=at)


@transaction.atomic
def put_back(*, passage: Passage, by: User, at: datetime) -> Passage:
    """Look at it again: neither accepted nor left out."""
    row = _open(passage, by=by, at=at)
    row.state, row.decided_by, row.decided_at = State.WAITING, None, None
    row.save(update_fields=["state", "decided_by", "decided_at"])
    return row


@transaction.atomic
def accept_the_clear(*, document: Document, by: User, at: datetime) -> int:
    """Accept every passage that leaves no question and carries no marked change.

    :return: how many.
    """
    versions.check_can_write(document.council, by=by, at=at)
    _lock(document)
    clear = Passage.objects.filter(reading.CLEAR, document=document)
    return clear.update(state=State.ACCEPTED, decided_by=by, decided_at=at)


@transaction.atomic
def join(*, passage: Passage, by: User, at: datetime) -> Passage:
    """Make a passage and the one after it one, under the first one's number.

    :raises CannotDecide: if nothing follows it.
    """
    row = _open(passage, by=by, at=at)
    after = (
        Passage.objects.filter(document=row.document, position__gt=row.position)
        .order_by("position")
        .first()
    )
    if after is None:
        raise CannotDecide("This is the last passage: nothing follows it.")
    shift = len(row.raw) + 1
    row.marks = [*row.marks, *(_shifted(mark, shift) for mark in after.marks)]
    row.is_heading = False
    row.text, row.raw = f"{row.text} {after.text}".strip(), f"{row.raw}\n{after.raw}"
    row.questions = list(dict.fromkeys([*row.questions, *after.questions]))
    row.proposal = _together(row.proposal, after.proposal)
    row.state, row.decided_by, row.decided_at = State.WAITING, None, None
    Passage.objects.filter(document=row.document, parent=after.key).update(parent=row.key)
    after.delete()
    row.save()
    return row


@transaction.atomic
def split(*, passage: Passage, texts: Sequence[str], by: User, at: datetime) -> list[Passage]:
    """Make one passage several. The first keeps the number; the raw words stay with each.

    :param texts: the words of each part, in order.
    :raises CannotDecide: if there are not at least two parts, or words were lost or added.
    """
    row = _open(passage, by=by, at=at)
    parts = [text.strip() for text in texts if text.strip()]
    if len(parts) < 2:
        raise CannotDecide("Put an empty line where the passage should be divided.")
    if _words(" ".join(parts)) != _words(row.text):
        raise CannotDecide(
            "The words of the parts together are not the words of the passage. Divide it first, and"
            " change its words when you accept each part."
        )
    more = len(parts) - 1
    Passage.objects.filter(document=row.document, position__gt=row.position).update(
        position=F("position") + more
    )
    taken = set(Passage.objects.filter(document=row.document).values_list("key", flat=True))
    row.text = parts[0]
    row.state, row.decided_by, row.decided_at = State.WAITING, None, None
    row.save()
    new = [
        Passage(
            council_id=row.council_id,
            document=row.document,
            position=row.position + place,
            key=_free_key(taken, f"{row.key}/{place + 1}"),
            parent=row.parent,
            heading=row.heading,
            text=text,
            raw=row.raw,
            quoted=row.quoted,
            confidence=row.confidence,
            proposal={**row.proposal, **{name: [] for name in _READ}},
        )
        for place, text in enumerate(parts[1:], start=1)
    ]
    return [row, *Passage.objects.bulk_create(new)]


# ---------------------------------------------------------------- the end of it


@transaction.atomic
def finish(*, document: Document, by: User, at: datetime) -> Protocol:
    """Make the accepted passages clauses of the draft, in their order.

    :raises CannotDecide: if a passage is still to be looked at, or none was accepted.
    :raises CannotChange: if the draft cannot take them.
    """
    versions.check_can_write(document.council, by=by, at=at)
    row = _lock(document)
    passages = list(Passage.objects.filter(document=row))
    waiting = sum(p.state == State.WAITING and not p.is_heading for p in passages)
    if waiting:
        raise CannotDecide(f"{waiting} passages are still to be looked at.")
    accepted = [passage for passage in passages if passage.state == State.ACCEPTED]
    if not accepted:
        raise CannotDecide("No passage was accepted, so there is nothing to make clauses of.")
    now = selectors.engine_protocol(row.protocol)
    ways = reading.ways(passages)
    clauses = (_clause(now.title, passage, ways[passage.key]) for passage in accepted)
    draft = editing.add_clauses(now, clauses)
    version = versions.keep(
        version=row.protocol, protocol=draft, seen=row.protocol.digest, by=by, at=at
    )
    row.finished_at = at
    row.save(update_fields=["finished_at"])
    _record("finish", row, by=by, at=at, clauses=len(accepted))
    return version


@transaction.atomic
def discard(*, document: Document, by: User, at: datetime) -> None:
    """Throw away a document that was read by mistake, with all that was decided on it.

    :raises CannotDecide: if it is finished: clauses of the draft were made of it.
    :raises CannotChange: if the version is no draft any more.
    """
    versions.check_can_write(document.council, by=by, at=at)
    row = _lock(document)
    if not selectors.is_open(row.protocol):
        raise versions.CannotChange("This version was adopted, and stays on record.")
    _record("discard", row, by=by, at=at, passages=row.passages.count())
    row.passages.all().delete()
    row.delete()


def _clause(title: str, passage: Passage, way: str) -> engine.Clause:
    """:param title: of the draft, for what stands under no heading.
    :param way: the full way to it, which a clause is cited by: “9.3 a)”."""
    proposal = passage.proposal
    return engine.Clause(
        id=passage.key,
        label=(way if len(way) <= _LONGEST_LABEL else passage.label) or None,
        heading=passage.heading or title,
        summary=_summary(passage.text),
        quote=passage.text,
        kinds=frozenset(map(engine.ClauseKind, proposal.get("kinds", ())))
        or frozenset({engine.ClauseKind.TEXT}),
        expects=frozenset(map(Kind, proposal.get("expects", ()))),
        natures=frozenset(map(Nature, proposal.get("natures", ()))),
        unresolved=bool(proposal.get("doubt")),
    )


def _summary(text: str) -> str:
    """The first sentence, cut where it is long, until somebody writes a better one."""
    first = text.split(". ")[0].strip()
    return first if len(first) <= _LONGEST_SUMMARY else f"{first[:_LONGEST_SUMMARY].rstrip()}…"


# ---------------------------------------------------------------- underneath


def _open(passage: Passage, *, by: User, at: datetime) -> Passage:
    versions.check_can_write(passage.council, by=by, at=at)
    _lock(passage.document)
    return Passage.objects.select_related("document", "council").get(pk=passage.pk)


def _lock(document: Document) -> Document:
    row = (
        Document.objects.select_for_update(of=("self",))
        .select_related("protocol")
        .get(pk=document.pk)
    )
    if row.finished_at is not None:
        raise CannotDecide("This document is finished: change the clauses of the draft instead.")
    return row


def _decide(row: Passage, state: Passage.State, *, by: User, at: datetime) -> Passage:
    row.state, row.decided_by, row.decided_at = state, by, at
    row.save()
    return row


def _doubt(row: Passage, text: str, *, by: User, at: datetime) -> dict[str, str]:
    if not text:
        return {}
    person = register.person_of(user=by, council_slug=row.council.slug, on=local_date(at))
    return {"text": text, "reading": row.text, "confirmed_by": person.name if person else ""}


def _shifted(mark: dict[str, Any], by: int) -> dict[str, Any]:
    return {**mark, "start": mark.get("start", 0) + by, "end": mark.get("end", 0) + by}


def _together(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    return {
        key: sorted({*first.get(key, ()), *second.get(key, ())})
        for key in ("kinds", "expects", "natures")
    } | {name: [] for name in _READ}  # what was read of either, and a doubt, is asked again


def _words(text: str) -> list[str]:
    return text.split()


def _free_key(taken: set[str], wanted: str) -> str:
    found, n = wanted[:200], 1
    while found in taken:
        n += 1
        found = f"{wanted[:190]}/{n}"
    taken.add(found)
    return found


def _record(act: str, row: Document, *, by: User | None, at: datetime, **counts: int) -> None:
    with engine_scope():
        _audit.record(
            f"document.{act}",
            at=at,
            by=by,
            council=row.council,
            codes={"document": row.pk, "protocol": row.protocol_id, **counts},
        )
