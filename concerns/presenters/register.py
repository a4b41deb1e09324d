"""The register in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from concerns.engine.offices import GENERAL, Kind
from concerns.engine.offices import Office as Code
from concerns.models import Absence, Appointment, Council, Office, Person, PoliticalGroup
from concerns.presenters.office_kinds import kind_of_office
from concerns.selectors.changes import Invitation
from concerns.selectors.offices import Overview, Returning
from concerns.selectors.register import Pickable, Seat
from concerns.templatetags.dates import day_text, moment_text

KINDS: dict[Kind, str] = {
    Kind.COUNCILLOR: "Councillor",
    Kind.OFFICER: "Officer",
    Kind.OUTSIDE: "From outside the council",
    Kind.BODY: "A body of the council",
}


def day(value: date) -> str:
    return date_format(value, "j F Y")


def last_day(until: date) -> date:
    """People say the last day; periods are kept up to the day after."""
    return until - timedelta(days=1)


def day_after(last: date | None) -> date | None:
    """The other way round, for what a form asks."""
    return last + timedelta(days=1) if last else None


def period(starts_on: date, ends_on: date | None, on: date) -> str:
    """“Since 1 May 2024”, “1 May 2024 to 3 May 2026”, “From 1 July 2026”."""
    if ends_on is not None:
        return f"{day(starts_on)} to {day(last_day(ends_on))}"
    return f"{'Since' if starts_on <= on else 'From'} {day(starts_on)}"


@dataclass(frozen=True, slots=True)
class Held:
    """One appointment in a list. :param away: said to administrators only."""

    name: str
    when: str
    person_href: str = ""
    away: bool = False


@dataclass(frozen=True, slots=True)
class OfficeRow:
    title: str
    also: str
    href: str
    holders: list[Held]
    coming: list[Held]
    vacant: bool
    outside: bool
    deputy: str


def office_rows(
    overview: Overview, council: Council, on: date, *, manages: bool
) -> list[OfficeRow]:
    """The list of offices. Only an administrator sees who is away, and links to change things."""
    return [_office_row(seat, council, on, manages=manages) for seat in overview.seats]


def _office_row(seat: Seat, council: Council, on: date, *, manages: bool) -> OfficeRow:
    office = seat.office
    return OfficeRow(
        title=office.title,
        also=", ".join(office.aliases),
        href=_to("office-detail", council, office.pk) if manages else "",
        holders=[_held(a, council, on, seat.away, manages=manages) for a in seat.holders],
        coming=[_held(a, council, on, frozenset(), manages=manages) for a in seat.coming],
        vacant=seat.is_vacant,
        outside=office.external,
        deputy=_deputy(seat),
    )


def _held(
    appointment: Appointment, council: Council, on: date, away: Iterable[int], *, manages: bool
) -> Held:
    return Held(
        appointment.person.name,
        period(appointment.starts_on, appointment.ends_on, on),
        _to("person-detail", council, appointment.person_id) if manages else "",
        manages and appointment.person_id in away,
    )


def _deputy(seat: Seat) -> str:
    if seat.deputy is None:
        return ""
    names = ", ".join(a.person.name for a in seat.deputies) or "vacant"
    return f"{seat.deputy.title} ({names})"


def unlisted(overview: Overview, council: Council) -> list[dict[str, str]]:
    """Offices that the protocol names and the register lacks, each with a link to add it."""
    add = reverse("office-add", kwargs={"council": council.slug})
    return [
        {"title": title, "href": f"{add}?code={code.value}"} for code, title in overview.unlisted
    ]


@dataclass(frozen=True, slots=True)
class PersonRow:
    name: str
    href: str
    kind: str
    offices: str
    group: str
    tags: list[dict[str, str]] = field(default_factory=list)


def person_rows(
    people: Iterable[Person],
    picked: Iterable[Pickable],
    council: Council,
    on: date,
    *,
    manages: bool,
    away: Collection[int] = (),
) -> tuple[list[PersonRow], list[PersonRow]]:
    """Those on the register, and for an administrator those who left or are yet to come.

    :param away: said to administrators only.
    """
    offices = {p.pk: ", ".join(p.offices) for p in picked}
    now: list[PersonRow] = []
    others: list[PersonRow] = []
    for person in people:
        here = person.pk in offices
        job, held = person.job or KINDS[Kind(person.kind)], offices.get(person.pk, "")
        row = PersonRow(
            person.name,
            _to("person-detail", council, person.pk) if manages else "",
            job,
            held if held != job else "",
            person.group.name if person.group else "",
            _tags(person, on, is_away=person.pk in away) if manages else [],
        )
        if here:
            now.append(row)
        elif manages:
            others.append(row)
    return now, others


def _tags(person: Person, on: date, *, is_away: bool) -> list[dict[str, str]]:
    tags = []
    if is_away:
        tags.append({"text": "Away", "colour": "yellow"})
    if person.active_from > on:
        tags.append({"text": f"From {day(person.active_from)}", "colour": "yellow"})
    elif person.active_to is not None and person.active_to <= on:
        tags.append({"text": f"Left {day(last_day(person.active_to))}", "colour": "grey"})
    elif person.active_to is not None:
        tags.append({"text": f"Leaves {day(last_day(person.active_to))}", "colour": "yellow"})
    if person.is_administrator:
        tags.append({"text": "Administrator", "colour": "blue"})
    if not person.user.has_usable_password():
        tags.append({"text": "No password yet", "colour": "grey"})
    return tags


def person_summary(
    person: Person, on: date, *, invitation: Invitation | None, at: datetime
) -> list[dict[str, Any]]:
    """Rows of the summary list of one person.

    :param invitation: the last they were sent, which matters until they have a password.
    """
    on_register = period(person.active_from, person.active_to, on)
    rows: list[dict[str, Any]] = [
        {"key": "Name", "value": person.name},
        {"key": "Email address", "value": person.user.email},
        {"key": "Kind", "value": KINDS[Kind(person.kind)]},
    ]
    if person.kind == Kind.COUNCILLOR.value:
        rows.append({"key": "Group", "value": person.group.name if person.group else "No group"})
    else:
        rows += [
            {"key": "Job", "value": person.job},
            {"key": "Line manager", "value": _name(person.line_manager)},
            {"key": "Director", "value": _name(person.director)},
        ]
    administers = "They can change this register" if person.is_administrator else "No"
    rows += [
        {"key": "On the register", "value": on_register},
        {"key": "Administrator", "value": administers},
        {"key": "Password", "value": "Chosen" if person.user.has_usable_password() else "Not yet"},
    ]
    if not person.user.has_usable_password():
        rows.append({"key": "Invitation", "value": _invited(invitation, at)})
    return rows


def _invited(invitation: Invitation | None, at: datetime) -> str:
    if invitation is None:
        return "Not sent yet"
    sent = f"Sent on {day_text(invitation.sent_at)}"
    if at < invitation.until:
        return f"{sent}. The link in it works until {moment_text(invitation.until)}."
    return f"{sent}. The link in it no longer works, so invite them again."


def _name(person: Person | None) -> str:
    return person.name if person else ""


def held_by_person(
    appointments: Iterable[Appointment], council: Council, on: date
) -> list[dict[str, str]]:
    return [
        {
            "title": a.office.title,
            "href": _to("office-detail", council, a.office_id),
            "when": period(a.starts_on, a.ends_on, on),
        }
        for a in appointments
    ]


def offices_on(appointments: Iterable[Appointment], on: date) -> list[tuple[Code, str]]:
    """The offices held on a day, with what they are called here."""
    return [
        (Code(a.office.code), a.office.title)
        for a in appointments
        if _covers(a, on) and Code(a.office.code) not in GENERAL
    ]


def absences(rows: Iterable[Absence], council: Council, on: date) -> list[dict[str, str]]:
    """Absences that are not over. One that began before today can be ended and not undone."""
    return [
        {
            "when": period(a.starts_on, a.ends_on, on),
            "href": _to("absence-end", council, a.pk),
            "remove_href": _to("absence-remove", council, a.pk),
            "remove": "End it today" if a.starts_on < on else "Remove",
            "tag": "Away now" if a.starts_on <= on else "Still to come",
            "colour": "yellow" if a.starts_on <= on else "grey",
        }
        for a in rows
    ]


def office_summary(office: Office) -> list[dict[str, Any]]:
    """Rows of the summary list of one office."""
    rows: list[dict[str, Any]] = [
        {"key": "Kind of office", "value": kind_of_office(Code(office.code))},
        {"key": "Also called", "value": ", ".join(office.aliases) or "Nothing else"},
        {"key": "How many can hold it", "value": "One" if office.single_seat else "Several"},
    ]
    if office.group:
        rows.append({"key": "Political group", "value": office.group.name})
    if office.external:
        rows.append({"key": "Where", "value": "Outside this council"})
    return rows


def holding_on(appointments: Iterable[Appointment], on: date) -> list[Person]:
    return [a.person for a in appointments if _covers(a, on)]


def _covers(appointment: Appointment, on: date) -> bool:
    ends_on = appointment.ends_on
    return appointment.starts_on <= on and (ends_on is None or on < ends_on)


def while_away(person: Person, *, is_away: bool) -> str:
    return f"While {person.name} is away" if is_away else f"If {person.name} is away"


def office_history(
    appointments: Iterable[Appointment], council: Council, on: date, away: Collection[int]
) -> list[dict[str, Any]]:
    """Who held, holds and will hold it; what can still be changed carries a link."""
    rows: list[dict[str, Any]] = []
    for a in appointments:
        ended = a.ends_on is not None and a.ends_on <= on
        begun = a.starts_on <= on
        rows.append(
            {
                "name": a.person.name,
                "person_href": _to("person-detail", council, a.person_id),
                "when": period(a.starts_on, a.ends_on, on),
                "actions": [] if ended else _appointment_actions(a, council, on),
                "tag": "Now" if begun and not ended else "",
                "away": begun and not ended and a.person_id in away,
            }
        )
    return rows


def _appointment_actions(a: Appointment, council: Council, on: date) -> list[dict[str, str]]:
    """A day that is over cannot be taken back: concerns were routed by it."""
    end = {"text": "End", "href": _to("appointment-end", council, a.pk)}
    cancel = {"text": "Take back", "href": _to("appointment-cancel", council, a.pk)}
    if a.starts_on > on:
        return [cancel]
    return [end, cancel] if a.starts_on == on else [end]


def group_rows(
    groups: Iterable[PoliticalGroup],
    people: Iterable[Person],
    council: Council,
    on: date,
    *,
    manages: bool,
) -> list[dict[str, Any]]:
    """The groups, each with its members of the day."""
    members: dict[int, list[str]] = {}
    for person in people:
        here = person.active_from <= on and (person.active_to is None or on < person.active_to)
        if person.group_id and here:
            members.setdefault(person.group_id, []).append(person.name)
    return [
        {
            "name": group.name,
            "members": members.get(group.pk, []),
            "href": _to("group-change", council, group.pk) if manages else "",
        }
        for group in groups
    ]


def choices_of_people(picked: Iterable[Pickable], *kinds: Kind) -> list[tuple[str, str]]:
    """People as options, with what tells two of a name apart. :param kinds: only these, if any."""
    return [
        (str(p.pk), f"{p.name} ({', '.join(p.offices) or p.job or KINDS[p.kind].lower()})")
        for p in picked
        if not kinds or p.kind in kinds
    ]


def choices_of_namesakes(
    namesakes: Iterable[Person], picked: Iterable[Pickable]
) -> list[tuple[str, str]]:
    """People of one name, told apart by their office or job, or by having left."""
    here = dict(choices_of_people(picked))
    return [(str(p.pk), here.get(str(p.pk), _not_here(p))) for p in namesakes]


def _not_here(person: Person) -> str:
    if person.active_to is not None:
        return f"{person.name} (on the register until {day(last_day(person.active_to))})"
    return f"{person.name} (on the register from {day(person.active_from)})"


def choices_of_groups(groups: Iterable[PoliticalGroup]) -> list[tuple[str, str]]:
    return [(str(group.pk), group.name) for group in groups]


# ---------------------------------------------------------------- what is said afterwards


def appointed(appointment: Appointment, on: date) -> str:
    """What follows for open work. Never how much of it: that is not the administrator's."""
    title, name = appointment.office.title, appointment.person.name
    if appointment.starts_on > on:
        return f"{name} will be {title} from {day(appointment.starts_on)}."
    if appointment.office.single_seat:
        return f"{name} is now {title}. Open work for this office now goes to {name}."
    return f"{name} now holds the office {title}."


