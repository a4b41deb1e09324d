"""What is asked for is called what it is, on every page of its journey, and never a concern."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine

from concerns.actions._scope import engine_scope
from concerns.models import Concern
from tests.people import NOON, Town, town
from tests.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

# What the protocols themselves say, and what the list of everything somebody raised is called.
NOT_OURS = re.compile(
    r"<(figure|blockquote|details|head|header|footer|script).*?</\1>"
    r"|Your concerns and requests|a concern about how the case is being handled",
    re.DOTALL,
)


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def journey(place: Town, matter: str) -> dict[str, str]:
    """Every page of a request, by its name, from the first question to the sending."""
    visitor = Visitor(place["group_leader" if matter == "meeting" else "councillor"])
    pages = {}
    visitor.begin(place.council.slug, matter)
    answers: dict[str, dict[str, Any]] = {
        "person": {"people": place["officer"].pk},
        "decider": {"decider": "director"},
        "what": {"what": "The plan of the hall."},
        "nature": {"natures": ["none"]},
        "adjust": {"adjustments": ""},
    }
    while visitor.step in answers:
        step = visitor.step
        pages[step] = visitor.text
        pages[f"{step}, wrong"] = visitor.post(**({"q": "lane"} if step == "person" else {}))
        if visitor.step == step:
            visitor.post(**answers[step])
    pages["resume"] = visitor.get(visitor.root)
    visitor.get(f"{visitor.root}route/")
    if visitor.step == "choose":
        pages["choose"] = visitor.text
        options = visitor.page.context["form"].fields["to"].choices
        visitor.post(to=options[0][0])
    pages["route"] = visitor.text
    pages["wrong"] = visitor.get(f"{visitor.root}route/wrong/")
    visitor.get(f"{visitor.root}route/")
    visitor.post(seen=visitor.page.context["seen"])
    pages["check"] = visitor.text
    visitor.post(seen=visitor.page.context["seen"])
    assert visitor.step == "sent", (visitor.path, visitor.text)
    pages["sent"] = visitor.text
    return pages


@pytest.mark.parametrize(
    ("council", "matter", "noun"),
    [
        ("banbury", "group_report", "request for a report"),
        ("rushcliffe", "access_request", "request for information"),
        ("rushcliffe", "access_appeal", "appeal"),
        ("rushcliffe", "enquiry", "enquiry"),
        ("rushcliffe", "declaration", "declaration"),
        ("district-draft", "attendance", "request"),
        ("rushcliffe", "meeting", "request for a meeting"),
    ],
)
def test_no_page_calls_a_request_a_concern(council: str, matter: str, noun: str) -> None:
    pages = journey(town(council), matter)
    found = {
        name: re.findall(r"[^.<>]*\bconcern\b[^.<>]*", NOT_OURS.sub("", page))
        for name, page in pages.items()
    }
    assert {name: said for name, said in found.items() if said} == {}
    assert f"Send {noun}<" in " ".join(pages["check"].split()).replace("> ", ">").replace(" <", "<")
    with engine_scope():
        assert Concern.objects.get().matter == matter
