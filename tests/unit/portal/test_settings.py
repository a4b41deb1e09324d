"""The settings fail closed: every wrong start stops with one sentence naming the variable."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from concerns.evidence.limits import SECONDS
from concerns.protocols.importer import turns
from concerns.views.protocols.documents import PATIENCE
from protocol_portal import env

FILE = Path(__file__).resolve().parents[3] / "protocol_portal" / "settings.py"

PRODUCTION = {
    "SECRET_KEY": "gH3k9-Zq7LwP2xV8rT5yB1nM6cD4fJ0sA_eUiOoKlMnBvCxZ",
    "ALLOWED_HOSTS": "portal.council.example",
    "DATABASE_URL": "postgresql://portal:secret@db/portal",
    "KEYS_DATABASE_URL": "postgresql://portal:secret@db/keys",
    "KEY_FILE": "/run/portal-keys",
    "REDIS_URL": "redis://queue/0",
    "EMAIL_URL": "smtp://relay?tls=1",
    "EVIDENCE_ROOT": "/srv/evidence",
    "ANCHOR_FILE": "/anchors/anchors.jsonl",
    "ANCHOR_KEY_FILE": "/keys/anchor.pem",
}
PRODUCTION["SECRET_KEY"] += "0123456789"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The settings as a process with exactly these variables would read them."""

    def settings(**variables: str) -> dict[str, Any]:
        for name in _every_variable():
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(FILE))

    return settings


def _every_variable() -> list[str]:
    return re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', FILE.read_text())


def test_the_test_knows_every_variable() -> None:
    assert {*PRODUCTION, "PORTAL_DEMO", "DEBUG", "SITE_URL"} <= set(_every_variable())


def test_production_starts_with_what_it_must_be_given(read: Any) -> None:
    settings = read(**PRODUCTION)
    assert settings["DEMO"] is False
    assert settings["DEBUG"] is False
    assert settings["SITE_URL"] == "https://portal.council.example"
    assert settings["DATABASES"]["default"]["HOST"] == "db"
    assert settings["DEMO_MAILBOX"] is None


def test_keys_in_the_database_of_what_they_seal_are_refused(read: Any) -> None:
    with pytest.raises(env.Refused, match="KEYS_DATABASE_URL names the database of DATABASE_URL"):
        read(**{**PRODUCTION, "KEYS_DATABASE_URL": PRODUCTION["DATABASE_URL"]})


def test_what_makes_tables_signs_in_as_their_owner_and_nothing_else_does(read: Any) -> None:
    owner = {"OWNER_DATABASE_URL": "postgresql://owner:other@db/portal"}
    assert read(**PRODUCTION, **owner)["DATABASES"]["default"]["USER"] == "portal"
    as_owner = read(**PRODUCTION, **owner, PORTAL_AS_OWNER="1")
    assert as_owner["DATABASES"]["default"]["USER"] == "owner"
    assert as_owner["APPLICATION_ROLE"] == "portal"
    with pytest.raises(env.Refused, match=r"^OWNER_DATABASE_URL is not set: "):
        read(**PRODUCTION, PORTAL_AS_OWNER="1")
    same = PRODUCTION["DATABASE_URL"]
    with pytest.raises(env.Refused, match=r"name one role"):
        read(**PRODUCTION, PORTAL_AS_OWNER="1", OWNER_DATABASE_URL=same)


def test_a_file_is_read_before_the_database_ends_the_transaction_of_the_request(read: Any) -> None:
    options = read(**PRODUCTION, PORTAL_PROCESS="web")["DATABASES"]["default"]["OPTIONS"]["options"]
    idle = re.search(r"idle_in_transaction_session_timeout=(\d+)s", options)
    assert idle is not None
    assert int(idle.group(1)) > max(PATIENCE, SECONDS) + turns.PATIENCE


