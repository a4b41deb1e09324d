"""Everything a pack can say can be said on a page, by somebody who never saw a pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from concerns.actions import versions
from concerns.models import Protocol
from concerns.protocols.schema import schema
from concerns.selectors import protocols as selectors
from tests.pages import Visitor
from tests.people import NOON, town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

RULE = {"rule": "officer-about-councillor"}
STEP = {**RULE, "step": "decision"}

# Each page, with what its address needs.
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "begin": ("version-begin", {}),
    "about": ("version-about", {}),
    "owner": ("version-owner", {}),
    "review": ("version-review", {}),
    "clause": ("clause-change", {"clause": "5.1"}),
    "conduct": ("clause-expects", {"clause": "5.1"}),
    "settle": ("clause-settle", {"clause": "5.1"}),
    "move clause": ("clause-move", {"clause": "5.1"}),
    "office": ("seat-add", {}),
    "net": ("net-change", {}),
    "notice": ("notice-change", {"place": 1}),
    "notice when": ("notice-when", {"place": 1, "part": "about"}),
    "gap": ("gap-change", {"place": 1}),
    "gap when": ("gap-when", {"place": 1, "part": "about"}),
    "rule": ("rule-add", {}),
    "move rule": ("rule-move", RULE),
    "name": ("rule-summary", RULE),
    "doubt": ("rule-doubt", RULE),
    "matter": ("rule-when", {**RULE, "part": "matter"}),
    "whom": ("rule-when", {**RULE, "part": "about"}),
    "nature": ("rule-when", {**RULE, "part": "nature"}),
    "before": ("rule-when", {**RULE, "part": "before"}),
    "step": ("step-add", RULE),
    "who": ("step-part", {**STEP, "part": "who"}),
    "does": ("step-part", {**STEP, "part": "does"}),
    "cites": ("step-part", {**STEP, "part": "clauses"}),
    "panel": ("step-part", {**STEP, "part": "panel"}),
    "next": ("step-part", {**STEP, "part": "next"}),
    "duty": ("part-add", {**STEP, "kind": "duties"}),
    "limit": ("part-add", {**STEP, "kind": "limits"}),
    "instead": ("part-add", {**STEP, "kind": "instead"}),
}

# Each key of the schema: the page, and the question on it (or how the questions’ names begin).
ASKED: dict[str, tuple[str, str]] = {
    "Protocol.version": ("begin", "name"),
    "Protocol.title": ("about", "called"),
    "Protocol.status": ("about", "status"),
    "Protocol.adopted_on": ("about", "adopted_on"),
    "Protocol.in_force_from": ("about", "in_force_from"),
    "Protocol.principal_authority": ("about", "principal_authority"),
    "Protocol.source": ("about", "source"),
    "Protocol.owner": ("owner", "owner"),
    "Protocol.review": ("review", "has"),
    "Protocol.offices": ("office", "office"),
    "Protocol.safety_net": ("net", "place_"),
    "Protocol.clauses": ("move clause", "before"),
    "Protocol.rules": ("move rule", "before"),
    "Protocol.notices": ("notice", "text"),
    "Protocol.gaps": ("gap", "text"),
    "Review.text": ("review", "text"),
    "Review.due": ("review", "due"),
    "Review.clauses": ("review", "clause_"),
    "Review.first_after": ("review", "first_after"),
    "Review.every": ("review", "every"),
    "OfficeEntry.title": ("office", "called"),
    "OfficeEntry.aliases": ("office", "aliases"),
    "OfficeEntry.same_as": ("office", "same_as"),
    "OfficeEntry.deputy": ("office", "deputy"),
    "OfficeEntry.external": ("office", "external"),
    "Clause.label": ("clause", "printed"),
    "Clause.heading": ("clause", "under"),
    "Clause.summary": ("clause", "summary"),
    "Clause.quote": ("clause", "quote"),
    "Clause.kinds": ("clause", "kinds"),
    "Clause.expects": ("conduct", "expects"),
    "Clause.natures": ("conduct", "natures"),
    "Clause.unresolved": ("settle", "settled"),
    "Notice.kind": ("notice", "kind"),
    "Notice.text": ("notice", "text"),
    "Notice.clauses": ("notice", "clause_"),
    "Notice.when": ("notice when", "about_any"),
    "Gap.text": ("gap", "text"),
    "Gap.clauses": ("gap", "clause_"),
    "Gap.when": ("gap when", "about_any"),
    "Rule.summary": ("name", "summary"),
    "Rule.when": ("rule", "raised_by"),
    "Rule.steps": ("step", "to_"),
    "Rule.doubt": ("doubt", "text"),
    "Doubt.text": ("doubt", "text"),
    "Doubt.reading": ("doubt", "reading"),
    "Doubt.clauses": ("doubt", "clause_"),
    "Doubt.confirmed_by": ("doubt", "confirmed"),
    "When.matter": ("matter", "matter"),
    "When.raised_by": ("matter", "raised_by"),
    "When.raised_by_not": ("matter", "raised_by_not"),
    "When.about": ("whom", "about"),
    "When.about_any": ("whom", "about_any"),
    "When.about_not": ("whom", "about_not"),
    "When.nobody": ("whom", "nobody"),
    "When.several": ("whom", "several"),
    "When.former": ("whom", "former"),
    "When.natures": ("nature", "natures"),
    "When.written": ("nature", "written"),
    "When.code_breach": ("nature", "code_breach"),
    "When.event": ("before", "event"),
    "When.within_months": ("before", "within_months"),
    "When.decider": ("before", "decider"),
    "Step.capacity": ("does", "capacity"),
    "Step.clauses": ("cites", "clause_"),
    "Step.to": ("who", "to_"),
    "Step.combine": ("who", "combine"),
    "Step.track": ("does", "track"),
    "Step.force": ("does", "force"),
    "Step.on": ("does", "on"),
    "Step.condition": ("does", "condition"),
    "Step.otherwise": ("instead", "to_"),
    "Step.procedure": ("who", "procedure"),
    "Step.panel": ("panel", "has"),
    "Step.duties": ("duty", "kind"),
    "Step.limits": ("limit", "what"),
    "Step.next": ("next", "next_"),
    "Step.final": ("does", "final"),
    "Step.not_alone": ("does", "not_alone"),
    "Target.office": ("who", "to_"),
    "Target.of": ("who", "to_"),
    "Citation.clause": ("cites", "clause_1"),
    "Citation.quote": ("cites", "clause_1_words"),
    "Panel.size": ("panel", "size"),
    "Panel.quorum": ("panel", "quorum"),
    "Panel.may_not_sit": ("panel", "may_not_sit_"),
    "Otherwise.to": ("instead", "to_"),
    "Otherwise.clauses": ("instead", "clause_"),
    "Otherwise.when": ("instead", "when"),
    "Otherwise.instead_of": ("instead", "instead_of"),
    "Duty.kind": ("duty", "kind"),
    "Duty.when": ("duty", "when"),
    "Duty.clauses": ("duty", "clause_"),
    "Duty.who": ("duty", "who_"),
    "Duty.text": ("duty", "text"),
    "Duty.force": ("duty", "force"),
    "Limit.what": ("limit", "what"),
    "Limit.n": ("limit", "n"),
    "Limit.unit": ("limit", "unit"),
    "Limit.source": ("limit", "source"),
    "Limit.start": ("limit", "start"),
    "Limit.actor": ("limit", "actor"),
    "Limit.extension": ("limit", "extension"),
    "Limit.clauses": ("limit", "clause_"),
}

# Why a key is asked on no page.
NOT_ASKED: dict[str, str] = {
    "Protocol.format": "the portal writes the format it reads",
    "Protocol.council": "it is the council whose page it is",
    "Protocol.name": "it is the council whose page it is",
    "Protocol.nation": "it is settled when the council is set up",
    "Protocol.tier": "it is settled when the council is set up",
    "Clause.id": "the portal makes it of the number, and it stays",
    "Rule.key": "the portal makes it of the name, and it stays",
    "Step.key": "the portal makes it of who has the step, and it stays",
    "Gap.code": "the portal counts them",
}

# Why a code cannot be chosen where its key is asked.
NO_OPTION: dict[tuple[str, str], str] = {
    ("Clause.kinds", "text"): "it is what a clause is for which nothing is ticked",
    ("Limit.source", "local"): "the council’s own standards are set in the register",
    ("Step.next", "first"): "nothing ends with being raised",
}
# What can be named is what the draft has, so not every office is an option.
OF_THE_DRAFT = "Office"


def keys() -> list[str]:
    return [
        f"{name}.{key}"
        for name, made in schema()["$defs"].items()
        for key in _full(made).get("properties", {})
    ]


def _full(made: dict[str, Any]) -> dict[str, Any]:
    """The long form of a definition that has a short one too."""
    if "properties" in made:
        return made
    long: dict[str, Any] = next((m for m in made.get("anyOf", ()) if "properties" in m), made)
    return long


def codes(key: str) -> Iterator[str]:
    """Every code that can be a value of a key."""
    definitions = schema()["$defs"]
    name, field = key.split(".")
    waiting = [_full(definitions[name])["properties"][field]]
    while waiting:
        each = waiting.pop()
        waiting += [*each.get("anyOf", ())]
        waiting += [each[inner] for inner in ("items", "propertyNames") if inner in each]
        referred = each.get("$ref", "").removeprefix("#/$defs/")
        if referred and referred != OF_THE_DRAFT:
            yield from definitions[referred].get("enum", ())


@pytest.fixture
def forms() -> dict[str, Any]:
    """The form of each page, as an administrator of Banbury sees it."""
    place = town("banbury")
    place["clerk"].is_administrator = True
    place["clerk"].save()
    now = selectors.engine_protocol(Protocol.objects.get(council=place.council))
    row = versions.begin(
        council=place.council,
        protocol=replace(now, version="2026"),
        by=place["clerk"].user,
        at=NOON,
    )
    clerk = Visitor(place["clerk"])
    found = {}
    for page, (name, more) in PAGES.items():
        of_version = {} if name == "version-begin" else {"version": row.pk}
        response = clerk.get(reverse(name, kwargs={"council": "banbury", **of_version, **more}))
        assert response.status_code == 200, page
        found[page] = response.context["form"]
    return found


def test_every_key_of_a_pack_has_its_page_or_a_reason() -> None:
    assert sorted(keys()) == sorted([*ASKED, *NOT_ASKED])


def test_every_key_is_a_question_that_offers_all_it_can_be(forms: dict[str, Any]) -> None:
    for key, (page, question) in ASKED.items():
        fields = forms[page].fields
        asked = [
            name
            for name in fields
            if name == question or (question.endswith("_") and name.startswith(question))
        ]
        assert asked, key
        offered = {part for name in asked for part in _options(name, fields[name])}
        missing = {code for code in codes(key) if (key, code) not in NO_OPTION} - offered
        assert not missing, key


def _options(name: str, field: Any) -> Iterator[str]:
    """What can be chosen; of `director:subject`, both; of `next_upheld`, what it is asked of."""
    yield name.removeprefix("next_")
    for value, label in getattr(field, "choices", ()):
        for code, _ in label if isinstance(label, list | tuple) else [(value, label)]:
            yield from str(code).split(":")
