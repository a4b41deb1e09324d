"""The pages on which a protocol is written, by whoever may and by whoever may not."""

from __future__ import annotations

import csv
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from concerns.engine import explain
from concerns.engine.facts import Matter
from concerns.engine.offices import Office as Code
from concerns.engine.protocol import Review, Status
from concerns.models import Document, Office, Passage, Protocol
from concerns.protocols import loader
from concerns.selectors import protocols as selectors
from tests.drafts import begun, writing
from tests.pages import BUDGET, Visitor, text
from tests.people import Town, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TEXT = b"1. Complaints\n\n1.1 Complaints go to the Clerk.\n\n1.2 The Clerk replies to the member."
AT = "/c/langport/protocols/"


@pytest.fixture
def place() -> Town:
    return writing("langport", "clerk", "officer")


@pytest.fixture
def clerk(place: Town) -> Visitor:
    return Visitor(place["clerk"])


def begin(visitor: Visitor, source: str = "in_force", name: str = "2026") -> Protocol:
    response = visitor.post(f"{AT}begin/", source=source, name=name, called="")
    assert response.status_code == 302, text(response)
    return Protocol.objects.get(council__slug="langport", version=name)


def at(row: Protocol, *parts: object) -> str:
    return f"{AT}{row.pk}/" + "".join(f"{part}/" for part in parts)


def in_force() -> Protocol:
    return Protocol.objects.get(council__slug="langport", status=Status.ADOPTED.value)


def test_a_name_that_cannot_be_one_is_refused_in_words_that_say_why(clerk: Visitor) -> None:
    response = clerk.post(f"{AT}begin/", source="nothing", name="2026 May", called="")
    assert "The name can have only letters, numbers and hyphens" in text(response)


def test_a_version_in_force_is_offered_to_begin_from_only_where_there_is_one(
    clerk: Visitor,
) -> None:
    assert "The version in force now" in text(clerk.get(f"{AT}begin/"))
    row = in_force()
    Protocol.objects.filter(pk=row.pk).update(
        status=Status.SUPERSEDED.value, in_force_until=row.in_force_from
    )
    assert "The version in force now" not in text(clerk.get(f"{AT}begin/"))


def test_a_version_of_ones_own_document_begins_with_the_offices_of_the_council(
    clerk: Visitor,
) -> None:
    now = selectors.engine_protocol(in_force())
    begun = selectors.engine_protocol(begin(clerk, source="document"))
    assert (begun.offices, begun.safety_net) == (now.offices, now.safety_net)
    assert begun.rules == ()

    row = in_force()
    Protocol.objects.filter(pk=row.pk).update(
        status=Status.SUPERSEDED.value, in_force_until=row.in_force_from
    )
    begun = selectors.engine_protocol(begin(clerk, source="document", name="first"))
    held = {Code(seat.code): seat.title for seat in Office.objects.filter(council=row.council)}
    assert {code: begun.offices[code].title for code in held} == held


def test_a_version_begins_from_the_one_in_force(clerk: Visitor) -> None:
    row = begin(clerk)

    now = selectors.engine_protocol(Protocol.objects.exclude(pk=row.pk).get())
    draft = selectors.engine_protocol(row)
    assert (draft.clauses, draft.rules) == (now.clauses, now.rules)
    assert row.status == Status.DRAFT.value
    assert "This version is a draft" in text(clerk.get(at(row)))


@pytest.mark.parametrize("source", ["nothing", "in_force"])
def test_a_name_that_is_taken_is_refused_with_what_was_typed(clerk: Visitor, source: str) -> None:
    """Also where the new one would be the very same: nobody takes the old one for the new."""
    begin(clerk)

    response = clerk.post(f"{AT}begin/", source=source, name="2026", called="")

    assert "There is already a version 2026" in response.context["form"].errors["name"][0]
    assert 'value="2026"' in text(response)


def test_a_pack_comes_in_and_goes_out_as_it_was(clerk: Visitor) -> None:
    row = begin(clerk)
    pack = clerk.get(at(row, "pack")).content

    response = clerk.post(
        f"{AT}begin/",
        source="pack",
        name="again",
        called="",
        pack=SimpleUploadedFile("pack.yaml", pack),
    )

    assert response.status_code == 302, text(response)
    again = selectors.engine_protocol(Protocol.objects.get(version="again"))
    assert again.rules == selectors.engine_protocol(row).rules
    assert again.source == selectors.engine_protocol(row).source