def test_beat_starts_with_the_broker_alone_and_not_without_it(read: Any) -> None:
    settings = read(PORTAL_PROCESS="beat", REDIS_URL="redis://queue/0")
    assert settings["DATABASES"] == {}
    with pytest.raises(env.Refused, match=r"^REDIS_URL is not set"):
        read(PORTAL_PROCESS="beat")


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_does_not_start_without(read: Any, name: str) -> None:
    rest = {key: value for key, value in PRODUCTION.items() if key != name}
    with pytest.raises(env.Refused, match=f"^{name} is not set: "):
        read(**rest, PORTAL_PROCESS="worker")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": "short"}, "^SECRET_KEY is too easy to guess"),
        ({"SECRET_KEY": "a" * 80}, "^SECRET_KEY is too easy to guess"),
        ({"CLAMD": "localhost:3310"}, "^CLAMD is not a socket's address"),
        ({"STATIC_ROOT": "/srv", "EVIDENCE_ROOT": "/srv/evidence"}, "^EVIDENCE_ROOT lies in"),
        ({"DEBUG": "1"}, "^DEBUG is on while ALLOWED_HOSTS names a host other than this machine"),
        ({"DEBUG": "1", "ALLOWED_HOSTS": "localhost,*"}, "^DEBUG is on while ALLOWED_HOSTS"),
        ({"PORTAL_DEMO": "1"}, "^PORTAL_DEMO is on while ALLOWED_HOSTS names a host other"),
        ({"SITE_URL": "http://portal.council.example"}, "^SITE_URL does not begin with https"),
        ({"SITE_URL": "portal.council.example"}, "^SITE_URL is not an address"),
        ({"DATABASE_URL": "mysql://db/portal"}, "^DATABASE_URL does not begin with postgresql"),
        ({"REDIS_URL": "amqp://queue"}, "^REDIS_URL does not begin with redis"),
        ({"EMAIL_URL": "relay"}, "^EMAIL_URL is not a mail server's address"),
    ],
)
def test_production_refuses(read: Any, changes: dict[str, str], sentence: str) -> None:
    with pytest.raises(env.Refused, match=sentence) as refused:
        read(**{**PRODUCTION, **changes})
    assert "\n" not in str(refused.value)


def test_the_demonstration_needs_nothing_and_stays_on_this_machine(read: Any) -> None:
    settings = read(PORTAL_DEMO="1")
    assert settings["DEMO"] is True
    assert all(env.is_loopback(host) for host in settings["ALLOWED_HOSTS"])
    assert settings["DEMO_MAILBOX"] is not None


def test_the_protocol_commands_need_neither_secret_nor_server(read: Any) -> None:
    settings = read(PORTAL_PACKS_ONLY="1")
    assert settings["DATABASES"] == {}


def test_without_tls_no_cookie_claims_it_and_with_it_every_one_does(read: Any) -> None:
    demo, production = read(PORTAL_DEMO="1"), read(**PRODUCTION)
    for cookie in ("SESSION", "CSRF"):
        assert demo[f"{cookie}_COOKIE_SECURE"] is False
        assert production[f"{cookie}_COOKIE_SECURE"] is True
        assert production[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert production[f"{cookie}_COOKIE_HTTPONLY"] is True
    assert production["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600
    assert production["SECURE_SSL_REDIRECT"] is True


def test_a_proxy_is_believed_only_when_it_is_ours(read: Any) -> None:
    assert "SECURE_PROXY_SSL_HEADER" not in read(**PRODUCTION)
    behind_one = read(**PRODUCTION, TRUSTED_PROXY_COUNT="1")
    assert behind_one["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert behind_one["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_only_people_are_hurried(read: Any) -> None:
    web = read(**PRODUCTION, PORTAL_PROCESS="web")["DATABASES"]["default"]["OPTIONS"]
    assert "lock_timeout=2s" in web["options"]
    assert "statement_timeout=5s" in web["options"]
    worker = read(**PRODUCTION, PORTAL_PROCESS="worker")["DATABASES"]["default"]["OPTIONS"]
    assert "options" not in worker


def test_the_clock_keeps_to_utc_and_redelivers_what_a_dead_worker_held(read: Any) -> None:
    settings = read(**PRODUCTION)
    assert settings["CELERY_TIMEZONE"] == "UTC"
    assert settings["CELERY_TASK_ACKS_LATE"] is True
    assert settings["CELERY_TASK_REJECT_ON_WORKER_LOST"] is True
    assert settings["CELERY_TASK_IGNORE_RESULT"] is True
    assert "CELERY_RESULT_BACKEND" not in settings
    transport = settings["CELERY_BROKER_TRANSPORT_OPTIONS"]
    assert (transport["unacked_restore_interval"], transport["unacked_restore_throttle"]) == (2, 1)
    timeouts = {
        transport["visibility_timeout"],
        settings["CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS"]["visibility_timeout"],
        settings["CELERY_VISIBILITY_TIMEOUT"],
    }
    assert timeouts == {300}
    assert settings["CELERY_TASK_TIME_LIMIT"] < 300


def test_the_demonstration_may_hurry_the_clock(read: Any) -> None:
    schedule = read(PORTAL_DEMO="1", SWEEP_EVERY_SECONDS="3")["CELERY_BEAT_SCHEDULE"]
    assert schedule["sweep-reminders"]["schedule"] == 3
    assert schedule["sweep-reminders"]["task"] == "concerns.sweep_reminders"
    assert schedule["deliver-due"]["schedule"] == 20
    assert schedule["deliver-due"]["task"] == "concerns.deliver_due"
