"""Adding files to a concern, opening them and taking them away again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Sum

from concerns.actions import _audit, _evidence, _work
from concerns.actions import notifications as post
from concerns.actions._drafting import mark, own_draft
from concerns.actions._scope import engine_scope
from concerns.actions.handling import tell_handlers
from concerns.engine.states import Act
from concerns.evidence import limits
from concerns.evidence.checked import Checked
from concerns.evidence.store import CannotKeep as NoRoom
from concerns.models import Concern, Evidence, Person, SharedFile, User
from concerns.models.evidence import new_public_id
from concerns.permissions.concerns import Sight
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import evidence as selectors

State, Side, Why = Evidence.State, Evidence.Side, Evidence.Why
_A_DAY = timedelta(days=1)


class CannotAdd(ValueError):
    """The file cannot be added. The text is fit to show beside the question."""


class CannotRemove(ValueError):
    """The file stays. The text is fit to show."""


class Gone(LookupError):
    """There is no such file, or not for this person, or nobody may have it yet."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it is handed out."""

    called: str
    data: bytes


# ---------------------------------------------------------------- adding


@transaction.atomic
def add_to_draft(
    *, concern: Concern, file: Checked, description: str, by: User, at: datetime, token: UUID
) -> None:
    """Add a file to a draft.

    :param token: of the form; sending one form a second time adds nothing.
    :raises CannotAdd: if there are too many, or there is no room.
    """
    with engine_scope():
        draft = own_draft(concern, by, at)
        author = draft.filed_by or draft.raiser
        if _is_there(draft, author, token):
            return
        row = _add(draft, file, description, author, Side.RAISER, at=at, token=token)
        mark(draft, "evidence", answered=False)  # whether that is all is asked again
        draft.save(update_fields=["answered", "version"])
        _audit.record(
            "draft.answer", at=at, by=by, concern=draft, question="evidence", evidence=row.pk
        )


@transaction.atomic
def add(
    *, concern: Concern, file: Checked, description: str, by: User, at: datetime, token: UUID
) -> None:
    """Add a file to a concern that was sent. Whoever deals with it is told that something is new.

    :param token: of the form; sending one form a second time adds nothing.
    :raises CannotAdd: if there are too many, or there is no room.
    :raises StateForbids, NotAllowed: if nothing is to be added, or not by them.
    """
    with engine_scope():
        _work.hold_register(concern.council_id)
        Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
        person = Person.objects.filter(council=concern.council_id, user=by).first()
        if person is not None and _is_there(concern, person, token):
            return
    with _work.work(concern=concern, act=Act.ADD_EVIDENCE, by=by, at=at, version=None) as work:
        side = _side(work.mine)
        row = _add(work.concern, file, description, work.person, side, at=at, token=token)
        work.codes |= {"evidence": row.pk, "kind": row.kind, "side": side.value}
        if side is not Side.HANDLER:
            tell_handlers(work, post.Kind.ANSWERED)


def _side(mine: Sight) -> Evidence.Side:
    if mine.handles:
        return Side.HANDLER
    return Side.RAISER if mine.raised else Side.RESPONDENT


def _is_there(concern: Concern, person: Person, token: UUID) -> bool:
    return Evidence.objects.filter(concern=concern, added_by=person, token=token).exists()


def _add(
    concern: Concern,
    file: Checked,
    description: str,
    person: Person,
    side: Evidence.Side,
    *,
    at: datetime,
    token: UUID,
) -> Evidence:
    """Write the content, then its row. The concern is locked, so that nobody slips past a limit."""
    _check_room(concern, person, side, len(file.data), at)
    public_id = new_public_id()
    with _written_back() as written:
        for part, data in (("content", file.data), ("preview", file.preview)):
            if data is not None:
                written[part] = _evidence.keep(
                    data, concern=concern, public_id=public_id, part=part
                )
        return Evidence.objects.create(
            council_id=concern.council_id,
            concern=concern,
            public_id=public_id,
            called=file.name,
            description=description,
            kind=file.kind.value,
            size=len(file.data),
            side=side,
            added_by=person,
            added_at=at,
            token=token,
            kept_as=written["content"],
            preview_as=written.get("preview", ""),
        )


@contextmanager
def _written_back() -> Iterator[dict[str, str]]:
    """What was written for a row is taken away again where there is no row after all.

    Should this process die first, the nightly clean-up does it.

    :raises CannotAdd: if there is no room.
    """
    written: dict[str, str] = {}
    try:
        yield written
    except BaseException as error:
        for name in written.values():
            _evidence.store().remove(name)
        if isinstance(error, NoRoom):
            raise CannotAdd(
                "The file could not be kept, because there is no room for it at the moment. Nothing"
                " else is lost: try again later"
            ) from error
        raise


def _check_room(
    concern: Concern, person: Person, side: Evidence.Side, size: int, at: datetime
) -> None:
    """Whether one more is within the limits of the concern, and of the person's day.

    :raises CannotAdd: if it is not.
    """
    there = Evidence.objects.filter(concern=concern).exclude(state=State.REMOVED)
    if side is Side.RESPONDENT:  # who must not learn how many others there are
        there = there.filter(added_by=person)
    else:
        there = there.exclude(side=Side.RESPONDENT)
    files, total = _counted(there)
    if files >= limits.MOST_FILES:
        raise CannotAdd(
            f"There are {limits.MOST_FILES} files already, which is the most there can be. Remove"
            " one first, or put several papers into one PDF"
        )
    if total + size > limits.MOST_BYTES:
        raise CannotAdd(
            f"All files together can have {limits.MOST_BYTES // 1_000_000} MB, and with this one"
            " they would have more. Choose a smaller copy"
        )
    # Removed ones too: adding and removing all day long would cost as much.
    files, total = _counted(
        Evidence.objects.filter(added_by__user=person.user_id, added_at__gt=at - _A_DAY)
    )
    if files >= limits.MOST_FILES_A_DAY or total + size > limits.MOST_BYTES_A_DAY:
        raise CannotAdd(
            "You have added as many files as one person can in a day. Try again tomorrow"
        )


