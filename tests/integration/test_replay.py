"""The past by a draft: nobody finds out from it that anybody complained of anybody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from concerns.actions import register, versions
from concerns.actions import replay as past
from concerns.actions._scope import engine_scope
from concerns.engine.offices import Kind
from concerns.models import AuditEvent, Concern, Person, Protocol
from concerns.permissions.refusal import NotAllowed
from concerns.protocols.replaying import CROWD, LEAST
from concerns.selectors import protocols as selectors
from tests.pages import BUDGET, Visitor, text
from tests.people import LONG_AGO, NOON, Town, person, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

MARCH = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
MAY = datetime(2026, 5, 4, 11, 0, tzinfo=UTC)
SHOWN = "An officer"


@pytest.fixture
def place() -> Town:
    """A town with enough people to be told of, of whom a councillor and the clerk administer."""
    place = town("farnham")
    for n in range(CROWD):
        for kind in (Kind.OFFICER, Kind.COUNCILLOR):
            name = f"{kind.value} {n}"
            place.people[name] = person(place.council, f"{kind.value.title()} Number {n}", kind)
    for name in ("clerk", "councillor 0", "councillor 9"):
        place[name].is_administrator = True
        place[name].save()
    return place


@pytest.fixture
def draft(place: Town) -> Protocol:
    """Rules that send everything to the first of the safety net, because there are none."""
    now = selectors.engine_protocol(Protocol.objects.get(council=place.council))
    return versions.begin(
        council=place.council,
        protocol=replace(now, version="2026", rules=()),
        by=place["clerk"].user,
        at=NOON,
    )


def file(place: Town, *numbers: int, about: str = "", at: datetime = MARCH) -> list[Concern]:
    """One concern of each officer, about the councillor of the same number or `about`."""
    return [
        sent(place[f"officer {n}"], [place[about or f"councillor {n}"]], at=at) for n in numbers
    ]


def page(place: Town, draft: Protocol, who: str = "clerk") -> str:
    shown = Visitor(place[who]).get(f"/c/farnham/protocols/{draft.pk}/replay/")
    assert shown.status_code == 200
    return main(text(shown))


def main(said: str) -> str:
    """What the page says, without who is signed in and the numbers used once."""
    return re.sub(
        r'nonce="[^"]*"|(?:value|data-key)="[\w/+=-]{30,}"', "", said[said.index("<main") :]
    )


def test_a_kind_that_came_often_is_shown_by_both_versions(place: Town, draft: Protocol) -> None:
    file(place, 1, 2, 3, 4, 5)

    said = page(place, draft)

    assert SHOWN in said
    assert "5 to 9" in said
    assert "Who has it first" in said


def test_one_that_came_less_often_is_not(place: Town, draft: Protocol) -> None:
    nothing = page(place, draft)
    file(place, 1, 2, 3, 4)

    assert page(place, draft) == nothing
    assert "No kind of concern can be shown" in nothing


def test_an_administrator_who_is_the_subject_learns_nothing(place: Town, draft: Protocol) -> None:
    file(place, 1, 2, 3, 4)
    before = page(place, draft, "councillor 0")
    file(place, 5, 6, 7, 8, about="councillor 0")

    assert page(place, draft, "councillor 0") == before


def test_the_same_about_somebody_who_cannot_read_it_would_be_shown(
    place: Town, draft: Protocol
) -> None:
    """The negative control: it is the reader's being named that keeps the page as it was."""
    file(place, 1, 2, 3, 4)
    before = page(place, draft, "councillor 0")
    file(place, 5, 6, 7, 8, about="councillor 5")

    assert page(place, draft, "councillor 0") != before


def test_another_administrator_learns_nothing_of_them_either(place: Town, draft: Protocol) -> None:
    file(place, 1, 2, 3, 4)
    before = page(place, draft, "councillor 9")
    file(place, 5, about="councillor 0")

    assert page(place, draft, "councillor 9") == before
    assert page(place, draft, "clerk") == page(place, draft, "councillor 9")


def test_an_entry_of_the_same_name_as_a_readers_is_left_out_too(
    place: Town, draft: Protocol
) -> None:
    Person.objects.filter(pk=place["councillor 5"].pk).update(name=place["councillor 0"].name)
    nothing = page(place, draft)
    file(place, 1, 2, 3, 4, 5)

    assert page(place, draft) == nothing


def test_the_holder_of_a_single_office_learns_nothing(place: Town, draft: Protocol) -> None:
    """Concerns about the chair never count, however many there are."""
    nothing = page(place, draft)
    file(place, *range(9), about="chair")

    assert page(place, draft) == nothing


def test_a_subject_who_works_on_no_protocol_does_not_get_there(
    place: Town, draft: Protocol
) -> None:
    file(place, 1, 2, 3, 4, 5)
    subject = Visitor(place["councillor 5"])

    shown = subject.get(f"/c/farnham/protocols/{draft.pk}/replay/")

    assert shown.status_code == 404
    assert SHOWN not in text(shown)


