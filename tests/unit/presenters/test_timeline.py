"""The record in words: complete, without content, and one hand-over like another to the raiser."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import concerns.actions
from concerns.engine.states import Act
from concerns.models import AuditEvent
from concerns.presenters import timeline
from concerns.selectors.cases import Actors

AT = datetime(2026, 6, 1, 11, tzinfo=UTC)
RAISER = 7
ACTORS = Actors(by_account={1: "Ada Moss"}, by_person={2: "Ben Hill"})


def event(type: str, **data: Any) -> AuditEvent:
    return AuditEvent(type=type, actor_id=1, person_id=2, at=AT, data=data)


def told(*events: AuditEvent, for_raiser: bool = False) -> list[timeline.Entry]:
    return timeline.entries(
        events, actors=ACTORS, matter="concern", for_raiser=for_raiser, raiser=RAISER
    )


def recorded_types() -> set[str]:
    """Every type of event that the actions write about a concern once it is sent."""
    folder = Path(concerns.actions.__file__).parent
    written = re.compile(r'"((?:concern|grant|evidence|hold)\.\w+)"')
    found = {type for path in folder.glob("*.py") for type in written.findall(path.read_text())}
    return found | {f"concern.{act.value}" for act in Act}


def test_every_type_the_actions_write_has_a_presenter_and_no_other() -> None:
    assert set(timeline.PRESENTERS) == recorded_types()


def test_an_event_nobody_wrote_words_for_raises() -> None:
    with pytest.raises(timeline.UnknownEvent, match="concern\\.burn"):
        told(event("concern.burn"))


@pytest.mark.parametrize(
    ("type", "data", "title"),
    [
        ("concern.acknowledge", {}, "Acknowledged"),
        ("concern.decide", {"outcome": "partly_upheld"}, "Decided: partly upheld"),
        ("concern.close", {"outcome": "resolved_informally"}, "Closed: resolved informally"),
        ("concern.advance", {"event": "unresolved"}, "Went on to the next step: not resolved"),
        ("concern.refer", {"procedure": "outside"}, "Referred to a body outside the council"),
        ("concern.refer", {"procedure": "grievance"},
         "Referred to the council’s grievance procedure"),
        ("concern.note", {"kind": "informal"}, "Informal attempt noted"),
        ("concern.note", {"kind": "file"}, "Note put on file"),
        ("concern.route", {"cause": "sent"}, "Route worked out"),
        ("grant.give", {"capacity": "handler"}, "Ben Hill can see it, to deal with it"),
        ("concern.view", {"page": "route"}, "Read it"),
        ("concern.view", {"page": "do_close"}, "Opened the page to close it"),
    ],
)  # fmt: skip
def test_the_words(type: str, data: dict[str, str], title: str) -> None:
    (entry,) = told(event(type, **data))
    assert entry.title == title


def test_a_request_that_was_changed_is_called_a_request() -> None:
    (entry,) = timeline.entries(
        [event("concern.amend")], actors=ACTORS, matter="access_request", for_raiser=True,
        raiser=RAISER,
    )  # fmt: skip
    assert entry.title == "Changed: what kind of request it is"


def test_an_answer_is_told_from_going_on_without_one() -> None:
    answered, resumed = event("concern.resume"), event("concern.resume")
    answered.actor_id = RAISER
    assert [entry.title for entry in told(answered, resumed)] == [
        "Answered the question", "Went on without an answer",
    ]  # fmt: skip


def test_who_did_it_is_named_and_the_portal_is_not() -> None:
    by_hand, by_portal = told(event("concern.message"), event("concern.route", cause="sent"))
    assert (by_hand.by, by_portal.by) == ("Ada Moss", "")


def test_to_the_raiser_an_interest_is_the_same_as_any_other_hand_over() -> None:
    events = (event("concern.declare_interest"), event("concern.hand_over"))
    interest, other = told(*events, for_raiser=True)
    assert interest == other
    assert interest.by == ""
    seen_by_handler = told(*events)
    assert seen_by_handler[0].title != seen_by_handler[1].title


def test_what_the_raiser_never_sees() -> None:
    hidden = timeline.hidden(for_raiser=True, readings=True)
    assert hidden == {
        "concern.view", "concern.refused", "concern.note", "concern.no_interest",
        "concern.learn_name", "concern.give_time", "concern.reply", "concern.correspond",
        "concern.route", "grant.give", "grant.end", "evidence.download", "evidence.preview",
        "hold.place", "hold.review", "hold.release",
    }  # fmt: skip
    assert timeline.hidden(for_raiser=False, readings=False) == timeline.READING
    assert not timeline.hidden(for_raiser=False, readings=True)
