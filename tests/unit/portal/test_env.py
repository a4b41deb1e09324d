"""The readers of the environment: each refusal is one sentence that names the variable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from protocol_portal import env


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda value: monkeypatch.setenv("NAME", value)


@pytest.mark.parametrize(
    "read", [env.text, env.words, env.database, env.broker, env.mail], ids=lambda r: r.__name__
)
@pytest.mark.parametrize("blank", [None, "", "   "])
def test_a_missing_value_is_refused_by_name(
    read: Callable[[str], Any], blank: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NAME", raising=False)
    if blank is not None:
        monkeypatch.setenv("NAME", blank)
    with pytest.raises(env.Refused) as refused:
        read("NAME")
    assert str(refused.value).startswith("NAME is not set: ")
    assert "\n" not in str(refused.value)


def test_a_default_stands_in_for_a_missing_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAME", raising=False)
    assert env.text("NAME", "other") == "other"
    assert env.words("NAME", "a, b ,") == ["a", "b"]
    assert env.flag("NAME") is False
    assert env.number("NAME", 7) == 7


@pytest.mark.parametrize(
    ("value", "meaning"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("", False)]
)
def test_a_flag_is_yes_or_no(given: Callable[[str], None], value: str, meaning: bool) -> None:
    given(value)
    assert env.flag("NAME") is meaning


def test_a_flag_that_is_neither_is_refused(given: Callable[[str], None]) -> None:
    given("maybe")
    with pytest.raises(env.Refused, match=r"^NAME is 'maybe': write 1 for yes or 0 for no"):
        env.flag("NAME")


@pytest.mark.parametrize("value", ["-1", "two", "1.5", "²", "0"])
def test_a_number_below_the_least_or_no_number_is_refused(
    given: Callable[[str], None], value: str
) -> None:
    given(value)
    with pytest.raises(env.Refused, match=r"^NAME is .*: write a whole number, 1 or more"):
        env.number("NAME", 5, least=1)


def test_a_database_address_becomes_connection_settings(given: Callable[[str], None]) -> None:
    given("postgresql://portal:p%40ss%2Fword@db.internal:6432/portal?sslmode=verify-full")
    assert env.database("NAME") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "portal",
        "USER": "portal",
        "PASSWORD": "p@ss/word",
        "HOST": "db.internal",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "verify-full"},
    }


def test_a_unix_socket_is_named_in_the_query(given: Callable[[str], None]) -> None:
    given("postgresql://portal@/portal?host=%2Frun%2Fpost%20gres")
    settings = env.database("NAME")
    assert (settings["HOST"], settings["PORT"], settings["OPTIONS"]) == ("/run/post gres", "", {})


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite:///portal.db", "PostgreSQL is the only database"),
        ("postgresql://portal@db", "names no database"),
        ("postgresql://portal@db:port/portal", "cannot be read as an address"),
    ],
)
def test_a_database_address_that_will_not_do_is_refused(
    given: Callable[[str], None], url: str, says: str
) -> None:
    given(url)
    with pytest.raises(env.Refused, match=f"^NAME .*{says}"):
        env.database("NAME")


def test_only_redis_is_a_broker(given: Callable[[str], None]) -> None:
    given("rediss://:secret@queue:6380/0")
    assert env.broker("NAME") == "rediss://:secret@queue:6380/0"
    given("amqp://queue")
    with pytest.raises(env.Refused, match=r"^NAME does not begin with redis://"):
        env.broker("NAME")


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://relay", 25, False, False),
        ("smtp://relay?tls=1", 587, False, True),
        ("smtps://relay", 465, True, False),
        ("smtp://relay:2525?tls=1", 2525, False, True),
    ],
)
def test_a_mail_address_says_how_to_encrypt(
    given: Callable[[str], None], url: str, port: int, ssl: bool, tls: bool
) -> None:
    given(url)
    settings = env.mail("NAME")
    assert settings["EMAIL_HOST"] == "relay"
    assert settings["EMAIL_PORT"] == port
    assert (settings["EMAIL_USE_SSL"], settings["EMAIL_USE_TLS"]) == (ssl, tls)


@pytest.mark.parametrize("url", ["http://relay", "smtp://", "smtp://relay:port"])
def test_a_mail_address_of_another_kind_is_refused(given: Callable[[str], None], url: str) -> None:
    given(url)
    with pytest.raises(env.Refused, match=r"^NAME .*write smtp://"):
        env.mail("NAME")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]"])
def test_loopback_is_this_machine(host: str) -> None:
    assert env.is_loopback(host)


@pytest.mark.parametrize("host", ["*", "", ".localhost", "0.0.0.0", "10.0.0.1", "portal.gov.uk"])
def test_everything_else_may_be_the_public(host: str) -> None:
    assert not env.is_loopback(host)
