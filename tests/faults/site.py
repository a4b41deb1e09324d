"""A council with something on every page, and two of its people at it."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from concerns.actions import documents, trials
from concerns.actions.drafts import Named
from concerns.engine.facts import Matter, Nature
from concerns.engine.offices import Kind, Office
from concerns.engine.protocol import NoticeKind
from concerns.models import Absence, Concern
from concerns.protocols.importer.passages import (
    DraftNotice,
    DraftRule,
    DraftTarget,
    Imported,
    Passage,
    Span,
)
from concerns.protocols.trying import Question
from tests.drafts import begun, writing
from tests.pages import Visitor
from tests.people import LONG_AGO, NOON, Town, draft, requested, sent
from tests.visitor import Visitor as Walker
from tests.visitor import at_the_route

SENTENCE = "Concerns go to the Town Clerk."


PASSWORD = "only for tests 0123456789"


def at_work() -> list[tuple[Client, list[str]]]:
    """Somebody who keeps the register, writes the protocol and has concerns; somebody who raises;
    and nobody.

    Each with the addresses they begin at, from which links lead on.
    """
    place = writing("banbury", "clerk", "officer")
    _protocol(place)
    Absence.objects.create(council=place.council, person=place["officer"], starts_on=LONG_AGO)
    clerk, councillor = place["clerk"], place["councillor"]
    clerk.user.set_password(PASSWORD)
    clerk.user.save()
    EmailAddress.objects.create(user=clerk.user, email=clerk.user.email, verified=True)
    about = [place["junior"]]
    received = sent(councillor, about)
    asked = requested(councillor, Matter.ACCESS_REQUEST, Named(Kind.OFFICER, clerk))
    ready = Walker(councillor)
    at_the_route(ready, place["junior"])
    ready.post(seen=ready.page.context["seen"])
    slug = place.council.slug
    return [
        (Visitor(clerk).client, _starts(slug, received, draft(clerk, about).reference)),
        (ready.client, _starts(slug, asked, ready.path.split("/")[4])),
        (Client(), [reverse(name) for name in _SIGNED_OUT]),
    ]


_SIGNED_OUT = ("account_login", "account_reset_password", "mfa_authenticate", "help")
_OF_A_DRAFT = (
    "route choose witnesses/add what when about informal capacity informal-first route/wrong"
)
_OF_A_COUNCIL = "raise register register/changes register/times protocols oversight"
_OF_AN_ACCOUNT = "password/change 2fa 2fa/totp/activate 2fa/recovery-codes/generate email"


def _starts(council: str, concern: Concern, unsent: str) -> list[str]:
    at = f"/c/{council}/raise/{unsent}/"
    return [
        "/",
        "/queue/",
        "/reviews/",
        f"/concerns/{concern.reference}/",
        *(f"{at}{page}/" for page in _OF_A_DRAFT.split()),
        *(f"/c/{council}/{page}/" for page in _OF_A_COUNCIL.split()),
        *(f"/account/{page}/" for page in _OF_AN_ACCOUNT.split()),
    ]


def _protocol(place: Town) -> None:
    """A draft with a document gone through, one that is not, and a saved test."""
    version = begun(place)
    by = place["clerk"].user
    target = DraftTarget(Office.CLERK, "Town Clerk", Span(19, 29))
    rules = (DraftRule(Span(0, len(SENTENCE)), to=(target,)),)
    notices = (DraftNotice(NoticeKind.FORM, Span(0, len(SENTENCE))),)
    read = Passage("new", "9", "General", SENTENCE, SENTENCE, rules=rules, notices=notices)
    for name, passage in (("read", read), ("unread", Passage("1", "1", "General", "W.", "W."))):
        document = documents.take_in(
            version=version,
            imported=Imported("Protocol", (passage,)),
            name=f"{name}.txt",
            kind="text",
            by=by,
            at=NOON,
        )
        if name == "read":
            documents.accept_the_clear(document=document, by=by, at=NOON)
            version = documents.finish(document=document, by=by, at=NOON)
    asked = Question(
        raised_by=(Office.OFFICER,),
        about=(Office.COUNCILLOR,),
        natures=frozenset({Nature.CONDUCT}),
    )
    trials.save(version=version, name="A question", question=asked, by=by, at=NOON)
