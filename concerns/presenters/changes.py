"""Changes to a register in words. An administrator reads whose absence was recorded, others not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from concerns.engine.deadlines import Unit
from concerns.engine.protocol import LimitOf
from concerns.engine.retention import Class
from concerns.models import AuditEvent
from concerns.presenters import retention, times
from concerns.presenters.register import day, last_day
from concerns.selectors.changes import Called

MADE_ADMINISTRATOR: Final = "Makes somebody an administrator"
NAME_CHANGED: Final = "Changes somebody’s name"
NAMESAKE: Final = "Somebody of the same name was on the register already"
OWN_ENTRY: Final = "They changed their own entry"

_FIELDS: Final[Mapping[str, str]] = {
    "name": "name",
    "kind": "whether they are a councillor or an officer",
    "job": "job title",
    "group": "political group",
    "line_manager": "line manager",
    "director": "director",
    "title": "what it is called",
    "aliases": "other names",
    "external": "whether it is outside this council",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change. :param marks: what everybody should notice about it, in words."""

    text: str
    by: str
    at: datetime
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Event:
    """An event with the names of what it is about."""

    data: Mapping[str, Any]
    who: str
    office: str
    group: str


def present(
    events: Iterable[AuditEvent], called: Called, *, reader: int, manages: bool
) -> list[Change]:
    """Events as a page shows them.

    :param reader: the reader's own entry, whose absences they may read of.
    """
    return [_change(event, called, reader=reader, manages=manages) for event in events]


def _change(event: AuditEvent, called: Called, *, reader: int, manages: bool) -> Change:
    act = event.type.removeprefix("register.")
    name, account = called.people.get(event.person_id or 0, ("somebody", None))
    if act in _ABSENCES and not manages and event.person_id != reader:
        name, account = "somebody", None  # why anybody is away is often private: so is that
    seen = _Event(
        event.data,
        name,
        called.offices.get(event.data.get("office") or 0, "an office"),
        called.groups.get(event.data.get("group") or 0, ""),
    )
    marks = []
    if event.data.get("administrator") is True:
        marks.append(MADE_ADMINISTRATOR)
    if act == "change_person" and "name" in event.data.get("changed", []):
        marks.append(NAME_CHANGED)
    if event.data.get("namesakes"):
        marks.append(NAMESAKE)
    if event.actor_id is not None and event.actor_id == account:
        marks.append(OWN_ENTRY)
    return Change(
        WORDS.get(act, _unknown)(seen),
        _by(event, called),
        event.at,
        tuple(marks),
    )


def _by(event: AuditEvent, called: Called) -> str:
    if event.actor_id is None:
        return "the portal itself"
    return called.accounts.get(event.actor_id, "somebody who is not on this register")


# ---------------------------------------------------------------- each act


def _unknown(event: _Event) -> str:
    return "Changed the register."


def _added(event: _Event) -> str:
    as_what = " as an administrator of it" if event.data.get("administrator") else ""
    return f"Put {event.who} on the register{as_what}."


def _changed(event: _Event) -> str:
    said = []
    fields = [name for name in event.data.get("changed", []) if name != "is_administrator"]
    if fields:
        said.append(f"Changed the entry of {event.who}: {_named(fields)}.")
    if "is_administrator" in event.data.get("changed", []):
        made = {
            True: f"Made {event.who} an administrator of this register.",
            False: f"{event.who} is no longer an administrator of this register.",
        }
        unsaid = f"Changed whether {event.who} is an administrator of this register."
        said.append(made.get(event.data.get("administrator", ""), unsaid))
    return " ".join(said) or _unknown(event)


def _named(fields: Iterable[str]) -> str:
    return ", ".join(_FIELDS.get(name, name) for name in fields)


def _group_set(event: _Event) -> str:
    where = f"in the group {event.group}" if event.group else "in no group"
    return f"Put {event.who} {where}."


def _left(event: _Event) -> str:
    return f"Recorded that {event.who} leaves the council: last day {_last(event.data['until'])}."


