"""F26: guessing, spotting who has an account, codes used twice, one after the other and at once."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings

from concerns.actions import accounts
from concerns.actions._scope import engine_scope
from concerns.models import AuditEvent, User
from tests import factors
from tests.faults import size
from tests.outbox import committed

pytestmark = [pytest.mark.faults, pytest.mark.integration]

PASSWORD = "correct horse battery staple"
MOST, RACE = 5, 2


@pytest.fixture(autouse=True)
def _committed(request: pytest.FixtureRequest) -> Iterator[None]:
    with committed(request):
        cache.clear()
        yield
        cache.clear()


def account(n: int = 0) -> User:
    user = User(email=f"bea{n}@upton.example", name="Bea Holt", password=HASH)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


HASH = make_password(PASSWORD)


def all_at_once(todo: list[Callable[[], Any]], threads: int = 8) -> list[Any]:
    barrier = threading.Barrier(min(threads, len(todo)))

    def one(each: Callable[[], Any]) -> Any:
        try:
            if len(todo) <= threads:
                barrier.wait(timeout=10)
            return each()
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, todo))


def failures() -> int:
    """How many passwords or codes were looked at and were wrong."""
    with engine_scope():
        return AuditEvent.objects.filter(type="account.sign_in_failed").count()


# ---------------------------------------------------------------- guessing


def guess(email: str, n: int, **headers: Any) -> None:
    """From another address each time, as the sender would have it, and under another port."""
    Client(REMOTE_ADDR=f"10.0.{n // 250}.{n % 250}").post(
        "/account/login/",
        {"login": email.upper() if n % 2 else email, "password": f"guess number {n} of many"},
        headers={"x-forwarded-for": f"192.0.2.{n % 250}, 198.51.100.{n % 250}", **headers},
        SERVER_PORT=str(1024 + n),
        HTTP_HOST=f"localhost:{1024 + n}",
    )


def test_an_account_takes_few_guesses_however_they_come(record_property: Any) -> None:
    n = size.of(1_000, few=24)
    email = account().email
    all_at_once([lambda i=i: guess(email, i) for i in range(n)])  # type: ignore[misc]
    found = failures()
    assert 1 <= found <= MOST + RACE
    record_property("promise", "G11")
    record_property("figure", f"{found} of {n:,} guesses looked at, 8 at once, forged addresses")


def test_one_address_takes_few_guesses_whatever_it_says_of_itself(record_property: Any) -> None:
    """Behind no proxy of ours, what X-Forwarded-For says is nobody's word."""
    client = Client(REMOTE_ADDR="203.0.113.9")

    def guess_from(forged: str, n: int) -> None:
        client.post(
            "/account/login/",
            {"login": f"nobody{n}@upton.example", "password": f"guess number {n} of many"},
            headers={"x-forwarded-for": forged},
        )

    for n in range(14):
        guess_from(f"192.0.2.{n}", n)
    assert failures() == 10  # a minute, for one address
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        guess_from("192.0.2.1, 203.0.113.9", 20)  # ours wrote the last: the same, and refused
        assert failures() == 10
        guess_from("203.0.113.9, 198.51.100.7", 21)  # the control: another
        assert failures() == 11
    record_property("promise", "G11")
    record_property("figure", "10 guesses a minute from one address, whatever it says of itself")


def test_codes_of_an_account_are_counted_as_well(record_property: Any) -> None:
    n = size.of(200, few=16)
    user = account()
    secret = factors.app(user)
    wrong = "000000" if factors.code(secret) != "000000" else "111111"
    halves = [half(user) for _ in range(min(n, 8))]
    all_at_once([lambda i=i: second_step(halves[i % len(halves)], wrong) for i in range(n)])  # type: ignore[misc]
    with engine_scope():
        looked_at = AuditEvent.objects.filter(data__step="code").count()
    # Whoever is turned away for trying too often is on record too: what counts is the right one.
    assert looked_at >= MOST
    assert not second_step(halves[0], factors.code(secret))
    record_property("promise", "G11")
    record_property("figure", f"after {n} wrong codes the right one is refused for five minutes")


def half(user: User) -> Client:
    """A browser that has shown the password."""
    client = Client(REMOTE_ADDR=f"10.1.{user.pk % 250}.{time.monotonic_ns() % 250}")
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return client


