"""An invented council: people, offices and concerns, made by the same actions as real ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from concerns.actions import (
    councils,
    deciding,
    drafts,
    handling,
    offices,
    protocols,
    register,
    sending,
    times,
)
from concerns.actions._scope import engine_scope
from concerns.actions.drafts import Named
from concerns.engine.deadlines import Unit
from concerns.engine.offices import Kind
from concerns.engine.offices import Office as Code
from concerns.engine.protocol import LimitOf, Protocol
from concerns.engine.states import Closing
from concerns.engine.working_days import local_date
from concerns.models import Concern, Council, Office, Person, PoliticalGroup
from concerns.selectors import concerns
from concerns.selectors import register as reading

# Everybody of the demonstration has an address under a name that can never exist (RFC 2606), so
# that no mail can reach a real person and signing in without a password is theirs alone.
DOMAIN = "demo.example"


def exists(slug: str) -> bool:
    """Whether the council is there already."""
    return Council.objects.filter(slug=slug).exists()


@transaction.atomic
def make(*, data: Mapping[str, Any], pack: Protocol, at: datetime) -> Council:
    """Make one council of the demonstration.

    :param data: the file of `management/demo`, as read. :param at: now; dates are before it.
    """
    began = local_date(at) - timedelta(days=800)
    council = councils.set_up(
        slug=pack.council,
        name=pack.name,
        nation=pack.nation,
        tier=pack.tier,
        principal_authority=data.get("principal_authority", ""),
        by=None,
        at=at,
    )
    for what, n in data["standards"].items():
        times.set_standard(
            council=council, what=LimitOf(what), n=n, unit=Unit.WORKING_DAYS, by=None, at=at
        )
    version = protocols.bring(council=council, protocol=pack, by=None, at=at)
    protocols.adopt(protocol=version, in_force_from=began, by=None, at=at)
    cast = _Cast(council, pack, began, at)
    for group in data["groups"]:
        cast.groups[group] = register.add_group(council=council, name=group, by=None, at=at)
    for entry in data["people"]:
        cast.add(entry)
    for entry in data["concerns"]:
        cast.file(entry)
    return council


@dataclass(slots=True)
class _Cast:
    council: Council
    pack: Protocol
    began: date
    at: datetime
    people: dict[str, Person]
    groups: dict[str, PoliticalGroup]

    def __init__(self, council: Council, pack: Protocol, began: date, at: datetime) -> None:
        self.council, self.pack, self.began, self.at = council, pack, began, at
        self.people, self.groups = {}, {}

    def add(self, entry: Mapping[str, Any]) -> None:
        """Put somebody on the register with their offices. Managers come before those managed."""
        name = entry["name"]
        person = register.add_person(
            council=self.council,
            email=f"{name.lower().replace(' ', '.')}@{DOMAIN}",
            name=name,
            kind=Kind(entry["kind"]),
            job=entry.get("job", ""),
            active_from=self.began,
            group=self.groups.get(entry.get("group", "")),
            line_manager=self.people.get(entry.get("manager", "")),
            director=self.people.get(entry.get("director", "")),
            is_administrator=entry.get("administrator", False),
            by=None,
            at=self.at,
        )
        self.people[name] = person
        for held in entry.get("offices", []):
            self._appoint(person, held)

    def _appoint(self, person: Person, held: str | Mapping[str, str]) -> None:
        code = Code(held if isinstance(held, str) else held["code"])
        entry = self.pack.offices[code]
        title = entry.title if isinstance(held, str) else held["title"]
        office = Office.objects.filter(
            council=self.council, code=code.value, title=title
        ).first() or offices.add_office(
            council=self.council,
            code=code,
            title=title,
            aliases=entry.aliases if isinstance(held, str) else (),
            group=person.group if code is Code.GROUP_LEADER else None,
            external=entry.external,
            by=None,
            at=self.at,
        )
        offices.appoint(office=office, person=person, starts_on=self.began, by=None, at=self.at)

    def file(self, entry: Mapping[str, Any]) -> Concern:
        """File a concern some days ago and take it as far as the file says."""
        at = self.at - timedelta(days=entry["days_ago"])
        raiser = self.people[entry["raiser"]]
        by = raiser.user
        concern = drafts.start(person=raiser, by=by, at=at)
        named = [self.people[name] for name in entry["about"]]
        held = reading.offices_held([p.pk for p in named], local_date(at))
        people = [Named(Kind(p.kind), person=p, offices=tuple(held.get(p.pk, ()))) for p in named]
        drafts.name_people(concern=concern, people=people, by=by, at=at)
        answers: dict[str, dict[str, Any]] = {
            "who": {"about_kind": named[0].kind},
            "when": {"happened_from": local_date(at) - timedelta(days=2)},
            "what": {"what_happened": entry["what"]},
            "nature": {"natures": entry["natures"]},
            "written": {"written": entry.get("written", False)},
            "code": {"code_breach": entry.get("code_breach", False)},
            "informal": {
                "informal_tried": entry.get("informal_tried", "no"),
                "informal_detail": entry.get("informal_detail", ""),
            },
            "outcome": {"wanted": ["apology"]},
        }
        for step, values in answers.items():
            concern = drafts.answer(concern=concern, step=step, by=by, at=at, **values)
        seen = sending.preview(concern=concern, at=at).fingerprint
        concern = sending.send(concern=concern, seen=seen, by=by, at=at)
        for act in entry.get("then", []):
            at += timedelta(days=1)
            self._act(concern, act, at)
        return concern

    def _act(self, concern: Concern, act: str, at: datetime) -> None:
        with engine_scope():
            step = concerns.current_step(concern)
            concern.refresh_from_db()
        if step is None or step.holder is None:
            raise ValueError(f"nobody has {concern} to {act} it")
        by = step.holder.user
        if act == "acknowledge":
            handling.acknowledge(concern=concern, by=by, at=at, version=concern.version)
        elif act == "settle":
            deciding.close(
                concern=concern,
                outcome=Closing.RESOLVED_INFORMALLY,
                agreed=True,
                reasons="Both sides met and agreed how to put it right.",
                by=by,
                at=at,
                version=concern.version,
            )
        else:
            raise ValueError(f"the demonstration has no act {act!r}")
