"""A small council with concerns whose dates a test chooses, row by row.

The words of every concern are canaries: nothing that leaves the portal may hold one.
"""

from __future__ import annotations

import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection, transaction

from concerns.actions import protocols
from concerns.engine import protocol as engine
from concerns.engine.offices import Kind
from concerns.engine.offices import Office as Code
from concerns.models import (
    Concern,
    Council,
    Decision,
    Grant,
    Interest,
    Notification,
    Party,
    Person,
    Protocol,
    Step,
)
from tests.people import LONG_AGO, appoint, person

CANARY = "Heron"  # in every text of every concern and in the name of everybody in it
MONDAY = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)  # ten in the morning in London
NEXT_FRIDAY = date(2026, 6, 12)
REVIEW = date(2026, 6, 20)  # of the protocol


@contextmanager
def everything() -> Iterator[None]:
    """See and write every row, as the actions do."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.engine', 'on', true)")
        yield
        cursor.execute("SELECT set_config('app.engine', '', true)")


@dataclass
class Place:
    council: Council
    protocol: Protocol
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]


def northam(slug: str = "northam") -> Place:
    """A town council: Ann is clerk, Ben her deputy, Cyd the chair, Dot the vice-chair; Ros raises,
    Sam is complained about, Ada keeps the register."""
    council = Council.objects.create(
        slug=slug, name="Northam Town Council", nation="england", tier="parish"
    )
    pack = engine.Protocol(
        format=1,
        council=slug,
        name=council.name,
        nation=engine.Nation.ENGLAND,
        tier=engine.Tier.PARISH,
        version="1",
        title="Protocol",
        status=engine.Status.ADOPTED,
        offices={
            Code.CLERK: engine.OfficeEntry("Clerk", deputy=Code.DEPUTY_CLERK),
            Code.DEPUTY_CLERK: engine.OfficeEntry("Deputy Clerk"),
            Code.CHAIR: engine.OfficeEntry("Chair", deputy=Code.VICE_CHAIR),
            Code.VICE_CHAIR: engine.OfficeEntry("Vice-Chair"),
            Code.EXTERNAL_ADVISER: engine.OfficeEntry("Adviser", external=True),
        },
        safety_net=(Code.VICE_CHAIR, Code.CHAIR, Code.EXTERNAL_ADVISER),
        clauses=(engine.Clause("1", "1", "Complaints", "They go to the clerk."),),
        rules=(
            engine.Rule(
                "complaints",
                "Complaints go to the clerk.",
                engine.When(),
                (
                    engine.Step(
                        "receive",
                        engine.Capacity.RECEIVE,
                        (engine.Citation("1"),),
                        (engine.Target(Code.CLERK),),
                    ),
                ),
            ),
        ),
        adopted_on=LONG_AGO,
        review=engine.Review("It is looked at again.", due=REVIEW),
    )
    row = protocols.bring(council=council, protocol=pack, by=None, at=MONDAY)
    protocols.adopt(protocol=row, in_force_from=LONG_AGO, by=None, at=MONDAY)
    place = Place(council, row)
    for name, kind, office in (
        ("ann", Kind.OFFICER, Code.CLERK),
        ("ben", Kind.OFFICER, Code.DEPUTY_CLERK),
        ("cyd", Kind.COUNCILLOR, Code.CHAIR),
        ("dot", Kind.COUNCILLOR, Code.VICE_CHAIR),
        ("ros", Kind.COUNCILLOR, None),
        ("sam", Kind.COUNCILLOR, None),
        ("ada", Kind.OFFICER, None),
    ):
        somebody = person(council, f"{name.title()} {CANARY}", kind)
        # An address as people have them; their names are canaries.
        somebody.user.email = f"{name}@{slug}.example"
        somebody.user.save(update_fields=["email"])
        place.people[name] = somebody
        if office is not None:
            appoint(somebody, office, office.value.replace("_", " ").title())
    place["ada"].is_administrator = True
    place["ada"].save(update_fields=["is_administrator"])
    return place


def grant(concern: Concern, who: Person, capacity: str = "handler", **more: Any) -> Grant:
    with everything():
        return Grant.objects.create(
            council_id=concern.council_id,
            concern=concern,
            user=who.user,
            person=who,
            capacity=capacity,
            reason="The route gives it to them.",
            granted_at=concern.created_at,
            state=concern.state,
            matter=concern.matter,
            **more,
        )


def filed(
    place: Place,
    reference: str,
    *,
    raiser: str = "ros",
    about: str | None = "sam",
    state: str = "sent",
) -> Concern:
    """A concern that has been sent, with a decision and no step yet."""
    closed = {"closed_at": MONDAY, "outcome": "upheld"} if state == "closed" else {}
    paused = {"paused_on": MONDAY.date()} if state == "paused" else {}
    with everything():
        concern = Concern.objects.create(
            council=place.council,
            reference=reference,
            state=state,
            protocol=place.protocol,
            raiser=place[raiser],
            natures=["bullying_harassment"],
            what_happened=f"{CANARY} shouted.",
            wanted_detail=f"{CANARY} to stop.",
            received_on=MONDAY.date(),
            created_at=MONDAY,
            sent_at=MONDAY,
            send_token=uuid.uuid4(),
            **closed,
            **paused,
        )
        Decision.objects.create(
            council=place.council,
            concern=concern,
            n=1,
            cause="sent",
            answer={},
            roster={},
            digest="",
            engine="1",
            made_at=MONDAY,
        )
    grant(concern, place[raiser], "raiser")
    if about is not None:
        name(concern, place[about])
    return concern


def name(concern: Concern, who: Person, role: str = "subject") -> None:
    with everything():
        Party.objects.create(
            council_id=concern.council_id, concern=concern, person=who, role=role, kind=who.kind
        )


def declare(concern: Concern, who: Person) -> None:
    with everything():
        Interest.objects.create(
            council_id=concern.council_id, concern=concern, person=who, declared_at=MONDAY
        )


def step(concern: Concern, holder: Person | None, **more: Any) -> Step:
    """A step under way. :param more: `due_on`, `acknowledge_by`, `state` and the like."""
    with everything():
        decision = Decision.objects.filter(concern=concern).latest("n")
        values = {
            "key": "receive",
            "capacity": "receive",
            "state": "current",
            "office": "clerk",
            "began_on": date(2026, 5, 18),
            **more,
        }
        return Step.objects.create(
            council_id=concern.council_id,
            concern=concern,
            decision=decision,
            n=decision.steps.count() + 1,
            holder=holder,
            **values,
        )


def held(place: Place, reference: str = "K7QD", *, by: str = "ann", **more: Any) -> Step:
    """A concern that somebody deals with. :param more: as for `step`, and `concern` as `filed`."""
    concern = filed(place, reference, **more.pop("concern", {}))
    grant(concern, place[by], is_mine=True)
    return step(concern, place[by], **({"due_on": NEXT_FRIDAY} | more))


def rows(**wanted: Any) -> list[Notification]:
    """What is in the outbox, in the order it was queued."""
    with everything():
        return list(
            Notification.objects.filter(**wanted).select_related("user", "concern").order_by("pk")
        )


def told(**wanted: Any) -> list[tuple[str, str]]:
    """Who is told and what kind of mail it is."""
    return [(row.user.email.partition("@")[0], row.kind) for row in rows(**wanted)]


def change(row: Any, **values: Any) -> None:
    """Change a row as an act would."""
    with everything():
        assert type(row)._base_manager.filter(pk=row.pk).update(**values) == 1


# ---------------------------------------------------------------- committed, for two at once


@contextmanager
def committed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Rows written inside are committed and seen by other connections; afterwards all are gone.

    For tests without the django_db mark. Not pytest-django's own transactional tests: their
    clean-up truncates tables that refuse it.
    """
    # It makes a test database only where some test has the mark: also when this one runs alone.
    request.node.add_marker(pytest.mark.django_db)
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock():
        assert str(connection.settings_dict["NAME"]).startswith("test_")
        try:
            yield
        finally:
            _empty()
            connection.close()


def _empty() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")  # the owner, who may
        cursor.execute(
            r"SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgname LIKE '%\_truncate'"
        )
        refusing = cursor.fetchall()
        names = connection.introspection.table_names(cursor)
        ours = [name for name in names if name.startswith("concerns_")]
        for table, trigger in refusing:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        cursor.execute(f"TRUNCATE {', '.join(ours)} CASCADE")
        for table, trigger in refusing:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")


# ---------------------------------------------------------------- a real mail server


class Post:
    """Keeps what an SMTP server is sent.

    :param refuse: addresses it refuses, each with its answer.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuse: dict[str, str] = {}

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = BytesParser(policy=default).parsebytes(content)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        return "250 OK"

    def to(self) -> list[str]:
        return [str(mail["To"]) for mail in self.mails]


@contextmanager
def mail_server() -> Iterator[tuple[Post, int]]:
    """An SMTP server on a free port of this machine."""
    post = Post()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield post, port
    finally:
        controller.stop()
