"""Files of a concern: who gets them, when, and what the database holds them to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, connection, transaction
from django.db.models.functions import Now
from django.test import override_settings
from django.urls import reverse

from concerns.actions import drafts, evidence, keeping, keys, scanning
from concerns.actions._scope import engine_scope
from concerns.evidence import limits
from concerns.evidence.checked import Checked
from concerns.evidence.clamd import EICAR
from concerns.evidence.kinds import Kind
from concerns.evidence.store import CannotKeep, Store
from concerns.middleware import set_user
from concerns.models import AuditEvent, Concern, Evidence, Grant, Person
from concerns.permissions.refusal import NotAllowed
from concerns.sealing import cipher
from concerns.selectors import evidence as selectors
from tests.files import NOTES, PICTURE, added, clean, scanned
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, draft, sent, town
from tests.scanners import honest, lying, pretended

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

DETAIL = "/concerns/{}/evidence/"


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def concern(place: Town) -> Concern:
    return sent(place["councillor"], [place["officer"]])


@pytest.fixture
def handler(concern: Concern) -> Person:
    with engine_scope():
        return Grant.objects.get(concern=concern, capacity="handler", ended_at=None).person


def href(row: Evidence, name: str = "evidence-download") -> str:
    return reverse(name, args=[row.concern.reference, row.public_id])


def download(row: Evidence, by: Person) -> evidence.Opened:
    """As within a request of theirs."""
    with transaction.atomic():
        set_user(by.user_id)
        return evidence.download(concern=row.concern, public_id=row.public_id, by=by.user, at=NOON)


def stored() -> set[str]:
    return set(Store(evidence._evidence.store().root).older_than(-60))


def events(concern: Concern, *types: str) -> list[dict[str, Any]]:
    with engine_scope():
        found = AuditEvent.objects.filter(concern_id=concern.pk, type__in=types).order_by("pk")
        return list(found.values_list("data", flat=True))


class TestWhoSeesIt:
    def test_each_side_sees_its_own_and_whoever_deals_with_it_all(
        self, place: Town, concern: Concern, handler: Person
    ) -> None:
        theirs = clean(concern, place["councillor"])
        ours = clean(concern, handler, Checked("inquiry.txt", Kind.TEXT, b"We asked."))
        raiser, worker = Visitor(place["councillor"]), Visitor(handler)
        page = text(raiser.get(DETAIL.format(concern.reference)))
        assert "notes.txt" in page
        assert "inquiry.txt" not in page
        page = text(worker.get(DETAIL.format(concern.reference)))
        assert "notes.txt" in page
        assert "inquiry.txt" in page
        assert raiser.get(href(ours)).status_code == 404
        assert raiser.get(href(theirs)).status_code == 200
        timeline = text(raiser.get(f"/concerns/{concern.reference}/timeline/"))
        assert timeline.count("File added") == 1

    def test_nobody_without_a_grant_gets_it_or_learns_of_it(
        self, place: Town, concern: Concern
    ) -> None:
        row = clean(concern, place["councillor"], PICTURE)
        for who in (place["officer"], place["colleague"], place["monitoring_officer"]):
            for name in ("evidence-download", "evidence-preview", "evidence-remove"):
                assert Visitor(who).get(href(row, name)).status_code == 404
        assert not events(concern, "evidence.download", "evidence.preview")

    def test_the_database_shows_a_row_to_those_alone(
        self, place: Town, concern: Concern, handler: Person
    ) -> None:
        added(concern, place["councillor"])
        added(concern, handler)
        counted = {}
        for who in ("councillor", "handler", "officer", "colleague"):
            person = handler if who == "handler" else place[who]
            with transaction.atomic():
                set_user(person.user_id)
                counted[who] = Evidence.objects.count()
                set_user(None)
        assert counted == {"councillor": 1, "handler": 2, "officer": 0, "colleague": 0}

    def test_what_one_person_filed_for_another_is_theirs(self, place: Town) -> None:
        clerk = place["clerk"]
        begun = drafts.start(
            person=clerk, by=clerk.user, at=NOON, filing_for=place["councillor"],
            received_on=NOON.date(),
        )  # fmt: skip
        row = added(begun, clerk)
        assert (row.side, row.added_by) == ("raiser", clerk)

    def test_the_file_of_another_concern_does_not_open_through_ones_own(
        self, place: Town, concern: Concern
    ) -> None:
        row = clean(concern, place["councillor"])
        other = sent(place["colleague"], [place["officer"]])
        there = reverse("evidence-download", args=[other.reference, row.public_id])
        assert Visitor(place["colleague"]).get(there).status_code == 404


class TestHandingOut:
    @pytest.mark.parametrize("state", ["received", "quarantined", "rejected"])
    def test_only_what_the_scanner_called_clean(
        self, place: Town, concern: Concern, state: str
    ) -> None:
        row = added(concern, place["councillor"], PICTURE)
        if state != "received":
            row = scanned(row, state)
        visitor = Visitor(place["councillor"])
        assert visitor.get(href(row)).status_code == 404
        assert visitor.get(href(row, "evidence-preview")).status_code == 404
        page = text(visitor.get(DETAIL.format(concern.reference)))
        assert f'"{href(row)}"' not in page
        assert not events(concern, "evidence.download", "evidence.preview")

    def test_a_download_can_do_nothing_in_a_browser_and_is_on_record_once(
        self, place: Town, concern: Concern, handler: Person
    ) -> None:
        row = clean(concern, place["councillor"], PICTURE)
        answer = Visitor(handler).get(href(row))
        assert answer.content == PICTURE.data
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"] == 'attachment; filename="photo.jpg"'
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "no-store" in answer["Cache-Control"]
        assert [e["evidence"] for e in events(concern, "evidence.download")] == [row.pk]
        preview = Visitor(handler).get(href(row, "evidence-preview"))
        assert preview.content == PICTURE.preview
        assert preview["Content-Type"] == "image/jpeg"
        assert preview["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert len(events(concern, "evidence.preview")) == 1

    @pytest.mark.parametrize(
        ("called", "header"),
        [
            ("plain.pdf", 'attachment; filename="plain.pdf"'),
            ("会議.pdf", "attachment; filename*=utf-8''%E4%BC%9A%E8%AD%B0.pdf"),
            ("👩‍⚖️.pdf", "attachment; filename*=utf-8''"),
            ('said "no".pdf', 'attachment; filename="said \\"no\\".pdf"'),
            ("50% off; x=y.pdf", 'attachment; filename="50% off; x=y.pdf"'),
            ("عربي.pdf", "attachment; filename*=utf-8''"),
        ],
    )
    def test_every_name_downloads(
        self, place: Town, concern: Concern, called: str, header: str
    ) -> None:
        row = clean(concern, place["councillor"], Checked(called, Kind.PDF, b"%PDF"))
        answer = Visitor(place["councillor"]).get(href(row))
        assert answer["Content-Disposition"].startswith(header)

    def test_what_lies_on_the_disk_is_sealed_and_bound_to_its_file(
        self, place: Town, concern: Concern
    ) -> None:
        row = clean(concern, place["councillor"])
        other = clean(concern, place["councillor"], PICTURE)
        store = evidence._evidence.store()
        assert NOTES.data not in store.read(row.kept_as)
        place_of = store.root / row.kept_as[:2] / row.kept_as
        place_of.write_bytes(store.read(other.kept_as))  # another's content put in its place
        with pytest.raises(evidence._evidence.sealing.CannotOpen):
            download(row, place["councillor"])

    def test_no_record_no_file(
        self, place: Town, concern: Concern, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        row = clean(concern, place["councillor"])

        def broken(*_: Any, **__: Any) -> None:
            raise Error

        monkeypatch.setattr("concerns.actions.evidence._audit.record", broken)
        with pytest.raises(Error):
            download(row, place["councillor"])


class TestTheDatabaseRefuses:
    """Whatever code runs: only by way of the scanner does a file become clean."""

    @pytest.mark.parametrize(
        "change",
        [
            {"state": "clean", "scanned_at": NOON},
            {"state": "quarantined"},
            {"kept_as": "b" * 32},
            {"size": 1},
            {"side": "handler"},
            {"state": "removed"},
            {"public_id": "other"},
        ],
    )
    def test_a_change_around_it(
        self, place: Town, concern: Concern, change: dict[str, Any]
    ) -> None:
        row = added(concern, place["councillor"])
        with pytest.raises(Error), transaction.atomic(), engine_scope():
            Evidence.objects.filter(pk=row.pk).update(**change)

    def test_a_verdict_after_its_lease(self, place: Town, concern: Concern) -> None:
        row = added(concern, place["councillor"])
        rows = Evidence.objects.filter(pk=row.pk)
        with engine_scope():
            rows.update(state="quarantined", lease="a", lease_until=Now() - timedelta(seconds=1))
        with pytest.raises(Error), transaction.atomic(), engine_scope():
            rows.update(state="clean", lease="", scanned_at=NOON)
        with engine_scope():  # the control: with a lease that still runs it may
            rows.update(lease_until=Now() + timedelta(minutes=1))
            assert rows.update(state="clean", lease="", scanned_at=NOON) == 1

    @pytest.mark.parametrize("state", ["received", "clean", "rejected"])
    def test_other_content_under_a_verdict(self, place: Town, concern: Concern, state: str) -> None:
        row = added(concern, place["councillor"])
        row = row if state == "received" else scanned(row, state)
        with pytest.raises(Error), transaction.atomic(), engine_scope():
            Evidence.objects.filter(pk=row.pk).update(kept_as="c" * 32)

    def test_a_row_that_begins_clean_or_goes_before_its_file(
        self, place: Town, concern: Concern
    ) -> None:
        row = added(concern, place["councillor"])
        with pytest.raises(Error), transaction.atomic(), engine_scope():
            row.delete()
        row.pk, row.public_id, row.state, row.scanned_at = None, "x", "clean", NOON
        row.token = uuid4()
        with pytest.raises(Error), transaction.atomic(), engine_scope():
            row.save(force_insert=True)

    def test_a_row_in_another_council(self, place: Town, concern: Concern) -> None:
        row = added(concern, place["councillor"])
        row.pk, row.public_id, row.token = None, "x", uuid4()
        row.council = town("langport").council
        with connection.cursor() as cursor, engine_scope():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            with pytest.raises(Error), transaction.atomic():
                row.save(force_insert=True)


class TestScanning:
    def scan(self, address: str) -> scanning.Scanned:
        with override_settings(CLAMD=address):
            return scanning.scan_waiting(at=NOON)

    def test_what_is_clean_can_be_had_and_what_is_not_cannot(
        self, place: Town, concern: Concern
    ) -> None:
        good = added(concern, place["councillor"])
        bad = added(concern, place["councillor"], Checked("b.txt", Kind.TEXT, EICAR))
        with pretended(honest) as address:
            done = self.scan(address)
        assert (done.clean, done.rejected, done.silent) == (1, 1, 0)
        visitor = Visitor(place["councillor"])
        assert visitor.get(href(good)).status_code == 200
        assert visitor.get(href(bad)).status_code == 404
        assert "virus" in text(visitor.get(DETAIL.format(concern.reference)))
        assert [e["verdict"] for e in events(concern, "evidence.scan")] == ["clean", "found"]

    def test_one_that_calls_everything_clean_is_not_believed(
        self, place: Town, concern: Concern
    ) -> None:
        row = added(concern, place["councillor"])
        with pretended(lying) as address, pytest.raises(scanning.Unavailable):
            self.scan(address)
        assert Visitor(place["councillor"]).get(href(row)).status_code == 404
        with pretended(honest) as address:  # nothing was lost by it
            assert self.scan(address).clean == 1

    def test_silence_about_a_file_is_no_verdict_and_it_is_asked_about_again_later(
        self, place: Town, concern: Concern
    ) -> None:
        row = added(concern, place["councillor"])

        def silent(data: bytes) -> bytes | None:
            return None if data == NOTES.data else honest(data)

        with pretended(silent) as address:
            assert self.scan(address).silent == 1
            assert self.scan(address).silent == 0  # not at once
        with engine_scope():
            row.refresh_from_db()
            assert (row.state, row.attempts) == ("quarantined", 1)
            Evidence.objects.filter(pk=row.pk).update(lease_until=Now() - timedelta(seconds=1))
        with pretended(honest) as address:
            assert self.scan(address).clean == 1

    def test_a_verdict_about_what_was_removed_meanwhile_is_discarded(
        self, place: Town, concern: Concern
    ) -> None:
        added(concern, place["councillor"])
        row = scanning._claim()
        assert row is not None
        evidence.remove(
            concern=concern, public_id=row.public_id, why="mistake", by=place["councillor"].user,
            at=NOON,
        )  # fmt: skip
        assert not scanning._settle(row, scanning.Verdict.CLEAN, at=NOON)
        assert not events(concern, "evidence.scan")

    def test_two_workers_never_have_one_file(self, place: Town, concern: Concern) -> None:
        added(concern, place["councillor"])
        assert scanning._claim() is not None
        assert scanning._claim() is None

    def test_after_half_an_hour_it_is_an_alarm(self, place: Town, concern: Concern) -> None:
        """By the database's clock, which a test cannot move: the files are of then."""
        now = datetime.now(UTC)
        added(concern, place["councillor"], at=now - timedelta(minutes=29))
        with override_settings(CLAMD=""):
            assert scanning.scan_waiting(at=NOON).late == 0
            added(concern, place["councillor"], at=now - timedelta(minutes=31))
            assert scanning.scan_waiting(at=NOON).late == 1


