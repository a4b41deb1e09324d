"""A council with something on every page, and two of its people at it."""

from __future__ import annotations

from concerns.actions import documents, trials
from concerns.actions.drafts import Named
from concerns.engine.facts import Matter, Nature
from concerns.engine.offices import Kind, Office
from concerns.engine.protocol import NoticeKind
from concerns.models import Absence
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

SENTENCE = "Concerns go to the Town Clerk."


def at_work() -> list[tuple[Visitor, list[str]]]:
    """Somebody who keeps the register, writes the protocol and has concerns; somebody who raises.

    Each with the addresses they begin at, from which links lead on.
    """
    place = writing("banbury", "clerk", "officer")
    _protocol(place)
    Absence.objects.create(council=place.council, person=place["officer"], starts_on=LONG_AGO)
    about = [place["junior"]]
    received = sent(place["councillor"], about)
    own = draft(place["clerk"], about)
    unsent = draft(place["councillor"], about)
    asked = requested(
        place["councillor"], Matter.ACCESS_REQUEST, Named(Kind.OFFICER, place["clerk"])
    )
    slug = place.council.slug
    return [
        (Visitor(place["clerk"]), _starts(slug, received.reference, own.reference)),
        (Visitor(place["councillor"]), _starts(slug, asked.reference, unsent.reference)),
    ]


def _starts(council: str, reference: str, unsent: str) -> list[str]:
    raising = f"/c/{council}/raise/"
    return [
        "/",
        f"/concerns/{reference}/",
        f"{raising}{unsent}/check/",
        f"{raising}{unsent}/",
        raising,
        f"/c/{council}/register/",
        f"/c/{council}/protocols/",
        "/account/login/",
        "/account/password/change/",
        "/account/2fa/",
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
