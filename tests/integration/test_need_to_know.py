"""How the person a concern is about, or anybody else it is not for, might come to know of it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from concerns.actions import deciding, drafts, handling, handover, offices, register, sending
from concerns.actions._scope import engine_scope
from concerns.actions.drafts import Named
from concerns.engine.facts import NO_FAULT, Matter
from concerns.engine.offices import Kind
from concerns.engine.states import Closing
from concerns.middleware import set_user
from concerns.models import Appointment, Concern, Grant, Notification, Party, Person, Step
from concerns.selectors import outbox
from tests.pages import Visitor, text
from tests.people import NOON, Town, disinterested, draft, person, requested, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = NOON.date()


@pytest.fixture
def place() -> Town:
    return town("banbury")


def handlers(concern: Concern) -> set[Person]:
    with engine_scope():
        live = Grant.objects.filter(concern=concern, capacity="handler", ended_at=None)
        return {grant.person for grant in live.select_related("person")}


def parties(concern: Concern) -> list[Party]:
    with engine_scope():
        return list(Party.objects.filter(concern=concern).select_related("person").order_by("pk"))


def send(concern: Concern, by: Person) -> Concern:
    seen = sending.preview(concern=concern, at=NOON).fingerprint
    return sending.send(concern=concern, seen=seen, by=by.user, at=NOON)


def about(raiser: Person, *words: str) -> Concern:
    """A draft about people the raiser did not pick from the list but described."""
    concern = draft(raiser, [])
    named = [Named(kind=Kind.OFFICER, name=text) for text in words]
    drafts.name_people(concern=concern, people=named, by=raiser.user, at=NOON)
    return concern


class TestNamedInWords:
    """Whom somebody types instead of picking is kept from it all the same."""

    @pytest.mark.parametrize(
        "words",
        [
            "Helen Marsh",
            "helen  MARSH",
            "Marsh, Helen",
            "Mrs Helen Marsh",
            "the Town Clerk",
            "Clerk",
        ],
    )
    def test_somebody_named_in_words_never_gets_it(self, place: Town, words: str) -> None:
        clerk = place["clerk"]
        Person.objects.filter(pk=clerk.pk).update(name="Helen Marsh")
        concern = send(about(place["councillor"], words), place["councillor"])
        (party,) = parties(concern)
        assert (party.person, party.name) == (clerk, "")
        assert "clerk" in party.offices
        assert clerk not in handlers(concern)
        assert handlers(concern) or concern.state == "needs_handler"
        assert Visitor(clerk).get(f"/concerns/{concern.reference}/").status_code == 404

    def test_somebody_who_is_not_on_the_register_stays_in_words(self, place: Town) -> None:
        concern = about(place["councillor"], "the man from the depot")
        assert [(p.person, p.name) for p in parties(concern)] == [(None, "the man from the depot")]

    def test_words_that_say_more_than_a_name_are_kept_with_the_person(self, place: Town) -> None:
        words = "Olive Marsh, or whoever was at the desk"
        concern = about(place["councillor"], words)
        assert [(p.person, p.name) for p in parties(concern)] == [(place["officer"], words)]

    def test_several_names_are_several_people(self, place: Town) -> None:
        concern = about(place["councillor"], "Olive Marsh and Oscar Heath")
        found = [(p.person, p.name) for p in parties(concern)]
        assert found == [(place["officer"], ""), (place["junior"], "")]

    def test_an_office_of_several_people_names_nobody(self, place: Town) -> None:
        concern = about(place["councillor"], "a councillor")
        assert [p.person for p in parties(concern)] == [None]

    def test_somebody_who_left_is_known_too_as_they_may_come_back(self, place: Town) -> None:
        register.end_person(person=place["officer"], until=TODAY, by=None, at=NOON)
        concern = about(place["councillor"], "Olive Marsh")
        assert [p.person for p in parties(concern)] == [place["officer"]]

    def test_the_raiser_own_name_does_not_make_them_the_subject(self, place: Town) -> None:
        concern = about(place["councillor"], "Cora Lane")
        assert [(p.person, p.name) for p in parties(concern)] == [(None, "Cora Lane")]

    def test_saying_it_again_names_nobody_twice(self, place: Town) -> None:
        raiser = place["councillor"]
        concern = about(raiser, "Olive Marsh and her friend")
        again = [
            Named(Kind.OFFICER, person=place["officer"]),
            Named(Kind.OFFICER, name="Olive Marsh"),
        ]
        drafts.name_people(concern=concern, people=again, by=raiser.user, at=NOON)
        assert [p.person for p in parties(concern)] == [place["officer"]]

    def test_somebody_who_comes_onto_the_register_later_is_known_then(self, place: Town) -> None:
        raiser = place["councillor"]
        concern = send(about(raiser, "Petra Vale"), raiser)
        came = register.add_person(
            council=place.council, email="petra.vale@banbury.example", name="Petra Vale",
            kind=Kind.OFFICER, active_from=TODAY, by=None, at=NOON,
        )  # fmt: skip
        assert [p.person for p in parties(concern)] == [came]
        seat = Appointment.objects.get(person=handlers(concern).pop())
        offices.appoint(
            office=seat.office, person=came, starts_on=TODAY, replacing=True, by=None, at=NOON
        )
        assert came not in handlers(concern)
        assert Visitor(came).get(f"/concerns/{concern.reference}/").status_code == 404
        assert "Found on the register" in text(
            Visitor(raiser).get(f"/concerns/{concern.reference}/timeline/")
        )

    def test_whoever_turns_out_to_be_named_loses_it_at_once(self, place: Town) -> None:
        raiser = place["councillor"]
        concern = send(about(raiser, "Petra Vale"), raiser)
        (handler,) = handlers(concern)
        same = {f: getattr(handler, f) for f in ("kind", "job", "group", "line_manager")}
        register.change_person(
            person=handler, name="Petra Vale", director=None, is_administrator=False,
            by=None, at=NOON, **same,
        )  # fmt: skip
        assert handler not in handlers(concern)
        assert Visitor(handler).get(f"/concerns/{concern.reference}/").status_code == 404

    def test_a_title_that_names_nobody_yet_does_not_name_whoever_is_appointed(
        self, place: Town
    ) -> None:
        raiser = place["councillor"]
        concern = send(about(raiser, "the Head of Parks"), raiser)
        handover.hand_over(council=place.council, at=NOON, by=None)
        assert [p.person for p in parties(concern)] == [None]


class TestAsked:
    """Somebody asked for something is no subject: they may deal with it themselves."""

    @pytest.mark.parametrize("matter", sorted(NO_FAULT))
    def test_whoever_is_asked_can_deal_with_it(self, place: Town, matter: Matter) -> None:
        raiser = place["councillor"]
        (taker,) = handlers(requested(raiser, matter))
        concern = requested(raiser, matter, Named(kind=Kind.OFFICER, person=taker))
        assert handlers(concern) == {taker}
        assert [(p.person, p.role) for p in parties(concern)] == [(taker, "asked")]
        assert "The " in text(Visitor(taker).get(f"/concerns/{concern.reference}/"))

    def test_whoever_has_it_is_reminded_of_it(self, place: Town) -> None:
        matter = Matter.ACCESS_REQUEST
        (taker,) = handlers(requested(place["councillor"], matter))
        asked = Named(kind=Kind.OFFICER, person=taker)
        concern = requested(place["councillor"], matter, asked)
        with engine_scope():
            Step.objects.filter(concern=concern, state="current").update(due_on=TODAY)
            (held,) = outbox.steps_under_way(due_by=TODAY, on=TODAY, concern=concern.pk)
        assert held.holders == ((taker.pk, taker.user_id),)


class TestWhoHasLeft:
    @pytest.fixture
    def closed(self, place: Town) -> Concern:
        concern = sent(place["officer"], [place["councillor"]], informal_tried="yes")
        (handler,) = handlers(concern)
        handling.acknowledge(concern=concern, by=handler.user, at=NOON, version=concern.version)
        deciding.close(
            concern=concern, outcome=Closing.RESOLVED_INFORMALLY, reasons="Settled.", agreed=True,
            by=handler.user, at=NOON, version=concern.version,
        )  # fmt: skip
        return concern

    def test_whoever_left_no_longer_reads_what_they_closed(
        self, place: Town, closed: Concern
    ) -> None:
        (handler,) = handlers(closed)
        there = f"/concerns/{closed.reference}/"
        assert Visitor(handler).get(there).status_code == 200
        register.end_person(person=handler, until=TODAY, by=None, at=NOON)
        assert Visitor(handler).get(there).status_code == 404
        assert Visitor(handler).get("/queue/").status_code == 200
        assert handlers(closed) == set()

    def test_closed_work_follows_the_office(self, place: Town, closed: Concern) -> None:
        (handler,) = handlers(closed)
        there = f"/concerns/{closed.reference}/"
        self.replace(handler, place["junior"])
        assert handlers(closed) == {place["junior"]}
        assert Visitor(handler).get(there).status_code == 404
        assert Visitor(place["junior"]).get(there).status_code == 200
        assert closed.reference in text(Visitor(place["junior"]).get("/queue/", list="closed"))
        with engine_scope():
            closed.refresh_from_db()
        deciding.reopen(
            concern=closed, reasons="It went on.", by=place["junior"].user, at=NOON,
            version=closed.version,
        )  # fmt: skip
        assert handlers(closed) == {place["junior"]}

    def test_the_file_of_somebody_who_left_is_there_for_their_successor(
        self, place: Town, closed: Concern
    ) -> None:
        (handler,) = handlers(closed)
        register.end_person(person=handler, until=TODAY, by=None, at=NOON)
        assert handlers(closed) == set()
        office = Appointment.objects.filter(person=handler).latest("pk").office
        offices.appoint(office=office, person=place["junior"], starts_on=TODAY, by=None, at=NOON)
        assert handlers(closed) == {place["junior"]}

    def test_closed_work_never_follows_the_office_to_whom_it_is_about(self, place: Town) -> None:
        concern = sent(place["councillor"], [place["junior"]])
        (handler,) = handlers(concern)
        handling.acknowledge(concern=concern, by=handler.user, at=NOON, version=concern.version)
        deciding.close(
            concern=concern, outcome=Closing.RESOLVED_INFORMALLY, reasons="Settled.", agreed=True,
            by=handler.user, at=NOON, version=concern.version,
        )  # fmt: skip
        self.replace(handler, place["junior"])
        assert handlers(concern) == set()
        there = f"/concerns/{concern.reference}/"
        assert Visitor(place["junior"]).get(there).status_code == 404
        assert concern.reference not in text(Visitor(place["junior"]).get("/queue/", list="closed"))

    def test_whoever_keeps_the_office_keeps_the_file(self, place: Town, closed: Concern) -> None:
        (handler,) = handlers(closed)
        self.replace(place["clerk"], place["junior"])
        assert handlers(closed) == {handler}

    def test_whoever_no_longer_manages_anybody_in_it_loses_the_file(self, place: Town) -> None:
        """They hold no office that could end: they had it as somebody's line manager."""
        manager = person(place.council, "Lin Mann", Kind.OFFICER)
        raiser = place["officer"]
        Person.objects.filter(pk=raiser.pk).update(line_manager=manager)
        concern = sent(raiser, [place["colleague"]])
        with engine_scope():
            Grant.objects.filter(concern=concern, capacity="handler").update(
                person=manager, user=manager.user, office="line_manager", state="closed"
            )
            Concern.objects.filter(pk=concern.pk).update(
                state="closed", closed_at=NOON, outcome="upheld"
            )
        handover.hand_over(council=place.council, at=NOON, by=None)
        assert handlers(concern) == {manager}
        Person.objects.filter(pk=raiser.pk).update(line_manager=place["clerk"])
        handover.hand_over(council=place.council, at=NOON, by=None)
        assert manager not in handlers(concern)
        assert Visitor(manager).get(f"/concerns/{concern.reference}/").status_code == 404

    @staticmethod
    def replace(holder: Person, person: Person) -> None:
        """Somebody takes over an office; whoever had it stays on the council."""
        office = Appointment.objects.filter(person=holder).latest("pk").office
        offices.appoint(
            office=office, person=person, starts_on=TODAY, replacing=True, by=None, at=NOON
        )

    def test_whoever_raised_it_reads_it_after_they_left(self, place: Town, closed: Concern) -> None:
        register.end_person(person=place["officer"], until=TODAY, by=None, at=NOON)
        there = f"/concerns/{closed.reference}/"
        assert Visitor(place["officer"]).get(there).status_code == 200

    def test_a_last_day_that_comes_by_itself_counts(self, place: Town, closed: Concern) -> None:
        (handler,) = handlers(closed)
        Appointment.objects.filter(person=handler).delete()  # only a place on the register
        later = NOON + timedelta(days=30)
        register.end_person(person=handler, until=later.date(), by=None, at=NOON)
        assert handlers(closed) == {handler}
        handover.follow_register(since=later.date() - timedelta(days=1), at=later)
        assert handlers(closed) == set()


