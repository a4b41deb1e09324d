"""Web and worker each refuse a database role that need-to-know cannot bind; beat has none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings

from protocol_portal import embedded

CHECKOUT = Path(__file__).resolve().parents[3]
ENTRIES = {
    "web": ["gunicorn", "--config", "python:protocol_portal.server", "--bind", "127.0.0.1:0"],
    "worker": ["celery", "--app", "protocol_portal", "worker", "--pool=solo"],
}
COMMON = {
    "PATH": os.environ.get("PATH", os.defpath),
    "SECRET_KEY": settings.SECRET_KEY,
    "ALLOWED_HOSTS": "localhost",
    "EMAIL_URL": "smtp://localhost",
    "ANCHOR_FILE": "/nowhere/anchors.jsonl",
    "ANCHOR_KEY_FILE": "/nowhere/anchor.pem",
    "REDIS_URL": "redis://localhost:1/0",
    "DATABASE_URL": "postgresql://nobody@localhost:1/nothing",
    "KEYS_DATABASE_URL": "postgresql://nobody@localhost:1/keys",
    "KEY_FILE": "/nowhere/keys",
    "EVIDENCE_ROOT": "/nowhere/evidence",
    "PYTHONPATH": str(CHECKOUT),
}


@pytest.fixture(scope="module")
def as_role() -> Iterator[dict[str, str]]:
    """The embedded database's address for each of four roles."""
    given = {name: os.environ.pop(name) for name in embedded.GIVEN}
    try:
        with embedded.servers("test") as servers:
            parts = urlsplit(servers.database_url)
            superuser = urlunsplit(parts._replace(netloc="postgres@"))
            with psycopg.connect(superuser, autocommit=True) as connection:
                connection.execute("CREATE ROLE sees_all LOGIN BYPASSRLS")
                connection.execute("CREATE ROLE owns LOGIN")
                connection.execute("CREATE TABLE something ()")
                connection.execute("ALTER TABLE something OWNER TO owns")
            yield {
                "superuser": superuser,
                "bypassing": urlunsplit(parts._replace(netloc="sees_all@")),
                "owning": urlunsplit(parts._replace(netloc="owns@")),
                "bound": servers.database_url,
                "keys": servers.keys_url,
                "owner": servers.owner_url,
                "key_file": str(servers.key_file),
            }
    finally:
        os.environ.update(given)


def _run(entry: str, scratch: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *ENTRIES[entry]],
        cwd=scratch,
        env={**COMMON, **environment},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("superuser", "DATABASE_URL signs in as postgres, a superuser, whom need-to-know"),
        ("bypassing", "DATABASE_URL signs in as sees_all, who has BYPASSRLS"),
        ("owning", "DATABASE_URL signs in as owns, who owns tables and could take"),
    ],
)
def test_a_role_that_is_not_bound_stops_the_start(
    as_role: dict[str, str], entry: str, role: str, sentence: str, tmp_path: Path
) -> None:
    result = _run(entry, tmp_path, DATABASE_URL=as_role[role])
    assert result.returncode != 0
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_unreachable_database_stops_the_start(entry: str, tmp_path: Path) -> None:
    result = _run(entry, tmp_path)
    assert result.returncode != 0
    assert "DATABASE_URL names a database that cannot be reached: " in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_missing_variable_stops_the_start_in_one_sentence(entry: str, tmp_path: Path) -> None:
    result = _run(entry, tmp_path, SECRET_KEY="")
    assert result.returncode != 0
    assert "SECRET_KEY is not set: " in result.stderr
    assert "Traceback" not in result.stderr


def test_a_command_says_it_in_one_line() -> None:
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=CHECKOUT,
        env={**COMMON, "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "DATABASE_URL is not set: give it a value in the environment (see .env.example)."
    ]


@pytest.mark.parametrize("entry", ["web", "worker"])
def test_a_missing_key_file_stops_the_start(
    as_role: dict[str, str], entry: str, tmp_path: Path
) -> None:
    result = _run(entry, tmp_path, DATABASE_URL=as_role["bound"])
    assert result.returncode != 0
    assert "KEY_FILE /nowhere/keys cannot be read: No such file or directory." in result.stderr
    assert "Traceback" not in result.stderr


def test_a_database_of_keys_without_tables_stops_the_start(
    as_role: dict[str, str], tmp_path: Path
) -> None:
    given = {"DATABASE_URL": as_role["bound"], "KEY_FILE": as_role["key_file"]}
    result = _run("worker", tmp_path, KEYS_DATABASE_URL=as_role["keys"], **given)
    assert "without tables: run manage.py prepare_database." in result.stderr
    result = _run("worker", tmp_path, **given)
    assert "KEYS_DATABASE_URL names a database that cannot be reached: " in result.stderr


def test_a_bound_role_may_start(as_role: dict[str, str]) -> None:
    environment = {
        **COMMON,
        "DATABASE_URL": as_role["bound"],
        "OWNER_DATABASE_URL": as_role["owner"],
        "KEYS_DATABASE_URL": as_role["keys"],
        "KEY_FILE": as_role["key_file"],
    }
    commands = (
        ["manage.py", "prepare_database", "-v0"],
        ["-c", "import protocol_portal.wsgi; print('started')"],
    )
    for command in commands:
        result = subprocess.run(
            [sys.executable, *command],
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert result.stdout == "started\n", result.stderr
