"""The protocol of a council as its people read it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from concerns.actions import protocols
from concerns.models import Council
from concerns.presenters.protocol import anchor, clause_href
from concerns.protocols import loader
from tests.people import NOON, Kind, Town, person, town
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.integration]


@pytest.fixture(autouse=True)
def noon() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def banbury() -> Town:
    return town("banbury")


def page(client: Client, banbury: Town, version: str | None = None, who: str = "officer") -> str:
    sign_in(client, banbury[who])
    address = reverse("protocol-read", args=["banbury", *([version] if version else [])])
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def bring(council: Council, version: str, **changes: object) -> object:
    pack = replace(loader.find("banbury"), version=version, **changes)  # type: ignore[arg-type]
    return protocols.bring(council=council, protocol=pack, by=None, at=NOON)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#x27;", "'").split())


def test_every_clause_is_there_with_its_words_under_an_address_of_its_own(
    client: Client, banbury: Town
) -> None:
    html = page(client, banbury)
    said = words(html)

    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for clause in loader.find("banbury").clauses:
        assert anchor(clause.id) in ids
        assert clause.summary in said
        assert clause.quote is None or " ".join(clause.quote.split()) in said


def test_every_link_within_the_page_leads_somewhere(client: Client, banbury: Town) -> None:
    html = page(client, banbury)

    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert "clause-5.2" in targets
    assert targets - set(re.findall(r'id="([^"]+)"', html)) == set()


def test_the_address_of_a_clause_is_where_it_is_read() -> None:
    address = clause_href(council="banbury", version="undated", clause_id="complaints/officers/1")

    assert address == "/c/banbury/protocol/undated/#clause-complaints-officers-1"


def test_it_says_what_each_office_receives_and_what_is_left_open(
    client: Client, banbury: Town
) -> None:
    said = words(page(client, banbury))

    rule = "A councillor's concern about an officer goes to the Town Clerk."
    assert f"{rule} ( clause 5.2 ) The Town Clerk receives it." in said
    for gap in loader.find("banbury").gaps:
        assert " ".join(gap.text.split()) in said


def test_the_version_in_force_has_no_warning(client: Client, banbury: Town) -> None:
    assert "govuk-warning-text" not in page(client, banbury)


def test_a_draft_says_that_it_is_one(client: Client, banbury: Town) -> None:
    bring(banbury.council, "2")

    assert "This version is a draft. It is not in force" in page(
        client, banbury, "2", who="monitoring_officer"
    )


def test_a_draft_is_there_for_nobody_else(client: Client, banbury: Town) -> None:
    bring(banbury.council, "2")

    assert "/c/banbury/protocol/2/" not in page(client, banbury)
    assert client.get("/c/banbury/protocol/2/").status_code == 404


def test_a_version_to_come_says_when_it_begins(client: Client, banbury: Town) -> None:
    row = bring(banbury.council, "2")
    protocols.adopt(protocol=row, in_force_from=date(2026, 9, 1), by=None, at=NOON)  # type: ignore[arg-type]

    assert "It begins on 1 September 2026." in page(client, banbury, "2")
    assert "govuk-warning-text" not in page(client, banbury)


def test_a_replaced_version_says_so_and_stays_to_be_read(client: Client, banbury: Town) -> None:
    row = bring(banbury.council, "2")
    protocols.adopt(protocol=row, in_force_from=date(2026, 5, 1), by=None, at=NOON)  # type: ignore[arg-type]

    assert "It was replaced on 1 May 2026." in page(client, banbury, "undated")
    assert "Version undated , replaced on 1 May 2026" in words(page(client, banbury))


def test_where_nothing_is_in_force_whoever_writes_the_drafts_finds_them(client: Client) -> None:
    council = Council.objects.create(
        slug="banbury", name="Banbury Town Council", nation="england", tier="parish"
    )
    bring(council, "2")
    officer = person(council, "Olga Officer", Kind.OFFICER)
    sign_in(client, officer)
    first = client.get("/c/banbury/protocol/").content.decode()
    officer.is_administrator = True
    officer.save(update_fields=["is_administrator"])
    second = client.get("/c/banbury/protocol/").content.decode()

    assert "No protocol is in force" in first
    assert "/c/banbury/protocol/2/" not in first
    assert "/c/banbury/protocol/2/" in second


def test_nobody_else_can_tell_that_it_exists(client: Client, banbury: Town) -> None:
    other = town("langport")
    sign_in(client, other["officer"])

    assert client.get("/c/banbury/protocol/").status_code == 404
    assert client.get("/c/banbury/protocol/undated/").status_code == 404
    assert client.get("/c/nowhere/protocol/").status_code == 404
    client.logout()
    assert client.get("/c/banbury/protocol/").status_code == 302


def test_a_version_there_is_not_is_not_found(client: Client, banbury: Town) -> None:
    sign_in(client, banbury["officer"])

    assert client.get("/c/banbury/protocol/1999/").status_code == 404


def test_somebody_who_has_left_can_no_longer_read_it(client: Client, banbury: Town) -> None:
    gone = banbury["officer"]
    gone.active_to = date(2026, 5, 31)
    gone.save(update_fields=["active_to"])
    sign_in(client, gone)

    assert client.get("/c/banbury/protocol/").status_code == 404


@pytest.mark.parametrize("more", [0, 25])
def test_the_page_takes_as_many_queries_however_many_versions_there_are(
    client: Client, banbury: Town, django_assert_max_num_queries: object, more: int
) -> None:
    for number in range(more):
        bring(banbury.council, f"draft-{number}")
    sign_in(client, banbury["officer"])

    with django_assert_max_num_queries(10):  # type: ignore[operator]
        client.get("/c/banbury/protocol/")


@pytest.mark.parametrize("council", loader.shipped())
def test_every_shipped_protocol_can_be_read(client: Client, council: str) -> None:
    place = town(council)
    sign_in(client, place["officer"])

    html = client.get(f"/c/{council}/protocol/").content.decode()

    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert "In force here from" in words(html)