def second_step(client: Client, code: str) -> bool:
    client.post("/account/2fa/authenticate/", {"code": code})
    return SESSION_KEY in client.session


# ---------------------------------------------------------------- used twice


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_a_code_is_good_once(kind: str, record_property: Any) -> None:
    n = size.of(100, few=3)
    refused = 0
    for each in range(n):
        user = account(each)
        with still():
            code = code_of(user, kind)
            assert second_step(half(user), code)
            refused += not second_step(half(user), code)
    assert refused == n
    record_property("promise", "G11")
    record_property("figure", f"{refused} of {n} {kind} codes refused the second time")


@contextmanager
def still() -> Iterator[None]:
    """The clock stands: no code runs out between being read and being entered."""
    with time_machine.travel(time.time(), tick=False):
        yield


def code_of(user: User, kind: str) -> str:
    secret = factors.app(user)
    return factors.recovery_codes(user)[0] if kind == "recovery" else factors.code(secret)


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_of_several_who_use_a_code_at_once_one_gets_in(kind: str, record_property: Any) -> None:
    n = size.of(100, few=3)
    won = [sum(race(each, kind)) for each in range(n)]
    assert won == [1] * n
    record_property("promise", "G11")
    record_property("figure", f"one of 4 at once, {n} of {n} times ({kind})")


def race(n: int, kind: str) -> list[bool]:
    user = account(n)
    cache.clear()
    with still():
        code = code_of(user, kind)
        halves = [half(user) for _ in range(4)]
        return all_at_once([lambda c=c: second_step(c, code) for c in halves])  # type: ignore[misc]


def test_the_race_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: look, then mark, with nobody made to wait."""

    def look_then_mark(self: TOTP, code: str) -> bool:
        key = self._get_used_cache_key(code)
        used = cache.get(key)
        time.sleep(0.1)
        cache.set(key, "y")
        return not used

    monkeypatch.setattr(TOTP, "_mark_code_used", look_then_mark)
    with override_settings(ACCOUNT_RATE_LIMITS=False):  # counting makes them wait as well
        assert sum(race(1, "app")) == 1  # the lock alone is enough
        monkeypatch.setattr(accounts, "one_at_a_time", lambda user: None)
        assert sum(race(2, "app")) > 1


# ---------------------------------------------------------------- who has an account


def sign_in(email: str) -> Any:
    data = {"login": email, "password": "not the password at all"}
    return Client().post("/account/login/", data)


def reset(email: str) -> Any:
    return Client().post("/account/password/reset/", {"email": email}, follow=True)


UIDS: dict[str, str] = {}


def link(email: str) -> Any:
    """A link made up for somebody's account, or for none."""
    uid = UIDS.get(email, "zik0zj")
    return Client().get(f"/account/password/reset/key/{uid}-c0ffee-{'0123456789abcdef' * 2}/")


@pytest.mark.parametrize("ask", [sign_in, reset, link])
def test_nothing_tells_who_has_an_account(ask: Callable[[str], Any], record_property: Any) -> None:
    n = size.of(200, few=10)
    bound = 20  # milliseconds
    # A busy machine is slow and not telling: there, only the work is compared.
    clock = time.perf_counter if size.WHOLE else time.process_time
    user = account()
    known = user.email
    UIDS[known] = user_pk_to_url_str(user)
    took: dict[str, list[float]] = {"known": [], "unknown": []}
    said: set[tuple[int, str]] = set()
    for each in range(n):
        for who, email in (("known", known), ("unknown", f"nob{each:02}@upton.example")):
            cache.clear()
            began = clock()
            answer = ask(email)
            took[who].append(1000 * (clock() - began))
            said.add((answer.status_code, words(answer, email)))
    gap = abs(statistics.median(took["known"]) - statistics.median(took["unknown"]))
    assert len(said) == 1
    assert gap < bound
    record_property("promise", "G11")
    record_property("figure", f"median gap {gap:.1f} ms over {n} pairs ({ask.__name__})")


def words(answer: Any, email: str) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return "".join(
        part.partition('">')[2]
        for part in main.replace(email, "somebody").split('name="csrfmiddlewaretoken" value="')
    )
