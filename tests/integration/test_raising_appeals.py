"""An appeal and the refused request it is about, from the refusal to whoever looks at it again."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection

from concerns.actions import appeals, deciding, drafts, handling, handover, sending
from concerns.actions._scope import engine_scope
from concerns.actions.drafts import Named
from concerns.engine.facts import Matter
from concerns.engine.offices import Kind
from concerns.engine.states import Closing
from concerns.middleware import set_user
from concerns.models import (
    Absence,
    Appointment,
    Concern,
    Grant,
    Notification,
    Person,
    Refusal,
)
from tests.pages import BUDGET, text
from tests.pages import Visitor as Reader
from tests.people import LONG_AGO, NOON, Town, draft, town
from tests.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = NOON.date()
ASKED = "The boundary survey of Mill Lane."
REASONS = "It holds the names of the owners."


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def place() -> Town:
    return town("district-draft")


def request(place: Town, raiser: str = "councillor", what: str = ASKED) -> Concern:
    """A request for information that is with whoever decides it."""
    who = place[raiser]
    concern = drafts.start(person=who, by=who.user, at=NOON, matter=Matter.ACCESS_REQUEST)
    asked = [Named(Kind.OFFICER, place["officer"])]
    drafts.name_people(concern=concern, people=asked, by=who.user, at=NOON)
    concern = drafts.answer(concern=concern, step="what", by=who.user, at=NOON, what_happened=what)
    seen = sending.preview(concern=concern, at=NOON).fingerprint
    return sending.send(concern=concern, seen=seen, by=who.user, at=NOON)


def holder(concern: Concern) -> Person:
    with engine_scope():
        live = Grant.objects.filter(concern=concern, capacity="handler", ended_at=None)
        return live.select_related("person__user").get().person


def decide(concern: Concern, outcome: Closing = Closing.NOT_UPHELD) -> Concern:
    by = holder(concern).user
    if outcome is Closing.DECLINED:
        deciding.decline(concern=concern, reasons=REASONS, by=by, at=NOON, version=concern.version)
        return concern
    handling.acknowledge(concern=concern, by=by, at=NOON, version=concern.version)
    deciding.decide(
        concern=concern, outcome=outcome, reasons=REASONS, by=by, at=NOON, version=concern.version
    )
    return concern


def refused(place: Town, **more: Any) -> Concern:
    return decide(request(place, **more))


def begin(place: Town, of: Concern | None = None, raiser: str = "councillor") -> Concern:
    """An appeal with everything answered."""
    by = place[raiser].user
    concern = drafts.start(person=place[raiser], by=by, at=NOON, matter=Matter.ACCESS_APPEAL)
    if of is not None:
        concern = appeals.choose(concern=concern, request=of.reference, by=by, at=NOON)
    return drafts.answer(
        concern=concern, step="what", by=by, at=NOON, what_happened="Names can be blacked out."
    )


def send(concern: Concern) -> Concern:
    seen = sending.preview(concern=concern, at=NOON).fingerprint
    return sending.send(concern=concern, seen=seen, by=concern.raiser.user, at=NOON)


def fresh(concern: Concern) -> Concern:
    with engine_scope():
        return Concern.objects.select_related("raiser__user", "council").get(pk=concern.pk)


def the_appeal() -> Concern:
    with engine_scope():
        found = Concern.objects.select_related("raiser__user", "council", "refusal")
        return found.get(matter="access_appeal")


class TestWhichRequest:
    def test_those_refused_are_offered_by_reference_day_and_first_words(self, place: Town) -> None:
        whole = refused(place, what=f"{ASKED} {'I need it for my ward. ' * 20}")
        part = decide(request(place, what="The minutes."), Closing.PARTLY_UPHELD)
        declined = decide(request(place, what="The map."), Closing.DECLINED)
        granted = decide(request(place, what="The plan."), Closing.UPHELD)
        open_still = request(place, what="The list.")
        others = refused(place, raiser="colleague", what="The budget.")
        visitor = Visitor(place["councillor"])
        page = " ".join(visitor.begin("district-draft", "access_appeal").split())
        assert visitor.step == "request"
        assert "the reasons you were given go along with your appeal" in page
        for concern in (whole, part, declined):
            assert f"{concern.reference}, sent on 1 June 2026" in page
        assert f"“{ASKED} I need it for my ward." in page
        assert (
            "ward. I need it for my ward. I need it for my ward. I need it for my ward." not in page
        )
        assert "“The minutes.” Partly agreed on 1 June 2026." in page
        assert "“The map.” Not taken further on 1 June 2026." in page
        assert "It is not in this list" in page
        for concern in (granted, open_still, others):
            assert concern.reference not in page

    def test_where_nothing_was_refused_it_is_not_asked(self, place: Town) -> None:
        refused(place, raiser="colleague")
        visitor = Visitor(place["councillor"])
        visitor.begin("district-draft", "access_appeal")
        assert visitor.step == "decider"

    def test_the_request_says_by_itself_who_refused_it(self, place: Town) -> None:
        concern = refused(place)
        visitor = Visitor(place["councillor"])
        visitor.begin("district-draft", "access_appeal")
        assert "Select which request was refused" in visitor.post()
        visitor.post(request=concern.reference)
        assert visitor.step == "what"
        assert "Why should it be looked at again?" in visitor.text
        begun = the_appeal()
        assert (begun.appeal_of_id, begun.decider) == (concern.pk, "director")
        visitor.get(f"{visitor.root}decider/", status=404)

    def test_one_that_is_not_in_the_list_is_asked_about(self, place: Town) -> None:
        refused(place)
        visitor = Visitor(place["councillor"])
        visitor.begin("district-draft", "access_appeal")
        visitor.post(request="other")
        assert visitor.step == "decider"
        visitor.post(decider="director")
        assert "What were you refused" in visitor.text
        begun = the_appeal()
        assert (begun.appeal_of_id, begun.decider) == (None, "director")

    def test_changing_ones_mind_asks_again_who_refused(self, place: Town) -> None:
        concern = refused(place)
        visitor = Visitor(place["councillor"])
        visitor.begin("district-draft", "access_appeal")
        visitor.post(request="other")
        visitor.post(decider="chief_executive")
        visitor.get(f"{visitor.root}request/")
        visitor.post(request=concern.reference)
        assert the_appeal().decider == "director"
        assert "decider" not in the_appeal().answered
        visitor.get(f"{visitor.root}request/")
        assert visitor.page.context["form"].initial == {"request": concern.reference}
        visitor.post(request="other")
        assert the_appeal().decider == ""
        assert visitor.step == "decider"

    def test_the_check_shows_the_request_and_who_refused_it(self, place: Town) -> None:
        concern = refused(place)
        begun = begin(place, concern)
        visitor = Visitor(place["councillor"])
        visitor.get(f"/c/district-draft/raise/{begun.reference}/adjust/")
        visitor.post(adjustments="")
        visitor.post(seen=visitor.page.context["seen"])
        assert visitor.step == "check"
        page = " ".join(visitor.text.split())
        assert concern.reference in page
        assert f"“{ASKED}”" in page
        assert "Who refused it" in page
        assert "Strategic Director" in page
        assert "Send appeal" in page
        assert "Send concern" not in page

    def test_anybody_elses_is_not_to_be_had(self, place: Town) -> None:
        mine = begin(place)
        by = place["councillor"].user
        for other in (
            refused(place, raiser="colleague"),
            request(place),
            decide(request(place), Closing.UPHELD),
        ):
            with pytest.raises(appeals.NotRefused):
                appeals.choose(concern=mine, request=other.reference, by=by, at=NOON)
        visitor = Visitor(place["councillor"])
        theirs = refused(place, raiser="colleague")
        refused(place)
        visitor.get(f"/c/district-draft/raise/{mine.reference}/request/")
        visitor.post(request=theirs.reference)
        assert visitor.step == "request"
        assert theirs.reference not in visitor.text
        assert fresh(mine).appeal_of_id is None

    def test_only_an_appeal_has_one(self, place: Town) -> None:
        concern = refused(place)
        by = place["councillor"].user
        other = drafts.start(person=place["councillor"], by=by, at=NOON)
        with pytest.raises(ValueError, match="only an appeal"):
            appeals.choose(concern=other, request=concern.reference, by=by, at=NOON)

    def test_whoever_files_for_somebody_reads_nothing_of_theirs(self, place: Town) -> None:
        """Not even whoever refused it, who has read it before."""
        concern = refused(place)
        typist = holder(concern)
        begun = drafts.start(
            person=typist, by=typist.user, at=NOON, matter=Matter.ACCESS_APPEAL,
            filing_for=place["councillor"], received_on=TODAY,
        )  # fmt: skip
        visitor = Visitor(typist)
        page = visitor.get(f"/c/district-draft/raise/{begun.reference}/decider/")
        assert ASKED not in page
        assert visitor.client.get(f"{visitor.root}request/").status_code == 404
        with pytest.raises(appeals.NotRefused):
            appeals.choose(concern=begun, request=concern.reference, by=typist.user, at=NOON)

    def test_one_opened_again_is_asked_about_anew_and_not_sent(self, place: Town) -> None:
        concern = refused(place)
        begun = begin(place, concern)
        by = holder(concern).user
        deciding.reopen(
            concern=concern, reasons="A mistake.", by=by, at=NOON, version=concern.version
        )
        with pytest.raises(sending.NotFinished) as wanting:
            send(begun)
        assert wanting.value.missing == ("request",)
        with engine_scope():
            assert not Refusal.objects.exists()
        visitor = Visitor(place["councillor"])
        visitor.get(f"/c/district-draft/raise/{begun.reference}/check/")
        assert visitor.step == "request"
        page = " ".join(visitor.text.split())
        assert "The request you chose before has been opened again" in page
        assert "checked" not in page
        visitor.post(request="other")
        assert visitor.step == "decider"

    @pytest.mark.parametrize("page", ["request", "appeal"])
    def test_one_opened_again_that_very_moment_is_not_chosen(
        self, place: Town, monkeypatch: pytest.MonkeyPatch, page: str
    ) -> None:
        concern = refused(place)
        visitor = Visitor(place["councillor"])
        if page == "request":
            visitor.begin("district-draft", "access_appeal")
        else:
            visitor.get(f"/c/district-draft/raise/appeal/{concern.reference}/")

        def too_late(**_: Any) -> None:
            raise appeals.NotRefused

        monkeypatch.setattr(appeals, "choose", too_late)
        visitor.post(request=concern.reference)
        assert the_appeal().appeal_of_id is None
        visitor.get(f"{visitor.root}route/")
        assert visitor.step == "request"

    def test_the_page_asks_no_more_for_many(self, place: Town) -> None:
        refused(place)
        mine = begin(place)
        reader = Reader(place["councillor"])
        counted = []
        for n in (24, 225):
            many(place, n)
            counted.append(
                [
                    reader.queries(f"/c/district-draft/raise/{mine.reference}/{page}")
                    for page in ("request/", "what/", "")
                ]
            )
        page = reader.get(f"/c/district-draft/raise/{mine.reference}/request/")
        assert len(page.context["form"].fields["request"].choices) == 251
        assert counted[0] == counted[1]
        assert max(counted[0]) <= BUDGET


def many(place: Town, n: int) -> None:
    """So many further refused requests of the councillor."""
    raiser = place["councillor"]
    with engine_scope():
        one = Concern.objects.filter(matter="access_request").first()
        assert one is not None
        rows = Concern.objects.bulk_create(
            Concern(
                council=place.council, reference=f"M{n}-{i:04}", state="closed",
                matter="access_request", protocol=one.protocol, raiser=raiser,
                what_happened="A map.", received_on=TODAY, created_at=NOON, sent_at=NOON,
                closed_at=NOON, outcome="not_upheld", send_token=uuid.uuid4(),
            )
            for i in range(n)
        )  # fmt: skip
        Grant.objects.bulk_create(
            Grant(
                council=place.council, concern=row, user=raiser.user, person=raiser,
                capacity="raiser", reason="x", granted_at=NOON, state="closed",
                matter="access_request", is_open=False,
            )
            for row in rows
        )  # fmt: skip


class TestFromTheRefusedRequest:
    def test_the_appeal_begins_with_the_request_chosen(self, place: Town) -> None:
        concern = refused(place)
        visitor = Visitor(place["councillor"])
        visitor.get(f"/concerns/{concern.reference}/")
        there = f"/c/district-draft/raise/appeal/{concern.reference}/"
        assert f'href="{there}"' in visitor.text
        page = " ".join(visitor.get(there).split())
        assert f"“{ASKED}”" in page
        assert "Refused on 1 June 2026 by the Strategic Director" in page
        assert "the reasons you were given go along with your appeal" in page
        with engine_scope():
            assert not Concern.objects.filter(matter="access_appeal").exists()
        visitor.post()
        assert visitor.step == "what"
        begun = the_appeal()
        assert (begun.appeal_of_id, begun.decider) == (concern.pk, "director")

    def test_only_for_whoever_was_refused(self, place: Town) -> None:
        concern = refused(place)
        there = f"/c/district-draft/raise/appeal/{concern.reference}/"
        for name in ("colleague", "director", "chief_executive", "monitoring_officer", "officer"):
            for answer in (Reader(place[name]).get(there), Reader(place[name]).post(there)):
                assert answer.status_code == 404, name
        elsewhere = town("rushcliffe")
        assert Reader(elsewhere["councillor"]).get(there).status_code == 404
        mine = Reader(place["councillor"])
        for other in (request(place), decide(request(place), Closing.UPHELD)):
            address = f"/c/district-draft/raise/appeal/{other.reference}/"
            assert mine.get(address).status_code == 404

    def test_where_the_protocol_has_no_appeal_by_now_it_says_what_there_is(
        self, place: Town
    ) -> None:
        concern = refused(place)
        place.council.protocols.update(status="superseded", in_force_until=LONG_AGO)
        there = f"/c/district-draft/raise/appeal/{concern.reference}/"
        answer = Reader(place["councillor"]).get(there)
        assert (answer.status_code, answer["Location"]) == (302, "/c/district-draft/raise/")

    def test_whoever_refused_is_not_named_as_the_one_to_ask(self, place: Town) -> None:
        concern = by_the_chief_executive(place)
        said = text(Reader(place["councillor"]).get(f"/concerns/{concern.reference}/"))
        assert "the protocol lets you ask for it to be looked at again." in said
        assert "lets you ask the Chief Executive" not in said
        said = text(Reader(place["councillor"]).get(f"/concerns/{refused(place).reference}/"))
        assert "lets you ask the Chief Executive" in said


def by_the_chief_executive(place: Town) -> Concern:
    """Refused by the chief executive, while everybody before them was away."""
    away = [
        Absence.objects.create(council=place.council, person=place[name], starts_on=TODAY)
        for name in ("director", "assistant_director", "monitoring_officer")
    ]
    concern = request(place)
    assert holder(concern) == place["chief_executive"]
    decide(concern)
    for absence in away:
        absence.delete()
    return concern


class TestWhoGetsIt:
    """Clause 9.9 of the district: never whoever refused it."""

    def route(self, place: Town, concern: Concern) -> Visitor:
        visitor = Visitor(place["councillor"])
        visitor.get(f"/c/district-draft/raise/appeal/{concern.reference}/")
        visitor.post()
        visitor.post(what="Names can be blacked out.")
        visitor.post(adjustments="")
        assert visitor.step == "route"
        return visitor

    def finish(self, visitor: Visitor) -> Concern:
        visitor.post(seen=visitor.page.context["seen"])
        visitor.post(seen=visitor.page.context["seen"])
        assert visitor.step == "sent"
        return the_appeal()

    def test_after_a_directors_refusal_the_chief_executive(self, place: Town) -> None:
        concern = refused(place)
        assert holder(concern) == place["director"]
        visitor = self.route(place, concern)
        assert "Your appeal goes to The chief_executive" in visitor.text
        assert holder(self.finish(visitor)) == place["chief_executive"]

    def test_after_the_chief_executives_the_monitoring_officer(self, place: Town) -> None:
        visitor = self.route(place, by_the_chief_executive(place))
        page = " ".join(visitor.text.split())
        assert "Your appeal goes to The monitoring_officer" in page
        assert "the matter shall be referred to the Monitoring Officer for determination." in page
        assert holder(self.finish(visitor)) == place["monitoring_officer"]

    def test_a_director_who_became_chief_executive_does_not_judge_their_own_refusal(
        self, place: Town
    ) -> None:
        concern = refused(place)
        self.promote(place)
        visitor = self.route(place, concern)
        assert "goes to The director" not in visitor.text
        appeal = self.finish(visitor)
        assert holder(appeal) != place["director"]
        assert Reader(place["director"]).get(f"/concerns/{appeal.reference}/").status_code == 404

    def test_nor_one_who_comes_into_the_office_once_it_is_sent(self, place: Town) -> None:
        appeal = self.finish(self.route(place, refused(place)))
        self.promote(place)
        handover.hand_over(council=place.council, at=NOON, by=None)
        assert holder(appeal) not in {place["director"], place["chief_executive"]}

    @staticmethod
    def promote(place: Town) -> None:
        """The director becomes chief executive, and somebody else director."""
        was = place["director"].appointments.get(office__code="director")
        Appointment.objects.filter(pk=was.pk).update(person=place["junior"])
        seat = place["chief_executive"].appointments.get()
        Appointment.objects.filter(pk=seat.pk).update(person=place["director"])

    def test_the_one_who_refused_hears_nothing_of_it(self, place: Town) -> None:
        concern = refused(place)
        director = place["director"]
        reader = Reader(director)
        there = f"/concerns/{concern.reference}/"
        before = text(reader.get(there))
        with engine_scope():
            mails = Notification.objects.filter(user=director.user).count()
        appeal = self.finish(self.route(place, concern))
        assert _bare(text(reader.get(there))) == _bare(before)
        assert reader.get(f"/concerns/{appeal.reference}/").status_code == 404
        with engine_scope():
            assert Notification.objects.filter(user=director.user).count() == mails


def _bare(page: str) -> str:
    return re.sub(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', "", page)


class TestWhatGoesAlong:
    @pytest.fixture
    def concern(self, place: Town) -> Concern:
        return refused(place)

    @pytest.fixture
    def appeal(self, place: Town, concern: Concern) -> Concern:
        return send(begin(place, concern))

    def test_a_copy_is_kept_at_the_sending_and_not_before(
        self, place: Town, concern: Concern
    ) -> None:
        begun = begin(place, concern)
        with engine_scope():
            assert not Refusal.objects.exists()
        appeal = send(begun)
        with engine_scope():
            kept = Refusal.objects.get(concern=appeal)
        assert (kept.reference, kept.asked, kept.reasons) == (concern.reference, ASKED, REASONS)
        assert (kept.outcome, kept.office) == ("not_upheld", "director")
        assert (kept.asked_on, kept.decided_on) == (TODAY, TODAY)
        assert kept.decided_by_id == place["director"].pk

    def test_whoever_gets_it_reads_the_copy_and_not_the_request(
        self, place: Town, concern: Concern, appeal: Concern
    ) -> None:
        reader = Reader(holder(appeal))
        said = text(reader.get(f"/concerns/{appeal.reference}/"))
        _, _, after = said.partition("The request that was refused</h2>")
        for words in (
            concern.reference, ASKED, REASONS, "What they asked for", "Reasons they were given",
            "Refused on 1 June 2026 by the Strategic Director, The director",
        ):  # fmt: skip
            assert words in after, words
        assert f"/concerns/{concern.reference}/" not in said
        assert reader.get(f"/concerns/{concern.reference}/").status_code == 404
        set_user(holder(appeal).user_id)
        assert not Concern.objects.filter(pk=concern.pk).exists()

    def test_it_is_in_the_pack_under_its_own_heading(self, place: Town, appeal: Concern) -> None:
        reader = Reader(holder(appeal))
        there = f"/reviews/{appeal.reference}/"
        assert ASKED not in text(reader.get(there + "interest/"))
        reader.post(there + "interest/", version=appeal.version, interest="no")
        said = text(reader.get(there))
        _, _, after = said.partition("The request that was refused</h3>")
        assert ASKED in after
        assert REASONS in after

    def test_whoever_raised_it_reads_what_went_along(
        self, place: Town, concern: Concern, appeal: Concern
    ) -> None:
        said = text(Reader(place["councillor"]).get(f"/concerns/{appeal.reference}/"))
        for words in ("This went along with your appeal", "What you asked for", ASKED, REASONS):
            assert words in said
        assert f'href="/concerns/{concern.reference}/"' in said

    def test_nobody_else_reads_the_copy(self, place: Town, appeal: Concern) -> None:
        for name in ("director", "officer", "colleague", "monitoring_officer"):
            set_user(place[name].user_id)
            assert not Refusal.objects.exists(), name
        for capacity in ("consultee", "informed"):
            with engine_scope():
                Grant.objects.filter(concern=appeal, person=place["leader"]).delete()
                Grant.objects.create(
                    council=place.council, concern=appeal, user=place["leader"].user,
                    person=place["leader"], capacity=capacity, reason="x", granted_at=NOON,
                    state="sent", matter="access_appeal",
                )  # fmt: skip
            set_user(place["leader"].user_id)
            assert Concern.objects.filter(pk=appeal.pk).exists()
            assert not Refusal.objects.exists(), capacity
            said = text(Reader(place["leader"]).get(f"/concerns/{appeal.reference}/"))
            assert ASKED not in said
            assert REASONS not in said

    def test_what_is_done_to_the_request_later_does_not_change_it(
        self, place: Town, concern: Concern, appeal: Concern
    ) -> None:
        with engine_scope():
            request = Concern.objects.get(pk=concern.pk)
            request.what_happened, request.outcome_reasons = "Something else.", "Others."
            request.save(update_fields=["what_happened", "outcome_reasons"])
        said = text(Reader(holder(appeal)).get(f"/concerns/{appeal.reference}/"))
        assert ASKED in said
        assert REASONS in said

    def test_nothing_goes_along_with_one_that_was_not_in_the_list(self, place: Town) -> None:
        refused(place)
        appeal = send(begin(place))
        with engine_scope():
            assert not Refusal.objects.exists()
        for who in (holder(appeal), place["councillor"]):
            said = text(Reader(who).get(f"/concerns/{appeal.reference}/"))
            assert "The request that was refused" not in said

    def test_the_pages_keep_to_few_queries(self, place: Town, appeal: Concern) -> None:
        for who in (holder(appeal), place["councillor"]):
            assert Reader(who).queries(f"/concerns/{appeal.reference}/") <= BUDGET


class TestTheDatabase:
    def test_an_appeal_is_about_ones_own_request(self, place: Town) -> None:
        theirs, mine = refused(place, raiser="colleague"), begin(place)
        self.refuses(mine, theirs)

    def test_and_about_one_of_the_same_council(self, place: Town) -> None:
        elsewhere = town("rushcliffe")
        there = request(elsewhere)
        self.refuses(begin(place), there)

    def test_only_an_appeal_is_about_one(self, place: Town) -> None:
        concern = refused(place)
        other = draft(place["councillor"], [place["officer"]])
        with pytest.raises(IntegrityError, match="only_an_appeal"), engine_scope():
            Concern.objects.filter(pk=other.pk).update(appeal_of=concern)

    @staticmethod
    def refuses(mine: Concern, other: Concern) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="same_raiser"), engine_scope():
            Concern.objects.filter(pk=mine.pk).update(appeal_of_id=other.pk)
