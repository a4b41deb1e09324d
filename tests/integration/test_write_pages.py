"""What a version says as a whole, and its clauses further than one by one, on pages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from concerns.actions import versions
from concerns.actions._scope import engine_scope
from concerns.engine import protocol as engine
from concerns.engine.offices import Office
from concerns.engine.protocol import Citation, NoticeKind, Review, When
from concerns.models import Appointment, AuditEvent, Protocol
from concerns.models import Office as Seat
from concerns.presenters import clauses as clause_words
from concerns.selectors import protocols as selectors
from tests.drafts import begun, writing
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town
from tests.rule_forms import CODE, refused, save, shown, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.integration]


@pytest.fixture
def place() -> Town:
    return writing("banbury", "clerk", "officer")


@pytest.fixture
def draft(place: Town) -> Protocol:
    return begun(place)


@pytest.fixture
def clerk(place: Town) -> Visitor:
    return Visitor(place["clerk"])


def at(row: Protocol, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"council": "banbury", "version": row.pk, **more})


def now(row: Protocol) -> engine.Protocol:
    return selectors.engine_protocol(Protocol.objects.get(pk=row.pk))


# ---------------------------------------------------------------- notices and gaps


def test_a_notice_is_added_aimed_changed_and_left_out(clerk: Visitor, draft: Protocol) -> None:
    there = len(now(draft).notices)
    add = at(draft, "notice-add")
    assert "Enter what people have to know" in refused(clerk, add, kind="forum", text="")
    save(clerk, add, kind="forum", text="Not at a public meeting.", clause_1="5.1")
    one = {"place": there + 1}
    save(clerk, at(draft, "notice-when", **one, part="matter"), matter=["concern"])
    save(clerk, at(draft, "notice-change", **one), text="Never at a public meeting.")

    assert now(draft).notices[-1] == engine.Notice(
        NoticeKind.FORUM, "Never at a public meeting.", (Citation("5.1"),), When()
    )
    page = clerk.get(at(draft, "notice-list"))
    assert "Where something must not be raised" in text(page)
    assert CODE.findall(words_of(page.content.decode())) == []
    save(clerk, at(draft, "notice-remove", **one))
    assert len(now(draft).notices) == there
    assert clerk.get(at(draft, "notice-change", **one)).status_code == 404


@pytest.mark.parametrize(("name", "field"), [("notice", "notices"), ("gap", "gaps")])
def test_notices_and_gaps_are_put_in_order(
    clerk: Visitor, draft: Protocol, name: str, field: str
) -> None:
    save(clerk, at(draft, f"{name}-add"), kind="forum", text="The last.", told="readers")
    there = [each.text for each in getattr(now(draft), field)]
    listed = text(clerk.get(at(draft, f"{name}-list")))
    assert listed.count("Move up") == listed.count("Move down") == len(there) - 1
    seen = Protocol.objects.get(pk=draft.pk).digest
    clerk.post(at(draft, f"{name}-move", place=len(there)), seen=seen, up="1")
    assert [each.text for each in getattr(now(draft), field)] == [
        *there[:-2],
        "The last.",
        there[-2],
    ]


def test_a_gap_is_noted_for_those_it_matters_to_or_for_readers_only(
    clerk: Visitor, draft: Protocol
) -> None:
    add = at(draft, "gap-add")
    assert "Enter what the protocol does not say" in refused(clerk, add, text="")
    save(clerk, add, text="It does not say who sits.", raised_by="councillor", about="clerk")
    one = {"place": len(now(draft).gaps)}
    gap = now(draft).gaps[-1]
    by, about = frozenset({Office.COUNCILLOR}), frozenset({Office.CLERK})
    assert (gap.when, gap.clauses) == (When(raised_by=by, about_any=about), ())
    save(clerk, at(draft, "gap-when", **one, part="about"), about_any=[])
    gap = now(draft).gaps[-1]
    assert gap.when == When(raised_by=by)
    save(clerk, at(draft, "gap-change", **one))
    assert now(draft).gaps[-1] == gap
    save(clerk, at(draft, "gap-change", **one), shown="reader")

    assert now(draft).gaps[-1] == replace(gap, when=None)
    assert len({gap.code for gap in now(draft).gaps}) == len(now(draft).gaps)
    assert "Only those who read the protocol" in text(clerk.get(at(draft, "gap-list")))
    assert clerk.get(at(draft, "gap-when", **one, part="about")).status_code == 404
    assert "It does not say who sits." in text(clerk.get(f"/c/banbury/protocol/{draft.version}/"))


# ---------------------------------------------------------------- the whole


def test_the_document_is_described(clerk: Visitor, draft: Protocol) -> None:
    save(
        clerk,
        at(draft, "version-about"),
        called="Our protocol",
        source="Adopted in May, https://www.example.com/protocol",
        principal_authority="Cherwell",
        status="draft",
        adopted_on_day="5",
        adopted_on_month="5",
        adopted_on_year="2026",
    )
    said = now(draft)
    assert (said.title, said.principal_authority) == ("Our protocol", "Cherwell")
    assert (said.status, said.adopted_on) == (engine.Status.DRAFT, date(2026, 5, 5))
    assert Protocol.objects.get(pk=draft.pk).title == "Our protocol"


def test_somebody_looks_after_it_or_nobody(clerk: Visitor, draft: Protocol) -> None:
    path = at(draft, "version-owner")
    save(clerk, path, owner="chair")
    assert now(draft).owner is Office.CHAIR
    save(clerk, path, owner="")
    assert now(draft).owner is None


def test_a_review_is_after_a_year_and_then_every_four(clerk: Visitor, draft: Protocol) -> None:
    path = at(draft, "version-review")
    assert "Enter what the protocol says" in refused(clerk, path, has="yes")
    given = {"text": "After a year.", "first_after": "12", "every": "48", "clause_1": "1.1"}
    save(clerk, path, has="yes", **given)
    assert now(draft).review == Review("After a year.", None, (Citation("1.1"),), 12, 48)
    save(clerk, path)
    assert now(draft).review == Review("After a year.", None, (Citation("1.1"),), 12, 48)
    save(clerk, path, has="no")
    assert now(draft).review is None


def test_the_record_says_what_was_changed(clerk: Visitor, draft: Protocol) -> None:
    save(clerk, at(draft, "version-owner"), owner="chair")
    with engine_scope():
        event = AuditEvent.objects.filter(type="protocol.change").latest("pk")
    assert (event.data["protocol"], event.data["part"]) == (draft.pk, "version-owner")


# ---------------------------------------------------------------- clauses


def test_a_clause_is_added_where_it_belongs(clerk: Visitor, draft: Protocol) -> None:
    add = at(draft, "clause-add")
    given = {"printed": "5.1A", "under": "New", "quote": "First of all. Then."}
    save(clerk, add, **given, after="5.1")
    clauses = now(draft).clauses
    place = [clause.id for clause in clauses].index("5.1")
    assert (clauses[place + 1].label, clauses[place + 1].summary) == ("5.1A", "First of all")
    save(clerk, add, **given | {"printed": "0"}, after="start")
    assert now(draft).clauses[0].label == "0"


def test_a_clause_goes_before_any_other(clerk: Visitor, draft: Protocol) -> None:
    path = at(draft, "clause-move", clause="5.2")
    assert "Select where it goes" in refused(clerk, path, before="")
    save(clerk, path, before="1.1", heading_of="take")
    first, second, *_ = now(draft).clauses
    assert (first.id, first.heading) == ("5.2", second.heading)
    save(clerk, path, before="end")
    assert now(draft).clauses[-1].id == "5.2"


def test_a_long_list_of_clauses_has_pages_and_one_comes_back_to_the_right_one(
    clerk: Visitor, draft: Protocol, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clause_words, "PAGE", 3)
    third, fourth, *_ = (clause.id for clause in now(draft).clauses[2:])
    second = text(clerk.get(at(draft, "clause-list"), page=2))
    assert 'id="clause-4"' in second
    assert 'id="clause-3"' not in second
    moved = clerk.post(at(draft, "clause-move", clause=fourth), seen=draft.digest, up="1")
    assert moved.url == f"{at(draft, 'clause-list')}?page=1#clause-3"
    assert [clause.id for clause in now(draft).clauses[2:4]] == [fourth, third]


def test_a_heading_is_renamed_for_all_under_it(clerk: Visitor, draft: Protocol) -> None:
    first = now(draft).clauses[0]
    path = at(draft, "clause-change", clause=first.id)
    under = sum(clause.heading == first.heading for clause in now(draft).clauses)
    save(clerk, path, under="Renamed", everywhere="on")
    assert sum(clause.heading == "Renamed" for clause in now(draft).clauses) == under


def test_a_clause_without_words_of_the_council_stays_so(clerk: Visitor, draft: Protocol) -> None:
    save(clerk, at(draft, "clause-change", clause="4.1"), printed="4.1A")
    clause = now(draft).clause_by_id["4.1"]
    assert (clause.label, clause.quote) == ("4.1A", None)


def test_a_clause_says_whose_conduct_it_is_about(clerk: Visitor, draft: Protocol) -> None:
    path = at(draft, "clause-expects", clause="5.1")
    save(clerk, path, expects=["councillor"], natures=["conduct"])
    clause = now(draft).clause_by_id["5.1"]
    assert (set(clause.expects), set(clause.natures)) == ({"councillor"}, {"conduct"})


def test_a_clause_is_divided_where_nothing_is_lost(clerk: Visitor, draft: Protocol) -> None:
    path = at(draft, "clause-split", clause="1.1")
    words = now(draft).clause_by_id["1.1"].quote or ""
    page = refused(clerk, path, text=f"{words} More.\n\nAnd more.")
    assert "And more." in page
    first, *rest = words.split(" ")
    save(clerk, path, text=f"{first}\n\n{' '.join(rest)}")
    assert [clause.quote for clause in now(draft).clauses[:2]] == [first, " ".join(rest)]
    assert clerk.get(at(draft, "clause-split", clause="4.1")).status_code == 404


def test_two_clauses_are_joined_once_it_is_clear_what_comes_of_it(
    clerk: Visitor, draft: Protocol
) -> None:
    first, second = (now(draft).clause_by_id[each] for each in ("5.1", "5.2"))
    path = at(draft, "clause-join", clause="5.1")
    asked = unescape(text(clerk.get(path)))
    assert "called clause 5.1 from then on, and clause 5.2 is no longer there" in asked
    resting = asked.split("What rests on the joined clause from then on")[1]
    assert "councillor's concern about an officer goes to the Town Clerk”</li>" in resting
    assert " ".join((second.quote or "").split()) in asked
    save(clerk, path)
    assert now(draft).clause_by_id["5.1"].quote == f"{first.quote}\n{second.quote}"
    assert "5.2" not in now(draft).clause_by_id
    last = now(draft).clauses[-1].id
    assert clerk.get(at(draft, "clause-join", clause=last)).status_code == 404


def test_unsettled_words_are_not_joined_away(clerk: Visitor, draft: Protocol) -> None:
    words = "The ~~Clerk~~ **Mayor** looks after it."
    settle = at(draft, "clause-settle", clause="1.2")
    save(clerk, settle, reading="own", words=words, settled="no")
    path = at(draft, "clause-join", clause="1.1")
    assert "The words of clause 1.2 are not settled" in text(clerk.get(path))
    assert "The words of clause 1.2 are not settled" in refused(clerk, path)


def test_unsettled_words_are_settled_on_a_page(clerk: Visitor, draft: Protocol) -> None:
    path = at(draft, "clause-settle", clause="1.1")
    words = "The ~~Clerk~~ **Mayor** looks after it."
    save(clerk, path, reading="own", words=words, settled="no")
    assert now(draft).clause_by_id["1.1"].unresolved
    listed = text(clerk.get(at(draft, "clause-list")))
    assert "Choose how it reads" in listed
    assert f'href="{path}">The words of 1 clause are not settled: look at clause 1.1' in listed
    assert "The Mayor looks after it." in text(clerk.get(path))
    assert "Enter the words of the clause" in refused(clerk, path, reading="own", words="")
    save(clerk, path, reading="changed", settled="yes")
    clause = now(draft).clause_by_id["1.1"]
    assert (clause.quote, clause.unresolved) == ("The Mayor looks after it.", False)


def test_a_rule_is_tried_before_any_other(clerk: Visitor, draft: Protocol) -> None:
    first, *_, last = now(draft).rules
    save(clerk, at(draft, "rule-move", rule=last.key), before=first.key)
    assert now(draft).rules[0].key == last.key


# ---------------------------------------------------------------- offices


def test_an_office_a_rule_names_is_not_left_out(clerk: Visitor, draft: Protocol) -> None:
    assert (
        at(draft, "seat-remove", office="clerk")
        in clerk.get(at(draft, "seat-change", office="clerk")).content.decode()
    )
    page = refused(clerk, at(draft, "seat-remove", office="clerk"))
    for rule in now(draft).rules:
        if Office.CLERK in str(rule):
            assert rule.summary in unescape(page)
    assert "name this office. Change that first" in page


def test_everybody_of_a_kind_can_have_a_name_of_their_own(clerk: Visitor, draft: Protocol) -> None:
    save(clerk, at(draft, "seat-add"), office="councillor", called="Member", aliases="Cllr")
    assert now(draft).offices[Office.COUNCILLOR].title == "Member"
    assert "Cllr" in text(clerk.get(at(draft, "seat-list")))
    save(clerk, at(draft, "seat-remove", office="councillor"))
    assert Office.COUNCILLOR not in now(draft).offices


# ---------------------------------------------------------------- whoever may not


def test_an_office_the_register_lacks_is_filled_from_the_page_that_asks_whether_it_is_ready(
    place: Town, clerk: Visitor, draft: Protocol
) -> None:
    save(clerk, at(draft, "seat-add"), office="hr_panel", called="Staffing Committee")
    Appointment.objects.filter(office__code=Office.CHAIR).delete()
    chair = Seat.objects.get(council=place.council, code=Office.CHAIR)

    empty = text(clerk.get(at(draft, "version-offer"))).split("These offices have nobody")[1]
    assert f'href="{reverse("office-appoint", args=["banbury", chair.pk])}">Appoint' in empty
    found = re.search(r'Staffing Committee: <a class="govuk-link" href="([^"]*)">Add it', empty)
    assert found is not None
    add = unescape(found[1])
    assert clerk.get(add).context["form"]["called"].value() == "Staffing Committee"
    made = clerk.post(add, code="hr_panel", called="Staffing Committee", aliases="", group="")
    assert made.status_code == 302
    assert f'href="{at(draft, "version-detail")}">Go back to version' in text(clerk.get(made.url))

    row = Protocol.objects.get(pk=draft.pk)
    versions.offer(version=row, seen=row.digest, by=place["clerk"].user, at=NOON)
    second = Visitor(place["monitoring_officer"])
    told = text(second.get(at(draft, "version-adopt"))).split("These offices have nobody")[1]
    assert "Staffing Committee" in told
    assert "Add it" not in told
    keepers = told.split("Only those who keep the register can appoint somebody:")[1]
    assert place["clerk"].name in keepers.split("</p>")[0]
    assert second.queries(at(draft, "version-adopt")) <= BUDGET


def test_whoever_may_not_write_reads_and_changes_nothing(place: Town, draft: Protocol) -> None:
    reader = Visitor(place["monitoring_officer"])
    for name in ("notice", "gap"):
        page = text(reader.get(at(draft, f"{name}-list")))
        assert "Change<" not in page
        assert "Leave out" not in page
    for name in ("notice-add", "gap-add", "version-about", "version-owner", "version-review"):
        assert reader.get(at(draft, name)).status_code == 403, name
        assert reader.post(at(draft, name), seen=draft.digest).status_code == 403, name


def test_what_somebody_else_changed_meanwhile_is_told(
    clerk: Visitor, place: Town, draft: Protocol
) -> None:
    old = Protocol.objects.get(pk=draft.pk).digest
    save(Visitor(place["officer"]), at(draft, "version-owner"), owner="chair")
    page = refused(clerk, at(draft, "notice-add"), seen=old, kind="form", text="In writing.")
    assert f"{place['officer'].name} changed this version" in page
    assert "In writing." in page


def test_what_was_typed_survives_what_it_was_about(
    clerk: Visitor, place: Town, draft: Protocol
) -> None:
    last = {"place": len(now(draft).gaps)}
    path = at(draft, "gap-change", **last)
    mine = shown(clerk, path) | {"text": "My own words."}
    save(Visitor(place["officer"]), at(draft, "gap-remove", **last))

    page = text(clerk.post(path, **mine))

    assert "What you had open is not there any more" in page
    assert "My own words." in page
    seen = Protocol.objects.get(pk=draft.pk).digest
    assert clerk.post(path, **mine | {"seen": seen}).status_code == 404


def test_pages_stay_within_their_queries(clerk: Visitor, draft: Protocol) -> None:
    for name in ("notice-list", "gap-list", "version-review", "clause-list"):
        assert clerk.queries(at(draft, name)) <= BUDGET, name
    for name in ("clause-settle", "clause-move", "clause-expects", "clause-split", "clause-join"):
        assert clerk.queries(at(draft, name, clause="5.1")) <= BUDGET, name


def test_a_day_in_the_year_9999_is_refused_and_breaks_no_page(place: Town) -> None:
    """A pack, or a draft from before it was refused, may say that it was adopted then."""
    row = begun(place, adopted_on=date.max)
    versions.offer(version=row, seen=row.digest, by=place["clerk"].user, at=NOON)
    second = Visitor(place["officer"])
    assert second.get(at(row, "version-adopt")).status_code == 200
    page = second.post(
        at(row, "version-adopt"),
        seen=row.digest,
        minute="Item 9",
        in_force_from_day="1",
        in_force_from_month="12",
        in_force_from_year="9999",
    )
    assert "The first day it holds must be the same as or before" in text(page)
    assert 'value="9999"' in text(page)
    assert "Item 9" in text(page)


def test_whoever_read_a_version_before_it_was_changed_keeps_what_they_typed(
    place: Town, clerk: Visitor, draft: Protocol
) -> None:
    versions.offer(version=draft, seen=draft.digest, by=place["clerk"].user, at=NOON)
    save(clerk, at(draft, "seat-add"), office="hr_panel", called="Staffing Committee")
    page = Visitor(place["officer"]).post(
        at(draft, "version-adopt"),
        seen=draft.digest,
        minute="Full Council, item 9",
        adopted_on_day="3",
        adopted_on_month="May",
        adopted_on_year="2026",
    )
    told = text(page)
    assert f"{place['clerk'].name} changed it last, on" in told
    assert "It is a draft again" in told
    assert "Full Council, item 9" in told
    assert "3 May 2026" in told
    assert at(draft, "version-compare") in told
