"""Keys of three levels replaced: what each does, what is gone on with, what is on record (G9)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections, transaction

from concerns import tasks
from concerns.actions import keys
from concerns.actions._scope import engine_scope
from concerns.models import AuditEvent, Concern, Message
from concerns.sealing import cipher, master, rotation, store
from tests import factors
from tests.people import NOON, town
from tests.sealed import as_owner, keys_used, raised, run, stored, words_of


@pytest.fixture
def key_file(settings: Any, tmp_path: Path) -> Path:
    """A file of the test's own, with one key."""
    path = tmp_path / "keys"
    master.add(path)
    settings.KEY_FILE = str(path)
    return path


@pytest.mark.django_db
class TestOneAfterAnother:
    @pytest.fixture
    def concern(self, key_file: Path) -> Concern:
        return raised(town("banbury"))

    def test_master_wraps_councils_keys_anew_and_the_old_line_can_go(
        self, concern: Concern, key_file: Path
    ) -> None:
        before = words_of(concern)
        new = master.add(key_file)
        assert rotation.master_keys_in_use() == {1}
        assert "Wrapped 1 keys of councils" in run("master")
        assert rotation.master_keys_in_use() == {new.id}
        key_file.write_text(master.line_for(new))
        assert words_of(concern) == before
        assert "Wrapped 0 keys" in run("master")  # nothing is left to do

    def test_master_seals_second_factors_anew(self, concern: Concern, key_file: Path) -> None:
        user = concern.raiser.user
        secret = factors.app(user)
        new = master.add(key_file)
        assert keys.master_keys_in_use() == {1}
        assert "sealed 2 second factors" in run("master")
        assert keys.master_keys_in_use() == {new.id}
        key_file.write_text(master.line_for(new))
        app = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
        assert app.wrap().validate_code(factors.code(secret))
        assert len(factors.recovery_codes(user)) == 10
        assert "sealed 0 second factors" in run("master")  # nothing is left to do

    def test_council_wraps_concerns_keys_anew(self, concern: Concern) -> None:
        before, used = words_of(concern), keys_used(concern)
        said = run("council", "--council", concern.council.slug)
        assert "Made 1 new keys of councils and wrapped 1 keys of concerns." in said
        assert stored("SELECT count(DISTINCT council_key) FROM concern_key") == [(1,)]
        assert stored(
            "SELECT c.retired_at FROM concern_key k JOIN council_key c ON c.id = k.council_key"
        ) == [(None,)]
        assert words_of(concern) == before
        assert keys_used(concern) == used

    def test_concern_seals_every_text_anew(self, concern: Concern) -> None:
        before, used = words_of(concern), keys_used(concern)
        said = run("concern", "--reference", concern.reference.lower())
        assert "Made 1 new keys of concerns and sealed 4 texts anew." in said
        assert words_of(concern) == before
        assert len(keys_used(concern)) == 1
        assert not keys_used(concern) & used

    def test_the_key_before_is_deleted_later_by_another_run(self, concern: Concern) -> None:
        run("concern", "--reference", concern.reference)
        assert stored("SELECT count(*) FROM concern_key") == [(2,)]
        with connections["keys"].cursor() as cursor:
            cursor.execute("UPDATE concern_key SET emptied_at = emptied_at - interval '61 minutes'")
        assert "Deleted 1 keys" in run("master")
        assert stored("SELECT count(*) FROM concern_key") == [(1,)]
        assert words_of(concern)

    def test_or_by_the_clock_and_none_that_may_still_be_needed(self, concern: Concern) -> None:
        run("council")
        run("concern", "--reference", concern.reference)
        tasks.delete_retired_keys()
        assert stored("SELECT count(*) FROM concern_key") == [(2,)]
        for table in ("concern_key", "council_key"):
            with (
                pytest.raises(DatabaseError, match="not deleted"),
                transaction.atomic("keys"),
                connections["keys"].cursor() as cursor,
            ):
                cursor.execute(f"DELETE FROM {table}")
        with connections["keys"].cursor() as cursor:
            cursor.execute("UPDATE concern_key SET emptied_at = emptied_at - interval '61 minutes'")
            cursor.execute("UPDATE council_key SET retired_at = retired_at - interval '61 minutes'")
        tasks.delete_retired_keys()
        assert stored("SELECT count(*) FROM concern_key") == [(1,)]
        assert stored("SELECT count(*) FROM council_key") == [(1,)]
        assert words_of(concern)

    def test_what_was_broken_off_is_gone_on_with(
        self, concern: Concern, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before, used = words_of(concern), keys_used(concern)

        def dies(*_: object) -> int:
            raise ZeroDivisionError

        monkeypatch.setattr(keys, "reseal", dies)
        with as_owner(), pytest.raises(ZeroDivisionError):
            keys.rotate_concern(concern=concern, at=NOON)
        monkeypatch.undo()
        assert words_of(concern) == before
        run("concern", "--reference", concern.reference)
        assert stored("SELECT count(*) FROM concern_key") == [(2,)]  # and not a third
        assert not keys_used(concern) & used
        assert words_of(concern) == before

    def test_a_text_written_under_the_old_key_meanwhile_is_found(self, concern: Concern) -> None:
        old = store.current_key(concern.council_id, concern.pk)
        run("concern", "--reference", concern.reference)
        with engine_scope(), pytest.MonkeyPatch.context() as late:
            late.setattr(store, "current_key", lambda *_: old)
            Message.objects.create(
                council=concern.council, concern=concern, sender=concern.raiser, body="Late.",
                sent_at=NOON,
            )  # fmt: skip
        assert len(keys_used(concern)) == 2
        with connections["keys"].cursor() as cursor:
            cursor.execute("UPDATE concern_key SET emptied_at = emptied_at - interval '61 minutes'")
        run("master")
        assert len(keys_used(concern)) == 1
        assert "Late." in words_of(concern)

    def test_each_is_on_record_with_numbers_only(self, concern: Concern) -> None:
        run("master")
        run("council")
        run("concern")
        with engine_scope():
            found = {e.type: e.data for e in AuditEvent.objects.filter(type__startswith="keys.")}
        assert found == {
            "keys.master": {"keys": 0, "factors": 0},
            "keys.council": {"keys": 1},
            "keys.concern": {"texts": 4},
        }

    def test_an_erased_concern_is_left_as_it_is(self, concern: Concern) -> None:
        store.shred(concern.pk)
        assert "Made 0 new keys" in run("concern", "--reference", concern.reference)

    def test_without_the_old_key_it_says_so_and_changes_nothing(
        self, concern: Concern, key_file: Path
    ) -> None:
        key_file.write_text(master.line_for(cipher.Key.new(9)))
        with pytest.raises(CommandError, match="KEY_FILE lacks the key"):
            call_command("rotate_keys", "master")
        assert rotation.master_keys_in_use() == {1}

    @pytest.mark.parametrize(
        ("options", "why"),
        [
            (["council", "--council", "nowhere"], "There is no council"),
            (["concern", "--reference", "XXXX-XXXX-XXXX"], "There is no such concern"),
            (["master", "--council", "banbury"], "leave out --council"),
            (["council", "--reference", "X"], "--reference goes with concern"),
        ],
    )
    def test_what_makes_no_sense_is_refused(
        self, concern: Concern, options: list[str], why: str
    ) -> None:
        with pytest.raises(CommandError, match=why):
            call_command("rotate_keys", *options)
