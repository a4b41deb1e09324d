"""What people wrote is sealed in the tables, opens for its row alone, and is never half shown.

Among these are the defects of the packages that were not taken (security 5.6).
"""

from __future__ import annotations

import base64
import importlib
import json
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, connections
from django.db.models import F
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concerns import sealing
from concerns.actions import handling
from concerns.models import Concern, Decision, Grant, Message, Note, Party
from concerns.sealing import CannotOpen, master
from concerns.sealing.field import Sealed
from tests.people import LONG_AGO, NOON, Town, sent, town
from tests.roles import owner
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

PAGES = ["", "route/", "messages/", "timeline/"]
WORDS = "It was said in the corridor."


@pytest.fixture
def place() -> Town:
    return town("banbury")


@pytest.fixture
def concern(place: Town) -> Concern:
    made = sent(place["officer"], [place["councillor"]], informal_tried="yes")
    see_everything()
    return made


def see_everything() -> None:
    """As in an engine's scope, without holding keys: each reading asks for them anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.engine', 'on', true)")


def kept(row: Any, column: str) -> bytes:
    """What the table has."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        return bytes(cursor.fetchone()[0])


def put(row: Any, column: str, sealed: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", [sealed, row.pk]
        )


def again(concern: Concern) -> Concern:
    return Concern.objects.get(pk=concern.pk)


def written(concern: Concern, body: str = WORDS) -> Message:
    return Message.objects.create(
        council=concern.council, concern=concern, sender=concern.raiser, body=body, sent_at=NOON
    )


def reader(place: Town) -> Client:
    """Who raised it, at a browser that shows the page of an error."""
    client = Client(raise_request_exception=False)
    sign_in(client, place["officer"])
    return client


class TestATable:
    def test_holds_nothing_that_can_be_read(self, concern: Concern) -> None:
        assert WORDS.encode() not in kept(concern, "what_happened")
        assert again(concern).what_happened == WORDS

    def test_an_empty_text_is_empty_and_can_be_asked_for(self, concern: Concern) -> None:
        assert kept(concern, "adjustments") == b""
        assert again(concern).adjustments == ""
        assert Concern.objects.filter(adjustments="").exists()
        assert not Concern.objects.exclude(adjustments="").exists()
        assert Concern.objects.exclude(what_happened="").exists()

    def test_many_rows_made_at_once_are_sealed_each_for_itself(self, concern: Concern) -> None:
        parties = Party.objects.bulk_create(
            Party(
                council=concern.council, concern=concern, name=name, kind="officer", role="witness"
            )
            for name in ("Ann", "Bob")
        )
        assert [Party.objects.get(pk=p.pk).name for p in parties] == ["Ann", "Bob"]
        put(parties[0], "name", kept(parties[1], "name"))
        with pytest.raises(CannotOpen):
            _ = Party.objects.get(pk=parties[0].pk).name

    def test_a_text_written_again_is_sealed_again(self, concern: Concern) -> None:
        before = kept(concern, "what_happened")
        row = again(concern)
        row.what_happened = "Something else."
        row.save(update_fields=["what_happened"])
        assert kept(concern, "what_happened") != before
        assert again(concern).what_happened == "Something else."

    def test_what_was_not_opened_goes_back_as_it_came(
        self, concern: Concern, django_assert_num_queries: Callable[..., Any]
    ) -> None:
        before = kept(concern, "what_happened")
        row = again(concern)
        with django_assert_num_queries(0, connection=connections["keys"]):
            row.save()
        assert kept(concern, "what_happened") == before

    def test_a_row_read_without_it_reads_it_later(self, concern: Concern) -> None:
        assert Concern.objects.only("reference").get(pk=concern.pk).what_happened == WORDS
        row = again(concern)
        row.refresh_from_db()
        assert row.what_happened == WORDS


