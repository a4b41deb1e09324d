"""Naming who may have seen it, and what that does and does not do for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine

from concerns.actions import drafts, handover, register, sending, witnesses
from concerns.actions._scope import engine_scope
from concerns.actions.drafts import CannotBeNamed, Named
from concerns.engine.facts import Matter
from concerns.engine.offices import Kind
from concerns.engine.offices import Office as Code
from concerns.middleware import set_user
from concerns.models import Concern, Grant, Notification, Party, Person
from concerns.permissions.refusal import NotAllowed
from tests.pages import BUDGET, text
from tests.pages import Visitor as Reader
from tests.people import NOON, Town, appoint, draft, person, sent, town
from tests.visitor import Visitor, as_far_as_the_route, at_the_route, only

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def place() -> Town:
    return town("banbury")


def named(concern: Concern) -> list[tuple[str, str]]:
    """Name and role of everybody named, in order."""
    with engine_scope():
        parties = Party.objects.filter(concern=concern).select_related("person").order_by("pk")
        return [(p.person.name if p.person else p.name, p.role) for p in parties]


def witness(concern: Concern, *who: Person | str) -> None:
    by = concern.raiser.user
    for each in who:
        one = (
            Named(Kind.OFFICER, name=each)
            if isinstance(each, str)
            else Named(Kind(each.kind), each)
        )
        witnesses.add(concern=concern, who=one, by=by, at=NOON)


def send(concern: Concern) -> Concern:
    seen = sending.preview(concern=concern, at=NOON).fingerprint
    return sending.send(concern=concern, seen=seen, by=concern.raiser.user, at=NOON)


def handlers(concern: Concern) -> set[Person]:
    with engine_scope():
        live = Grant.objects.filter(concern=concern, capacity="handler", ended_at=None)
        return {grant.person for grant in live.select_related("person__user")}


class TestTheQuestion:
    """Every page works without a script: the client runs none."""

    def at(self, place: Town, *, about: str = "officer") -> Visitor:
        visitor = Visitor(place["councillor"])
        visitor.begin("banbury")
        begun = only()
        by = place["councillor"].user
        drafts.name_people(
            concern=begun,
            people=[Named(Kind(place[about].kind), place[about])],
            by=by,
            at=NOON,
        )
        visitor.get(f"{visitor.root}witnesses/")
        return visitor

    def test_it_follows_what_happened_and_no_is_an_answer(self, place: Town) -> None:
        visitor = Visitor(place["councillor"])
        as_far_as_the_route(visitor, place["officer"])
        visitor.post(seen=visitor.page.context["seen"])
        assert "People who may have seen it" in visitor.text
        assert "Nobody" in visitor.text
        visitor.get(f"{visitor.root}what/")
        visitor.post(what="It was said.")
        assert visitor.step == "witnesses"
        assert 'value="no"' in visitor.text
        assert visitor.page.context["form"].initial == {"more": False}
        visitor.post(more="no")
        assert visitor.step == "nature"

    def test_an_answer_is_needed(self, place: Town) -> None:
        visitor = self.at(place)
        assert "Select whether anyone else saw it" in visitor.post()
        assert "<title>Error: Did anyone else see it?" in " ".join(visitor.text.split())

    def test_somebody_is_added_another_too_and_one_removed(self, place: Town) -> None:
        visitor = self.at(place)
        visitor.post(more="yes")
        assert visitor.step == "add"
        visitor.post(people=place["junior"].pk)
        assert visitor.step == "witnesses"
        assert "You have named 1 person who may have seen it" in " ".join(visitor.text.split())
        assert "Select whether you want to add somebody else" in visitor.post()
        visitor.post(more="yes")
        visitor.post(people="other", name="The visitor in red", kind="outside")
        assert "You have named 2 people who may have seen it" in " ".join(visitor.text.split())
        (first, name), _ = visitor.page.context["people"]
        assert name == "Oscar Heath"
        visitor.post(remove=first)
        assert "Oscar Heath is no longer on your list." in visitor.text
        assert named(only()) == [("Olive Marsh", "subject"), ("The visitor in red", "witness")]
        visitor.post(more="no")
        assert visitor.step == "nature"

    def test_with_nobody_left_it_is_asked_again(self, place: Town) -> None:
        visitor = self.at(place)
        visitor.post(more="yes")
        visitor.post(people=place["junior"].pk)
        assert "witnesses" in only().answered
        visitor.post(remove=visitor.page.context["people"][0][0])
        assert "Did anyone else see it?" in visitor.text
        assert "witnesses" not in only().answered

    def test_what_is_removed_was_on_this_list(self, place: Town) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        visitor = Visitor(place["councillor"])
        visitor.get(f"/c/banbury/raise/{mine.reference}/witnesses/")
        with engine_scope():
            subject = Party.objects.get(concern=mine)
        for forged in (subject.pk, 999_999, "9" * 30, "x"):
            visitor.post(remove=forged)
            assert "no longer on your list" not in visitor.text
        assert named(mine) == [("Olive Marsh", "subject")]

    def test_who_it_is_can_be_searched_for(self, place: Town) -> None:
        for n in range(30):
            person(place.council, f"Officer {n:02}", Kind.OFFICER)
        visitor = self.at(place)
        visitor.get(f"{visitor.root}witnesses/add/")
        assert "more are not shown" in visitor.text
        visitor.post(q="officer 29", search="search")
        assert "29" not in visitor.path
        assert "Officer 29" in visitor.text
        assert "Officer 01" not in visitor.text

    def test_a_search_loses_no_words(self, place: Town) -> None:
        visitor = self.at(place)
        visitor.get(f"{visitor.root}witnesses/add/")
        page = visitor.post(
            people="other", name="The visitor in red", kind="outside", q="heath", search="search"
        )
        assert "The visitor in red" in page
        assert "Oscar Heath" in page
        assert page.count("checked") == 2

    @pytest.mark.parametrize(
        ("query", "why"),
        [
            ("cora", "Cora Lane is not in the list. You cannot name yourself."),
            ("marsh", "Olive Marsh is not in the list. It is about them."),
            ("heath", "Oscar Heath is not in the list. You have named them already."),
        ],
    )
    def test_whoever_is_not_in_the_list_is_said_to_be_left_out(
        self, place: Town, query: str, why: str
    ) -> None:
        visitor = self.at(place)
        witness(only(), place["junior"])
        visitor.get(f"{visitor.root}witnesses/add/")
        assert why in visitor.post(q=query, search="search")

    @pytest.mark.parametrize(
        ("answer", "error"),
        [
            ({}, "Select who saw it, or say that they are not in the list"),
            ({"people": "other"}, "Enter the name of the person who is not in the list"),
            (
                {"people": "other", "name": "A visitor"},
                "Select what the person who is not in the list is",
            ),
            (
                {"people": "other", "name": "Olive Marsh", "kind": "officer"},
                "Olive Marsh is somebody it is about, so they cannot also be somebody who saw it",
            ),
            (
                {"people": "other", "name": "Cora Lane", "kind": "councillor"},
                "You cannot name yourself as somebody else who saw it",
            ),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
        self, place: Town, answer: dict[str, str], error: str
    ) -> None:
        visitor = self.at(place)
        visitor.get(f"{visitor.root}witnesses/add/")
        page = visitor.post(**answer)
        assert error in page
        assert "<title>Error: " in page
        assert answer.get("name", "") in page
        assert named(only()) == [("Olive Marsh", "subject")]

    def test_from_the_check_it_goes_back_there(self, place: Town) -> None:
        visitor = Visitor(place["councillor"])
        at_the_route(visitor, place["officer"])
        visitor.post(seen=visitor.page.context["seen"])
        visitor.get(f"{visitor.root}witnesses/?return=check")
        visitor.post(more="yes")
        assert "return=check" in visitor.path
        visitor.post(people=place["junior"].pk)
        visitor.post(more="no")
        assert visitor.step == "route"
        visitor.post(seen=visitor.page.context["seen"])
        assert visitor.step == "check"
        assert "Oscar Heath" in visitor.text

    @pytest.mark.parametrize("page", ["witnesses", "add"])
    def test_it_can_be_left_and_taken_up_again(self, place: Town, page: str) -> None:
        visitor = self.at(place)
        if page == "add":
            visitor.get(f"{visitor.root}witnesses/add/")
        visitor.post(save="save")
        assert visitor.path == "/concerns/"
        assert "The last page is not saved" in visitor.text

    def test_a_list_is_saved_as_it_stands(self, place: Town) -> None:
        visitor = self.at(place)
        visitor.get(f"{visitor.root}witnesses/add/")
        visitor.post(people=place["junior"].pk, save="save")
        assert "Saved. You can come back to it here." in visitor.text
        there = f"/c/banbury/raise/{only().reference}/witnesses/"
        visitor.get(there)
        visitor.post(save="save")
        assert "Saved. You can come back to it here." in visitor.text
        assert "Oscar Heath" in visitor.get(there)

    @pytest.mark.parametrize("page", ["witnesses/", "witnesses/add/"])
    def test_only_a_concern_has_witnesses(self, place: Town, page: str) -> None:
        visitor = Visitor(place["councillor"])
        visitor.begin("banbury", "group_report")
        visitor.get(f"{visitor.root}{page}", status=404)
        raiser = place["councillor"]
        request = drafts.start(person=raiser, by=raiser.user, at=NOON, matter=Matter.ACCESS_REQUEST)
        with pytest.raises(ValueError, match="only a concern"):
            witness(request, place["junior"])

    def test_the_pages_ask_no_more_for_many(self, place: Town) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        reader = Reader(place["councillor"])
        there = f"/c/banbury/raise/{mine.reference}/witnesses/"
        counted = []
        for n in (25, 225):
            people = [person(place.council, f"W {n} {i}", Kind.OFFICER) for i in range(n)]
            with engine_scope():
                Party.objects.bulk_create(
                    Party(
                        council=place.council, concern=mine, person=p, kind="officer",
                        role="witness",
                    )
                    for p in people
                )  # fmt: skip
            counted.append((reader.queries(there), reader.queries(there + "add/")))
        assert counted[0] == counted[1]
        assert max(counted[0]) <= BUDGET


class TestNobodyIsBoth:
    def test_somebody_it_is_about_is_no_witness(self, place: Town) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        with pytest.raises(CannotBeNamed, match="Olive Marsh is somebody it is about"):
            witness(mine, place["officer"])

    def test_a_witness_is_nobody_it_is_about(self, place: Town) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        witness(mine, place["junior"])
        both = [Named(Kind.OFFICER, place["officer"]), Named(Kind.OFFICER, place["junior"])]
        with pytest.raises(CannotBeNamed, match="Oscar Heath as somebody who may have seen it"):
            drafts.name_people(concern=mine, people=both, by=mine.raiser.user, at=NOON)
        assert named(mine) == [("Olive Marsh", "subject"), ("Oscar Heath", "witness")]

    def test_neither_in_words(self, place: Town) -> None:
        mine = draft(place["councillor"], [])
        subject = [Named(Kind.OFFICER, name="The man from the depot")]
        drafts.name_people(concern=mine, people=subject, by=mine.raiser.user, at=NOON)
        with pytest.raises(CannotBeNamed):
            witness(mine, "the man from the DEPOT")
        witness(mine, "Somebody in red")
        subject = [Named(Kind.OFFICER, name="somebody in red")]
        with pytest.raises(CannotBeNamed):
            drafts.name_people(concern=mine, people=subject, by=mine.raiser.user, at=NOON)

    @pytest.mark.parametrize("search", [False, True])
    def test_the_page_says_so_and_where_to_change_it(self, place: Town, search: bool) -> None:
        visitor = Visitor(place["councillor"])
        at_the_route(visitor, place["officer"])
        witness(only(), place["junior"])
        visitor.get(f"{visitor.root}person/")
        more = {"search": "search", "q": "x"} if search else {}
        page = visitor.post(people=place["junior"].pk, **more)
        assert "You have named Oscar Heath as somebody who may have seen it" in page
        assert visitor.root + "witnesses/" in page
        assert named(only())[0] == ("Olive Marsh", "subject")

    def test_named_twice_is_named_once(self, place: Town) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        witness(mine, place["junior"], "A visitor")
        for again in (place["junior"], "Oscar Heath", "a visitor"):
            with pytest.raises(CannotBeNamed, match="in your list already"):
                witness(mine, again)

    def test_words_the_register_knows_by_a_new_date_are_no_longer_a_witness(
        self, place: Town
    ) -> None:
        """Nobody chose to name them: whom it is about wins over who saw it."""
        visitor = Visitor(place["councillor"])
        at_the_route(visitor, place["officer"])
        keeper = place["junior"]
        held = appoint(keeper, Code.ASSISTANT_DIRECTOR, "Keeper of Parks")
        held.starts_on, held.ends_on = date(2026, 5, 1), date(2026, 5, 20)  # neither then nor now
        held.save()
        mine = only()
        words = [Named(Kind.OFFICER, name="the Keeper of Parks")]
        drafts.name_people(concern=mine, people=words, by=mine.raiser.user, at=NOON)
        witness(mine, keeper)
        assert named(mine) == [("the Keeper of Parks", "subject"), (keeper.name, "witness")]
        visitor.get(f"{visitor.root}when/")
        visitor.post(kind="one", on_day="10", on_month="5", on_year="2026")
        assert named(mine) == [(keeper.name, "subject")]
        assert "witnesses" not in only().answered


class TestInWords:
    @pytest.mark.parametrize("words", ["Oscar Heath", "Mr Oscar Heath", "heath, OSCAR"])
    def test_a_name_is_the_person(self, place: Town, words: str) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        witness(mine, words)
        with engine_scope():
            assert Party.objects.get(concern=mine, role="witness").person == place["junior"]

    def test_more_than_a_name_is_somebody_else(self, place: Town) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        for words in ("Oscar Heath’s mother", "Olive Marsh’s husband", "a friend of Cora Lane"):
            witness(mine, words)
        with engine_scope():
            found = Party.objects.filter(concern=mine, role="witness")
            assert [p.person for p in found] == [None, None, None]

    def test_of_two_with_one_name_neither_is_taken_for_the_other(self, place: Town) -> None:
        namesake = person(place.council, "Another Oscar", Kind.COUNCILLOR)
        Person.objects.filter(pk=namesake.pk).update(name="Oscar Heath")
        mine = draft(place["councillor"], [place["officer"]])
        witness(mine, "Oscar Heath")
        with engine_scope():
            assert Party.objects.get(concern=mine, role="witness").person is None

    def test_nobody_else_adds_to_a_draft_and_nobody_to_what_is_sent(self, place: Town) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        with pytest.raises(NotAllowed, match="not your draft"):
            witnesses.add(
                concern=mine,
                who=Named(Kind.OFFICER, place["junior"]),
                by=place["colleague"].user,
                at=NOON,
            )
        gone = sent(place["councillor"], [place["officer"]])
        with pytest.raises(NotAllowed, match="has been sent"):
            witness(gone, place["junior"])
        with pytest.raises(NotAllowed, match="has been sent"):
            witnesses.remove(concern=gone, witness=1, by=gone.raiser.user, at=NOON)

    def test_whoever_comes_onto_the_register_later_stays_in_words(self, place: Town) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        witness(mine, "Petra Vale")
        concern = send(mine)
        register.add_person(
            council=place.council, email="petra.vale@banbury.example", name="Petra Vale",
            kind=Kind.OFFICER, active_from=TODAY, by=None, at=NOON,
        )  # fmt: skip
        handover.hand_over(council=place.council, at=NOON, by=None)
        with engine_scope():
            assert Party.objects.get(concern=concern, role="witness").person is None


class TestAWitness:
    @pytest.fixture
    def concern(self, place: Town) -> Concern:
        mine = draft(place["councillor"], [place["officer"]])
        witness(mine, place["junior"], "The visitor in red")
        return send(mine)

    def test_is_told_nothing_and_sees_nothing(self, place: Town, concern: Concern) -> None:
        junior = place["junior"]
        with engine_scope():
            assert not Notification.objects.filter(user=junior.user).exists()
            assert not Grant.objects.filter(user=junior.user).exists()
        set_user(junior.user_id)
        assert not Concern.objects.exists()
        assert not Party.objects.exists()
        reader = Reader(junior)
        for page in ("", "route/", "messages/", "timeline/"):
            assert reader.get(f"/concerns/{concern.reference}/{page}").status_code == 404
        for page in ("/", "/concerns/", "/queue/", "/reviews/"):
            assert concern.reference not in text(reader.get(page))

    def test_changes_nothing_about_the_route(self, place: Town, concern: Concern) -> None:
        without = sent(place["councillor"], [place["officer"]])
        assert handlers(concern) == handlers(without) != set()

    def test_is_named_to_those_who_deal_with_it_under_their_own_heading(
        self, place: Town, concern: Concern
    ) -> None:
        (handler,) = handlers(concern)
        for reader in (handler, place["councillor"]):
            said = text(Reader(reader).get(f"/concerns/{concern.reference}/"))
            _, _, after = said.partition("People who may have seen it</h2>")
            assert "Oscar Heath, an officer" in after
            assert "The visitor in red" in after
            about, _, _ = said.partition("People who may have seen it</h2>")
            assert "Oscar Heath" not in about

    def test_is_in_the_pack(self, place: Town, concern: Concern) -> None:
        (handler,) = handlers(concern)
        reader = Reader(handler)
        there = f"/reviews/{concern.reference}/"
        reader.post(there + "interest/", version=concern.version, interest="no")
        said = text(reader.get(there))
        assert "People who may have seen it</h3>" in said
        assert "Oscar Heath, an officer" in said
        assert "You are named here" not in said

    def test_is_not_among_those_it_is_about(self, place: Town) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        witness(mine, place["colleague"])
        concern = send(mine)
        (handler,) = handlers(concern)
        reader = Reader(handler)
        assert "Concern about an officer" in text(reader.get(f"/concerns/{concern.reference}/"))
        assert "about a councillor" not in text(reader.get("/queue/"))

    def test_held_the_office_of_the_day(self, place: Town) -> None:
        """The offices are noted when it is sent, so that a date changed before it counts."""
        junior = place["junior"]
        seat = appoint(junior, Code.SENIOR_MANAGER, "Parks Manager")
        mine = draft(place["councillor"], [place["officer"]])
        witness(mine, junior)
        drafts.answer(
            concern=mine, step="when", by=mine.raiser.user, at=NOON,
            happened_from=TODAY.replace(year=2025),
        )  # fmt: skip
        seat.ends_on = TODAY.replace(month=1)
        seat.save(update_fields=["ends_on"])
        concern = send(mine)
        with engine_scope():
            party = Party.objects.get(concern=concern, role="witness")
        assert (party.offices, party.former) == (["senior_manager"], True)

    def test_who_would_get_it_gets_it_and_is_told_that_they_are_named(self, place: Town) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        clerk = place["clerk"]
        witness(mine, clerk, place["junior"])
        concern = send(mine)
        assert handlers(concern) == {clerk}
        with engine_scope():
            assert Notification.objects.filter(user=clerk.user, kind="received").exists()
        reader = Reader(clerk)
        told = "You are named here as somebody who may have seen what happened."
        page = text(reader.get(f"/concerns/{concern.reference}/"))
        assert told in page
        assert f'href="/concerns/{concern.reference}/do/declare-interest/"' in page
        interest = f"/reviews/{concern.reference}/interest/"
        assert told in text(reader.get(interest))
        reader.post(interest, version=concern.version, interest="no")
        assert told in text(reader.get(f"/reviews/{concern.reference}/"))
        assert told not in text(Reader(place["councillor"]).get(f"/concerns/{concern.reference}/"))

    def test_who_has_it_can_pass_it_on_for_that(self, place: Town) -> None:
        mine = draft(place["councillor"], [place["officer"]])
        witness(mine, place["clerk"])
        concern = send(mine)
        reader = Reader(place["clerk"])
        there = f"/concerns/{concern.reference}/do/declare-interest/"
        assert reader.get(there).status_code == 200
        reader.post(there, version=concern.version, interest="on", confirm="yes")
        reader.post(there, version=concern.version, interest="yes")
        assert place["clerk"] not in handlers(concern)
        assert reader.get(f"/concerns/{concern.reference}/").status_code == 404

    def test_another_who_has_it_is_not_told_that_they_are_named(
        self, place: Town, concern: Concern
    ) -> None:
        (handler,) = handlers(concern)
        said = text(Reader(handler).get(f"/concerns/{concern.reference}/"))
        assert "You are named here" not in said

    def test_the_case_page_asks_no_more_for_many(self, place: Town, concern: Concern) -> None:
        (handler,) = handlers(concern)
        there = f"/concerns/{concern.reference}/"
        counted = []
        for n in (25, 225):
            with engine_scope():
                Party.objects.bulk_create(
                    Party(
                        council=place.council, concern=concern, name=f"W {n} {i}",
                        kind="officer", role="witness",
                    )
                    for i in range(n)
                )  # fmt: skip
            counted.append(Reader(handler).queries(there))
        assert counted[0] == counted[1]
        assert counted[0] <= BUDGET


def test_whoever_files_for_somebody_else_can_have_seen_it(place: Town) -> None:
    clerk, raiser = place["clerk"], place["officer"]
    begun = drafts.start(person=clerk, by=clerk.user, at=NOON, filing_for=raiser, received_on=TODAY)
    witnesses.add(concern=begun, who=Named(Kind.OFFICER, clerk), by=clerk.user, at=NOON)
    with pytest.raises(CannotBeNamed, match="Olive Marsh raises it"):
        witnesses.add(concern=begun, who=Named(Kind.OFFICER, raiser), by=clerk.user, at=NOON)
    assert named(begun) == [("The clerk", "witness")]


def test_a_draft_is_deleted_with_its_witnesses(place: Town) -> None:
    mine = draft(place["councillor"], [place["officer"]])
    witness(mine, place["junior"])
    drafts.discard(concern=mine, by=mine.raiser.user, at=NOON)
    with engine_scope():
        assert not Party.objects.exists()