@pytest.mark.parametrize("how", ["added", "changed"])
def test_a_crowd_made_for_the_occasion_hides_nobody(place: Town, draft: Protocol, how: str) -> None:
    """Five councillors, each of whom it was about: invented ones beside them would show it."""
    clerk = place["clerk"].user
    for n in range(6, CROWD):
        Person.objects.filter(pk=place[f"councillor {n}"].pk).update(kind=Kind.OFFICER.value)
    ordinary = [place["councillor"], place["colleague"], place["councillor 0"]]
    Person.objects.filter(pk__in=[p.pk for p in ordinary]).update(
        kind=Kind.OFFICER.value, group=None
    )
    file(place, 1, 2, 3, 4, 5)
    assert SHOWN not in page(place, draft)
    for n in range(CROWD):
        if how == "added":
            register.add_person(
                council=place.council,
                email=f"nobody{n}@example.org",
                name=f"Nobody Atall{n}",
                kind=Kind.COUNCILLOR,
                active_from=LONG_AGO,
                by=clerk,
                at=NOON,
            )
        else:
            register.change_person(
                person=place[f"officer {n}"],
                name=place[f"officer {n}"].name,
                kind=Kind.COUNCILLOR,
                job="",
                group=None,
                line_manager=None,
                director=None,
                is_administrator=False,
                by=clerk,
                at=NOON,
            )

    assert SHOWN not in page(place, draft)


def test_what_was_sent_this_quarter_is_not_counted(place: Town, draft: Protocol) -> None:
    nothing = page(place, draft)
    file(place, 1, 2, 3, 4, 5, at=MAY)

    assert page(place, draft) == nothing


def test_which_kinds_are_shown_does_not_hang_on_the_draft(place: Town, draft: Protocol) -> None:
    file(place, 1, 2, 3, 4, 5)
    now = selectors.engine_protocol(draft)
    other = versions.begin(
        council=place.council,
        protocol=replace(now, version="2027", safety_net=now.safety_net[::-1]),
        by=place["clerk"].user,
        at=NOON,
    )

    found = [
        past.kinds(version=row, person=place["clerk"], by=place["clerk"].user, at=NOON)
        for row in (draft, other)
    ]

    assert found[0] == found[1] != ()


def test_no_reference_name_date_or_word_of_a_concern_is_on_the_page(
    place: Town, draft: Protocol
) -> None:
    concerns = file(place, 1, 2, 3, 4, 5)

    said = page(place, draft)

    for concern in concerns:
        assert concern.reference not in said
    assert "Number" not in said
    assert "corridor" not in said
    assert "March" not in said


def test_the_number_of_concerns_that_are_looked_at_has_an_end(
    place: Town, draft: Protocol, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(place, 1, 2, 3, 4, 5)
    assert "the newest 1000 are" in page(place, draft)

    monkeypatch.setattr(past, "NEWEST", LEAST - 1)

    assert "No kind of concern can be shown" in page(place, draft)


def test_looking_is_on_record_and_says_nothing_of_any_concern(place: Town, draft: Protocol) -> None:
    page(place, draft)

    with engine_scope():
        event = AuditEvent.objects.get(type="protocol.replay")
    assert (event.actor_id, event.concern_id) == (place["clerk"].user_id, None)
    assert event.data == {"protocol": draft.pk}


def test_the_monitoring_officer_may_look_and_others_may_not(place: Town, draft: Protocol) -> None:
    place.people["other"] = place["officer 1"]

    assert page(place, draft, "monitoring_officer")
    with pytest.raises(NotAllowed):
        past.kinds(version=draft, person=place["officer 1"], by=place["officer 1"].user, at=NOON)


def test_there_is_nothing_to_compare_with_itself(place: Town) -> None:
    row = Protocol.objects.get(council=place.council)

    assert "so there is nothing to compare" in page(place, row)


def test_the_page_stays_within_its_queries(place: Town, draft: Protocol) -> None:
    file(place, 1, 2, 3, 4, 5)

    counted = Visitor(place["clerk"]).queries(f"/c/farnham/protocols/{draft.pk}/replay/")

    assert counted <= BUDGET


def test_it_says_of_every_situation_what_changes_whatever_was_raised(
    place: Town, draft: Protocol
) -> None:
    said = page(place, draft)
    found = re.search(r"In ([\d,]+) of ([\d,]+) situations something else happens first", said)

    assert found
    assert "never shown here" not in said
    file(place, *range(1, 9))
    assert found[0] in page(place, draft)


def test_a_draft_that_moves_nothing_would_have_moved_nothing(place: Town) -> None:
    now = selectors.engine_protocol(Protocol.objects.get(council=place.council))
    same = versions.begin(
        council=place.council,
        protocol=replace(now, version="2027"),
        by=place["clerk"].user,
        at=NOON,
    )

    assert "the same happens first" in page(place, same)


def test_a_small_council_is_told_of_whom_nothing_is_ever_shown(
    place: Town, draft: Protocol
) -> None:
    few = Person.objects.filter(council=place.council, kind=Kind.OFFICER.value)
    few.filter(name__contains="Number").update(active_to=NOON.date())

    assert f"Fewer than {CROWD} officers have been on your register since" in page(place, draft)