def test_a_pack_of_another_council_is_begun_from_and_not_taken_for_ones_own(clerk: Visitor) -> None:
    pack = loader.dumps(loader.find("banbury")).encode()

    clerk.post(
        f"{AT}begin/",
        source="pack",
        name="theirs",
        called="",
        pack=SimpleUploadedFile("pack.yaml", pack),
    )

    draft = selectors.engine_protocol(Protocol.objects.get(version="theirs"))
    assert draft.source.startswith("Begun from a pack of Banbury Town Council, version ")
    assert draft.principal_authority is None


def test_the_pack_of_a_version_resolved_here_says_when(clerk: Visitor) -> None:
    row = begin(clerk)
    assert selectors.given_away(row, date(2026, 7, 1)) == selectors.engine_protocol(row)
    row.status, row.in_force_from = Status.ADOPTED.value, date(2026, 6, 1)
    row.adopted_on = date(2026, 5, 28)

    given = selectors.given_away(row, date(2026, 7, 1))

    assert (given.status, given.adopted_on) == (Status.ADOPTED, date(2026, 5, 28))
    assert given.in_force_from == date(2026, 6, 1)
    assert loader.problems(given) == ()
    row.in_force_until = date(2026, 7, 1)
    assert selectors.given_away(row, date(2026, 7, 1)).status is Status.SUPERSEDED


def test_a_pack_with_mistakes_is_refused_with_each_and_its_line(clerk: Visitor) -> None:
    response = clerk.post(
        f"{AT}begin/",
        source="pack",
        name="broken",
        called="",
        pack=SimpleUploadedFile("pack.yaml", b"format: 1\ncolour: red\n"),
    )

    assert "pack.yaml:2: “colour” is not a key" in text(response)
    assert not Protocol.objects.filter(version="broken").exists()


def test_a_document_is_read_gone_through_and_becomes_clauses(clerk: Visitor) -> None:
    row = begin(clerk, source="document")
    response = clerk.post(at(row, "document"), document=SimpleUploadedFile("ours.txt", TEXT))
    document = Document.objects.get()
    assert response.url == at(row, "documents", document.pk)
    assert "passages were found" in text(clerk.get(response.url))
    one = Passage.objects.filter(document=document).last()
    assert one is not None
    response = clerk.post(
        at(row, "documents", document.pk, "passages", one.pk),
        printed="1.2",
        under="Complaints",
        text="The Clerk replies to the member.",
        kinds=["duty"],
    )
    assert response.status_code == 302
    clerk.post(at(row, "documents", document.pk, "clear"))
    clerk.post(at(row, "documents", document.pk, "finish"))

    clauses = selectors.engine_protocol(Protocol.objects.get(pk=row.pk)).clauses
    assert clauses[-1].quote == "The Clerk replies to the member."
    assert clauses[-1].label == "1.2"


def test_a_clause_is_added_changed_and_moved(clerk: Visitor) -> None:
    row = begin(clerk)
    asked = {"printed": "9.9", "under": "New", "quote": "Words.", "summary": "It says so."}
    clerk.post(at(row, "clauses", "add"), seen=row.digest, **asked)
    row.refresh_from_db()
    clauses = selectors.engine_protocol(row).clauses
    assert (clauses[-1].label, clauses[-1].quote) == ("9.9", "Words.")
    clerk.post(at(row, "clauses", "add"), seen=row.digest, **asked)
    assert "Another clause has the number 9.9 too" in text(clerk.get(at(row, "clauses")))
    row.refresh_from_db()
    clauses = selectors.engine_protocol(row).clauses

    clerk.post(at(row, "clauses", clauses[-1].id, "move"), seen=row.digest, up="1")
    row.refresh_from_db()

    assert selectors.engine_protocol(row).clauses[-2].label == "9.9"


def test_a_clause_that_a_rule_rests_on_cannot_be_left_out(clerk: Visitor) -> None:
    row = begin(clerk)

    response = clerk.post(at(row, "clauses", "1.8", "remove"), seen=row.digest)

    assert "on this clause. Change that first" in text(response)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(clerk: Visitor) -> None:
    row = begin(clerk)
    old = row.digest
    clerk.post(at(row, "about"), seen=old, called="First", status="draft")

    response = clerk.post(at(row, "about"), seen=old, called="Second", status="draft")

    assert "You yourself, in another window or tab, changed this version" in text(response)
    assert "Second" in text(response)
    row.refresh_from_db()
    assert row.title == "First"


