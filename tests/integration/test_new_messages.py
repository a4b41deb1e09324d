"""What the other side wrote is announced until it is opened, and only to those it is for."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from concerns.actions import deciding, handling
from concerns.actions._scope import engine_scope
from concerns.engine.states import Closing
from concerns.middleware import set_user
from concerns.models import AuditEvent, Concern, Message, Person
from concerns.selectors import letters
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

NEW = "New message"
IN_NAVIGATION = "(new message)"


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def concern(place: Town) -> Concern:
    """About a councillor, with the manager of the person who raised it to settle it informally."""
    return sent(place["officer"], [place["councillor"]], informal_tried="no")


@pytest.fixture
def graver(place: Town) -> Concern:
    """About a councillor, with the monitoring officer to decide."""
    return sent(place["officer"], [place["councillor"]], informal_tried="yes")


class At:
    """A clock that moves on a minute each time it is looked at."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def at() -> At:
    return At()


def see(person: Person, path: str, at: At) -> str:
    return text(Visitor(person, at()).get(path))


def write(concern: Concern, person: Person, at: At) -> None:
    handling.message(concern=concern, body="About the minutes.", by=person.user, at=at())


def page(concern: Concern, part: str = "") -> str:
    return f"/concerns/{concern.reference}/{part}"


def test_each_side_is_told_until_they_open_the_messages(
    place: Town, concern: Concern, at: At
) -> None:
    raiser, handler = place["officer"], place["senior_manager"]
    for writer, reader, listed in (
        (raiser, handler, "/queue/"),
        (handler, raiser, "/concerns/"),
        (raiser, handler, "/queue/"),
    ):
        write(concern, writer, at)
        assert NEW in see(reader, listed, at)
        assert IN_NAVIGATION in see(reader, page(concern), at)
        assert NEW in see(reader, listed, at)  # the first page of it does not show what was written
        assert IN_NAVIGATION not in see(reader, page(concern, "messages/"), at)
        assert NEW not in see(reader, listed, at)
        assert IN_NAVIGATION not in see(reader, page(concern), at)


def test_a_question_is_read_where_it_is_answered_and_nothing_else_is(
    place: Town, concern: Concern, at: At
) -> None:
    raiser, handler = place["officer"], place["senior_manager"]

    def ask() -> None:
        with engine_scope():
            concern.refresh_from_db()
        handling.ask(
            concern=concern, question="Which meeting?", by=handler.user, at=at(),
            version=concern.version,
        )  # fmt: skip

    ask()
    assert IN_NAVIGATION in see(raiser, page(concern), at)
    assert "Which meeting?" in see(raiser, page(concern, "do/resume/"), at)
    assert IN_NAVIGATION not in see(raiser, page(concern), at)
    assert NEW not in see(raiser, "/concerns/", at)
    with engine_scope():
        concern.refresh_from_db()
    handling.resume_clock(
        concern=concern, by=raiser.user, at=at(), version=concern.version, answer="The last one."
    )
    assert IN_NAVIGATION not in see(raiser, page(concern), at)
    assert IN_NAVIGATION in see(handler, page(concern), at)
    write(concern, handler, at)
    ask()
    see(raiser, page(concern, "do/resume/"), at)  # shows the question, and not the message
    assert IN_NAVIGATION in see(raiser, page(concern), at)


def test_nobody_is_told_of_what_they_wrote_themselves(
    place: Town, concern: Concern, at: At
) -> None:
    write(concern, place["officer"], at)
    write(concern, place["senior_manager"], at)
    see(place["officer"], page(concern, "messages/"), at)
    write(concern, place["officer"], at)
    assert NEW not in see(place["officer"], "/concerns/", at)
    assert IN_NAVIGATION not in see(place["officer"], page(concern), at)


def test_what_one_reads_another_has_still_to_read(place: Town, concern: Concern, at: At) -> None:
    write(concern, place["senior_manager"], at)
    see(place["senior_manager"], page(concern, "messages/"), at)
    assert NEW in see(place["officer"], "/concerns/", at)


def test_the_subject_and_strangers_learn_nothing(place: Town, concern: Concern, at: At) -> None:
    write(concern, place["officer"], at)
    write(concern, place["senior_manager"], at)
    for name in ("councillor", "colleague", "junior"):
        for path in ("/queue/", "/reviews/", "/concerns/", "/"):
            assert NEW.lower() not in see(place[name], path, at).lower()
        set_user(place[name].user_id)
        assert letters.with_unread(place[name].user, [concern.pk], NOON.date()) == set()
    set_user(place["officer"].user_id)
    assert letters.with_unread(place["officer"].user, [concern.pk], NOON.date()) == {concern.pk}


def test_what_was_taken_further_is_not_announced_before_the_interest_is_asked(
    place: Town, graver: Concern, at: At
) -> None:
    by, clerk = place["monitoring_officer"].user, place["clerk"]
    handling.acknowledge(concern=graver, by=by, at=at(), version=graver.version)
    deciding.decide(
        concern=graver, outcome=Closing.UPHELD, reasons="Heard both sides.", by=by, at=at(),
        version=graver.version,
    )  # fmt: skip
    write(graver, place["officer"], at)
    pack = f"/reviews/{graver.reference}/"
    see(clerk, pack, at)  # sends them to the question, and so shows nothing
    for path in ("/queue/", "/reviews/"):
        said = see(clerk, path, at)
        assert graver.reference in said
        assert NEW not in said
    handling.deny_interest(concern=graver, by=clerk.user, at=at())
    assert NEW in see(clerk, "/reviews/", at)
    assert NEW in see(clerk, "/queue/", at)
    assert "About the minutes." in see(clerk, pack, at)  # the pack has every message in it
    assert NEW not in see(clerk, "/reviews/", at)
    assert NEW not in see(clerk, "/queue/", at)


def test_lists_and_pages_run_few_queries_however_much_is_written(
    place: Town, concern: Concern
) -> None:
    raiser, handler = Visitor(place["officer"]), Visitor(place["senior_manager"])
    counted = []
    for n in (25, 225):
        with engine_scope():
            same = {"council": place.council, "concern": concern}
            Message.objects.bulk_create(
                Message(**same, sender=place[name], body="x", sent_at=NOON + timedelta(days=1))
                for name in ("officer", "senior_manager")
                for _ in range(n)
            )
            AuditEvent.objects.bulk_create(
                AuditEvent(
                    council_id=place.council.pk, concern_id=concern.pk, type="concern.view",
                    actor_id=place["officer"].user_id, data={"page": "overview"}, at=NOON,
                )
                for _ in range(n)
            )  # fmt: skip
        counted.append(
            [
                raiser.queries("/concerns/"),
                handler.queries("/queue/"),
                handler.queries(page(concern)),
                raiser.queries(page(concern)),
            ]
        )
    assert NEW in text(handler.get("/queue/"))
    assert counted[0] == counted[1]
    assert max(counted[0]) <= BUDGET, counted