def will_be_taken_back(
    appointment: Appointment, returning: Iterable[Returning], on: date
) -> list[str]:
    """What follows if an appointment is taken back."""
    title, name = appointment.office.title, appointment.person.name
    began = appointment.starts_on <= on
    back = list(returning)
    said = []
    if all(each.appointment.person_id != appointment.person_id for each in back):
        said.append(f"{name} is no longer {title}." if began else f"{name} will not be {title}.")
    for each in back:
        until = f", until {day(last_day(each.ends_on))}" if each.ends_on else ""
        who = each.appointment.person.name
        again = f"{who} is {title} again" if began else f"{who} stays {title}"
        said.append(f"{again}{until}, because their appointment was ended for this one.")
    if not back and appointment.office.single_seat:
        said.append(
            f"Nobody else becomes {title} by this. If nobody holds the office then, appoint"
            " somebody."
        )
    if began:
        said.append(
            "Open work for this office goes to whoever holds it then, or to whoever your protocol"
            " names when nobody does."
        )
    said.append(
        "The list of changes keeps the appointment and that it was taken back. Those whose"
        " entries change are told by email, unless they are you."
    )
    return said


def ended(appointment: Appointment, ends_on: date, on: date) -> str:
    title, name = appointment.office.title, appointment.person.name
    if ends_on > on:
        return f"{name}’s last day as {title} will be {day(last_day(ends_on))}."
    return (
        f"{name} is no longer {title}. Open work for this office now goes to whoever your protocol"
        " names when nobody holds it."
    )


def _to(name: str, council: Council, pk: int) -> str:
    return reverse(name, kwargs={"council": council.slug, "pk": pk})