def test_an_office_is_named_as_the_council_calls_it(clerk: Visitor) -> None:
    row = begin(clerk)

    clerk.post(
        at(row, "offices", "clerk", "change"),
        seen=row.digest,
        called="Town Manager",
        aliases="Proper Officer\nTown Clerk",
        deputy="",
    )

    row.refresh_from_db()
    entries = selectors.engine_protocol(row).offices
    clerks = next(entry for code, entry in entries.items() if code.value == "clerk")
    assert (clerks.title, clerks.aliases) == ("Town Manager", ("Proper Officer", "Town Clerk"))


def test_two_people_put_it_in_force(place: Town, clerk: Visitor) -> None:
    row = begin(clerk)
    clerk.post(at(row, "ready"), seen=row.digest)
    answers = {
        "adopted_on_day": "28", "adopted_on_month": "5", "adopted_on_year": "2026",
        "in_force_from_day": "1", "in_force_from_month": "7", "in_force_from_year": "2026",
        "minute": "28 May 2026, item 7", "seen": row.digest,
    }  # fmt: skip
    assert clerk.post(at(row, "adopt"), **answers).status_code == 403
    assert "Version 2026 of the protocol" in text(Visitor(place["officer"]).get("/"))
    assert "Version 2026 of the protocol" not in text(clerk.get("/"))

    response = Visitor(place["officer"]).post(at(row, "adopt"), **answers)

    assert response.status_code == 302, text(response)
    row.refresh_from_db()
    assert (row.status, row.minute) == (Status.ADOPTED.value, "28 May 2026, item 7")
    page = text(Visitor(place["officer"]).get(at(row)))
    assert "28 May 2026, item 7" in page
    assert f'href="{at(row, "adopt")}"' not in page


def test_a_version_in_force_offers_no_change(clerk: Visitor) -> None:
    adopted = Protocol.objects.get()

    page = text(clerk.get(at(adopted)))

    assert "It is ready" not in page
    assert "Add a clause" not in text(clerk.get(at(adopted, "clauses")))
    response = clerk.post(at(adopted, "about"), seen=adopted.digest, called="Other", status="draft")
    assert "was adopted, and cannot change" in text(response)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "clauses",
        "offices",
        "rules",
        "checks",
        "safety-net",
        "clauses/add",
        "about",
        "owner",
        "review",
        "notices",
        "gaps",
        "notices/add",
        "coverage",
        "compare",
        "pictures",
    ],
)
def test_pages_stay_within_their_queries(clerk: Visitor, page: str) -> None:
    row = begin(clerk)

    assert clerk.queries(at(row, *page.split("/")) if page else at(row)) <= BUDGET


READ_BY_ALL = ["coverage", "compare", "pictures", "pack"]
FOR_THE_WORK = [
    "", "checks", "rules", "clauses", "offices", "safety-net", "try", "replay", "tests",
    "document", "about", "owner", "review", "notices", "gaps", "ready", "adopt", "delete",
]  # fmt: skip


@pytest.mark.parametrize("who", ["councillor", "chair", "junior"])
def test_to_others_a_draft_is_not_there(place: Town, clerk: Visitor, who: str) -> None:
    row = begin(clerk)
    visitor = Visitor(place[who])

    assert visitor.get(AT).status_code == 403
    for page in [*READ_BY_ALL, *FOR_THE_WORK]:
        path = at(row, page) if page else at(row)
        assert visitor.get(path).status_code == 404, path
        assert visitor.post(path, seen=row.digest, called="Mine").status_code in {404, 405}, path
    assert visitor.get(f"{AT}{row.pk}/coverage.csv").status_code == 404
    assert visitor.get("/c/langport/protocol/2026/").status_code == 404
    assert "2026" not in text(visitor.get("/c/langport/protocol/"))
    compared = text(visitor.get(at(in_force(), "compare"), **{"with": row.pk}))
    assert "There is no other version to compare with" in compared


def test_others_read_what_was_adopted_and_do_not_work_on_it(place: Town, clerk: Visitor) -> None:
    visitor = Visitor(place["councillor"])

    for page in READ_BY_ALL:
        assert visitor.get(at(in_force(), page)).status_code == 200, page
    for page in FOR_THE_WORK:
        path = at(in_force(), page) if page else at(in_force())
        assert visitor.get(path).status_code == 403, page
    back = 'href="/c/langport/protocol/undated/" class="govuk-back-link"'
    assert back in text(visitor.get(at(in_force(), "pictures")))


