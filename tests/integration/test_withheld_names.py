"""The name of whoever raised a concern: kept from those it is about, and revealed in no hurry."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from concerns.actions import _grants, deciding, handling, names
from concerns.actions._scope import engine_scope
from concerns.engine.states import Capacity, StateForbids
from concerns.models import AuditEvent, Concern, Notification, Person, Revealing
from concerns.permissions.refusal import NotAllowed
from concerns.selectors.names import is_withheld
from tests.pages import Visitor, text
from tests.people import NOON, Town, disinterested, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

CANARY = "Zanzibar Quince"
ASKED = {"withhold_grounds": ["retaliation"], "withhold_words": "They shouted before."}
PAGES = (
    "case-detail",
    "case-route",
    "case-messages",
    "case-timeline",
    "case-evidence",
    "case-name",
)
A_WEEK_LATER = NOON + timedelta(days=8)  # five working days, and the day after


@pytest.fixture
def place() -> Town:
    found = town("banbury")
    raiser = found["officer"]
    raiser.name = CANARY
    raiser.save(update_fields=["name"])
    return found


def withheld(place: Town, **more: object) -> Concern:
    return sent(place["officer"], [place["councillor"]], **{**ASKED, **more})


def has_it(concern: Concern) -> Person:
    with engine_scope():
        return concern.grants.get(capacity="handler", ended_at=None).person


def let_see(concern: Concern, who: Person, capacity: Capacity) -> Person:
    with engine_scope():
        _grants.give(
            concern=concern, person=who, capacity=capacity, reason="For a test.", at=NOON, by=None
        )
    return who


def by_handler(concern: Concern) -> dict[str, object]:
    with engine_scope():
        fresh = Concern.objects.select_related("council").get(pk=concern.pk)
    return {"concern": fresh, "by": has_it(concern).user, "version": fresh.version}


def now(concern: Concern) -> Concern:
    with engine_scope():
        return Concern.objects.get(pk=concern.pk)


def read_by(who: Person, concern: Concern) -> str:
    """Every page of a concern that this person can open, and their lists."""
    visitor = Visitor(who)
    paths = [reverse(name, args=[concern.reference]) for name in PAGES]
    paths += [reverse(name) for name in ("queue-list", "review-list", "concern-list", "home")]
    pages = [visitor.get(path) for path in paths]
    return "".join(text(page) for page in pages if page.status_code == 200)


def spoken_of(concern: Concern, raiser: Person) -> None:
    """Everything there is that carries a name: a message of each side."""
    who = has_it(concern)
    handling.message(concern=concern, body="I have more to say.", by=raiser.user, at=NOON)
    handling.message(concern=concern, body="Tell me.", by=who.user, at=NOON)


@pytest.mark.parametrize(
    "capacity", [Capacity.ADVISER, Capacity.CONSULTEE, Capacity.INFORMED, Capacity.RESPONDENT]
)
def test_no_page_names_the_raiser_to_anybody_but_those_who_deal_with_it(
    place: Town, capacity: Capacity
) -> None:
    concern = withheld(place)
    spoken_of(concern, place["officer"])
    who = place["councillor"] if capacity is Capacity.RESPONDENT else place["colleague"]
    let_see(concern, who, capacity)
    said = read_by(who, concern)
    assert concern.reference in said or capacity is not Capacity.ADVISER
    assert CANARY not in said
    assert CANARY in read_by(has_it(concern), concern)
    assert CANARY in read_by(place["officer"], concern)


def test_control_the_same_pages_name_a_raiser_who_did_not_ask(place: Town) -> None:
    concern = withheld(place, withhold_grounds=[], withhold_words="")
    spoken_of(concern, place["officer"])
    said = read_by(let_see(concern, place["colleague"], Capacity.ADVISER), concern)
    assert said.count(CANARY) > 3


def test_a_route_does_not_tell_an_adviser_the_office_of_whoever_raised_it(place: Town) -> None:
    told = {}
    for grounds in ([], ["health"]):
        concern = sent(place["clerk"], [place["councillor"]], withhold_grounds=grounds)
        let_see(concern, place["colleague"], Capacity.ADVISER)
        page = Visitor(place["colleague"]).get(reverse("case-route", args=[concern.reference]))
        told[bool(grounds)] = text(page)
    assert "because they raised it" in told[False]
    assert "because they raised it" not in told[True]
    assert "could tell who raised it" in told[True]


def test_the_pack_that_is_printed_leaves_the_name_out(place: Town) -> None:
    concern = withheld(place)
    spoken_of(concern, place["officer"])
    who = has_it(concern)
    disinterested(concern, who)
    page = text(Visitor(who).get(reverse("review-pack", args=[concern.reference])))
    assert "What was sent" in page
    assert CANARY not in page
    assert "They shouted before" not in page
    assert "shouted before" in text(Visitor(who).get(f"/concerns/{concern.reference}/"))


def test_nothing_is_revealed_before_the_raiser_had_time(place: Town) -> None:
    concern = withheld(place)
    names.refuse(**by_handler(concern), reason="It cannot be looked into without.", at=NOON)
    row = one(concern)
    assert row.not_before is not None
    assert (row.not_before - NOON.date()).days == 8
    assert is_withheld(now(concern))
    too_early = A_WEEK_LATER - timedelta(days=1)
    with pytest.raises(names.CannotReveal):
        names.reveal(**by_handler(concern), at=too_early)
    assert is_withheld(now(concern))
    with engine_scope():
        mails = Notification.objects.filter(concern=concern, user=place["officer"].user)
        assert mails.filter(kind="changed").exists()
    names.reveal(**by_handler(concern), at=A_WEEK_LATER)
    assert not is_withheld(now(concern))
    with engine_scope():
        stages = AuditEvent.objects.filter(concern_id=concern.pk, type="concern.reveal")
        assert [event.data["stage"] for event in stages] == ["revealed"]


def one(concern: Concern) -> Revealing:
    with engine_scope():
        return Revealing.objects.get(concern=concern)


def test_whoever_withdraws_first_is_never_named(place: Town) -> None:
    concern = withheld(place)
    names.refuse(**by_handler(concern), reason="No.", at=NOON)
    keeper = by_handler(concern)
    fresh = now(concern)
    deciding.withdraw(
        concern=fresh, reasons="", by=place["officer"].user, at=NOON, version=fresh.version
    )
    with pytest.raises((StateForbids, NotAllowed)):
        names.reveal(**{**keeper, "version": now(concern).version}, at=A_WEEK_LATER)
    assert is_withheld(now(concern))


def test_it_can_be_withheld_announced_and_taken_back(place: Town) -> None:
    concern = withheld(place)
    names.withhold(**by_handler(concern), at=NOON)
    with pytest.raises(names.CannotReveal):
        names.withhold(**by_handler(concern), at=NOON)
    names.announce(**by_handler(concern), reason="A hearing needs it.", at=NOON)
    names.take_back(**by_handler(concern), at=NOON)
    assert now(concern).withholding == "accepted"
    with pytest.raises(names.CannotReveal):
        names.reveal(**by_handler(concern), at=A_WEEK_LATER)


@pytest.mark.parametrize("how", ["too early", "without a row", "as if never asked"])
def test_the_database_refuses_it_too(place: Town, how: str) -> None:
    concern = withheld(place)
    names.refuse(**by_handler(concern), reason="No.", at=NOON)
    rows, change = {
        "too early": (Revealing.objects.filter(concern=concern), {"revealed_at": NOON}),
        "without a row": (Concern.objects.filter(pk=concern.pk), {"withholding": "revealed"}),
        "as if never asked": (Concern.objects.filter(pk=concern.pk), {"withholding": ""}),
    }[how]
    with pytest.raises(DatabaseError), transaction.atomic(), engine_scope():
        rows.update(**change)
    assert is_withheld(now(concern))


def test_an_adviser_gives_a_reason_and_the_others_still_do_not_know(place: Town) -> None:
    concern = withheld(place)
    adviser = let_see(concern, place["colleague"], Capacity.ADVISER)
    other = let_see(concern, place["junior"], Capacity.ADVISER)
    page = reverse("case-name", args=[concern.reference])
    said = text(Visitor(adviser).post(page, reason=""))
    assert "Enter why you have to know the name" in said
    Visitor(adviser).post(page, reason="To see whether I know them.")
    assert CANARY in read_by(adviser, concern)
    assert CANARY not in read_by(other, concern)
    assert "To see whether I know them." in text(Visitor(has_it(concern)).get(page))
    assert "To see whether I know them." not in text(Visitor(other).get(page))
    assert "To see whether I know them." not in text(Visitor(place["officer"]).get(page))
    with engine_scope():
        assert AuditEvent.objects.filter(
            concern_id=concern.pk, type="concern.learn_name", actor_id=adviser.user_id
        ).exists()


def test_the_handler_answers_on_a_page_and_what_was_typed_is_kept(place: Town) -> None:
    concern = withheld(place)
    visitor = Visitor(has_it(concern))
    page = reverse("case-name", args=[concern.reference])
    assert "Decide whether the name is withheld" in text(
        visitor.get(f"/concerns/{concern.reference}/")
    )
    version = now(concern).version
    assert "Enter why not" in text(visitor.post(page, withheld="no", reason="", version=version))
    stale = visitor.post(page, withheld="no", reason="Not needed.", version=version - 1)
    assert (stale.status_code, "Not needed." in text(stale)) == (409, True)
    done = visitor.post(page, withheld="no", reason="Not needed.", version=version)
    assert done.status_code == 302
    mine = text(Visitor(place["officer"]).get(page))
    assert "Not needed." in mine
    assert "Withdraw your concern instead" in mine
    assert "Not before 9 June 2026" in mine


def test_there_is_no_such_page_where_nobody_asked_nor_for_whoever_only_knows(place: Town) -> None:
    asked = withheld(place)
    told = let_see(asked, place["colleague"], Capacity.INFORMED)
    plain = withheld(place, withhold_grounds=[])
    for who, concern in ((told, asked), (has_it(plain), plain)):
        page = reverse("case-name", args=[concern.reference])
        assert Visitor(who).get(page).status_code == 404


def test_what_somebody_needs_to_take_part_stands_before_all_else_for_the_handler(
    place: Town,
) -> None:
    concern = withheld(place, adjustments="A loop.")
    page = text(Visitor(has_it(concern)).get(f"/concerns/{concern.reference}/"))
    assert page.index("A loop.") < page.index("Where it is")