class TestAQuery:
    def test_gives_nothing_that_can_be_shown(self, concern: Concern) -> None:
        rows = Concern.objects.filter(pk=concern.pk)
        found = [
            rows.values_list("what_happened", flat=True).get(),
            rows.values("what_happened").get()["what_happened"],
            rows.annotate(words=F("what_happened")).values_list("words", flat=True).get(),
        ]
        for value in found:
            assert isinstance(value, Sealed)
            assert repr(value) == "<sealed>"
            for show in (str, "{}".format, len, list, bytes, bool):
                with pytest.raises(CannotOpen):
                    show(value)
            with pytest.raises(TypeError):
                json.dumps(value)
            with pytest.raises(CannotOpen):
                Template("{{ value }}").render(Context({"value": value}))

    @pytest.mark.parametrize(
        "asks",
        [
            lambda rows: rows.filter(what_happened=WORDS),
            lambda rows: rows.exclude(what_happened=WORDS),
            lambda rows: rows.update(what_happened=WORDS),
        ],
    )
    def test_takes_no_text(self, concern: Concern, asks: Callable[[Any], object]) -> None:
        with pytest.raises(TypeError, match="what_happened is sealed"):
            asks(Concern.objects.all())

    @pytest.mark.parametrize("lookup", ["contains", "icontains", "startswith", "regex", "in", "gt"])
    def test_cannot_search(self, concern: Concern, lookup: str) -> None:
        with pytest.raises(FieldError, match="Unsupported lookup"):
            Concern.objects.filter(**{f"what_happened__{lookup}": WORDS})


class TestAPage:
    def test_of_a_concern_asks_for_its_key_once(self, place: Town, concern: Concern) -> None:
        for body in ("One.", "Two.", "Three."):
            written(concern, body)
        browser = reader(place)
        for page in PAGES:
            with CaptureQueriesContext(connections["keys"]) as asked:
                assert browser.get(f"/concerns/{concern.reference}/{page}").status_code == 200
            assert len(asked) <= 1, page

    def test_of_the_queue_opens_nothing(self, place: Town, concern: Concern) -> None:
        grant = Grant.objects.filter(concern=concern, capacity="handler")[0]
        browser = Client()
        sign_in(browser, grant.user)
        with CaptureQueriesContext(connections["keys"]) as asked:
            assert concern.reference in browser.get("/queue/").content.decode()
        assert len(asked) == 0


class TestMovedAndChanged:
    def test_a_text_put_into_another_row_stays_shut(self, concern: Concern) -> None:
        first, second = written(concern), written(concern, "Another.")
        put(first, "body", kept(second, "body"))
        with pytest.raises(CannotOpen):
            _ = Message.objects.get(pk=first.pk).body

    def test_a_text_put_into_another_column_stays_shut(self, concern: Concern) -> None:
        put(concern, "adjustments", kept(concern, "what_happened"))
        with pytest.raises(CannotOpen):
            _ = again(concern).adjustments

    def test_a_text_put_into_another_table_stays_shut(self, concern: Concern) -> None:
        message = written(concern)
        note = Note(
            pk=message.pk, council=concern.council, concern=concern, author=concern.raiser,
            kind="file", happened_on=LONG_AGO, body="x", written_at=NOON,
        )  # fmt: skip
        note.save()
        put(note, "body", kept(message, "body"))
        with pytest.raises(CannotOpen):
            _ = Note.objects.get(pk=note.pk).body

    def test_plain_text_in_the_table_stays_shut(self, concern: Concern) -> None:
        put(concern, "what_happened", WORDS.encode() * 3)
        with pytest.raises(CannotOpen):
            _ = again(concern).what_happened

    def test_a_page_of_it_is_refused_and_shows_nothing(self, place: Town, concern: Concern) -> None:
        put(concern, "what_happened", kept(concern, "what_happened")[:-1] + b"\0")
        response = reader(place).get(f"/concerns/{concern.reference}/")
        assert response.status_code == 500
        assert "Sorry, there is a problem" in response.content.decode()
        assert WORDS.encode() not in response.content


class TestTheKey:
    def test_erased_nothing_opens_with_all_the_rest_at_hand(self, concern: Concern) -> None:
        sealing.shred(concern.pk)
        for read in (lambda: again(concern).what_happened, lambda: written(concern)):
            with pytest.raises(CannotOpen):
                read()

    def test_wrong_it_is_an_error_in_every_page_and_never_a_text(
        self, place: Town, concern: Concern, settings: Any, tmp_path: Path
    ) -> None:
        sealed = kept(concern, "what_happened")
        written(concern)
        there = f"/concerns/{concern.reference}/"
        browser = reader(place)
        shown = {page: browser.get(there + page) for page in PAGES}
        assert {response.status_code for response in shown.values()} == {200}
        settings.KEY_FILE = str(tmp_path / "other")
        master.add(tmp_path / "other")
        failed = 0
        for page, before in shown.items():
            response = browser.get(there + page)
            for form in (sealed, sealed.hex().encode(), base64.b64encode(sealed)):
                assert form not in response.content
            if WORDS in before.content.decode():
                assert response.status_code == 500, page
                failed += 1
        assert failed >= 2


