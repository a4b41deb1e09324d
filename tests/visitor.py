"""Somebody at the pages of the journey: signed in, without a script in the browser."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concerns.actions._scope import engine_scope
from concerns.engine.offices import Kind
from concerns.models import Concern, Person
from tests.people import draft
from tests.signing_in import sign_in

MOST = 14  # queries of a page, its line in the record included
THE_ROUTE = {"route", "choose", "informal-first"}  # what is shown once everything is answered


class Visitor:
    """Somebody signed in who goes from page to page, counting what each page asks."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.client = Client()
        sign_in(self.client, person)
        self.page: Any = None
        self.path = ""
        self.counts: dict[str, int] = {}

    def get(self, path: str, status: int = 200) -> str:
        with CaptureQueriesContext(connection) as asked:
            self.page = self.client.get(path, follow=True)
        if self.page.redirect_chain:
            path = self.page.redirect_chain[-1][0]
            self.page.redirect_chain.clear()
            return self.get(path, status)
        self.path = path
        assert self.page.status_code == status, path
        queries = [q["sql"] for q in asked if "SAVEPOINT" not in q["sql"]]
        self.counts[path] = len(queries)
        assert len(queries) <= MOST, (path, "\n".join(queries))
        return self.text

    def post(self, path: str = "", **data: Any) -> str:
        """Answer the page one is on, and follow to the next."""
        path = path or self.path
        self.page = self.client.post(path, data)
        self.path = path
        if self.page.status_code == 302:
            return self.get(self.page["Location"])
        assert self.page.status_code == 200, self.page.status_code
        return self.text

    @property
    def text(self) -> str:
        return self.page.content.decode()

    @property
    def step(self) -> str:
        """The last part of the address one is on."""
        return self.path.split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2]

    def begin(self, council: str, matter: str = "concern") -> str:
        self.get(f"/c/{council}/raise/")
        self.get(f"/c/{council}/raise/matter/")
        return self.post(matter=matter)

    @property
    def root(self) -> str:
        return "/".join(self.path.split("/")[:5]) + "/"


def when(step: str = "on") -> dict[str, str]:
    return {f"{step}_day": "27", f"{step}_month": "Mar", f"{step}_year": "2026"}


def as_far_as_the_route(visitor: Visitor, about: Person, **answers: Any) -> None:
    """Answer everything about one person, up to the page that says where it goes."""
    council = about.council.slug
    visitor.begin(council)
    given: dict[str, dict[str, Any]] = {
        "suitable": {"about": "yes"},
        "know": {},
        "who": {"about": about.kind},
        "person": {"people": about.pk},
        "when": {"kind": "one", **when()},
        "capacity": {f"role_{about.pk}": "all"},
        "what": {"what": "It was said in the corridor."},
        "witnesses": {"more": "no"},
        "nature": {"natures": ["conduct"]},
        "written": {"written": "no"},
        "code": {"breach": "no"},
        "informal": {"tried": "yes", "what": "We spoke."},
        "outcome": {"wanted": ["apology"]},
        "expectations": {"breached": ["none"]},
        "evidence": {"more": "no"},
        "adjust": {"adjustments": ""},
        "identity": {"withhold": "no"},
    } | answers
    seen = []
    while visitor.step in given and visitor.step not in seen:
        seen.append(visitor.step)
        visitor.post(**given[visitor.step])
        if visitor.step == "care":  # nothing is asked there
            visitor.get(visitor.page.context["onward_href"])
    assert visitor.step in THE_ROUTE, (visitor.path, visitor.text)


def at_the_route(visitor: Visitor, about: Person, **answers: Any) -> None:
    """At the same page with the same answers, without having walked there.

    :param answers: fields of the concern that differ.
    """
    given = {
        "about_kind": about.kind,
        "happened_from": date(2026, 3, 27),
        "is_ongoing": False,
        "code_breach": False if about.kind == Kind.COUNCILLOR.value else None,
        "informal_tried": "yes",
        "informal_detail": "We spoke.",
        "wanted": ["apology"],
        "wanted_detail": "",
        "breached": [],
        "adjustments": "",
    }
    concern = draft(visitor.person, [about], **{**given, **answers})
    with engine_scope():
        concern.answered += ["suitable", "know", "capacity", "witnesses", "evidence", "identity"]
        concern.save(update_fields=["answered"])
    visitor.get(f"/c/{about.council.slug}/raise/{concern.reference}/route/")
    assert visitor.step in THE_ROUTE, (visitor.path, visitor.text)


def only() -> Concern:
    with engine_scope():
        return Concern.objects.select_related("council", "raiser", "protocol").get()
