"""Requests for a copy of what is held about somebody, as far as a test wants them to have come."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pyzipper

from concerns.actions import agreeing, approvals, subject_items, subject_mail, subject_requests
from concerns.actions._scope import engine_scope
from concerns.actions.subject_items import Decision, Opened
from concerns.models import Approval, Person, SubjectItem, SubjectRequest
from concerns.models.subject_request import Why
from tests.outbox import MONDAY, Place
from tests.people import NOON

RECEIVED = date(2026, 5, 29)


def recorded(about: Person, runner: Person, *, at: datetime = NOON) -> SubjectRequest:
    return subject_requests.record(
        about=about, received_on=RECEIVED, asked="", by=runner.user, at=at
    )


def of(request: SubjectRequest, person: Person | None = None) -> list[SubjectItem]:
    with engine_scope():
        found = SubjectItem.objects.filter(request=request).select_related("decider")
        return list((found if person is None else found.filter(decider=person)).order_by("pk"))


def opened(request: SubjectRequest, item: SubjectItem, who: Person) -> Opened:
    found = subject_items.open_item(request=request, pk=item.pk, person=who, by=who.user, at=NOON)
    assert found is not None
    return found


def decided(
    request: SubjectRequest, item: SubjectItem, who: Person,
    decision: Decision = Decision.DISCLOSE, **more: Any,
) -> SubjectItem:  # fmt: skip
    """Opened and decided on."""
    seen = opened(request, item, who).seen
    if decision is Decision.WITHHOLD:
        more = {"why": Why.OTHERS, **more}
    return subject_items.decide(
        request=request, pk=item.pk, decision=decision, person=who, by=who.user, at=NOON,
        seen=seen, **more,
    )  # fmt: skip


def all_given(request: SubjectRequest, who: Person) -> None:
    for item in of(request, who):
        decided(request, item, who)


def agreed(request: SubjectRequest, *, asked: bool = True) -> None:
    """Asked for by whoever runs it, and agreed to by the second person."""
    if asked:
        assert subject_requests.ask(
            request=request, person=request.run_by, by=request.run_by.user, at=NOON
        )
    waits = subject_requests.waiting(request=request, at=NOON)
    assert waits is not None
    agreeing.agree(approval=waits, by=request.second.user, at=NOON)


def unzipped(data: bytes, passphrase: str) -> dict[str, bytes]:
    with pyzipper.AESZipFile(io.BytesIO(data)) as file:
        file.setpassword(passphrase.encode())
        return {name: file.read(name) for name in file.namelist()}


def waits(place: Place) -> None:
    """A request for a copy, due within the week, which Ann is asked to agree to, and both mails."""
    with engine_scope():
        request = SubjectRequest(
            council=place.council, about=place["ros"], run_by=place["ada"], second=place["ann"],
            received_on=date(2026, 5, 4), due_on=date(2026, 6, 4), recorded_at=MONDAY,
        )  # fmt: skip
        request.save()
        approvals.ask(
            kind=Approval.Kind.SUBJECT_ACCESS, council=place.council, person=place["ros"],
            row=request.pk, by=place["ada"].user, at=MONDAY,
        )  # fmt: skip
        subject_mail.tell_second(request, at=MONDAY)
    subject_mail.remind(at=MONDAY)