class TestTheRegister:
    """Who keeps the register moves work without knowing of it, and the subject may be appointed."""

    def test_appointing_the_subject_tells_nobody_anything(self, place: Town) -> None:
        keeper, subject = place["chair"], place["junior"]
        Person.objects.filter(pk=keeper.pk).update(is_administrator=True)
        without = self.appoint(keeper, place["clerk"], place["officer"], TODAY.replace(month=5))
        concern = sent(place["councillor"], [subject])
        assert handlers(concern) == {place["officer"]}
        given = self.appoint(keeper, place["officer"], subject, TODAY)
        assert subject not in handlers(concern)
        assert handlers(concern) or concern.state == "needs_handler"
        with engine_scope():
            told = Notification.objects.filter(user=subject.user)
            # What is sent with every appointment, whether or not there is a concern.
            assert [(row.kind, row.concern_id) for row in told] == [("entry_changed", None)]
        assert Visitor(subject).get(f"/concerns/{concern.reference}/").status_code == 404
        name = place["officer"].name
        assert given.replace(subject.name, name).replace("June", "May") == without

    @staticmethod
    def appoint(keeper: Person, holder: Person, person: Person, on: date) -> str:
        """What whoever keeps the register reads after they replaced a holder."""
        office = Appointment.objects.filter(person=holder).latest("pk").office
        visitor = Visitor(keeper)
        there = f"/c/{keeper.council.slug}/register/offices/{office.pk}/appoint/"
        day = {f"starts_on_{part}": getattr(on, part) for part in ("day", "month", "year")}
        answer = visitor.post(there, person=person.pk, replacing="on", **day)
        assert answer.status_code == 302, text(answer)
        said = text(visitor.get("/"))
        (banner,) = re.findall(r"govuk-notification-banner__heading\">([^<]*)<", said)
        return banner.strip()


