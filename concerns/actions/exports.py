"""The figures of a council's concerns, one line each, for whoever oversees it (ASVS 1.2.10).

Nothing of what was written is in it, and no name; but every case stands by itself, so it takes two
people. Left out, and not counted, is what names either of them or anybody else who oversees.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from concerns.actions import _audit, _named, approvals, oversight
from concerns.actions._scope import engine_scope
from concerns.engine.states import State
from concerns.engine.working_days import local_date
from concerns.models import Approval, Concern, Council, Person, Step, User
from concerns.permissions.refusal import NotAllowed
from concerns.protocols import spreadsheets
from concerns.selectors import register

FOR = timedelta(hours=24)  # from the second person's yes
HEADINGS = (
    "Reference", "Matter", "About", "Formal complaint", "Code of conduct", "Received", "State",
    "Closed", "Outcome", "Office", "Due", "Protocol",
)  # fmt: skip


class Gone(Exception):
    """There is no such export, or no longer."""


def check_can_ask(*, person: Person, on: date) -> None:
    """:raises NotAllowed: for anybody but the monitoring officer and their deputy."""
    overseeing, _ = oversight.readers(person.council, on)
    if person.pk not in overseeing:
        raise NotAllowed("Only the monitoring officer can ask for this.")


def ask(*, person: Person, by: User, at: datetime) -> Approval:
    """Ask that a second person agrees.

    :raises NotAllowed: for whoever may not, or while one waits.
    """
    check_can_ask(person=person, on=local_date(at))
    return approvals.ask(kind=Approval.Kind.EXPORT, council=person.council, by=by, at=at)


def carry_out(approval: Approval, *, by: User, at: datetime) -> None:
    """Nothing yet: who asked for it makes it by downloading it. `agreeing` calls this."""


def mine(*, council: Council, by: User, at: datetime) -> list[Approval]:
    """What somebody asked for and can download now, or waits for; newest first."""
    asked = Approval.objects.filter(council=council, kind=Approval.Kind.EXPORT, asked_by=by)
    agreed = asked.filter(outcome=Approval.Outcome.AGREED, settled_at__gt=at - FOR)
    waits = asked.filter(outcome=Approval.Outcome.WAITING, expires_at__gt=at)
    return list((agreed | waits).select_related("settled_by").order_by("-asked_at", "-pk"))


@transaction.atomic
def download(*, pk: int, person: Person, by: User, at: datetime) -> str:
    """The figures as CSV, as they are now.

    :raises Gone: for anybody who did not ask for it, and once its day is over.
    :raises NotAllowed: for whoever no longer oversees the council.
    """
    on = local_date(at)
    approval = next(
        (a for a in mine(council=person.council, by=by, at=at) if a.pk == pk and a.outcome), None
    )
    if approval is None:
        raise Gone
    check_can_ask(person=person, on=on)
    with engine_scope():
        _, called = oversight.readers(person.council, on)
        both = Person.objects.filter(
            council=person.council, user__in=[approval.asked_by_id, approval.settled_by_id]
        )
        people = {*both, *register.people_with(person.council, called)}
        out = set().union(*(_named.concerns_naming(each) for each in people))
        lines = [_line(concern) for concern in _concerns(person.council, out)]
        _audit.record(
            "export.download", at=at, by=by, council=person.council, approval=pk, lines=len(lines)
        )
    return spreadsheets.csv_text(HEADINGS, lines)


def _concerns(council: Council, out: set[int]) -> list[Concern]:
    found = Concern.objects.filter(council=council).exclude(state=State.DRAFT.value)
    return list(found.exclude(pk__in=out).select_related("protocol").order_by("received_on", "pk"))


def _line(concern: Concern) -> list[str]:
    step = Step.objects.filter(concern=concern).exclude(holder=None).order_by("pk").last()
    return [
        concern.reference,
        concern.matter,
        " ".join(concern.natures),
        _yes(concern.written),
        _yes(concern.code_breach),
        _day(concern.received_on),
        concern.state,
        _day(local_date(concern.closed_at) if concern.closed_at else None),
        concern.outcome,
        step.office if step else "",
        _day(step.due_on if step else None),
        concern.protocol.version if concern.protocol else "",
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yes(value: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[value]
