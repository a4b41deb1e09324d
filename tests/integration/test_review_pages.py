"""Reviews: what was taken further, the interest that comes first, and the pack."""

from __future__ import annotations

import pytest

from concerns.actions import deciding, handling
from concerns.actions._scope import engine_scope
from concerns.engine.facts import Matter
from concerns.engine.states import Closing
from concerns.models import AuditEvent, Concern, Message, Note
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, requested, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def concern(place: Town) -> Concern:
    """Upheld by the monitoring officer, and so with the clerk to decide what follows."""
    concern = sent(place["officer"], [place["councillor"]], informal_tried="yes")
    by = place["monitoring_officer"].user
    handling.acknowledge(concern=concern, by=by, at=NOON, version=concern.version)
    deciding.decide(
        concern=concern, outcome=Closing.UPHELD, reasons="Heard both sides.", by=by, at=NOON,
        version=concern.version,
    )  # fmt: skip
    return concern


@pytest.fixture
def clerk(place: Town) -> Visitor:
    return Visitor(place["clerk"])


def pack(concern: Concern) -> str:
    return f"/reviews/{concern.reference}/"


def test_only_what_was_taken_further_is_a_review(place: Town, concern: Concern) -> None:
    fresh = sent(place["officer"], [place["councillor"]], informal_tried="no")
    clerk, manager = Visitor(place["clerk"]), Visitor(place["senior_manager"])
    said = text(clerk.get("/reviews/"))
    assert concern.reference in said
    assert "Step 3, to decide" in said
    assert "Raised by Olive Marsh" in said  # as the question about interests says, too
    assert place["councillor"].name not in said
    assert fresh.reference not in text(manager.get("/reviews/"))
    assert "Nothing to review" in text(Visitor(place["councillor"]).get("/reviews/"))


def test_the_interest_comes_before_anything_to_read(clerk: Visitor, concern: Concern) -> None:
    first = clerk.get(pack(concern))
    assert first.status_code == 302
    assert first.url == pack(concern) + "interest/"
    said = text(clerk.get(first.url))
    assert "Before you read it" in said
    assert "It was said in the corridor." not in said
    unanswered = clerk.post(first.url, version=concern.version)
    assert "Select whether you have an interest in this matter" in text(unanswered)


@pytest.mark.parametrize("part", ["", "route/", "messages/", "timeline/", "do/decide/"])
def test_the_interest_comes_first_whichever_way_one_came(
    clerk: Visitor, concern: Concern, part: str
) -> None:
    there = f"/concerns/{concern.reference}/{part}"
    first = clerk.get(there)
    assert (first.status_code, first.headers.get("Location")) == (302, pack(concern) + "interest/")
    clerk.post(pack(concern) + "interest/", version=concern.version, interest="no")
    assert clerk.get(there).status_code in {200, 409}  # not acknowledged, so not to be decided yet


def test_nothing_is_done_before_the_interest_and_what_was_typed_is_kept(
    clerk: Visitor, concern: Concern
) -> None:
    there = f"/concerns/{concern.reference}/do/"
    refused = clerk.post(
        f"{there}note/", version=concern.version, kind="file", body="I read the minutes.",
        happened_on_day="1", happened_on_month="6", happened_on_year="2026",
    )  # fmt: skip
    assert refused.status_code == 409
    assert "Say first whether you have an interest" in text(refused)
    assert "I read the minutes." in text(refused)
    assert clerk.post(f"{there}acknowledge/", version=concern.version).status_code == 409
    assert clerk.get(f"{there}declare-interest/").status_code == 200


def test_of_a_page_that_was_not_shown_nothing_is_recorded(clerk: Visitor, concern: Concern) -> None:
    clerk.get(f"/concerns/{concern.reference}/")
    with engine_scope():
        assert not AuditEvent.objects.filter(type="concern.view", concern_id=concern.pk).exists()


def test_a_request_to_grant_or_refuse_is_no_review_until_it_is_taken_further() -> None:
    place = town("rushcliffe")
    request = requested(place["councillor"], Matter.ATTENDANCE)
    with engine_scope():
        grants = list(request.grants.filter(capacity="handler"))
    assert grants
    assert not any(grant.is_review for grant in grants)


def test_no_interest_is_on_record_and_opens_the_pack_in_order(
    clerk: Visitor, concern: Concern
) -> None:
    clerk.post(pack(concern) + "interest/", version=concern.version, interest="no")
    with engine_scope():
        assert AuditEvent.objects.filter(type="concern.no_interest").count() == 1
    said = text(clerk.get(pack(concern)))
    order = [
        "You said that you have no interest", "It was said in the corridor.", "Clause 5.1",
        "Heard both sides.", "No messages yet", "Acknowledge it",
    ]  # fmt: skip
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_the_pack_marks_each_step_as_the_route_does(
    place: Town, clerk: Visitor, concern: Concern
) -> None:
    clerk.post(pack(concern) + "interest/", version=concern.version, interest="no")

    def marks(page: str, name: str) -> list[str]:
        shown = clerk.get(page).context[name]
        steps = getattr(shown, "decision", shown).steps
        return [step.stand.text if step.stand else f"skipped {step.skipped}" for step in steps]

    assert marks(pack(concern), "shown") == [
        "skipped True", "Done on 1 June 2026: upheld", "Here now, not yet acknowledged",
    ]  # fmt: skip
    assert marks(pack(concern), "shown") == marks(f"/concerns/{concern.reference}/route/", "now")


def test_an_interest_passes_it_on_and_out_of_sight(clerk: Visitor, concern: Concern) -> None:
    done = clerk.post(pack(concern) + "interest/", version=concern.version, interest="yes")
    assert done.url == "/reviews/"
    assert clerk.get(pack(concern)).status_code == 404
    assert "Nothing to review" in text(clerk.get("/reviews/"))


def test_an_interest_from_a_page_too_old_is_asked_again(clerk: Visitor, concern: Concern) -> None:
    again = clerk.post(pack(concern) + "interest/", version=concern.version - 1, interest="yes")
    assert again.url == pack(concern) + "interest/"
    assert "changed while you had it open" in text(clerk.get(again.url))


@pytest.mark.parametrize("part", ["", "interest/"])
def test_nobody_else_has_the_pack(place: Town, concern: Concern, part: str) -> None:
    for name in ("councillor", "officer", "monitoring_officer", "chair"):
        assert Visitor(place[name]).get(pack(concern) + part).status_code == 404, name


def test_the_pack_runs_few_queries_however_much_there_is(
    place: Town, clerk: Visitor, concern: Concern
) -> None:
    clerk.post(pack(concern) + "interest/", version=concern.version, interest="no")
    counted = []
    for n in (25, 225):
        with engine_scope():
            same = {"council": place.council, "concern": concern}
            Message.objects.bulk_create(
                Message(**same, sender=place["officer"], body="x", sent_at=NOON) for _ in range(n)
            )
            Note.objects.bulk_create(
                Note(**same, author=place["clerk"], kind="file", happened_on=NOON.date(),
                     body="x", written_at=NOON)
                for _ in range(n)
            )  # fmt: skip
        counted.append(clerk.queries(pack(concern)))
    assert counted[0] == counted[1]
    assert counted[0] <= BUDGET
    assert clerk.queries(pack(concern) + "interest/") <= BUDGET
