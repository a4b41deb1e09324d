"""Everybody who may come to an address, signed in as they would be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client

from concerns.actions._scope import engine_scope
from concerns.engine.offices import Kind
from concerns.models import Concern, Grant, Person
from tests.files import PICTURE, clean
from tests.meta.urls.place import Place, handlers
from tests.outbox import change, grant
from tests.pages import Visitor
from tests.people import NOON, person
from tests.sharing import shared


class Who(StrEnum):
    NOBODY = "nobody"
    NO_SECOND_FACTOR = "no second factor"
    DEACTIVATED = "deactivated"
    OTHER_COUNCILLOR = "councillor of another council"
    OTHER_CLERK = "clerk of another council"
    OTHER_OFFICER = "monitoring officer of another council"
    OTHER_ADMINISTRATOR = "administrator of another council"
    COLLEAGUE = "colleague without a grant"
    RAISER = "raiser"
    HANDLER = "handler"
    FORMER = "former handler"
    LEFT = "handler who left the council"
    RESPONDENT = "respondent"
    SUBJECT = "subject, monitoring officer and administrator"
    ADMINISTRATOR = "administrator"


OUTSIDE = frozenset({Who.NOBODY, Who.NO_SECOND_FACTOR, Who.DEACTIVATED})
"""Those who are not let in at all."""
ELSEWHERE = frozenset(
    {Who.OTHER_COUNCILLOR, Who.OTHER_CLERK, Who.OTHER_OFFICER, Who.OTHER_ADMINISTRATOR}
)
READERS = frozenset({Who.RAISER, Who.HANDLER})
"""Those who may read what the concern says."""

# The persona comes with the middleware that asks for a second factor.
ASKS_TWICE = any("SecondFactor" in name for name in settings.MIDDLEWARE)


@dataclass(frozen=True, slots=True)
class Persona:
    """:param concern: the one they try; the respondent's own has a part for them."""

    who: Who
    client: Client
    concern: Concern


def personas(place: Place) -> dict[Who, Persona]:
    """Everybody, with the concern about the monitoring officer and one that has a respondent."""
    hidden = place.file()
    answered = _with_respondent(place)
    (handler,) = handlers(hidden)
    file = {"file": clean(hidden, handler, PICTURE).public_id}
    of_files = ("evidence-download", "evidence-preview", "evidence-remove")
    place.own |= dict.fromkeys(of_files, file)
    left = person(place.town.council, "Leo Left", Kind.OFFICER)
    closed = person(place.town.council, "Dee Closed", Kind.OFFICER)
    for who in (left, closed, place.town["rfo"]):
        grant(hidden, who)
    signed_in: dict[Who, Person] = {
        Who.DEACTIVATED: closed,
        Who.COLLEAGUE: place.town["colleague"],
        Who.RAISER: place.raiser,
        Who.HANDLER: handler,
        Who.FORMER: place.town["rfo"],
        Who.LEFT: left,
        Who.SUBJECT: place.subject,
        Who.ADMINISTRATOR: person(
            place.town.council, "Ada Keep", Kind.OFFICER, is_administrator=True
        ),
        Who.RESPONDENT: place.town["junior"],
        **_elsewhere(place),
    }
    found = {
        who: Persona(who, Visitor(them).client, answered if who is Who.RESPONDENT else hidden)
        for who, them in signed_in.items()
    }
    found[Who.NOBODY] = Persona(Who.NOBODY, Client(), hidden)
    if ASKS_TWICE:
        half = Client()
        half.force_login(handler.user)
        found[Who.NO_SECOND_FACTOR] = Persona(Who.NO_SECOND_FACTOR, half, hidden)
    EmailAddress.objects.bulk_create(  # as an invitation makes it; the account's pages would
        EmailAddress(user=them.user, email=them.user.email, verified=True, primary=True)
        for them in signed_in.values()
    )
    change(closed.user, is_active=False)
    change(left, active_to=NOON.date())
    with engine_scope():
        Grant.objects.filter(concern=hidden, person=place.town["rfo"]).update(ended_at=NOON)
    return found


def _elsewhere(place: Place) -> dict[Who, Person]:
    """The same offices on another council; whoever keeps its register holds none."""
    council = place.other.council
    return {
        Who.OTHER_COUNCILLOR: place.stranger,
        Who.OTHER_CLERK: place.other["clerk"],
        Who.OTHER_OFFICER: place.other["monitoring_officer"],
        Who.OTHER_ADMINISTRATOR: person(council, "Al Stone", Kind.OFFICER, is_administrator=True),
    }


def _with_respondent(place: Place) -> Concern:
    """Another concern, of which a handler shared something with the person it is about."""
    subject = place.town["junior"]
    concern = place.file(about=subject)
    row = shared(concern, subject)
    place.own["part-reply"] = {"share": row.pk}
    place.own["part-evidence-download"] = {"file": clean(concern, subject).public_id}
    return concern
