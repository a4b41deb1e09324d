"""A council that somebody makes in the demonstration, to bring a protocol of their own to it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils.text import slugify

from concerns.actions import councils, offices, register
from concerns.actions.demonstration import DOMAIN
from concerns.engine.offices import Kind
from concerns.engine.offices import Office as Code
from concerns.engine.protocol import Nation, Tier
from concerns.engine.working_days import local_date
from concerns.models import Council

_LONGEST_SLUG = 40


class _Invented(NamedTuple):
    name: str
    kind: Kind
    job: str = ""
    seats: tuple[tuple[Code, str], ...] = ()
    administrator: bool = False


def _people(tier: Tier) -> tuple[_Invented, ...]:
    """Enough of them to write a protocol, put it in force and raise a concern."""
    head, title = (
        (Code.CLERK, "Clerk") if tier is Tier.PARISH else (Code.CHIEF_EXECUTIVE, "Chief Executive")
    )
    chair, vice = (Code.CHAIR, "Chair of the Council"), (Code.VICE_CHAIR, "Vice Chair")
    return (
        _Invented("Morwenna Tull", Kind.OFFICER, title, ((head, title),), administrator=True),
        _Invented("Jonas Abara", Kind.OFFICER, f"Assistant to the {title}", administrator=True),
        _Invented("Greer Dalby", Kind.OFFICER, "Projects Officer"),
        _Invented("Osian Pryce", Kind.COUNCILLOR, seats=(chair,)),
        _Invented("Tamsin Wray", Kind.COUNCILLOR, seats=(vice,)),
        _Invented("Felix Oduya", Kind.COUNCILLOR),
        _Invented(
            "Ottoline Marsh",
            Kind.OFFICER,
            "Monitoring Officer",
            ((Code.MONITORING_OFFICER, "Monitoring Officer"),),
        ),
        _Invented(
            "Ruben Castell",
            Kind.OUTSIDE,
            "Independent adviser",
            ((Code.EXTERNAL_ADVISER, "Independent adviser"),),
        ),
    )


@transaction.atomic
def make(*, name: str, nation: Nation, tier: Tier, at: datetime) -> Council:
    """Make the council with invented people and without a protocol."""
    council = councils.set_up(
        slug=_free_slug(name), name=name, nation=nation, tier=tier, by=None, at=at
    )
    since = local_date(at) - timedelta(days=30)
    for each in _people(tier):
        person = register.add_person(
            council=council,
            email=f"{slugify(each.name)}.{council.slug}@{DOMAIN}",
            name=each.name,
            kind=each.kind,
            job=each.job,
            active_from=since,
            is_administrator=each.administrator,
            by=None,
            at=at,
        )
        for code, title in each.seats:
            outside = code is Code.EXTERNAL_ADVISER
            office = offices.add_office(
                council=council, code=code, title=title, external=outside, by=None, at=at
            )
            offices.appoint(office=office, person=person, starts_on=since, by=None, at=at)
    return council


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:_LONGEST_SLUG].strip("-") or "council"
    found, n = wanted, 1
    while Council.objects.filter(slug=found).exists():
        n += 1
        found = f"{wanted}-{n}"
    return found