class TestFiledForSomebodyElse:
    @pytest.fixture
    def filed(self, place: Town) -> Concern:
        clerk, raiser = place["clerk"], place["officer"]
        concern = drafts.start(
            person=clerk, by=clerk.user, at=NOON, filing_for=raiser, received_on=TODAY
        )
        named = [Named(kind=Kind.COUNCILLOR, person=place["councillor"])]
        drafts.name_people(concern=concern, people=named, by=clerk.user, at=NOON)
        for step, values in {
            "what": {"what_happened": "It was said."},
            "nature": {"natures": ["conduct"]},
            "written": {"written": False},
            "code": {"code_breach": False},
        }.items():
            concern = drafts.answer(concern=concern, step=step, by=clerk.user, at=NOON, **values)
        return concern

    def test_whoever_typed_it_sees_it_until_it_is_sent(self, place: Town, filed: Concern) -> None:
        clerk, raiser = Visitor(place["clerk"]), Visitor(place["officer"])
        there = f"/c/banbury/raise/{filed.reference}/"
        assert clerk.get(there).status_code == 200
        assert raiser.get(there).status_code == 404
        concern = send(filed, place["clerk"])
        assert place["clerk"] not in handlers(concern)
        there = f"/concerns/{concern.reference}/"
        assert clerk.get(there).status_code == 404
        assert "Filed for them by" in text(raiser.get(there))

    def test_whose_it_is_cannot_be_changed_to_whom_it_is_about(
        self, place: Town, filed: Concern
    ) -> None:
        with pytest.raises(ValueError, match="raiser"):
            drafts.answer(
                concern=filed, step="received", by=place["clerk"].user, at=NOON,
                raiser=place["councillor"],
            )  # fmt: skip