@pytest.mark.parametrize("who", ["clerk", "monitoring_officer"])
def test_who_writes_or_adopts_it_reads_a_draft_as_everybody_will(
    place: Town, clerk: Visitor, who: str
) -> None:
    begin(clerk)

    page = text(Visitor(place[who]).get("/c/langport/protocol/2026/"))

    assert "This version is a draft" in page


def test_a_review_that_changes_nothing_is_recorded_on_a_page(clerk: Visitor) -> None:
    row = in_force()
    answers = {
        "seen": row.digest, "minute": "Full Council, item 9",
        "reviewed_on_day": "28", "reviewed_on_month": "5", "reviewed_on_year": "2026",
    }  # fmt: skip
    page = text(clerk.post(at(row, "reviewed"), **answers))
    assert "The protocol does not say how often it is looked at" in page
    assert "Full Council, item 9" in page
    due = {"next_due_day": "28", "next_due_month": "5", "next_due_year": "2028"}

    assert clerk.post(at(row, "reviewed"), **answers, **due).status_code == 302

    page = text(clerk.get(at(row)))
    assert "28 May 2026, Full Council, item 9" in page
    assert "28 May 2028" in page


def test_only_what_is_in_force_is_reviewed(place: Town, clerk: Visitor) -> None:
    assert clerk.get(at(begin(clerk), "reviewed")).status_code == 404
    assert Visitor(place["councillor"]).get(at(in_force(), "reviewed")).status_code == 403


def test_the_monitoring_officer_reads_and_does_not_write(place: Town, clerk: Visitor) -> None:
    row = begin(clerk)
    officer = Visitor(place["monitoring_officer"])

    assert officer.get(at(row)).status_code == 200
    assert officer.post(at(row, "about"), seen=row.digest, called="Mine").status_code == 403


def test_a_version_of_another_council_is_not_there(place: Town, clerk: Visitor) -> None:
    other = town("banbury")
    theirs = Protocol.objects.get(council=other.council)

    assert clerk.get(at(theirs)).status_code == 404
    assert Visitor(other["clerk"]).get(AT).status_code == 404


def test_a_starting_text_is_offered_and_is_whole(clerk: Visitor) -> None:
    row = begin(clerk, source="starter")

    assert "Nothing that stops it" in text(clerk.get(at(row)))
    draft = selectors.engine_protocol(row)
    assert draft.council == "langport"
    assert draft.rules


def test_the_coverage_says_where_the_protocol_is_silent(clerk: Visitor) -> None:
    row = begin(clerk)

    page = text(clerk.get(at(row, "coverage"), raiser="councillor", subject="councillor"))

    assert "The protocol does not say" in page


def test_a_filtered_coverage_claims_nothing_of_what_it_leaves_out(clerk: Visitor) -> None:
    row = begin(clerk)
    page = text(clerk.get(at(row, "coverage"), raiser="councillor", subject="officer"))

    assert "Raised by: Any councillor; About: Any officer" in page
    assert "always says" not in page


def test_the_coverage_says_first_how_often_nothing_is_said(clerk: Visitor) -> None:
    page = text(clerk.get(at(begin(clerk), "coverage")))

    assert "In 1,786 of 2,888 situations nothing says who gets a concern first" in page
    assert page.index('href="#raised-by-1"') < page.index('id="raised-by-1"')


def test_whatever_the_file_of_the_coverage_answers_the_page_answers(clerk: Visitor) -> None:
    row = begin(clerk)
    file = clerk.get(f"{AT}{row.pk}/coverage.csv").content.decode("utf-8-sig")
    told = {(line["Matter"], line["What happens"]) for line in csv.DictReader(file.splitlines())}

    for matter in Matter:
        page = text(clerk.get(at(row, "coverage"), matter=matter.value))
        for which, answer in told:
            if which == explain.spoken(matter).capitalize():
                assert escape(answer) in page, (which, answer)


def test_a_filter_that_is_not_understood_shows_everything(clerk: Visitor) -> None:
    row = begin(clerk)

    whole = text(clerk.get(at(row, "coverage")))
    odd = text(clerk.get(at(row, "coverage"), raiser="=cmd()", written="perhaps"))

    assert whole.count("<tr") == odd.count("<tr")