def _returned(event: _Event) -> str:
    as_what = ", as an administrator of it" if event.data.get("administrator") else ""
    return f"Brought {event.who} back onto the register{as_what}."


def _appointed(event: _Event) -> str:
    start, end = event.data.get("starts_on"), event.data.get("ends_on")
    when = f" from {day(date.fromisoformat(start))}" if start else ""
    until = f" to {_last(end)}" if end else ""
    return f"Appointed {event.who} as {event.office}{when}{until}."


def _ended(event: _Event) -> str:
    end = event.data["ends_on"]
    return f"Ended the appointment of {event.who} as {event.office}: last day {_last(end)}."


def _restored(event: _Event) -> str:
    end = event.data.get("ends_on")
    until = f", with the last day {_last(end)}" if end else ""
    return (
        f"Put {event.who} back as {event.office}{until}, because whoever replaced them was"
        " appointed by mistake."
    )


def _standard_set(event: _Event) -> str:
    before = _amount(event.data.get("was_n"), event.data.get("was_unit"))
    now = _amount(event.data["n"], event.data["unit"])
    return f"Set the council’s own time {_what(event)}: {now}. Before: {before}."


def _standard_removed(event: _Event) -> str:
    before = _amount(event.data["was_n"], event.data["was_unit"])
    return f"Removed the council’s own time {_what(event)}. Before: {before}."


def _period_set(event: _Event) -> str:
    what = retention.TITLES[Class(event.data["kept"])].lower()
    now, before = (retention.length(event.data[name]) for name in ("months", "was"))
    return f"Set how long the council keeps {what}: {now}. Before: {before}."


def _what(event: _Event) -> str:
    return times.TO_DO[LimitOf(event.data["what"])]


def _amount(n: int | None, unit: str | None) -> str:
    return times.within(n, Unit(unit)).lower() if n and unit else "none"


_CARE: Final[Mapping[str, str]] = {
    "withholds_names": "whether names can be withheld",
    "reveal_after": "the time before a name is revealed",
    "offers_exit": "whether pages can be left at once",
    "support": "where to find support",
}


def _care(event: _Event) -> str:
    return f"Changed {', '.join(_CARE[name] for name in event.data['changed'])}."


def _closed(event: _Event) -> str:
    return f"Recorded that the offices are closed: {_days(event)}."


def _opened(event: _Event) -> str:
    return f"Took off the list of closures: {_days(event)}."


def _days(event: _Event) -> str:
    return times.listed([date.fromisoformat(each) for each in event.data["days"]])


def _last(until: str) -> str:
    return day(last_day(date.fromisoformat(until)))


_ABSENCES: Final = frozenset({"record_absence", "end_absence", "remove_absence"})

WORDS: Final[Mapping[str, Callable[[_Event], str]]] = {
    "add_person": _added,
    "change_person": _changed,
    "set_group": _group_set,
    "end_person": _left,
    "bring_back_person": _returned,
    "invite": lambda event: f"Invited {event.who} to choose a password.",
    "record_absence": lambda event: f"Recorded that {event.who} is away.",
    "end_absence": lambda event: f"Changed the last day that {event.who} is away.",
    "remove_absence": lambda event: f"Removed the absence of {event.who}.",
    "add_group": lambda event: f"Added the group {event.group}.",
    "change_group": lambda event: f"Changed the name of the group that is now {event.group}.",
    "add_office": lambda event: f"Added the office {event.office}.",
    "change_office": lambda event: (
        f"Changed the office {event.office}: {_named(event.data.get('changed', []))}."
    ),
    "appoint": _appointed,
    "end_appointment": _ended,
    "cancel_appointment": lambda event: (
        f"Took back the appointment of {event.who} as {event.office}"
        f" {'on the day it began' if event.data.get('began') else 'before it began'}."
    ),
    "restore_appointment": _restored,
    "set_standard": _standard_set,
    "remove_standard": _standard_removed,
    "set_care": _care,
    "set_period": _period_set,
    "add_closure": _closed,
    "remove_closure": _opened,
}
