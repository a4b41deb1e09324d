"""The queue: its lists, its filters, its address, and what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from concerns.actions import deciding, handling
from concerns.actions._scope import engine_scope
from concerns.engine.offices import Kind, Office
from concerns.engine.states import Closing
from concerns.middleware import set_user
from concerns.models import Concern, LocalStandard, Person
from concerns.models import Office as Seat
from concerns.selectors import queue
from concerns.selectors.queue import List, Sort, Wanted
from concerns.selectors.tagged import ENDED, WITH, Shown
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, appoint, person, sent, town
from tests.roles import owner

pytestmark = [pytest.mark.django_db, pytest.mark.integration]


LARGE = {"concerns_concern", "concerns_grant", "concerns_step"}


@pytest.fixture
def place() -> Town:
    council = town("banbury")
    LocalStandard.objects.create(council=council.council, what="decide", n=10, unit="working_days")
    return council


@pytest.fixture
def handler(place: Town) -> Visitor:
    return Visitor(place["monitoring_officer"])


def about(place: Town, *, days_ago: int = 0) -> Concern:
    """A concern that came to the monitoring officer so many days ago."""
    return sent(
        place["officer"], [place["councillor"]], informal_tried="yes",
        at=NOON - timedelta(days=days_ago),
    )  # fmt: skip


def references(response: Any) -> list[str]:
    return [row.reference for row in response.context["rows"]]


def counts(response: Any) -> dict[str, int]:
    return {item["text"]: item["count"] for item in response.context["lists"]}


def test_the_lists_and_their_numbers(place: Town, handler: Visitor) -> None:
    late, soon, new = (about(place, days_ago=days) for days in (40, 10, 0))
    handling.acknowledge(
        concern=soon, by=place["monitoring_officer"].user, at=NOON, version=soon.version
    )
    assert counts(handler.get("/queue/")) == {
        "New": 2, "Mine": 1, "Due soon": 1, "Overdue": 1, "All open": 3, "Closed": 0,
    }  # fmt: skip
    listed = {which: references(handler.get("/queue/", list=which)) for which in List}
    assert listed[List.NEW] == [late.reference, new.reference]
    assert listed[List.MINE] == [soon.reference]
    assert listed[List.DUE_SOON] == [soon.reference]
    assert listed[List.OVERDUE] == [late.reference]
    assert listed[List.OPEN] == [late.reference, soon.reference, new.reference]
    assert listed[List.CLOSED] == []


def test_what_waits_for_information_is_never_overdue(place: Town, handler: Visitor) -> None:
    late = about(place, days_ago=40)
    handling.ask(
        concern=late, question="When?", by=place["monitoring_officer"].user, at=NOON,
        version=late.version,
    )  # fmt: skip
    response = handler.get("/queue/")
    assert counts(response)["Overdue"] == 0
    assert "Overdue</strong>" not in text(response)


def test_a_row_says_who_raised_it_and_only_what_kind_of_person_it_is_about(
    place: Town, handler: Visitor
) -> None:
    about(place)
    said = text(handler.get("/queue/"))
    assert "Concern about a councillor <br> Raised by Olive Marsh" in said
    assert "With the Monitoring Officer, not yet acknowledged" in said
    # By the title in its version, as the concern's own page has it, whatever the register says.
    Seat.objects.filter(code="monitoring_officer").update(title="Head of Legal")
    assert "With the Monitoring Officer, not yet acknowledged" in text(handler.get("/queue/"))
    for secret in (place["councillor"].name, "It was said in the corridor."):
        assert secret not in said


def test_sorting_is_in_the_address_and_in_the_header(place: Town, handler: Visitor) -> None:
    first, last = about(place, days_ago=3), about(place, days_ago=1)
    response = handler.get("/queue/", sort="-received")
    assert references(response) == [last.reference, first.reference]
    assert 'aria-sort="descending"' in text(response)
    assert references(handler.get("/queue/", sort="received")) == [first.reference, last.reference]
    assert references(handler.get("/queue/", sort="nonsense")) == [first.reference, last.reference]


def test_filters_are_in_the_address_and_can_be_taken_away(place: Town, handler: Visitor) -> None:
    wanted, other = about(place), about(place)
    found = handler.get("/queue/", list="open", reference=wanted.reference.lower(), state="sent")
    assert references(found) == [wanted.reference]
    assert [chip["text"] for chip in found.context["chips"]] == [
        f"Reference: {wanted.reference}", "State: New",
    ]  # fmt: skip
    without = handler.get("/queue/" + found.context["chips"][0]["href"])
    assert set(references(without)) == {wanted.reference, other.reference}
    assert references(handler.get("/queue/", state="paused")) == []
    assert set(references(handler.get("/queue/", state="burnt"))) == {
        wanted.reference, other.reference,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("CVS3-TBQJ-LWXZ", ["CVS3-TBQJ-LWXZ"]),
        ("cvs3tbqjlwxz", ["CVS3-TBQJ-LWXZ"]),
        (" Cvs3 tbq", ["CVS3-TBQJ-LWXZ"]),
        ("cvs3-–t", ["CVS3-TBQJ-LWXZ"]),
        ("c", ["CVS3-TBQJ-LWXZ", "CXS3-TBQJ-LWXZ"]),
        ("vs3t", []),
        ("c_s3", []),
        (" -% ", ["CVS3-TBQJ-LWXZ", "CXS3-TBQJ-LWXZ"]),  # nothing was typed
    ],
)
def test_a_reference_is_found_by_how_it_begins_however_it_is_typed(
    place: Town, handler: Visitor, typed: str, found: list[str]
) -> None:
    for reference in ("CVS3-TBQJ-LWXZ", "CXS3-TBQJ-LWXZ"):
        concern = about(place)
        with engine_scope():
            Concern.objects.filter(pk=concern.pk).update(reference=reference)
    assert references(handler.get("/queue/", reference=typed)) == found


def test_it_says_why_what_people_wrote_is_not_searched(place: Town, handler: Visitor) -> None:
    assert "that is sealed, so nobody can search it" in text(handler.get("/queue/"))


def test_a_reference_is_looked_for_in_every_list(place: Town, handler: Visitor) -> None:
    closed, theirs = about(place), sent(place["junior"], [place["officer"]], informal_tried="no")
    by = place["monitoring_officer"].user
    handling.acknowledge(concern=closed, by=by, at=NOON, version=closed.version)
    deciding.decide(
        concern=closed, outcome=Closing.NOT_UPHELD, reasons="Heard both sides.", by=by, at=NOON,
        version=closed.version,
    )  # fmt: skip
    for which in List:
        response = handler.get("/queue/", list=which, reference=closed.reference[:6])
        assert references(response) == [closed.reference]
        said = text(response)
        assert 'Closed on <span class="app-table__whole"><time datetime="2026-06-01">' in said
        assert "All your lists, open and closed" in said
        assert not any(item["current"] for item in response.context["lists"])
        assert "reference=" not in response.context["lists"][0]["href"]
        response = handler.get("/queue/", list=which, reference=theirs.reference)
        assert references(response) == []


def situations(place: Town) -> list[Concern]:
    """Something to go with every tag there is: as many as there can be different."""
    given: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
        ({"state": state}, {}, review)
        for state in ("sent", "paused", "needs_handler")
        for review in (False, True)
    ]
    given += [
        ({"state": "in_hand"}, {"capacity": capacity, "office": office}, review)
        for capacity in ("receive", "facilitate", "decide")
        for office in ("", "clerk", *(code.value for code in WITH))
        for review in (False, True)
    ]
    given += [
        ({"state": "closed", "outcome": outcome, "matter": matter}, {}, False)
        for outcome in ("resolved_informally", "upheld")
        for matter in ("concern", "enquiry")
    ]
    grow(place, len(given) - 1)
    concerns = list(Concern.objects.order_by("pk"))
    for concern, (own, step, review) in zip(concerns, given, strict=True):
        closed_at = NOON if own["state"] == "closed" else None
        paused_on = NOON.date() if own["state"] == "paused" else None
        change = {"closed_at": closed_at, "paused_on": paused_on, **own}
        Concern.objects.filter(pk=concern.pk).update(**change)
        under_way = concern.steps.filter(state__in=["current", "acknowledged"])
        under_way.update(**(step or {"state": "done", "done_at": NOON}))
        concern.grants.filter(capacity="handler").update(
            state=own["state"], matter=own.get("matter", "concern"), is_review=review,
            is_open=own["state"] != "closed",
        )  # fmt: skip
    return concerns


def test_each_row_is_found_by_what_its_tag_says_and_by_nothing_else(
    place: Town, handler: Visitor
) -> None:
    with engine_scope():
        wanted = {concern.reference for concern in situations(place)}
    found: set[str] = set()
    for which in (List.OPEN, List.CLOSED):
        choices = handler.get("/queue/", list=which).context["filter"].fields["state"].choices
        for code, said in choices[1:]:
            tags = set()
            for page in (1, 2):
                query = {"list": which, "state": code, "page": page}
                rows = handler.get("/queue/", **query).context["rows"]
                tags |= {row.tag.text for row in rows}
                found |= {row.reference for row in rows}
            assert tags == {said}
    assert found == wanted


def test_a_state_of_another_list_is_as_if_it_were_not_asked(place: Town, handler: Visitor) -> None:
    concern = about(place)
    assert handler.get("/queue/", list="open", state="closed").context["chips"] == []
    start = concern.reference[:4]
    response = handler.get("/queue/", list="open", state="closed", reference=start)
    assert [chip["text"] for chip in response.context["chips"]] == [
        f"Reference: {start}", "State: Closed",
    ]  # fmt: skip


def test_the_filter_is_folded_until_it_is_in_use(place: Town, handler: Visitor) -> None:
    about(place)
    folded = '<details class="govuk-details app-fold">'
    assert folded in text(handler.get("/queue/"))
    assert folded not in text(handler.get("/queue/", state="sent"))


def test_two_councils_in_one_queue_and_one_at_a_time(place: Town) -> None:
    officer = place["monitoring_officer"]
    here = about(place)
    elsewhere = town("langport")
    clerk = elsewhere["clerk"]
    clerk.user = officer.user
    clerk.save(update_fields=["user"])
    there = sent(elsewhere["councillor"], [elsewhere["officer"]])
    visitor = Visitor(officer)
    assert set(references(visitor.get("/queue/"))) == {here.reference, there.reference}
    assert references(visitor.get("/queue/", council="langport")) == [there.reference]


def test_an_empty_list_says_what_to_do(place: Town) -> None:
    visitor = Visitor(place["junior"])
    assert "When a protocol sends something to your office" in text(visitor.get("/queue/"))
    assert "Take a filter away" in text(visitor.get("/queue/", state="sent"))


def test_the_subject_and_the_raiser_have_nothing_of_it_in_their_queue(place: Town) -> None:
    concern = about(place)
    for name in ("councillor", "officer", "clerk"):
        response = Visitor(place[name]).get("/queue/")
        assert concern.reference not in text(response)
        assert set(counts(response).values()) == {0}


def test_the_start_page_offers_what_there_is_to_do(place: Town, handler: Visitor) -> None:
    about(place)
    said = text(handler.get("/"))
    assert "1 new" in said
    assert "1 of those in your queue is for you to decide, hear or look at again" in said
    assert "Oversight of Banbury" in said
    assert "See the versions of the protocol, and put one in force" in said
    raiser = Visitor(place["officer"])
    said = text(raiser.get("/"))
    assert "1 being dealt with" in said
    assert "/queue/" not in said
    stranger = text(raiser.client.__class__().get("/"))
    assert "Sign in" in stranger


def test_a_question_to_the_raiser_waits_on_their_start_page_and_in_their_list(
    place: Town, handler: Visitor
) -> None:
    asked, other = about(place), about(place)
    raiser = Visitor(place["officer"])
    assert "your answer" not in text(raiser.get("/"))
    assert "Waiting for your answer" not in text(raiser.get("/concerns/"))
    handling.ask(
        concern=asked,
        question="When?",
        by=place["monitoring_officer"].user,
        at=NOON,
        version=asked.version,
    )
    said = text(raiser.get("/"))
    assert "1 waits for your answer" in said
    assert "1 being dealt with" in said
    assert said.index("Your concerns and requests</a>") < said.index("your answer")
    card = text(raiser.get("/concerns/")).partition(other.reference)
    assert sum("Waiting for your answer" in side for side in (card[0], card[2])) == 1
    assert "your answer" not in text(handler.get("/"))


def test_those_who_deal_with_something_can_file_for_somebody_from_the_start_page(
    place: Town, handler: Visitor
) -> None:
    link = 'href="/c/banbury/raise/behalf/"'
    assert link not in text(handler.get("/"))
    about(place)
    assert link in text(handler.get("/"))
    assert link not in text(Visitor(place["officer"]).get("/"))


@pytest.mark.parametrize("path", ["/queue/", "/queue/?list=new&sort=-received", "/reviews/", "/"])
def test_pages_of_25_run_few_queries_however_many_there_are(
    place: Town, handler: Visitor, path: str
) -> None:
    grow(place, 25)
    few = handler.queries(path)
    grow(place, 225)
    assert handler.queries(path) == few
    assert few <= BUDGET
    if "queue" in path:
        assert len(references(handler.get(path))) == queue.PAGE


def test_with_100_000_concerns_a_page_reads_only_what_it_shows(place: Town) -> None:
    officer = place["monitoring_officer"]
    grow(place, 250)
    grow(place, 99_750, holder="clerk", people=False)
    with owner(), connection.cursor() as cursor:  # nobody else may, and it would only be skipped
        cursor.execute("ANALYZE concerns_concern, concerns_grant, concerns_step, concerns_party")
    set_user(officer.user_id)
    today = NOON.date()
    for sort in (Sort.DUE, Sort.RECEIVED_LAST):
        found = queue.listed(
            officer.user, Wanted(sort=sort), today=today, soon=today + timedelta(days=7)
        )[: queue.PAGE]
        with CaptureQueriesContext(connection) as run:
            shown = [grant.concern_id for grant in found]
        assert len(shown) == queue.PAGE
        read = rows_read(query["sql"] for query in run)
        assert read["concerns_concern"] <= queue.PAGE
        assert read["concerns_grant"] <= 1_000  # this person's own, not everybody's
    asked = [Wanted(reference=typed) for typed in ("A", "A1B2", "A1B2-C3")]
    asked += [Wanted(state=shown.value) for shown in Shown if shown not in ENDED]
    asked += [Wanted(state=shown.value, list=List.CLOSED) for shown in ENDED]
    for wanted in asked:
        found = queue.listed(officer.user, wanted, today=today, soon=today)
        with CaptureQueriesContext(connection) as run:
            found.count()
            list(found[: queue.PAGE])
        read = rows_read(query["sql"] for query in run)
        assert read["concerns_concern"] <= 1_000, wanted
        assert read["concerns_step"] <= 2_000, wanted
        assert read["concerns_grant"] <= 2_000, wanted
    with CaptureQueriesContext(connection) as run:
        queue.steps_of(shown)
        queue.counts(officer.user, today=today, soon=today)
    read = rows_read(query["sql"] for query in run)
    assert read["concerns_step"] <= 2 * queue.PAGE
    assert read["concerns_grant"] <= 1_000
    # Nothing of this is kept, so its half a million foreign keys need not be checked.
    transaction.set_rollback(True)


def rows_read(queries: Iterable[str]) -> Counter[str]:
    """How many rows of each table the queries really read, asked of PostgreSQL, which runs them.

    What it read and threw away counts; nothing may be read from end to end.
    """
    read: Counter[str] = Counter()
    for query in queries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}")
            (plan,) = cursor.fetchone()[0]
        for node in nodes(plan["Plan"]):
            if (table := node.get("Relation Name", "")) in LARGE:
                assert "Seq Scan" not in node["Node Type"], node
                rows = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
                read[table] += round(rows * node["Actual Loops"])
    return read


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for child in plan.get("Plans", ()) for node in nodes(child))]


def grow(place: Town, n: int, *, holder: str = "monitoring_officer", people: bool = True) -> None:
    """So many concerns with one holder, copies of a real one, by one statement a table.

    :param people: say of each whom it is about; the database looks at each of those by itself.
    """
    concern = about(place)
    person = place[holder]
    with engine_scope(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM concerns_concern")
        (last,) = cursor.fetchone()
        values = {"n": n, "last": last, "like": concern.pk}
        copy(
            cursor,
            "concern",
            "id = %(like)s",
            values,
            id="%(last)s + i",
            reference="upper(regexp_replace(substr(md5((%(last)s + i)::text), 1, 12),"
            r" '(.{4})(.{4})(.{4})', '\1-\2-\3'))",
            send_token="gen_random_uuid()",
        )
        with owner():  # alone may set it
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('concerns_concern', 'id'), max(id))"
                " FROM concerns_concern"
            )
        if people:
            copy(
                cursor, "party", "concern_id = %(like)s", values, id=None, concern_id="%(last)s + i"
            )
        copy(
            cursor, "step", "concern_id = %(like)s AND state IN ('current', 'acknowledged')",
            values, id=None, concern_id="%(last)s + i", n="10 + %(last)s + i",
            holder_id=str(person.pk),
        )  # fmt: skip
        copy(
            cursor, "grant", "concern_id = %(like)s AND capacity = 'handler'", values, id=None,
            concern_id="%(last)s + i", user_id=str(person.user_id), person_id=str(person.pk),
            due_on="DATE '2026-06-01' + (i %% 30)::int",
            received_on="DATE '2026-05-01' + (i %% 30)::int",
        )  # fmt: skip


def copy(cursor: Any, table: str, like: str, values: dict[str, int], **changes: str | None) -> None:
    """Insert so many copies of the rows that are like that, with some columns changed.

    :param changes: column to an expression of `i`; None leaves it to its default.
    """
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s",
        [f"concerns_{table}"],
    )
    columns = [name for (name,) in cursor.fetchall() if changes.get(name, "") is not None]
    selected = ", ".join(changes.get(name) or f't."{name}"' for name in columns)
    named = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO concerns_{table} ({named}) SELECT {selected} FROM concerns_{table} t,"
        f" generate_series(1, %(n)s) i WHERE {like}",
        values,
    )


def test_of_two_directors_each_row_names_the_office_of_whoever_has_it() -> None:
    place = town("district-draft")
    second = person(place.council, "Hattie Song", Kind.OFFICER)
    appoint(second, Office.DIRECTOR, "Strategic Director (People)")
    Person.objects.filter(pk=place["officer"].pk).update(director=second)
    place["officer"].refresh_from_db()
    sent(place["councillor"], [place["officer"]], written=True)
    assert "With the Strategic Director (People)" in text(Visitor(second).get("/queue/"))
