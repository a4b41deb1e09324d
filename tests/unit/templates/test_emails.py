"""Mail tells somebody who looks over a shoulder nothing but that there is something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from concerns.engine.nouns import NOUNS

EMAILS = sorted(Path(settings.BASE_DIR, "templates", "emails").glob("*.txt"))
# Words that would tell a complaint from a request, or one request from another.
TELLING = {each.one for each in NOUNS.values()} | {"complaint", "grievance", "information"}


@pytest.mark.parametrize("path", EMAILS, ids=lambda path: path.stem)
def test_no_mail_says_what_kind_of_thing_it_is_about(path: Path) -> None:
    words = set(re.findall(r"[a-z]+", path.read_text().lower()))
    assert not {word for word in words for telling in TELLING if word.startswith(telling)}


def test_there_is_mail_to_look_at() -> None:
    assert len(EMAILS) > 5
