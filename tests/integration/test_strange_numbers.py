"""A number in an address or beside a form that is longer than Python reads, or than there are."""

from __future__ import annotations

import pytest

from tests.pages import Visitor
from tests.people import disinterested, sent, town
from tests.visitor import Visitor as Walker
from tests.visitor import at_the_route

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

NUMBERS = ("9" * 5_000, "9" * 18, "²", "1\x00")


@pytest.mark.parametrize("number", NUMBERS, ids=["long", "big", "square", "nul"])
def test_it_names_nobody_and_nothing(number: str) -> None:
    place = town("banbury")
    clerk, councillor = place["clerk"], place["councillor"]
    clerk.is_administrator = True
    clerk.save()
    at = f"/c/{place.council.slug}"
    keeper = Visitor(clerk)
    assert keeper.get(f"{at}/register/offices/add/", version=number).status_code == 200
    assert keeper.get(f"{at}/raise/behalf/", **{"for": number}).status_code in {200, 404}
    assert keeper.get(f"{at}/raise/matter/", **{"for": number, "on": "1"}).status_code == 404
    concern = sent(councillor, [place["junior"]])
    disinterested(concern, clerk)
    act = f"/concerns/{concern.reference}/do/message/"
    answer = keeper.post(act, body="Words that are kept", version=number)
    assert answer.status_code == 302 or "Words that are kept" in answer.content.decode()
    walker = Walker(councillor)
    at_the_route(walker, place["junior"])
    removed = walker.client.post(f"{walker.root}witnesses/", {"remove": number})
    assert removed.status_code == 302
