"""What each kind of matter is called."""

from __future__ import annotations

import pytest

from concerns.engine.facts import Matter
from concerns.engine.nouns import NOUNS, is_about, noun


def test_every_matter_has_its_noun_and_each_is_one_of_five() -> None:
    assert set(NOUNS) == set(Matter)
    assert {each.one for each in NOUNS.values()} == {
        "concern", "request", "appeal", "enquiry", "declaration",
    }  # fmt: skip


@pytest.mark.parametrize("matter", [matter for matter in Matter if matter is not Matter.CONCERN])
def test_only_a_concern_is_called_a_concern(matter: Matter) -> None:
    called = NOUNS[matter]
    assert "concern" not in f"{called.one} {called.full} {called.title}".lower()


def test_to_whoever_sent_it_it_is_theirs() -> None:
    assert noun("access_request").yours == "Your request for information"
    assert noun("concern").yours == "Your concern"


def test_those_named_in_a_request_are_not_what_it_is_about() -> None:
    assert is_about("concern")
    assert is_about("enquiry")
    assert not is_about("attendance")


def test_a_matter_there_is_not_has_no_noun() -> None:
    with pytest.raises(ValueError, match="burning"):
        noun("burning")
