"""Pages about what is kept, held and erased, as those who answer for the records see them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concerns.actions import delivery, drafts, retention_clock
from concerns.actions._scope import engine_scope
from concerns.models import AuditEvent, Concern, Hold, Notification, Person, RetentionPeriod
from tests import retention as kept
from tests.meta.urls.place import NOBODYS
from tests.pages import Visitor, text
from tests.people import Town, draft, town
from tests.retention import NOW, ended, now

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

AT = "/oversight/rushcliffe/retention/"


@pytest.fixture
def place() -> Town:
    return town("rushcliffe")


@pytest.fixture
def officer(place: Town) -> Visitor:
    return Visitor(place["monitoring_officer"], NOW)


@pytest.fixture
def chief(place: Town) -> Visitor:
    return Visitor(place["chief_executive"], NOW)


def test_one_asks_and_another_agrees(place: Town, officer: Visitor, chief: Visitor) -> None:
    concern = ended(place)
    page = text(officer.get(AT))
    assert f"{concern.reference} <br>" in page
    assert kept.WORDS not in page
    assert officer.post(f"{AT}erase/{concern.reference}/").status_code == 302
    pk = kept.waiting(concern).pk
    assert "Take it back" in text(officer.get(AT))
    assert "for ever" in text(chief.get(f"{AT}asked/{pk}/agree/"))
    assert chief.post(f"{AT}asked/{pk}/agree/")["Location"] == AT
    assert now(concern).erased_at is not None
    for who in (place["officer"], kept_by(concern), place["monitoring_officer"]):
        assert Visitor(who, NOW).get(f"/concerns/{concern.reference}/").status_code == 404
    assert concern.reference not in text(Visitor(place["officer"], NOW).get("/concerns/"))
    assert "Erased: what you asked for" in text(chief.get(AT))


def kept_by(concern: Concern) -> Person:
    """Somebody who dealt with it: the record still says who."""
    with engine_scope():
        event = AuditEvent.objects.filter(concern_id=concern.pk, type="concern.close").get()
    return Person.objects.get(pk=event.person_id)


def test_all_that_are_due_are_asked_for_one_by_one(place: Town, officer: Visitor) -> None:
    concerns = [ended(place), ended(place)]
    kept.hold(concerns[0], place["monitoring_officer"])
    third = ended(place)
    assert "Ask for all 2" in text(officer.get(AT))
    officer.post(f"{AT}all/")
    assert {kept.waiting(each).concern_id for each in (concerns[1], third)} == {
        concerns[1].pk,
        third.pk,
    }


def test_only_those_who_answer_for_the_records_see_them(place: Town) -> None:
    concern = ended(place)
    for path in (AT, f"{AT}all/", f"{AT}hold/", f"{AT}erase/{concern.reference}/"):
        assert Visitor(place["councillor"], NOW).get(path).status_code == 403
        assert Visitor(place["officer"], NOW).get(path).status_code == 403


def test_what_is_not_theirs_is_as_what_is_not_there(place: Town, officer: Visitor) -> None:
    mine = kept.ended(place)
    with engine_scope():
        Concern.objects.filter(pk=mine.pk).update(filed_by=place["monitoring_officer"])
    page = officer.get(AT)
    assert mine.reference not in text(page)
    there, nowhere = (
        officer.get(f"{AT}erase/{reference}/") for reference in (mine.reference, NOBODYS)
    )
    assert (there.status_code, nowhere.status_code) == (404, 404)
    answers = [
        officer.post(f"{AT}hold/", reference=reference, **HOLD)
        for reference in (mine.reference, NOBODYS)
    ]
    bare = [
        text(each).replace(reference, "")
        for each, reference in zip(answers, (mine.reference, NOBODYS), strict=True)
    ]
    assert "There is nothing of this reference" in bare[0]
    assert bare[0].count("There is nothing") == bare[1].count("There is nothing")
    with engine_scope():
        assert not Hold.objects.exists()


HOLD = {
    "kind": "litigation",
    "reason": "Claim 17",
    "review_on_day": "1",
    "review_on_month": "6",
    "review_on_year": "2027",
}


def test_whoever_deals_with_it_holds_it_and_reads_why(place: Town, officer: Visitor) -> None:
    concern = ended(place)
    handler = Visitor(kept.handler(concern), NOW)
    page = f"/concerns/{concern.reference}/"
    assert Visitor(place["officer"], NOW).get(f"{page}hold/").status_code == 404
    assert "within two years" in text(
        handler.post(f"{page}hold/", **{**HOLD, "review_on_year": "2036"})
    )
    assert handler.post(f"{page}hold/", **HOLD)["Location"] == page
    assert "Claim 17" in text(handler.get(page))
    assert "Claim 17" not in text(Visitor(place["officer"], NOW).get(page))
    assert "Claim 17" not in text(officer.get(AT))
    officer.post(f"{AT}erase/{concern.reference}/")
    assert "until two people let it go" in text(handler.get(f"{page}timeline/"))
    assert "until two people" not in text(Visitor(place["officer"], NOW).get(f"{page}timeline/"))
    assert "A claim in court" in text(officer.get(AT))


def test_a_concern_says_until_when_it_is_kept(place: Town) -> None:
    concern = ended(place)
    for who in (place["officer"], kept.handler(concern)):
        page = text(Visitor(who, NOW).get(f"/concerns/{concern.reference}/"))
        assert "1 March 2023" in page


def test_the_council_sets_how_long(place: Town, officer: Visitor) -> None:
    keeper = place["junior"]
    keeper.is_administrator = True
    keeper.save(update_fields=["is_administrator"])
    admin, path = Visitor(keeper, NOW), "/c/rushcliffe/register/keeping/"
    assert "2 years" in text(officer.get(path))
    assert officer.get(f"{path}settled/").status_code == 403
    assert "Page not found" in text(admin.get(f"{path}nothing/"))
    for months in ("11", "241", "x", ""):
        assert admin.post(f"{path}settled/", months=months, seen="24").status_code == 200
    assert "Somebody else changed" in text(admin.post(f"{path}settled/", months="80", seen="12"))
    ended(place)
    assert "Nothing is due" not in text(officer.get(AT))
    admin.post(f"{path}settled/", months="96", seen="24")
    assert RetentionPeriod.objects.get().months == 96
    assert "Nothing is due" in text(officer.get(AT))
    assert "8 years. Before: 2 years" in text(admin.get("/c/rushcliffe/register/changes/"))
    with engine_scope():
        told = set(Notification.objects.filter(kind="retention").values_list("user", flat=True))
    assert place["monitoring_officer"].user_id in told


# ---------------------------------------------------------------- the clock


def mailed(mailoutbox: list[object], *, at: object) -> list[str]:
    retention_clock.run(at=at)  # type: ignore[arg-type]
    delivery.deliver_due(at=at, worker="w")  # type: ignore[arg-type]
    return [f"{mail.to[0]} {mail.subject} {mail.body}" for mail in mailoutbox]  # type: ignore[attr-defined]


def test_those_who_answer_are_told_that_something_is_due_and_not_what(
    place: Town, mailoutbox: list[object]
) -> None:
    concern = ended(place)
    with engine_scope():
        Notification.objects.all().delete()
        Concern.objects.filter(pk=concern.pk).update(filed_by=place["chief_executive"])
    mails = mailed(mailoutbox, at=NOW)
    ours = [each for each in mails if "something waits" in each]
    assert any(place["monitoring_officer"].user.email in each for each in ours)
    assert not any(place["chief_executive"].user.email in each for each in ours)
    assert not any(concern.reference in each for each in ours)
    assert len(mailed(mailoutbox, at=NOW + timedelta(days=2))) == len(mails)
    assert now(concern).erased_at is None


def test_the_owner_of_a_hold_is_reminded_once(place: Town, mailoutbox: list[object]) -> None:
    concern = ended(place)
    hold = kept.hold(concern, place["monitoring_officer"])
    with engine_scope():
        Notification.objects.all().delete()
        Hold.objects.filter(pk=hold.pk).update(review_on=NOW.date())
    for days in (0, 1):
        mails = mailed(mailoutbox, at=NOW + timedelta(days=days))
    ours = [each for each in mails if "Is it still held?" in each]
    assert len(ours) == 1
    assert f"/holds/{hold.pk}/" in ours[0]
    assert kept.WORDS not in ours[0]


def test_an_abandoned_draft_goes_after_its_author_was_told(
    place: Town, mailoutbox: list[object]
) -> None:
    began = NOW - timedelta(days=120)
    old = draft(place["officer"], [place["councillor"]], at=began)
    came_back = draft(place["officer"], [place["councillor"]], at=began)
    young = draft(place["officer"], [place["councillor"]], at=NOW - timedelta(days=70))
    mails = mailed(mailoutbox, at=NOW - timedelta(days=15))
    assert sum("will be deleted" in each for each in mails) == 2
    drafts.answer(
        concern=came_back, step="what", by=place["officer"].user, at=NOW - timedelta(days=2)
    )
    retention_clock.run(at=NOW - timedelta(days=3))
    assert {each.pk for each in left(old, came_back, young)} == {old.pk, came_back.pk, young.pk}
    retention_clock.run(at=NOW)
    assert {each.pk for each in left(old, came_back, young)} == {came_back.pk, young.pk}


def left(*concerns: Concern) -> list[Concern]:
    with engine_scope():
        return list(Concern.objects.filter(pk__in=[each.pk for each in concerns]))