class TestTheDoor:
    """The one door through row-level security is shut again, whatever went wrong inside."""

    def test_it_is_shut_after_an_act_that_was_refused(self, place: Town) -> None:
        concern = sent(place["officer"], [place["councillor"]], informal_tried="yes")
        (handler,) = handlers(concern)
        disinterested(concern, handler)
        there = f"/concerns/{concern.reference}/do/withdraw/"
        answer = Visitor(handler).post(there, version=concern.version, reasons="Enough.")
        assert answer.status_code == 403
        set_user(None)
        assert not Concern.objects.exists()

    def test_it_is_shut_after_an_error_inside(self, place: Town) -> None:
        sent(place["officer"], [place["councillor"]], informal_tried="yes")
        set_user(None)
        with pytest.raises(RuntimeError), transaction.atomic(), engine_scope(), engine_scope():
            raise RuntimeError
        assert not Concern.objects.exists()

    def test_an_error_in_an_inner_scope_leaves_the_outer_one_open(self, place: Town) -> None:
        sent(place["officer"], [place["councillor"]], informal_tried="yes")
        with engine_scope():
            with pytest.raises(RuntimeError), transaction.atomic(), engine_scope():
                raise RuntimeError
            assert Concern.objects.exists()
        set_user(None)
        assert not Concern.objects.exists()

    def test_an_inner_scope_asks_the_database_nothing(self, place: Town) -> None:
        with engine_scope(), CaptureQueriesContext(connection) as asked, engine_scope():
            pass
        assert len(asked) == 0

    def test_after_an_error_nobody_can_go_on_in_the_same_transaction(self, place: Town) -> None:
        with transaction.atomic():
            with pytest.raises(RuntimeError), engine_scope():
                raise RuntimeError
            with pytest.raises(transaction.TransactionManagementError):
                Concern.objects.exists()
        set_user(None)
        assert not Concern.objects.exists()
