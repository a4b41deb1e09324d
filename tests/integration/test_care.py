"""Support and a way out on what may put somebody at risk, as the council wants them."""

from __future__ import annotations

import pytest

from concerns.actions import care
from concerns.actions._register import CannotRecord
from concerns.permissions.refusal import NotAllowed
from tests.pages import Visitor as Pages
from tests.pages import text
from tests.people import NOON, Town, draft, sent, town
from tests.visitor import Visitor, as_far_as_the_route, only

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

EXIT = "Exit this page"
SETTINGS = {"withholds_names": True, "reveal_after": 5, "offers_exit": True, "support": ""}


@pytest.fixture
def place() -> Town:
    found = town("banbury")
    found["clerk"].is_administrator = True
    found["clerk"].save(update_fields=["is_administrator"])
    return found


def set_to(place: Town, **wanted: object) -> None:
    by = place["clerk"].user
    care.set_care(council=place.council, by=by, at=NOON, **{**SETTINGS, **wanted})


def test_after_the_nature_an_interruption_says_what_the_button_does_and_does_not(
    place: Town,
) -> None:
    visitor = Visitor(place["councillor"])
    as_far_as_the_route(visitor, place["officer"], nature={"natures": ["discrimination"]})
    concern = only()
    visitor.get(f"/c/banbury/raise/{concern.reference}/care/")
    assert "does not delete your browser’s history" in visitor.text
    for step in ("adjust", "identity"):
        visitor.get(f"/c/banbury/raise/{concern.reference}/{step}/")
        assert 'data-module="govuk-exit-this-page"' in visitor.text
        assert "Where to find support" in visitor.text


def test_what_puts_nobody_at_risk_has_neither(place: Town) -> None:
    concern = sent(place["councillor"], [place["officer"]])
    page = text(Pages(place["councillor"]).get(f"/concerns/{concern.reference}/"))
    assert EXIT not in page
    assert "Where to find support" not in page


def test_the_raiser_has_both_on_their_page_and_whoever_deals_with_it_has_not(place: Town) -> None:
    concern = sent(place["councillor"], [place["officer"]], natures=["bullying_harassment"])
    there = f"/concerns/{concern.reference}/"
    mine = text(Pages(place["councillor"]).get(there))
    assert EXIT in mine
    assert "116 123" in mine
    assert EXIT not in text(Pages(place["clerk"]).get(there))


def test_the_council_says_it_in_its_own_words_or_without_the_button(place: Town) -> None:
    set_to(place, offers_exit=False, support="Ask Ada <b>in</b> HR.\n\nRing 1234.")
    concern = sent(place["councillor"], [place["officer"]], natures=["bullying_harassment"])
    page = text(Pages(place["councillor"]).get(f"/concerns/{concern.reference}/"))
    assert EXIT not in page
    assert "Ask Ada &lt;b&gt;in&lt;/b&gt; HR." in page
    assert "116 123" not in page


def test_a_council_that_withholds_no_names_does_not_ask(place: Town) -> None:
    begun = draft(place["councillor"], [place["officer"]])
    there = f"/c/banbury/raise/{begun.reference}/identity/"
    assert Pages(place["councillor"]).get(there).status_code == 200
    set_to(place, withholds_names=False)
    assert Pages(place["councillor"]).get(there).status_code == 404


def test_the_question_wants_a_ground_and_words_for_another(place: Town) -> None:
    begun = draft(place["councillor"], [place["officer"]])
    there = f"/c/banbury/raise/{begun.reference}/identity/"
    visitor = Pages(place["councillor"])
    assert "nothing here is anonymous" in text(visitor.get(there))
    assert "Select why you ask for it" in text(visitor.post(there, withhold="yes"))
    given = {"withhold": "yes", "grounds": ["other"]}
    assert "Say what else is the reason" in text(visitor.post(there, **given))
    assert visitor.post(there, **given, words="My sister works for them.").status_code == 302
    assert only().withhold_words == "My sister works for them."
    assert visitor.post(there, **{**given, "withhold": "no"}).status_code == 302
    assert (only().withhold_grounds, only().withhold_words) == ([], "")


def test_only_those_who_keep_the_register_change_it_and_it_is_on_record(place: Town) -> None:
    page = "/c/banbury/register/care/"
    given = {"withholds_names": "no", "reveal_after": "7", "offers_exit": "no", "support": "HR."}
    assert Pages(place["officer"]).post(f"{page}change/", **given).status_code == 403
    keeper = Pages(place["clerk"])
    too_long = keeper.post(f"{page}change/", **{**given, "reveal_after": "61"})
    assert "must be 60 or fewer" in text(too_long)
    assert keeper.post(f"{page}change/", **given).status_code == 302
    shown = text(Pages(place["officer"]).get(page))
    assert "7 working days" in shown
    assert "HR." in shown
    assert "Changed whether names can be withheld" in text(
        keeper.get("/c/banbury/register/changes/")
    )
    with pytest.raises(NotAllowed):
        care.set_care(council=place.council, by=place["officer"].user, at=NOON, **SETTINGS)
    with pytest.raises(CannotRecord):
        set_to(place, reveal_after=0)


@pytest.mark.parametrize(
    ("site", "ends"), [("same-origin", True), ("none", True), ("cross-site", False), ("", True)]
)
def test_exit_signs_out_by_a_plain_link_of_our_own_only(place: Town, site: str, ends: bool) -> None:
    visitor = Pages(place["councillor"])
    headers = {"HTTP_SEC_FETCH_SITE": site} if site else {}
    response = visitor.client.get("/account/exit/", **headers)
    assert response["Location"] == "https://www.bbc.co.uk/weather"
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert ("_auth_user_id" not in visitor.client.session) is ends


def test_exit_leads_on_for_whoever_is_signed_out(client: object) -> None:
    response = client.get("/account/exit/")  # type: ignore[attr-defined]
    assert response["Location"] == "https://www.bbc.co.uk/weather"
