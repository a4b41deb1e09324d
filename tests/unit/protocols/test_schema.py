"""The JSON Schema of packs says just what the reader reads."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from concerns.engine.plain import shape
from concerns.engine.protocol import Protocol, Step
from concerns.protocols import loader
from concerns.protocols.schema import described, schema
from tests.examples import examples
from tests.strategies import protocols
from tests.unit.commands.test_route import PACK

VALID = Draft202012Validator(schema())


class Core(yaml.SafeLoader):
    """YAML as JSON Schema's users read it: version 1.2, where a date is text and `yes` is too."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]+\.[0-9]+$", "-+0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def wrong(text: str) -> bool:
    return not VALID.is_valid(yaml.load(text, Core))


def refused(text: str) -> bool:
    try:
        loader.load(text, file="pack.yaml")
    except loader.InvalidFile:
        return True
    return False


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("council", loader.shipped())
def test_each_shipped_pack_is_valid(council: str) -> None:
    (path,) = (loader.PACKS / council).glob("*.yaml")
    text = path.read_text(encoding="utf-8")
    assert [e.message for e in VALID.iter_errors(yaml.load(text, Core))] == []


@pytest.mark.parametrize("kind", loader.starters(), ids="-".join)
def test_each_starting_text_is_valid(kind: Any) -> None:
    assert not wrong(loader.dumps(loader.starter(*kind)))


@settings(max_examples=examples(60), deadline=None)
@given(protocols())
def test_whatever_is_written_out_is_valid(protocol: Protocol) -> None:
    text = loader.dumps(protocol)
    assert [e.message for e in VALID.iter_errors(yaml.load(text, Core))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: 1", "format: '1'"),
        ("to: [clerk]\n        clauses", "to: [{office: clerk, of: null}]\n        clauses"),
        ('clauses: ["3.2"]\n        duties', 'clauses: [{clause: "3.2"}]\n        duties'),
        ("n: 5,", "n: '5',"),
        ("external: true}\n  ext", "external: TRUE}\n  ext"),
        ("{title: Town Clerk}", "Town Clerk"),
        ('label: "3.1"', "label: 3.1"),
        ('label: "3.1"', "label: null"),
        ("summary: A,", "summary: yes,"),
        ("matter: [enquiry]", "matter: []"),
        ("status: adopted", "status: adopted\nadopted_on: 2026-05-31"),
        ("status: adopted", "status: adopted\nreview: Every year"),
    ],
)
def test_what_the_reader_reads_is_valid(old: str, new: str) -> None:
    assert old in PACK
    text = PACK.replace(old, new, 1)
    assert (wrong(text), refused(text)) == (False, False)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("format: 1", "format: 2", id="another format"),
        pytest.param("format: 1", "format: one", id="a format that is no number"),
        pytest.param("nation: england", "nation: mars", id="an unknown code"),
        pytest.param("nation: england", "nation: [england]", id="a list for one value"),
        pytest.param("title: Member and officer protocol", "colour: blue", id="an unknown key"),
        pytest.param("council: westbury\n", "", id="a key that is missing"),
        pytest.param("  clerk: {title: Town Clerk}", "  boss: {title: Boss}", id="an office"),
        pytest.param("{title: Town Clerk}", "{titel: Town Clerk}", id="a key of an office"),
        pytest.param("external: true}\n  ext", "external: perhaps}\n  ext", id="no truth"),
        pytest.param('label: "3.1", ', "", id="a clause without a label"),
        pytest.param("summary: A,", "summary: {a: b},", id="keys for a text"),
        pytest.param("to: [clerk]\n", "to: clerk\n", id="one value for a list"),
        pytest.param("to: [clerk]\n", "to: [{offices: clerk}]\n", id="a key of a target"),
        pytest.param('clauses: ["3.2"]\n        duties', "clauses: []\n        duties", id="bare"),
        pytest.param("        to: [chair]\n", "", id="neither recipient nor procedure"),
        pytest.param("to: [chair]\n", "to: []\n", id="no recipient"),
        pytest.param("n: 5,", "n: -5,", id="a negative limit"),
        pytest.param("n: 5,", "n: five,", id="a limit that is no number"),
        pytest.param("n: 5,", "n: null,", id="a limit that is nothing"),
        pytest.param(', clauses: ["3.1"]}]\n      - key', "}]\n      - key", id="a limit bare"),
        pytest.param("unit: working_days", "unit: fortnights", id="a unit"),
        pytest.param("next: {unresolved: decide}", "next: {someday: decide}", id="an event"),
        pytest.param("next: {unresolved: decide}", "next: [unresolved]", id="a list for keys"),
        pytest.param("next: {unresolved: decide}", "next:", id="nothing for keys"),
        pytest.param("kind: inform", "kind: shout", id="a duty"),
        pytest.param("matter: [enquiry]", "matter: [gossip]", id="a matter"),
        pytest.param("matter: [enquiry]", "matters: [enquiry]", id="a condition"),
        pytest.param("status: adopted", "status: adopted\nadopted_on: May", id="a day"),
        pytest.param("status: adopted", "status: adopted\nreview: {due: 2026-05-31}", id="review"),
        pytest.param(
            '    steps: [{key: answer, capacity: receive, to: [clerk], clauses: ["3.1"]}]',
            "    steps: []",
            id="no steps",
        ),
    ],
)
def test_what_schema_and_loader_both_refuse(old: str, new: str) -> None:
    assert old in PACK
    text = PACK.replace(old, new, 1)
    assert (wrong(text), refused(text)) == (True, True)


# What the loader refuses and no schema can: it follows references from one place to another, and
# it reads the file itself, where a schema sees only the values.
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('clauses: ["3.2"]\n        d', 'clauses: ["9.9"]\n        d', id="clause"),
        pytest.param("to: [chair]\n", "to: [leader]\n", id="an office that is not of the pack"),
        pytest.param("next: {unresolved: decide}", "next: {unresolved: gone}", id="no such step"),
        pytest.param("key: enquiries", "key: complaints", id="the same key twice"),
        pytest.param('id: "3.2"', 'id: "3.1"', id="the same clause twice"),
        pytest.param("{title: Town Clerk}", "{title: C, deputy: clerk}", id="their own deputy"),
        pytest.param("tier: parish", "tier: parish\ntier: parish", id="a key given twice"),
        pytest.param("status: adopted", "status: adopted\nadopted_on: 2026-02-31", id="no day"),
        pytest.param(
            "quote: Complaints go to the Clerk.}",
            "quote: Q, unresolved: true}",
            id="words that are not settled",
        ),
    ],
)
def test_what_only_the_loader_can_refuse(old: str, new: str) -> None:
    assert old in PACK
    text = PACK.replace(old, new, 1)
    assert (wrong(text), refused(text)) == (False, True)


def test_every_key_of_the_reader_is_in_the_schema() -> None:
    made = schema()["$defs"]
    assert set(made["Step"]["properties"]) == set(shape(Step).fields)
    assert set(made["Protocol"]["properties"]) == set(shape(Protocol).fields)
    assert "digest" not in made["Protocol"]["properties"]


def test_the_descriptions_are_those_of_the_code() -> None:
    about, fields = described(Step)
    assert about == "One stage of a route."
    assert fields["final"] == "nobody in the council can be asked to look again."
    made = schema()["$defs"]["Step"]
    assert made["description"] == about
    assert made["properties"]["final"]["description"] == fields["final"]


def test_it_can_say_where_it_is_published() -> None:
    assert schema("https://example.org/pack.json")["$id"] == "https://example.org/pack.json"
    assert "$id" not in schema()