def test_the_coverage_is_a_file_no_spreadsheet_runs(clerk: Visitor) -> None:
    row = begin(clerk)
    clerk.post(at(row, "offices", "clerk", "change"), seen=row.digest, called="=cmd|' /C calc'!A0")

    response = clerk.get(f"{AT}{row.pk}/coverage.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    cells = [cell for line in response.content.decode().splitlines() for cell in line.split(",")]
    assert any("cmd|" in cell for cell in cells)
    assert not any(cell.lstrip('"').startswith("=") for cell in cells)


def test_what_changes_against_the_version_in_force_is_shown(clerk: Visitor) -> None:
    row = begin(clerk)
    assert "say the same" in text(clerk.get(at(row, "compare")))
    clerk.post(at(row, "rules", "councillor-about-officer", "remove"), seen=row.digest)

    page = text(clerk.get(at(row, "compare")))

    assert "Who gets something else" in page
    assert "situations with the same change stand in one line" in page
    assert "Gone" in page
    listed = clerk.get(f"{AT}{row.pk}/compare.csv")
    assert listed["Content-Type"] == "text/csv; charset=utf-8"
    rows = listed.content.decode().splitlines()
    assert f"In {len(rows) - 1} situations something else happens first" in page
    assert rows[1].startswith("A concern,")


def test_a_review_that_is_past_is_asked_for_and_nothing_typed_is_lost(
    place: Town, clerk: Visitor
) -> None:
    yearly = Review("Yearly.", first_after=12, every=12)
    row = begun(place, review=yearly, adopted_on=date(2021, 5, 28))
    clerk.post(at(row, "ready"), seen=row.digest)
    officer = Visitor(place["monitoring_officer"])
    asked = officer.get(at(row, "adopt"))
    assert "by 28 May 2022, which is past" in text(asked)
    assert asked.context["form"]["review_due"].value() == date(2027, 5, 28)
    answers = {
        "seen": row.digest, "minute": "Full Council, item 9",
        "adopted_on_day": "28", "adopted_on_month": "5", "adopted_on_year": "2021",
        "in_force_from_day": "1", "in_force_from_month": "7", "in_force_from_year": "2026",
    }  # fmt: skip

    page = text(officer.post(at(row, "adopt"), **answers))

    assert "by 28 May 2022, which is past" in page
    assert "The next in its cycle is 28 May 2027." in page
    assert "Full Council, item 9" in page


def test_words_of_a_council_are_never_markup_in_a_picture(clerk: Visitor) -> None:
    row = begin(clerk)
    called = "<script>alert(1)</script>"
    clerk.post(at(row, "offices", "clerk", "change"), seen=row.digest, called=called)

    page = clerk.get(at(row, "pictures")).content.decode()

    assert "alert(1)" in page
    assert called not in page


def test_the_schema_is_for_anybody() -> None:
    response = Client().get("/schema/pack-1.json")

    assert response["Content-Type"] == "application/schema+json"
    assert response.json()["$id"] == "http://testserver/schema/pack-1.json"


@pytest.mark.parametrize(
    ("nation", "tier", "offered", "said"),
    [
        ("england", "parish", True, ""),
        ("scotland", "parish", True, "none binds their councillors to a code of conduct"),
        ("northern_ireland", "district", True, "It asks for no monitoring officer"),
        ("northern_ireland", "parish", False, ""),
    ],
)
def test_the_starting_text_is_offered_with_what_the_law_leaves_open(
    place: Town, clerk: Visitor, nation: str, tier: str, offered: bool, said: str
) -> None:
    place.council.nation, place.council.tier = nation, tier
    place.council.save()

    page = text(clerk.get(f"{AT}begin/"))

    assert ("The portal’s own starting text" in page) is offered
    assert said in page
    if offered:
        assert begin(clerk, source="starter").status == Status.DRAFT.value


def test_every_repair_leads_to_a_page_that_is_there(clerk: Visitor) -> None:
    row = begin(clerk)
    page = text(clerk.get(at(row, "checks")))

    addresses = set(re.findall(rf'href="({AT}{row.pk}/[^"#?]+)[^"#]*"', page))
    assert at(row, "rules", "add") in addresses
    assert len(addresses) > 9
    for address in sorted(addresses):
        assert clerk.get(address).status_code == 200, address


def test_a_version_in_force_offers_no_repair_and_is_not_put_in_force_again(clerk: Visitor) -> None:
    assert at(in_force(), "rules", "add") not in text(clerk.get(at(in_force(), "checks")))
    assert "Put this version in force" not in text(clerk.get(at(in_force())))
