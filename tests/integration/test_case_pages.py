"""The pages of a concern, as its handler, its raiser, strangers and the person it is about."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concerns.actions import _grants, deciding, handling, rerouting
from concerns.actions._scope import engine_scope
from concerns.engine.offices import Office
from concerns.engine.states import Capacity, Closing
from concerns.models import (
    Appointment,
    AuditEvent,
    Concern,
    Duty,
    LocalStandard,
    Message,
    Note,
    Person,
)
from concerns.selectors import concerns
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, disinterested, draft, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

PAGES = ("", "route/", "messages/", "timeline/")


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def concern(place: Town) -> Concern:
    """An officer about a councillor, with the monitoring officer, who has no interest in it."""
    concern = sent(place["officer"], [place["councillor"]], informal_tried="yes")
    return disinterested(concern, place["monitoring_officer"])


def address(concern: Concern, page: str = "") -> str:
    return f"/concerns/{concern.reference}/{page}"


def recorded(type: str, concern: Concern) -> list[AuditEvent]:
    with engine_scope():
        return list(AuditEvent.objects.filter(type=type, concern_id=concern.pk))


@pytest.mark.parametrize("part", PAGES)
def test_handler_and_raiser_see_it_and_nobody_else(
    place: Town, concern: Concern, part: str
) -> None:
    for name in ("monitoring_officer", "officer"):
        assert Visitor(place[name]).get(address(concern, part)).status_code == 200, name
    for name in ("councillor", "clerk", "chair", "junior", "colleague"):
        assert Visitor(place[name]).get(address(concern, part)).status_code == 404, name


def test_every_reading_and_every_refusal_is_on_record(place: Town, concern: Concern) -> None:
    officer, subject = place["monitoring_officer"], place["councillor"]
    Visitor(officer).get(address(concern, "route/"))
    Visitor(subject).get(address(concern))
    (seen,) = recorded("concern.view", concern)
    (refused,) = recorded("concern.refused", concern)
    assert (seen.actor_id, seen.data) == (officer.user_id, {"page": "route"})
    assert (refused.actor_id, refused.data) == (subject.user_id, {"page": "overview"})


class TestWhatIsSaid:
    def test_the_raiser_reads_neither_notes_nor_who_read_it(
        self, place: Town, concern: Concern
    ) -> None:
        officer = place["monitoring_officer"]
        handling.note(
            concern=concern, kind=Note.Kind.FILE, happened_on=NOON.date(), body="Seemed unsure.",
            by=officer.user, at=NOON, version=concern.version,
        )  # fmt: skip
        raiser, handler = Visitor(place["officer"]), Visitor(officer)
        for part in PAGES:
            said = text(raiser.get(address(concern, part), readings="yes"))
            assert "Seemed unsure." not in said
            assert "Note put on file" not in said
            assert "Read it" not in said
        assert "Seemed unsure." in text(handler.get(address(concern, "messages/")))
        assert "Note put on file" in text(handler.get(address(concern, "timeline/")))
        assert "Read it" not in text(handler.get(address(concern, "timeline/")))
        assert "Read it" in text(handler.get(address(concern, "timeline/"), readings="yes"))

    def test_a_declared_interest_cannot_be_told_from_another_reason(
        self, place: Town, concern: Concern
    ) -> None:
        officer = place["monitoring_officer"]
        rerouting.declare_interest(
            concern=concern, by=officer.user, at=NOON, version=concern.version
        )
        raiser = Visitor(place["officer"])
        pages = {part: text(raiser.get(address(concern, part))) for part in PAGES}
        assert not [part for part, said in pages.items() if "interest was declared" in said]
        for words in ("declared an interest", "an interest in it"):
            assert not [part for part, said in pages.items() if words in said]
        assert "Passed to somebody else" in pages["timeline/"]
        assert "After it passed to somebody else" in pages["route/"]
        holder = Person.objects.get(pk=_holder(concern))
        disinterested(concern, holder)
        said = text(Visitor(holder).get(address(concern, "timeline/")))
        assert "Interest declared, and passed on" in said

    def test_the_due_date_is_worked_out_day_by_day(self, place: Town) -> None:
        LocalStandard.objects.create(council=place.council, what="decide", n=3, unit="working_days")
        concern = sent(place["officer"], [place["councillor"]], informal_tried="yes")
        disinterested(concern, place["monitoring_officer"])
        said = text(Visitor(place["monitoring_officer"]).get(address(concern)))
        assert "the council’s own standard, not the protocol’s" in said
        assert "Working day 3 of 3" in said
        later = Visitor(place["monitoring_officer"], at=NOON + timedelta(days=7))
        assert "Overdue" in text(later.get(address(concern)))
        assert "Overdue" not in said

    def test_no_date_to_acknowledge_is_promised_while_it_waits_for_information(
        self, place: Town
    ) -> None:
        LocalStandard.objects.create(
            council=place.council, what="acknowledge", n=3, unit="working_days"
        )
        officer = place["monitoring_officer"]
        concern = sent(place["officer"], [place["councillor"]], informal_tried="yes")
        disinterested(concern, officer)
        handler, queue, day = Visitor(officer), "/queue/", "4 June 2026"
        assert f'To be acknowledged by <time datetime="2026-06-04">{day}' in text(
            handler.get(address(concern))
        )
        assert day in text(handler.get(address(concern, "route/")))
        assert day in text(handler.get(queue))
        handling.ask(
            concern=concern, question="When?", by=officer.user, at=NOON, version=concern.version
        )
        said = text(handler.get(address(concern)))
        assert "no date to acknowledge it by while it waits for information" in said
        assert "Neither the protocol nor the council sets a date" not in said
        for part in ("", "route/"):
            assert day not in text(handler.get(address(concern, part))), part
        assert day not in text(handler.get(queue))

    @pytest.mark.parametrize("dated", [True, False])
    def test_a_clock_is_spoken_of_only_where_there_is_a_date_for_it_to_run_to(
        self, place: Town, dated: bool
    ) -> None:
        if dated:
            LocalStandard.objects.create(
                council=place.council, what="decide", n=3, unit="working_days"
            )
        officer, raiser = place["monitoring_officer"], Visitor(place["officer"])
        concern = sent(place["officer"], [place["councillor"]], informal_tried="yes")
        disinterested(concern, officer)
        handler = Visitor(officer)

        def told(visitor: Visitor, *parts: str) -> list[bool]:
            return ["clock" in text(visitor.get(address(concern, part))) for part in parts]

        asking = told(handler, "do/ask/", "do/message/") + told(raiser, "do/message/")
        handling.ask(
            concern=concern, question="When?", by=officer.user, at=NOON, version=concern.version
        )
        asked = told(handler, "", "do/resume/") + told(raiser, "", "do/resume/")
        assert set(asking + asked) == {dated}
        assert told(handler, "do/message/", "timeline/") == [False, False]

    def test_older_routes_are_kept_under_the_new_one(self, place: Town, concern: Concern) -> None:
        officer = place["monitoring_officer"]
        handling.acknowledge(concern=concern, by=officer.user, at=NOON, version=concern.version)
        deciding.decide(
            concern=concern, outcome=Closing.UPHELD, reasons="Heard.", by=officer.user, at=NOON,
            version=concern.version,
        )  # fmt: skip
        disinterested(concern, place["clerk"])
        said = text(Visitor(place["clerk"]).get(address(concern, "route/")))
        assert "As it was sent, 1 June 2026" in said
        assert said.index("Done on 1 June 2026: upheld") < said.index("Here now, not yet")
        assert "Not needed" in said  # the informal step, tried already

    def test_not_sure_about_the_code_is_not_told_as_a_denial(
        self, place: Town, concern: Concern
    ) -> None:
        for name in ("officer", "monitoring_officer"):
            said = text(Visitor(place[name]).get(address(concern)))
            _, _, after = said.partition("Said to break the code of conduct")
            assert "No, or I am not sure" in after[:200], name

    def test_what_the_raiser_needs_is_told_to_others_as_theirs(self, place: Town) -> None:
        concern = sent(
            place["officer"],
            [place["councillor"]],
            informal_tried="yes",
            adjustments="Large print.",
        )
        disinterested(concern, place["monitoring_officer"])
        said = text(Visitor(place["monitoring_officer"]).get(address(concern)))
        assert "What they need to take part" in said
        assert "What you need to take part" not in said
        own = text(Visitor(place["officer"]).get(address(concern)))
        assert "What you need to take part" in own

    def test_a_duty_towards_an_office_nobody_holds_is_told_to_whoever_deals_with_it(self) -> None:
        """Farnham 4.5: the clerk tells the leader, whom this council does not have."""
        farnham = town("farnham")
        Appointment.objects.filter(office__code=Office.LEADER, council=farnham.council).delete()
        concern = sent(farnham["officer"], [farnham["councillor"]])
        page = text(Visitor(farnham["clerk"]).get(address(concern)))
        passed = page.split("nobody held the office when it came to this step")[1].split("</ul>")[0]
        assert "Tell the Leader" in passed
        assert "Mayor" not in passed
        with engine_scope():
            _grants.give(
                concern=concern, person=farnham["chair"], capacity=Capacity.INFORMED,
                reason="The protocol says that the chair is told.", at=NOON, by=None,
            )  # fmt: skip
        assert "nobody held" not in text(Visitor(farnham["chair"]).get(address(concern)))

    def test_a_draft_has_no_page_yet(self, place: Town) -> None:
        unsent = draft(place["officer"], [place["councillor"]])
        assert Visitor(place["officer"]).get(address(unsent)).status_code == 404

    def test_somebody_only_informed_reads_nothing(self, place: Town, concern: Concern) -> None:
        with engine_scope():
            _grants.give(
                concern=concern, person=place["leader"], capacity=Capacity.INFORMED,
                reason="The protocol says that the leader is told.", at=NOON, by=None,
            )  # fmt: skip
        informed = Visitor(place["leader"])
        said = text(informed.get(address(concern)))
        assert "The protocol says that the leader is told." in said
        assert "It was said in the corridor." not in said
        assert place["councillor"].name not in said
        for part in PAGES[1:]:
            assert informed.get(address(concern, part)).status_code == 404


@pytest.mark.parametrize("part", PAGES)
def test_a_page_runs_few_queries_however_much_there_is(
    place: Town, concern: Concern, part: str
) -> None:
    handler, raiser = Visitor(place["monitoring_officer"]), Visitor(place["officer"])
    fill(concern, place, 25)
    few = handler.queries(address(concern, part)), raiser.queries(address(concern, part))
    fill(concern, place, 225)
    many = handler.queries(address(concern, part)), raiser.queries(address(concern, part))
    assert few == many
    assert max(few) <= BUDGET, few


def fill(concern: Concern, place: Town, n: int) -> None:
    """So many messages, notes, duties and events more."""
    same = {"council": place.council, "concern": concern}
    with engine_scope():
        step = concerns.current_step(concern)
        assert step is not None
        Message.objects.bulk_create(
            Message(**same, sender=place["officer"], body="x", sent_at=NOON) for _ in range(n)
        )
        Note.objects.bulk_create(
            Note(
                **same, author=place["monitoring_officer"], kind="file", happened_on=NOON.date(),
                body="x", written_at=NOON,
            )
            for _ in range(n)
        )  # fmt: skip
        Duty.objects.bulk_create(
            Duty(**same, step=step, kind="inform", timing="before_decision", office="chair",
                 title="Chair", person=place["chair"])
            for _ in range(n)
        )  # fmt: skip
        AuditEvent.objects.bulk_create(
            AuditEvent(
                council_id=place.council.pk, concern_id=concern.pk, type="concern.message",
                actor_id=place["officer"].user_id, person_id=place["officer"].pk, at=NOON,
            )
            for _ in range(n)
        )  # fmt: skip


def _holder(concern: Concern) -> int | None:
    with engine_scope():
        step = concerns.current_step(concern)
        return step.holder_id if step else None
