"""The pack that goes to whoever asked: one zip with an index, closed with a passphrase.

It is made once, sealed like evidence, and taken away after some days. It holds what is given and
never what is withheld, nor how much: from the numbers nobody can tell that something is missing.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyzipper
from django.db import transaction
from django.template.loader import render_to_string

from concerns import sealing
from concerns.actions import _audit, _evidence, _subject
from concerns.actions._scope import engine_scope
from concerns.engine.working_days import local_date
from concerns.models import Evidence, Person, SubjectItem, SubjectPack, SubjectRequest, User
from concerns.models.subject_request import Held
from concerns.permissions.refusal import NotAllowed
from concerns.protocols import spreadsheets

KEPT = timedelta(days=7)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another
_GROUPS, _GROUP = 6, 4  # 118 bits
HEADINGS = ("Number", "What", "From", "How it is given", "In the pack")


class Gone(Exception):
    """There is no such pack, or no longer."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One thing in the pack. :param file: name of the file that comes with it; mostly empty."""

    number: int
    what: str
    source: str
    how: str
    text: str
    name: str
    file: str = ""
    data: bytes = b""


@transaction.atomic
def make(*, request: SubjectRequest, person: Person, by: User, at: datetime) -> str:
    """Make the pack of what somebody decided to give.

    :return: the passphrase, which is kept nowhere.
    :raises NotAllowed: if it was not agreed to, they decided on nothing, or it was made already.
    """
    with engine_scope():
        request = _subject.locked(request)
        if request.agreed_at is None or person.pk not in (request.run_by_id, request.second_id):
            raise NotAllowed("A pack can be made once the second person has agreed.")
        if SubjectPack.objects.filter(request=request, made_by=person).exists():
            raise NotAllowed("The pack was made already. It is made once only.")
        mine = SubjectItem.objects.filter(request=request, decider=person).select_related("concern")
        if not mine.exists():
            raise NotAllowed("There is nothing of yours to put into a pack.")
        given = mine.exclude(decision=SubjectItem.Decision.WITHHOLD).order_by("pk")
        passphrase = "-".join(
            "".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS)
        )
        made = zipped(request, list(given), passphrase, at=at)
        pack = SubjectPack(
            council_id=request.council_id,
            request=request,
            made_by=person,
            made_at=at,
            until=at + KEPT,
        )
        pack.kept_as = _evidence.store().keep(_sealed(made, pack))
        pack.save()
        _subject.record("pack", request, by=by, at=at, items=given.count())
    return passphrase


def zipped(
    request: SubjectRequest, given: Sequence[SubjectItem], passphrase: str, *, at: datetime
) -> bytes:
    """The zip. Names in it say nothing, for a zip shows them to whoever has no passphrase."""
    lines = [_line(number, item) for number, item in enumerate(given, start=1)]
    index = render_to_string(
        "subject_requests/pack_index.html",
        {"request": request, "lines": lines, "on": local_date(at)},
    )
    table = spreadsheets.csv_text(
        HEADINGS,
        ((str(each.number), each.what, each.source, each.how, each.name) for each in lines),
    )
    out = io.BytesIO()
    with pyzipper.AESZipFile(
        out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as file:
        file.setpassword(passphrase.encode())
        file.writestr("index.html", index.encode())
        file.writestr("index.csv", ("\ufeff" + table).encode())
        for each in lines:
            file.writestr(each.name, each.text.encode())
            if each.file:
                file.writestr(each.file, each.data)
    return out.getvalue()


def _line(number: int, item: SubjectItem) -> _Line:
    name = f"{number:04}"
    file, data = _file_of(item, name)
    return _Line(
        number=number,
        what=Held(item.kind).label,
        source=item.concern.reference if item.concern else "The register and the portal itself",
        how="As it is" if item.decision == SubjectItem.Decision.DISCLOSE else "Without some words",
        text=item.given,
        name=f"{name}.txt",
        file=file,
        data=data,
    )


def _file_of(item: SubjectItem, name: str) -> tuple[str, bytes]:
    """A file goes along where it is given as it is; of one with words left out, only the words."""
    if item.kind != Held.EVIDENCE or item.decision != SubjectItem.Decision.DISCLOSE:
        return "", b""
    row = Evidence.objects.filter(pk=item.row, state=Evidence.State.CLEAN).first()
    return (
        ("", b"") if row is None else (f"{name}-file.{row.kind}", _evidence.opened(row, "content"))
    )


@transaction.atomic
def download(*, request: SubjectRequest, person: Person, by: User, at: datetime) -> bytes:
    """Hand out the pack that somebody made.

    :raises Gone: if they made none, or it was taken away.
    """
    with engine_scope():
        pack = SubjectPack.objects.filter(
            request=request, made_by=person, until__gt=at
        ).exclude(kept_as="").first()  # fmt: skip
        if pack is None:
            raise Gone
        _subject.record("download", request, by=by, at=at)
        return sealing.open(
            _evidence.store().read(pack.kept_as),
            council=pack.council_id,
            concern=-pack.request_id,
            place=_place(pack),
        )


@transaction.atomic
def of(*, request: SubjectRequest, person: Person) -> SubjectPack | None:
    """The pack that somebody made, gone or not."""
    with engine_scope():
        return SubjectPack.objects.filter(request=request, made_by=person).first()


@transaction.atomic
def remove_old(*, at: datetime) -> int:
    """Take away the packs whose days are over. :return: how many."""
    with engine_scope():
        old = list(
            SubjectPack.objects.filter(until__lte=at).exclude(kept_as="").select_related("council")
        )
        for pack in old:
            _evidence.discard(pack.kept_as)
            pack.kept_as = ""
            pack.save(update_fields=["kept_as"])
            _audit.record(
                "subject_request.pack_removed", at=at, by=None, council=pack.council,
                subject_request=pack.request_id,
            )  # fmt: skip
    return len(old)


def _sealed(data: bytes, pack: SubjectPack) -> bytes:
    return sealing.seal(data, council=pack.council_id, concern=-pack.request_id, place=_place(pack))


def _place(pack: SubjectPack) -> str:
    return f"concerns_subjectpack.kept_as:{pack.request_id}:{pack.made_by_id}"
