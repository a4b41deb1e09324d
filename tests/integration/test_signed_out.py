"""Signed out while writing: it is said, and nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.people import Town, draft, town
from tests.signing_in import sign_in
from tests.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

NOT_SAVED = "What you sent last was not saved"
WORDS = "It was said in the corridor & <b>loudly</b>."


@pytest.fixture
def banbury() -> Town:
    return town("banbury")


def what(place: Town) -> str:
    concern = draft(place["councillor"], [place["officer"]])
    return f"/c/banbury/raise/{concern.reference}/what/"


def test_whoever_is_sent_to_sign_in_is_told_why(banbury: Town) -> None:
    answer = Client().get(what(banbury), follow=True)
    assert answer.redirect_chain[-1][0].startswith("/account/login/?next=")
    assert NOT_SAVED in answer.content.decode()


def test_whoever_comes_to_sign_in_by_themselves_is_not() -> None:
    for path in ("/account/login/", "/account/login/?next=/"):
        assert NOT_SAVED not in Client().get(path).content.decode()


def test_it_says_the_same_of_an_address_that_is_known_and_of_one_that_is_not(
    banbury: Town,
) -> None:
    known = banbury["councillor"].user.email
    said = [
        Client().post("/account/login/?next=/queue/", {"login": who, "password": "Wrong wrong 1"})
        for who in (known, "nobody@example.org")
    ]
    pages = [page.content.decode().replace(known, "nobody@example.org") for page in said]
    assert all(NOT_SAVED in page for page in pages)
    assert len({page.partition("<main")[2].partition("csrf")[0] for page in pages}) == 1


def test_what_was_written_is_given_back_and_not_saved(banbury: Town) -> None:
    path = what(banbury)
    visitor = Visitor(banbury["councillor"])
    before = visitor.get(path)
    visitor.client.logout()
    answer = visitor.client.post(path, {"what": WORDS})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "It was said in the corridor &amp; &lt;b&gt;loudly&lt;/b&gt;." in page
    assert f"/account/login/?next={path}" in page
    assert answer["Cache-Control"] == "no-store"
    sign_in(visitor.client, banbury["councillor"])
    assert "loudly" not in before + visitor.get(path)


def test_it_is_the_same_where_there_is_nothing(banbury: Town) -> None:
    path = what(banbury)
    there, nowhere = (
        Client().post(each, {"what": WORDS}).content.decode()
        for each in (path, "/c/banbury/raise/BBBB-CCCC-DDDD/what/")
    )
    reference = path.split("/")[4]
    assert there.replace(reference, "BBBB-CCCC-DDDD") == nowhere


def test_a_password_is_never_given_back(banbury: Town) -> None:
    answer = Client().post("/account/password/change/", {"oldpassword": "three plain words"})
    assert "three plain words" not in answer.content.decode()


def test_another_site_cannot_put_words_there(banbury: Town) -> None:
    answer = Client(enforce_csrf_checks=True).post(what(banbury), {"what": WORDS})
    assert "in the corridor" not in answer.content.decode()