class TestAdding:
    def test_sending_one_form_twice_adds_one_file(self, place: Town, concern: Concern) -> None:
        token = uuid4()
        for _ in range(2):
            evidence.add(
                concern=concern, file=NOTES, description="", by=place["councillor"].user, at=NOON,
                token=token,
            )  # fmt: skip
        with engine_scope():
            assert Evidence.objects.filter(concern=concern).count() == 1

    def test_there_is_a_limit_for_a_concern_and_one_for_a_day(
        self, place: Town, concern: Concern, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "MOST_FILES", 2)
        first = added(concern, place["councillor"])
        added(concern, place["councillor"])
        with pytest.raises(evidence.CannotAdd, match="2 files already"):
            added(concern, place["councillor"])
        evidence.remove(
            concern=concern, public_id=first.public_id, why="wrong", by=place["councillor"].user,
            at=NOON,
        )  # fmt: skip
        monkeypatch.setattr(limits, "MOST_BYTES", len(NOTES.data) * 2 - 1)
        with pytest.raises(evidence.CannotAdd, match="All files together"):
            added(concern, place["councillor"])
        monkeypatch.setattr(limits, "MOST_BYTES", 1_000)
        monkeypatch.setattr(limits, "MOST_FILES_A_DAY", 2)
        with pytest.raises(evidence.CannotAdd, match="in a day"):
            added(concern, place["councillor"])
        added(concern, place["councillor"], at=NOON + timedelta(days=2))

    def test_without_room_nothing_is_kept_and_the_page_says_so(
        self, place: Town, concern: Concern, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = stored()

        def full(*_: Any) -> str:
            raise CannotKeep(28, "full")

        monkeypatch.setattr(Store, "keep", full)
        answer = Visitor(place["councillor"]).post(
            DETAIL.format(concern.reference) + "add/",
            description="The email of 3 May.",
            file=SimpleUploadedFile("a.txt", b"words"),
        )
        assert answer.status_code == 200
        assert "no room" in text(answer)
        assert "The email of 3 May." in text(answer)
        assert stored() == before
        with engine_scope():
            assert not Evidence.objects.exists()

    def test_a_row_that_fails_takes_its_file_with_it(
        self, place: Town, concern: Concern, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = stored()

        def broken(**_: Any) -> Evidence:
            raise Error

        monkeypatch.setattr(Evidence.objects, "create", broken)
        with pytest.raises(Error):
            added(concern, place["councillor"], PICTURE)
        assert stored() == before

    @pytest.mark.parametrize(
        ("file", "says"),
        [
            (None, "Select a file"),
            (SimpleUploadedFile("a.exe", b"MZ"), "must be a PDF"),
            (SimpleUploadedFile("a.pdf", b"MZ\0"), "not what its name says"),
            (SimpleUploadedFile("a.txt", b""), "is empty"),
            (SimpleUploadedFile("a" * 5_000 + ".exe", b"words"), "must be a PDF"),
        ],
    )
    def test_a_refusal_stands_by_the_field_and_keeps_what_was_typed(
        self, place: Town, concern: Concern, file: Any, says: str
    ) -> None:
        data = {"description": "The email of 3 May."} | ({"file": file} if file else {})
        answer = Visitor(place["councillor"]).post(
            DETAIL.format(concern.reference) + "add/", **data
        )
        assert says in text(answer)
        assert "The email of 3 May." in text(answer)

    def test_whoever_deals_with_it_is_mailed_and_the_raiser_is_not(
        self, place: Town, concern: Concern, handler: Person
    ) -> None:
        def mailed() -> int:
            with engine_scope():
                return concern.notifications.filter(kind="answered").count()

        added(concern, place["councillor"])
        assert mailed() == 1
        added(concern, handler)
        assert mailed() == 1

    def test_nothing_is_added_to_what_is_closed(self, place: Town, concern: Concern) -> None:
        visitor = Visitor(place["councillor"])
        with engine_scope():
            Concern.objects.filter(pk=concern.pk).update(
                state="closed", closed_at=NOON, outcome="withdrawn"
            )
        answer = visitor.get(DETAIL.format(concern.reference) + "add/")
        assert answer.status_code == 409

    def test_a_stranger_and_the_subject_cannot_add(self, place: Town, concern: Concern) -> None:
        for who in (place["officer"], place["colleague"]):
            there = DETAIL.format(concern.reference) + "add/"
            assert Visitor(who).get(there).status_code == 404
            with pytest.raises(NotAllowed):
                added(concern, who)


class TestTakingAway:
    def test_ones_own_until_somebody_else_opened_it(
        self, place: Town, concern: Concern, handler: Person
    ) -> None:
        raiser = Visitor(place["councillor"])
        row = clean(concern, place["councillor"])
        raiser.get(href(row))  # to look at it oneself changes nothing
        assert "Why are you removing it" in text(raiser.get(href(row, "evidence-remove")))
        assert Visitor(handler).get(href(row, "evidence-remove")).status_code == 404
        Visitor(handler).get(href(row))
        answer = raiser.post(href(row, "evidence-remove"), why="mistake")
        assert answer.status_code == 409
        assert "has opened this file" in text(answer)

    def test_the_file_goes_and_the_reason_is_on_record(
        self, place: Town, concern: Concern, django_capture_on_commit_callbacks: Any
    ) -> None:
        row = added(concern, place["councillor"], PICTURE, description="What it shows.")
        assert {row.kept_as, row.preview_as} <= stored()
        with django_capture_on_commit_callbacks(execute=True):
            answer = Visitor(place["councillor"]).post(href(row, "evidence-remove"), why="private")
        assert answer.status_code == 302
        assert not {row.kept_as, row.preview_as} & stored()
        (told,) = events(concern, "concern.remove_evidence")
        assert (told["evidence"], told["why"]) == (row.pk, "private")
        with engine_scope():
            row.refresh_from_db()
            assert (row.state, row.called, row.description) == ("removed", "", "")

    def test_what_is_erased_or_thrown_away_leaves_no_file(
        self, place: Town, django_capture_on_commit_callbacks: Any
    ) -> None:
        begun = draft(place["councillor"], [place["officer"]])
        row = added(begun, place["councillor"])
        with django_capture_on_commit_callbacks(execute=True):
            drafts.discard(concern=begun, by=place["councillor"].user, at=NOON)
        assert row.kept_as not in stored()
        with engine_scope():
            assert not Evidence.objects.filter(pk=row.pk).exists()


class TestTheNightlySweep:
    def test_files_nobody_knows_go_and_rows_without_a_file_are_told(
        self, place: Town, concern: Concern, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(keeping, "A_DAY", -60)
        store = evidence._evidence.store()
        known, lost = added(concern, place["councillor"]), added(concern, place["councillor"])
        orphan = store.keep(b"words")
        store.remove(lost.kept_as)
        swept = keeping.sweep()
        assert swept.removed >= 1
        assert swept.missing == (lost.pk,)
        assert not store.holds(orphan)
        assert store.holds(known.kept_as)

    def test_what_was_written_a_moment_ago_stays(self) -> None:
        store = evidence._evidence.store()
        orphan = store.keep(b"words")
        keeping.sweep()
        assert store.holds(orphan)
        store.remove(orphan)


class TestFiling:
    def test_files_go_with_the_draft_and_stay_with_what_is_sent(self, place: Town) -> None:
        raiser = place["councillor"]
        begun = draft(raiser, [place["officer"]])
        visitor = Visitor(raiser)
        there = f"/c/banbury/raise/{begun.reference}/evidence/"
        assert "Do you have anything to add?" in text(visitor.get(there))
        assert "Select whether you have anything to add" in text(visitor.post(there))
        assert visitor.post(there, more="yes")["Location"] == f"{there}add/"
        answer = visitor.post(
            f"{there}add/",
            description="The email of 3 May.",
            file=SimpleUploadedFile("a.txt", b"words"),
        )
        assert answer["Location"] == there
        page = text(visitor.get(there))
        assert "You have added 1 file" in page
        assert "The email of 3 May." in page
        assert "Is there another file to add?" in page
        assert Visitor(place["officer"]).get(there).status_code == 404
        with transaction.atomic():
            set_user(raiser.user_id)
            (row,) = selectors.of(begun)
            set_user(None)
        visitor.post(there, remove=row.public_id)
        assert "Do you have anything to add?" in text(visitor.get(there))

    def test_pages_stay_within_the_budget(self, place: Town, concern: Concern) -> None:
        for _ in range(3):
            clean(concern, place["councillor"])
        assert Visitor(place["councillor"]).queries(DETAIL.format(concern.reference)) <= BUDGET


def test_files_are_sealed_anew_with_their_concerns_new_key(place: Town, concern: Concern) -> None:
    row = clean(concern, place["councillor"], PICTURE)
    store = evidence._evidence.store()
    before = store.read(row.kept_as)
    keys.rotate_concern(concern=concern, at=NOON)
    after = store.read(row.kept_as)
    assert cipher.key_id(after) != cipher.key_id(before)
    assert download(row, place["councillor"]).data == PICTURE.data


def test_the_oversight_counts_concerns_whose_file_waits(place: Town, concern: Concern) -> None:
    page = reverse("oversight-detail", args=[place.council.slug])
    reader = Visitor(place["monitoring_officer"])
    assert "checked for viruses" not in text(reader.get(page))
    added(concern, place["councillor"])  # by the clock of the tests, long ago
    assert "That concerns <strong>1</strong> of them" in text(reader.get(page))