class TestDefectsOfThePackagesNotTaken:
    """django-fernet-encrypted-fields 0.4.0, as measured in security 5.6."""

    def test_an_invalid_form_does_not_break_reading(self, concern: Concern) -> None:
        row = again(concern)
        row.what_happened = ""
        with pytest.raises(ValidationError):
            Message(council=concern.council, concern=concern).full_clean()
        row.reference = ""
        with pytest.raises(ValidationError):
            row.full_clean()
        assert again(concern).what_happened == WORDS

    def test_cleaning_in_one_thread_does_not_change_what_another_reads(
        self, concern: Concern
    ) -> None:
        rows = [again(concern) for _ in range(2)]
        assert {row.what_happened for row in rows} == {WORDS}
        relations = {field.name for field in Concern._meta.fields if field.is_relation}
        stop = threading.Event()

        def clean() -> None:
            while not stop.is_set():
                try:
                    rows[1].clean_fields(exclude=relations)
                except ValidationError:
                    continue

        threads = [threading.Thread(target=clean) for _ in range(2)]
        for thread in threads:
            thread.start()
        try:
            wrong = sum(rows[0].what_happened != WORDS for _ in range(50_000))
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        assert wrong == 0

    def test_nothing_is_kept_on_the_field(self, concern: Concern) -> None:
        field = Concern._meta.get_field("what_happened")
        before = dict(field.__dict__)
        row = again(concern)
        row.clean_fields(exclude=["protocol"])
        _ = row.what_happened
        row.save()
        assert {k: v for k, v in field.__dict__.items() if k in before} == before
        assert WORDS not in repr(field.__dict__)

    def test_a_text_cleaned_and_saved_is_not_sealed_twice(self, concern: Concern) -> None:
        row = again(concern)
        for _ in range(2):
            row.clean_fields()
            row.save()
        assert again(concern).what_happened == WORDS

    def test_an_empty_text_is_not_null(self, concern: Concern) -> None:
        assert again(concern).adjustments == ""
        assert not Concern.objects.filter(adjustments__isnull=True).exists()

    def test_the_key_has_nothing_to_do_with_the_secret_key(
        self, concern: Concern, settings: Any
    ) -> None:
        settings.SECRET_KEY = "another " * 10
        assert again(concern).what_happened == WORDS


class TestATemplate:
    def test_an_if_that_takes_an_error_for_a_no_gives_no_page(self, concern: Concern) -> None:
        put(concern, "what_happened", b"\1" * 60)
        shown = Template(
            "{% if concern.reference and concern.what_happened %}a{% else %}b{% endif %}"
        )
        assert shown.render(Context({"concern": again(concern)})) == "b"  # the trap itself


def test_what_was_there_before_is_sealed_by_the_migration(concern: Concern) -> None:
    seal = importlib.import_module("concerns.migrations.0020_sealed").seal
    message = written(concern)
    decision = Decision.objects.create(
        council=concern.council, concern=concern, n=2, cause="amended", answer={}, roster={},
        digest="x", engine="3", reason="x", made_at=NOON,
    )  # fmt: skip
    with owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL app.resealing = 'on'")
        put(decision, "reason", b"Why, indeed.")
    put(message, "body", "Zażółć".encode())
    put(concern, "adjustments", b"A loop.")
    put(concern, "what_happened", WORDS.encode())

    class Editor:
        pass

    Editor.connection = connection  # type: ignore[attr-defined]
    with owner():
        seal(None, Editor)
    see_everything()
    assert again(concern).what_happened == WORDS
    assert again(concern).adjustments == "A loop."
    assert Message.objects.get(pk=message.pk).body == "Zażółć"
    assert Decision.objects.get(pk=decision.pk).reason == "Why, indeed."
    assert WORDS.encode() not in kept(concern, "what_happened")


def test_a_double_click_finds_its_first_message(place: Town, concern: Concern) -> None:
    token = uuid.uuid4()
    for _ in range(2):
        handling.message(
            concern=concern, body=WORDS, by=place["officer"].user, at=NOON, token=token
        )
    see_everything()
    assert Message.objects.count() == 1
