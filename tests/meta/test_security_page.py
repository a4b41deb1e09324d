"""What `docs/security.md` says is what the code does, as far as it is a figure or a name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from concerns.evidence import kinds, limits
from concerns.protocols.importer.readers import limits as of_documents

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
FLAT = " ".join(PAGE.split())
SECRET = re.compile(
    r"^#?(\w*(?:KEY|KEY_FILE|FALLBACKS|PASSWORD|EMAIL_URL|DATABASE_URL|REDIS_URL))=", re.MULTILINE
)


@pytest.mark.parametrize(
    "section",
    [
        "Reporting",
        "Patches",
        "Authorisation",
        "Signing in",
        "Sign in with the council's account",
        "What people enter",
        "Keys and secrets",
        "Logs",
        "What it speaks to",
    ],
)
def test_what_has_to_be_written_down_is(section: str) -> None:
    _, _, rest = PAGE.partition(f"\n## {section}\n")
    assert len(rest.partition("\n## ")[0].split()) > 60


def test_patches_have_their_deadlines() -> None:
    for deadline in ("48 hours", "14 days", "90 days"):
        assert f"| {deadline} |" in PAGE


@pytest.mark.parametrize(
    "name", ["login_failed", "login", "reset_password", "reauthenticate", "change_password"]
)
def test_the_limits_of_signing_in_are_those_of_the_settings(name: str) -> None:
    assert re.search(
        rf"\| `{re.escape(settings.ACCOUNT_RATE_LIMITS[name])}` \|[^|]*`{name}` \|", PAGE
    )


def test_sessions_last_as_long_as_it_says() -> None:
    assert f"after {settings.SESSION_IDLE_MINUTES} minutes" in PAGE
    assert f"| {settings.SESSION_LONGEST_SECONDS // 3600} hours |" in PAGE
    assert f"within {settings.ACCOUNT_REAUTHENTICATION_TIMEOUT // 60} minutes" in PAGE
    assert f"once and for {settings.PASSWORD_RESET_TIMEOUT // 86400} days" in PAGE
    shortest = settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"]["min_length"]
    assert f"{shortest} characters or more" in FLAT


def test_files_have_the_limits_it_says() -> None:
    assert f"`{' '.join(kinds.ENDINGS)}`" in PAGE
    for figure in (
        f"{_mb(limits.LARGEST_FILE)}; {limits.MOST_FILES} files and {_mb(limits.MOST_BYTES)}",
        f"{limits.MOST_FILES_A_DAY} files and {_mb(limits.MOST_BYTES_A_DAY)} a person",
        f"{limits.MOST_PIXELS // 1_000_000} million pixels",
        f"({limits.SECONDS:.0f} seconds, {limits.MEGABYTES} MB)",
        f"PDF of {_mb(of_documents.LARGEST_FILE)} at most",
    ):
        assert figure in FLAT


def _mb(size: int) -> str:
    return f"{size // 1_000_000} MB"


def test_every_secret_of_the_environment_is_in_the_table_of_keys() -> None:
    names = SECRET.findall((ROOT / ".env.example").read_text())
    assert {"SECRET_KEY", "KEY_FILE", "ANCHOR_KEY_FILE", "OWNER_PASSWORD"} <= set(names)
    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_what_it_points_to_is_there() -> None:
    inside = re.findall(r"`(concerns/[\w/.]+|protocol_portal/[\w/.]+|tests/[\w/.]+)`", PAGE)
    linked = [f"docs/{name}" for name in re.findall(r"\]\(([\w./-]+)\)", PAGE)]
    assert len(inside) > 10
    assert len(linked) >= 4
    assert [name for name in inside + linked if not (ROOT / name).exists()] == []
