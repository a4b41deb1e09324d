"""A council's words keep every letter; the marks of a draft are drawn, and nothing else is."""

from __future__ import annotations

import pytest

from concerns.templatetags.quotes import has_struck, marked


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("the ~~Strategic Group~~ Director", "the <del>Strategic Group</del> Director"),
        ("the **S**trategic Director", "the <strong>S</strong>trategic Director"),
        ("by the [Strategic](#) Director", "by the Strategic Director"),
        ("[The Mayor, Leader and]", "[The Mayor, Leader and]"),
        ("2 * 3 ~ 5", "2 * 3 ~ 5"),
        ("<script>~~x~~</script>", "&lt;script&gt;<del>x</del>&lt;/script&gt;"),
        (None, ""),
    ],
)  # fmt: skip
def test_marks_are_drawn_and_everything_else_is_as_written(words: str | None, shown: str) -> None:
    assert marked(words) == shown


def test_struck_words_are_known() -> None:
    assert has_struck("~~M~~member")
    assert not has_struck("a member")
