"""Every story fails at a page that breaks its Content-Security-Policy; this shows that it does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

TRIES = {
    "a script in the page": "s = document.createElement('script'); s.text = 'window.ran = 1';"
    " document.body.append(s)",
    "a style in the page": "document.body.insertAdjacentHTML('beforeend', '<p style=\"top:0\">')",
    "an image of elsewhere": "i = new Image(); i.src = 'http://127.0.0.2/i.png';"
    " document.body.append(i)",
}


@pytest.mark.parametrize("tried", TRIES.values(), ids=TRIES)
def test_a_violation_is_stopped_and_seen(visitor: Callable[..., Visitor], tried: str) -> None:
    somebody = visitor()
    somebody.open("/help/")
    somebody.page.evaluate(f"() => {{ let s, i; {tried} }}")
    somebody.page.wait_for_timeout(200)
    assert any("Content Security Policy" in said for said in somebody.complaints)
    assert somebody.page.evaluate("window.ran") is None
    with pytest.raises(AssertionError):
        somebody.look()
