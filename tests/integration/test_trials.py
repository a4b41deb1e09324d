"""A version that answers a saved question otherwise is not put in force unless that is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from concerns.actions import protocols, trials, versions
from concerns.actions._scope import engine_scope
from concerns.engine.facts import Nature
from concerns.engine.offices import Kind, Office
from concerns.engine.protocol import Status, Target
from concerns.models import AuditEvent, Protocol, Trial
from concerns.permissions.refusal import NotAllowed
from concerns.protocols.trying import Question
from concerns.selectors import protocols as selectors
from concerns.selectors import trials as reading
from tests.drafts import writing
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, person, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

SOON = date(2026, 7, 1)
ASKED = Question(
    raised_by=(Office.OFFICER,),
    about=(Office.COUNCILLOR,),
    natures=frozenset({Nature.CONDUCT}),
)


@pytest.fixture
def place() -> Town:
    return writing("langport", "clerk", "officer")


@pytest.fixture
def saved(place: Town) -> Trial:
    """A question saved with what the version in force answers: it goes to the clerk."""
    return save(place, "It goes to the clerk")


@pytest.fixture
def other(place: Town, saved: Trial) -> Protocol:
    """A draft that sends the same to the chair."""
    now = selectors.engine_protocol(Protocol.objects.get(council=place.council))
    rules = tuple(
        replace(
            rule,
            steps=(replace(rule.steps[0], to=(Target(Office.CHAIR),)), *rule.steps[1:]),
        )
        if rule.key == "officer-about-councillor"
        else rule
        for rule in now.rules
    )
    return versions.begin(
        council=place.council,
        protocol=replace(now, version="2026", rules=rules),
        by=place["clerk"].user,
        at=NOON,
    )


def save(place: Town, name: str, question: Question = ASKED) -> Trial:
    row = Protocol.objects.filter(council=place.council).order_by("pk").first()
    assert row is not None
    return trials.save(version=row, name=name, question=question, by=place["clerk"].user, at=NOON)


def offer(place: Town, row: Protocol, *meant: int) -> Protocol:
    return versions.offer(
        version=row, seen=row.digest, by=place["clerk"].user, at=NOON, meant=meant
    )


def adopt(place: Town, row: Protocol, *meant: int) -> Protocol:
    return protocols.adopt(
        protocol=row,
        in_force_from=SOON,
        by=place["officer"].user,
        at=NOON,
        seen=row.digest,
        meant=meant,
    )


def recorded(act: str) -> object:
    with engine_scope():
        return AuditEvent.objects.get(type=act).data.get("failing_tests")


def test_a_test_made_from_a_real_concern_names_nobody(place: Town) -> None:
    """The person it is about may be another administrator, who reads every test."""
    with pytest.raises(trials.CannotSave, match="no names of people: this names Cora Lane"):
        save(place, "Cora Lane’s complaint of olive MARSH")


def test_a_version_that_answers_as_saved_is_offered(place: Town, saved: Trial) -> None:
    now = selectors.engine_protocol(Protocol.objects.get(council=place.council))
    row = versions.begin(
        council=place.council,
        protocol=replace(now, version="2026"),
        by=place["clerk"].user,
        at=NOON,
    )

    assert adopt(place, offer(place, row)).status == Status.ADOPTED.value
    assert recorded("protocol.offer") == []


def test_another_answer_is_refused_with_the_name_of_the_test(place: Town, other: Protocol) -> None:
    with pytest.raises(versions.CannotChange, match="“It goes to the clerk”"):
        offer(place, other)
    other.refresh_from_db()
    assert other.status == Status.DRAFT.value


def test_adopting_looks_again(place: Town, other: Protocol, saved: Trial) -> None:
    row = offer(place, other, saved.pk)

    with pytest.raises(protocols.CannotAdopt, match="“It goes to the clerk”"):
        adopt(place, row)
    row.refresh_from_db()
    assert row.status == Status.CHECKED.value


def test_what_is_meant_is_let_go_and_stays_on_record(
    place: Town, other: Protocol, saved: Trial
) -> None:
    row = adopt(place, offer(place, other, saved.pk), saved.pk)

    assert row.status == Status.ADOPTED.value
    assert recorded("protocol.offer") == [str(saved.pk)]


def test_a_test_saved_since_is_not_meant_by_anybody(
    place: Town, other: Protocol, saved: Trial
) -> None:
    save(place, "Saved while somebody read")

    with pytest.raises(versions.CannotChange, match="“Saved while somebody read”"):
        offer(place, other, saved.pk)


def test_a_long_list_of_failures_is_cut_short_in_words(place: Town, other: Protocol) -> None:
    for n in range(7):
        save(place, f"Test {n}")

    with pytest.raises(versions.CannotChange, match="and 3 more"):
        offer(place, other)


def test_what_comes_with_the_portal_is_not_held_to_tests(place: Town, other: Protocol) -> None:
    row = protocols.adopt(protocol=other, in_force_from=SOON, by=None, at=NOON)

    assert row.status == Status.ADOPTED.value


def test_the_form_asks_about_each_test_that_fails(
    place: Town, other: Protocol, saved: Trial
) -> None:
    visitor = Visitor(place["clerk"])
    address = f"/c/langport/protocols/{other.pk}/ready/"

    said = text(visitor.get(address))
    assert "Which of these tests are meant to get a new answer?" in said
    assert ". Expected was the" in said
    assert "First: who has it" in said
    refused = visitor.post(address, seen=other.digest)
    assert "Change the version, or tick that the new answer is meant." in text(refused)
    done = visitor.post(address, seen=other.digest, meant=[str(saved.pk)])
    assert done.status_code == 302
    other.refresh_from_db()
    assert other.status == Status.CHECKED.value


def test_the_adopting_form_asks_it_too(place: Town, other: Protocol, saved: Trial) -> None:
    offer(place, other, saved.pk)

    said = text(Visitor(place["officer"]).get(f"/c/langport/protocols/{other.pk}/adopt/"))

    assert "Which of these tests are meant to get a new answer?" in said


def test_the_list_shows_what_differs(place: Town, other: Protocol, saved: Trial) -> None:
    said = text(Visitor(place["clerk"]).get(f"/c/langport/protocols/{other.pk}/tests/"))

    assert "Another answer" in said
    assert "1 of 1 gets another answer from this version." in said
    assert "Expected was the" in said


def test_the_version_says_how_many_get_another_answer(place: Town, other: Protocol) -> None:
    visitor = Visitor(place["clerk"])
    address = f"/c/langport/protocols/{other.pk}/"

    assert "1 gets another answer from this version" in text(visitor.get(address))
    assert visitor.queries(address) <= BUDGET


def test_a_test_is_removed_after_being_asked(place: Town, other: Protocol, saved: Trial) -> None:
    visitor = Visitor(place["clerk"])
    address = f"/c/langport/protocols/{other.pk}/tests/{saved.pk}/remove/"

    assert "Remove the test" in text(visitor.get(address))
    assert Trial.objects.filter(pk=saved.pk).exists()
    visitor.post(address)

    assert reading.by_pk(place.council, saved.pk) is None
    with engine_scope():
        assert AuditEvent.objects.get(type="trial.remove").data == {"trial": saved.pk}


def test_only_administrators_remove_one(place: Town, other: Protocol, saved: Trial) -> None:
    address = f"/c/langport/protocols/{other.pk}/tests/{saved.pk}/remove/"

    assert Visitor(place["monitoring_officer"]).post(address).status_code == 403
    with pytest.raises(NotAllowed):
        trials.remove(trial=saved, by=place["councillor"].user, at=NOON)


def test_another_councils_test_is_not_there(place: Town, other: Protocol) -> None:
    far = town("farnham")
    clerk = person(far.council, "Sid Other", Kind.OFFICER, is_administrator=True)
    theirs = Protocol.objects.get(council=far.council)
    row = trials.save(version=theirs, name="Theirs", question=ASKED, by=clerk.user, at=NOON)

    address = f"/c/langport/protocols/{other.pk}/tests/{row.pk}/remove/"

    assert Visitor(place["clerk"]).get(address).status_code == 404
    assert [run.row.name for run in reading.runs(place.council, _engine(other), SOON)] == [
        "It goes to the clerk"
    ]


def test_a_test_the_portal_can_no_longer_read_fails_and_says_so(
    place: Town, other: Protocol, saved: Trial
) -> None:
    Trial.objects.filter(pk=saved.pk).update(question={"natures": ["sorcery"]})

    said = text(Visitor(place["clerk"]).get(f"/c/langport/protocols/{other.pk}/tests/"))

    assert "This test cannot be read any more." in said


def test_there_is_an_end_of_tests(
    place: Town, saved: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "MOST", 1)

    with pytest.raises(trials.CannotSave, match="There are 1 tests already"):
        save(place, "One more")


def _engine(row: Protocol) -> object:
    return selectors.engine_protocol(row)
