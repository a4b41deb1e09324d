"""What the portal does not have, because it could only do harm."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore
from django.urls import get_resolver

from concerns.models import User

ROOT = Path(__file__).resolve().parents[2]

# What runs a text as code, or makes objects of bytes somebody sent.
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
# Libraries for that, for numbers that can be guessed, and for asking other sites for something.
LIBRARIES = {"pickle", "marshal", "shelve", "random", "requests", "httpx", "xmlrpc", "ftplib"}
PARTS = {"urllib.request", "http.client"}
# Calls by what they are called on: a shell, a broken hash, a template made of a text.
CALLS = {
    *("os.system", "os.popen", "subprocess.getoutput"),
    *("hashlib.md5", "hashlib.sha1", "uuid.uuid1"),
    *("engines.from_string", "engine.from_string", "Engine.from_string"),
    *("yaml.load", "yaml.unsafe_load", "yaml.full_load"),
}
# The demonstration asks itself whether it is up.
KNOWN = {
    "protocol_portal/demo.py": ["urllib.request"],
    # What the operator's identity provider is asked with, by Authlib: its errors.
    "concerns/identity/provider.py": ["requests.RequestException"],
}
CIPHERS = "cryptography.hazmat.primitives.ciphers"


def harmful(source: str) -> Iterator[str]:
    """Each thing in a source text that must not be there."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _calls(node)
        elif isinstance(node, ast.Import):
            yield from filter(_is_forbidden, (alias.name for alias in node.names))
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name for name in names if _is_forbidden(name))
            yield from (n for n in names if n.startswith(CIPHERS) and not n.endswith(".AESGCM"))


def _calls(node: ast.Call) -> Iterator[str]:
    called = ast.unparse(node.func)
    if called in RUNS_TEXT | CALLS:
        yield called
    for keyword in node.keywords:
        if keyword.arg == "shell" and ast.unparse(keyword.value) != "False":
            yield f"{called} with a shell"


def _is_forbidden(name: str) -> bool:
    return name.partition(".")[0] in LIBRARIES or any(
        name == part or name.startswith(f"{part}.") for part in PARTS
    )


def test_nothing_runs_what_it_is_given_or_can_be_guessed() -> None:
    files = [*ROOT.glob("concerns/**/*.py"), *ROOT.glob("protocol_portal/**/*.py")]
    assert len(files) > 200
    found = {str(f.relative_to(ROOT)): list(harmful(f.read_text())) for f in files}
    assert {name: each for name, each in found.items() if each} == KNOWN


@pytest.mark.parametrize(
    "source",
    [
        "eval(text)",
        "import pickle",
        "from random import choice",
        "import urllib.request",
        "from http.client import HTTPSConnection",
        "os.system(f'file {name}')",
        "subprocess.run(command, shell=True)",
        "hashlib.md5(data)",
        "yaml.load(text)",
        "from cryptography.hazmat.primitives.ciphers.modes import ECB",
    ],
)
def test_it_would_be_found(source: str) -> None:
    assert list(harmful(source))


MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    r"|addEventListener\(\"message\"|new WebSocket|https?://(?!www\.w3\.org/)"
)


def test_no_script_of_ours_writes_markup_or_speaks_to_another_site() -> None:
    scripts = [f for f in ROOT.glob("static/src/**/*.js") if f.name != "build.js"]
    assert scripts
    assert [f.name for f in scripts if MARKUP.search(f.read_text())] == []
    assert MARKUP.search('box.innerHTML = "<b>"')
    assert MARKUP.search('window.addEventListener("message", take)')


def test_an_account_has_neither_question_nor_hint() -> None:
    fields = {field.name for field in User._meta.get_fields()}
    assert "password" in fields
    assert not [name for name in fields if re.search(r"hint|question|answer|birth|phone", name)]


@pytest.mark.django_db
def test_no_account_comes_with_the_portal() -> None:
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_session_is_named_by_128_bits_and_more() -> None:
    names = set()
    for _ in range(3):
        session = SessionStore()
        session.create()
        names.add(session.session_key)
    assert len(names) == 3
    assert min(map(len, names)) * math.log2(len(set(VALID_KEY_CHARS))) >= 128


def test_there_is_no_site_for_administrators_and_no_other_interface() -> None:
    views = {
        getattr(each.callback, "__module__", "").partition(".")[0]
        for each in _patterns(get_resolver().url_patterns)
    }
    assert views <= {"concerns", "protocol_portal", "allauth", "django"}
    names = {str(each.pattern) for each in _patterns(get_resolver().url_patterns)}
    assert not [name for name in names if re.search(r"admin/$|graphql|api/|debug", name)]


def _patterns(given: list) -> Iterator:
    for each in given:
        if hasattr(each, "url_patterns"):
            yield from _patterns(each.url_patterns)
        else:
            yield each
