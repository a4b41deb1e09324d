"""A request for a copy of what is held about somebody, from recording it to the pack."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from concerns.actions import subject_items, subject_packs, subject_requests
from concerns.actions._scope import engine_scope
from concerns.actions.subject_items import CannotDecide, Decision
from concerns.models import (
    Approval,
    AuditEvent,
    Interest,
    Person,
    SubjectItem,
    SubjectPack,
    SubjectRequest,
)
from concerns.models.subject_request import Held, Why
from concerns.permissions.refusal import NotAllowed
from tests import copies
from tests.people import NOON, Town, sent, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def officer(place: Town) -> Person:
    """Whoever runs it: the monitoring officer."""
    return place["monitoring_officer"]


def kinds(request: SubjectRequest, who: Person | None = None) -> set[str]:
    return {item.kind for item in copies.of(request, who)}


def test_from_recording_to_the_pack(place: Town, officer: Person) -> None:
    raiser = place["officer"]
    concern = sent(raiser, [place["councillor"]], what_happened="=It was said in the hall.")
    request = copies.recorded(raiser, officer)
    assert request.due_on == date(2026, 6, 29)
    assert {"filed", "party", "decision", "step", "part", "record", "entry", "account"} <= kinds(
        request
    )
    copies.all_given(request, officer)
    assert not subject_requests.waiting(request=request, at=NOON)
    copies.agreed(request)
    passphrase = subject_packs.make(request=request, person=officer, by=officer.user, at=NOON)
    data = subject_packs.download(request=request, person=officer, by=officer.user, at=NOON)
    files = copies.unzipped(data, passphrase)
    assert b"It was said in the hall." not in data
    given = [name for name in files if name.endswith(".txt")]
    assert len(given) == len(copies.of(request))
    assert any(b"It was said in the hall." in files[name] for name in given)
    assert concern.reference.encode() in files["index.html"]
    with pytest.raises(RuntimeError):
        copies.unzipped(data, passphrase[:-1])
    with pytest.raises(NotAllowed):  # once
        subject_packs.make(request=request, person=officer, by=officer.user, at=NOON)


def test_each_opening_is_on_record_with_the_request(place: Town, officer: Person) -> None:
    concern = sent(place["officer"], [place["councillor"]])
    request = copies.recorded(place["officer"], officer)
    (filed,) = [item for item in copies.of(request) if item.kind == Held.FILED]
    copies.opened(request, filed, officer)
    with engine_scope():
        event = AuditEvent.objects.filter(concern_id=concern.pk, type="concern.view").last()
    assert event is not None
    assert event.actor_id == officer.user_id
    assert event.data["subject_request"] == request.pk


class TestWhoseItIs:
    def test_nobody_runs_their_own(self, place: Town, officer: Person) -> None:
        with pytest.raises(NotAllowed):
            copies.recorded(officer, officer)

    def test_a_plain_officer_runs_none(self, place: Town) -> None:
        with pytest.raises(NotAllowed):
            copies.recorded(place["councillor"], place["officer"])

    def test_it_is_there_for_two_people_only(self, place: Town, officer: Person) -> None:
        request = copies.recorded(place["officer"], officer)
        for who in place.people.values():
            seen = subject_requests.of(person=who, pk=request.pk) is not None
            assert seen == (who in (request.run_by, request.second))


class TestWhatNamesWhoeverRunsIt:
    """A concern about the monitoring officer, raised by the person who asks."""

    def test_is_for_the_second_person_alone(self, place: Town, officer: Person) -> None:
        raiser = place["officer"]
        plain = sent(raiser, [place["councillor"]])
        without = copies.recorded(raiser, officer)
        hidden = sent(raiser, [officer])
        request = copies.recorded(raiser, officer)
        assert {i.concern_id for i in copies.of(request, officer)} == {plain.pk, None}
        assert {i.concern_id for i in copies.of(request, request.second)} == {hidden.pk}
        mine, theirs = subject_items.of_request(
            request=request, person=officer, by=officer.user, at=NOON
        )
        # As many as if there were no such concern, and no way to any of its items.
        assert len(mine) == len(copies.of(without, officer))
        assert theirs == []
        for item in copies.of(request, request.second):
            assert not subject_items.open_item(
                request=request, pk=item.pk, person=officer, by=officer.user, at=NOON
            )

    def test_their_pack_is_without_it_and_the_second_person_has_another(
        self, place: Town, officer: Person
    ) -> None:
        raiser = place["officer"]
        sent(raiser, [officer], what_happened="Zanzibar.")
        request = copies.recorded(raiser, officer)
        copies.all_given(request, officer)
        subject_requests.ask(request=request, person=officer, by=officer.user, at=NOON)
        with pytest.raises(NotAllowed, match="yours first"):
            copies.agreed(request, asked=False)
        copies.all_given(request, request.second)
        copies.agreed(request, asked=False)
        found = {}
        for who in (officer, request.second):
            word = subject_packs.make(request=request, person=who, by=who.user, at=NOON)
            data = subject_packs.download(request=request, person=who, by=who.user, at=NOON)
            found[who] = b"".join(copies.unzipped(data, word).values())
        assert b"Zanzibar." not in found[officer]
        assert b"Zanzibar." in found[request.second]

    def test_it_counts_once_they_are_named_later(self, place: Town, officer: Person) -> None:
        concern = sent(place["officer"], [place["councillor"]])
        request = copies.recorded(place["officer"], officer)
        (filed,) = [item for item in copies.of(request) if item.kind == Held.FILED]
        with engine_scope():
            Interest.objects.create(
                council=place.council, concern=concern, person=officer, declared_at=NOON
            )
        assert not subject_items.open_item(
            request=request, pk=filed.pk, person=officer, by=officer.user, at=NOON
        )
        for item in copies.of(request, officer):
            if item.concern_id is None:
                copies.decided(request, item, officer)
        assert subject_requests.ask(request=request, person=officer, by=officer.user, at=NOON)
        assert filed.pk in {i.pk for i in copies.of(request, request.second)}


class TestDeciding:
    @pytest.fixture
    def request_(self, place: Town, officer: Person) -> SubjectRequest:
        sent(place["officer"], [place["councillor"]])
        return copies.recorded(place["officer"], officer)

    @pytest.fixture
    def filed(self, request_: SubjectRequest) -> SubjectItem:
        return next(i for i in copies.of(request_) if i.kind == Held.FILED)

    def test_the_names_of_others_are_shown(
        self, request_: SubjectRequest, filed: SubjectItem, officer: Person, place: Town
    ) -> None:
        party = next(i for i in copies.of(request_) if i.kind == Held.PARTY)
        assert copies.opened(request_, party, officer).others == (place["councillor"].name,)

    def test_what_was_not_read_is_not_decided(
        self, request_: SubjectRequest, filed: SubjectItem, officer: Person
    ) -> None:
        with pytest.raises(CannotDecide):
            subject_items.decide(
                request=request_, pk=filed.pk, decision=Decision.DISCLOSE, person=officer,
                by=officer.user, at=NOON, seen="",
            )  # fmt: skip

    def test_what_changed_since_is_read_again(
        self, request_: SubjectRequest, filed: SubjectItem, officer: Person
    ) -> None:
        copies.opened(request_, filed, officer)
        with pytest.raises(CannotDecide, match="changed"):
            subject_items.decide(
                request=request_, pk=filed.pk, decision=Decision.DISCLOSE, person=officer,
                by=officer.user, at=NOON, seen="other",
            )  # fmt: skip

    def test_a_redaction_takes_something_out(
        self, request_: SubjectRequest, filed: SubjectItem, officer: Person
    ) -> None:
        text = copies.opened(request_, filed, officer).text
        for typed in ("", "  ", text):
            with pytest.raises(CannotDecide):
                copies.decided(request_, filed, officer, Decision.REDACT, text=typed)

    def test_a_whole_concern_is_withheld_and_leaves_no_trace(
        self, request_: SubjectRequest, filed: SubjectItem, officer: Person
    ) -> None:
        assert filed.concern_id is not None
        subject_items.withhold_all(
            request=request_, concern=filed.concern_id, why=Why.REGULATORY, words="It would tell.",
            person=officer, by=officer.user, at=NOON,
        )  # fmt: skip
        for item in copies.of(request_, officer):
            if item.concern_id is None:
                copies.decided(request_, item, officer)
        copies.agreed(request_)
        word = subject_packs.make(request=request_, person=officer, by=officer.user, at=NOON)
        data = subject_packs.download(request=request_, person=officer, by=officer.user, at=NOON)
        files = copies.unzipped(data, word)
        with engine_scope():
            reference = filed.__class__.objects.select_related("concern").get(pk=filed.pk).concern
        assert str(reference).encode() not in b"".join(files.values())
        numbers = sorted(name for name in files if name.endswith(".txt"))
        assert numbers == [f"{n:04}.txt" for n in range(1, len(numbers) + 1)]


class TestWhatTheDatabaseRefuses:
    """Whatever code runs, inside the engine's scope."""

    @pytest.fixture
    def request_(self, place: Town, officer: Person) -> SubjectRequest:
        sent(place["officer"], [place["councillor"]])
        return copies.recorded(place["officer"], officer)

    def _refused(self, write: object) -> None:
        with pytest.raises(DatabaseError), transaction.atomic(), engine_scope():
            write()  # type: ignore[operator]

    def test_one_person_for_two_parts(self, request_: SubjectRequest) -> None:
        rows = SubjectRequest.objects.filter(pk=request_.pk)
        for column in ("about", "run_by"):
            self._refused(lambda column=column: rows.update(second=getattr(request_, column)))

    def test_a_yes_while_one_item_is_open(self, request_: SubjectRequest, officer: Person) -> None:
        first, *rest = copies.of(request_)
        for item in rest:
            copies.decided(request_, item, officer)
        self._agreed_by(request_, request_.second)
        rows = SubjectRequest.objects.filter(pk=request_.pk)
        self._refused(lambda: rows.update(agreed_at=NOON))
        copies.decided(request_, first, officer)
        with engine_scope():
            assert rows.update(agreed_at=NOON) == 1

    def test_a_yes_of_one_person_alone(self, request_: SubjectRequest, officer: Person) -> None:
        copies.all_given(request_, officer)
        rows = SubjectRequest.objects.filter(pk=request_.pk)
        self._refused(lambda: rows.update(agreed_at=NOON))
        self._refused(lambda: self._agreed_by(request_, officer))
        self._refused(lambda: rows.update(agreed_at=NOON))

    def _agreed_by(self, request: SubjectRequest, who: Person) -> None:
        with engine_scope():
            approval = Approval.objects.create(
                council=request.council, kind="subject_access", person=request.about,
                row=request.pk, asked_by=request.run_by.user, asked_at=NOON,
                expires_at=NOON.replace(year=2027),
            )  # fmt: skip
            approval.outcome, approval.settled_by, approval.settled_at = "agreed", who.user, NOON
            approval.save()

    def test_a_pack_before_anybody_agreed(self, request_: SubjectRequest, officer: Person) -> None:
        copies.all_given(request_, officer)
        self._refused(
            lambda: SubjectPack.objects.create(
                council=request_.council, request=request_, made_by=officer, made_at=NOON,
                until=NOON, kept_as="a" * 32,
            )
        )  # fmt: skip

    def test_another_decision_once_it_was_agreed_to(
        self, request_: SubjectRequest, officer: Person
    ) -> None:
        copies.all_given(request_, officer)
        copies.agreed(request_)
        (item, *_) = copies.of(request_)
        self._refused(lambda: SubjectItem.objects.filter(pk=item.pk).update(words=""))
        with pytest.raises(NotAllowed):
            copies.decided(request_, item, officer, Decision.WITHHOLD)

    def test_what_names_somebody_in_their_hands(self, place: Town, officer: Person) -> None:
        sent(place["officer"], [officer])
        request = copies.recorded(place["officer"], officer)
        (item, *_) = copies.of(request, request.second)
        self._refused(lambda: SubjectItem.objects.filter(pk=item.pk).update(decider=officer))


def test_what_they_dealt_with_is_theirs_as_far_as_they_wrote_it(
    place: Town, officer: Person
) -> None:
    concern = sent(place["officer"], [place["councillor"]])
    with engine_scope():
        handler = concern.steps.exclude(holder=None).get().holder
    assert handler is not None
    request = copies.recorded(handler, officer)
    of_it = {i.kind for i in copies.of(request) if i.concern_id == concern.pk}
    assert {"step", "part"} <= of_it
    assert not {"filed", "message", "refusal"} & of_it