def _counted(files: selectors.Files) -> tuple[int, int]:
    found = files.aggregate(files=Count("pk"), total=Sum("size"))
    return found["files"], found["total"] or 0


# ---------------------------------------------------------------- opening


@transaction.atomic
def download(*, concern: Concern, public_id: str, by: User, at: datetime) -> Opened:
    """The file itself, for somebody who sees it. That they had it is on record.

    :raises Gone: if they do not see it, or the scanner has not said that it is clean.
    """
    row = _to_open(concern, public_id, by=by, at=at)
    with engine_scope():
        _audit.record(
            "evidence.download", at=at, by=by, concern=concern, evidence=row.pk, side=row.side
        )
    return _content(row, "content")


@transaction.atomic
def preview(*, concern: Concern, public_id: str, by: User, at: datetime) -> Opened:
    """The preview of a picture, as `download`."""
    row = _to_open(concern, public_id, by=by, at=at)
    if not row.preview_as:
        raise Gone
    with engine_scope():
        _audit.record(
            "evidence.preview", at=at, by=by, concern=concern, evidence=row.pk, side=row.side
        )
    return _content(row, "preview")


def _to_open(concern: Concern, public_id: str, *, by: User, at: datetime) -> Evidence:
    # Asked as the person and outside the scope: row-level security says whether they see it.
    seen = selectors.to_open(concern, public_id)
    if seen is None:
        raise Gone
    with engine_scope():
        row: Evidence = Evidence.objects.select_for_update(of=("self",)).get(pk=seen.pk)
        if row.state != State.CLEAN:  # removed this very moment
            raise Gone
        if row.opened_at is None and seen.added_by.user_id != by.pk:
            row.opened_at = at
            row.save(update_fields=["opened_at"])
    return row


def _content(row: Evidence, part: str) -> Opened:
    """Nothing but what is on record is read: the record comes first, in the same transaction."""
    try:
        return Opened(row.called, _evidence.opened(row, part))
    except FileNotFoundError as error:
        raise Gone from error


# ---------------------------------------------------------------- taking away


@transaction.atomic
def remove_from_draft(*, concern: Concern, public_id: str, by: User, at: datetime) -> str:
    """Take a file out of a draft again. :return: what it was called; empty if it is not there."""
    with engine_scope():
        draft = own_draft(concern, by, at)
        row = Evidence.objects.filter(concern=draft, public_id=public_id).first()
        if row is None or row.state == State.REMOVED:
            return ""
        called: str = row.called
        _remove(row, Why.MISTAKE, draft.filed_by or draft.raiser, at=at)
        mark(draft, "evidence", answered=False)
        draft.save(update_fields=["answered", "version"])
        _audit.record(
            "draft.answer", at=at, by=by, concern=draft, question="evidence", removed=row.pk
        )
    return called


@transaction.atomic
def remove(*, concern: Concern, public_id: str, why: str, by: User, at: datetime) -> None:
    """Take one's own file away, while nobody relies on it. That it was there stays on record.

    :param why: a code of `Evidence.Why`.
    :raises CannotRemove: if somebody relies on it. :raises NotAllowed: if it is not theirs.
    :raises StateForbids: if nothing is to be changed any more.
    """
    with _work.work(concern=concern, act=Act.REMOVE_EVIDENCE, by=by, at=at, version=None) as work:
        rows = Evidence.objects.select_for_update(of=("self",)).select_related("added_by")
        row = rows.filter(concern=work.concern, public_id=public_id).first()
        if row is None or row.added_by_id != work.person.pk or row.state == State.REMOVED:
            raise NotAllowed("Only whoever added a file can remove it.")
        if relied_on := selectors.relied_on(row):
            raise CannotRemove(relied_on)
        _remove(row, Why(why), work.person, at=at)
        work.codes |= {"evidence": row.pk, "why": why, "side": row.side}


@transaction.atomic
def erase_all(*, concern: Concern, at: datetime) -> int:
    """Take away every file of a concern and every row about one: for its erasure, and for a draft
    that is thrown away. The caller has checked that it may be, and records it.

    :return: how many files there were.
    """
    with engine_scope():
        rows = list(Evidence.objects.select_for_update(of=("self",)).filter(concern=concern))
        for row in rows:
            if row.state != State.REMOVED:
                _remove(row, Why.ERASED, None, at=at)
        SharedFile.objects.filter(concern=concern).delete()
        Evidence.objects.filter(concern=concern).delete()
    return len(rows)


def _remove(row: Evidence, why: Evidence.Why, by: Person | None, *, at: datetime) -> None:
    _evidence.discard(row.kept_as, row.preview_as)
    row.state, row.reason = State.REMOVED, why
    row.removed_at, row.removed_by = at, by
    row.kept_as = row.preview_as = row.lease = row.called = row.description = ""
    row.save()
