"""What every change of a register goes through: the lock, the check, the refusals, the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.formats import date_format

from concerns.actions import _audit, _register_mail, handover
from concerns.actions._scope import engine_scope
from concerns.engine.working_days import local_date
from concerns.models import Absence, Appointment, Council, Office, Person, PoliticalGroup, User
from concerns.permissions import register as permissions
from concerns.selectors import register

Row = Absence | Appointment | Office | Person | PoliticalGroup

CHANGED_SINCE = (
    "Somebody else changed this while you had it open. Look at what it says now, and change it"
    " again if you still want to"
)


class CannotRecord(ValueError):
    """The register cannot be changed so. The text is fit to show.

    :param field: the argument it is about; empty for none in particular.
    """

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


# What the database refuses, in words, and the argument it is about.
_REFUSALS: Mapping[str, tuple[str, str]] = {
    "one_entry_a_council": ("Somebody with this email address is on the register already", "email"),
    "person_ends_after_start": ("Their last day must be on or after the day they joined", "until"),
    "only_councillors_have_groups": ("Only councillors belong to a political group", "group"),
    "one_group_of_a_name": ("There is already a group of this name", "name"),
    "one_office_a_title": ("There is already an office of this kind and title", "title"),
    "one_office_a_single_seat": (
        "This office is on the register already, and there is only one of it",
        "code",
    ),
    "one_holder_at_a_time": ("Somebody else holds this office at that time", "starts_on"),
    "appointment_ends_after_start": ("The last day must be on or after the first day", "ends_on"),
    "absence_ends_after_start": ("The last day must be on or after the first day", "ends_on"),
    "standard_is_sensible": ("The number of days must be from 1 to 400", "n"),
    "one_closure_a_day": ("One of these days is on the list already", "first"),
}


def begin(council: Council, *, by: User | None, at: datetime) -> date:
    """Make changes to one register wait for each other, and check who asks.

    Without the lock two administrators could each end the other, and leave none.

    :return: the day, in the council's calendar.
    """
    on = local_date(at)
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    if by is not None:
        permissions.check_can_manage(
            person=register.person_of(user=by, council_slug=council.slug, on=on)
        )
    return on


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal of the database into its sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", None))
        if name not in _REFUSALS:
            raise
        raise CannotRecord(*_REFUSALS[name]) from error


def change(row: Row, **values: object) -> list[str]:
    """Save what differs from the stored row. :return: the names of what changed."""
    row.refresh_from_db()
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        with refusals():
            row.save(update_fields=changed)
    return changed


def record(
    act: str,
    council: Council,
    *,
    by: User | None,
    at: datetime,
    person: Person | None = None,
    **data: Any,
) -> None:
    """Add to the record, and tell whose entry it is. :param data: codes and ids only."""
    with engine_scope():
        event = _audit.record(
            f"register.{act}", at=at, by=by, council=council, person=person, **data
        )
    if by is not None and person is not None:
        _register_mail.tell(
            act=act,
            council=council,
            person=person,
            by=by,
            at=at,
            event=event,
            makes_administrator=data.get("administrator") is True,
        )


def move_work(council: Council, *, by: User | None, at: datetime) -> None:
    """Let open work follow the register. How much moved is nobody's to know here."""
    handover.hand_over(council=council, at=at, by=by)


def check_same_council(council: Council, *rows: Person | PoliticalGroup | None) -> None:
    if any(row is not None and row.council_id != council.pk for row in rows):
        raise CannotRecord("Choose somebody or something of this council's own register")


def check_unchanged(row: Office | Person | PoliticalGroup, seen: str) -> None:
    row.refresh_from_db()
    if seen and seen != register.fingerprint(row):
        raise CannotRecord(CHANGED_SINCE)


def check_not_last_administrator(person: Person, on: date) -> None:
    """Refuse to leave the council without somebody who can keep its register."""
    others = register.administrators(person.council, on)
    if person.is_administrator and not any(other.pk != person.pk for other in others):
        raise CannotRecord(
            f"{person.name} is the only administrator of this council."
            " Make somebody else an administrator first",
            "is_administrator",
        )


def day_text(day: date) -> str:
    """A date inside a refusal: `3 May 2026`."""
    return date_format(day, "j F Y")
