"""A pack is loaded whole or not at all, and every mistake is told with its file and line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from concerns.engine.offices import Office
from concerns.engine.protocol import Protocol
from concerns.protocols import loader
from concerns.protocols.digest import digest
from concerns.protocols.loader import InvalidFile, UnknownPack
from tests.examples import examples
from tests.strategies import protocols

PACK = """\
format: 1
council: westbury
name: Westbury Town Council
nation: england
tier: parish
version: "1"
title: Member and officer protocol
status: adopted
offices:
  clerk: {title: Town Clerk}
  external_adviser: {title: Adviser, external: true}
safety_net: [external_adviser]
clauses:
  - id: "3.1"
    label: "3.1"
    heading: Complaints
    summary: Complaints go to the Clerk.
    quote: All complaints   shall be made to the Clerk.
  - {id: "3.2", label: null, heading: Complaints, summary: Unclear., unresolved: true}
rules:
  - key: complaints
    summary: Complaints go to the Clerk
    when: {raised_by: [councillor]}
    steps:
      - key: receive
        capacity: receive
        to: [clerk]
        clauses: [{clause: "3.1", quote: made to the Clerk}]
        next: {unresolved: close}
gaps:
  - {code: W-1, text: Nobody is named for the Clerk.}
"""


def mistakes(text: str) -> list[str]:
    with pytest.raises(InvalidFile) as caught:
        loader.load(text, file="westbury.yaml")
    return [str(problem) for problem in caught.value.problems]


def changed(old: str, new: str) -> str:
    assert old in PACK
    return PACK.replace(old, new)


def test_a_pack_is_read_with_its_digest() -> None:
    protocol = loader.load(PACK, file="westbury.yaml")

    assert protocol.title_of(Office.CLERK) == "Town Clerk"
    assert protocol.rules[0].steps[0].clauses[0].quote == "made to the Clerk"
    assert protocol.digest == digest(protocol)


def test_the_digest_is_of_the_content_and_not_of_the_file() -> None:
    one = loader.load(PACK, file="a.yaml")
    spaced = PACK.replace("nation: england", "nation:   england  # where it is")

    assert loader.load(spaced, file="b.yaml").digest == one.digest
    other = changed("Nobody is named", "Nobody at all is named")
    assert loader.load(other, file="a.yaml").digest != one.digest


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        (
            "summary: Complaints go to the Clerk\n",
            "summary: x\n    colour: red\n",
            "westbury.yaml:23: “colour” is not a key of a rule.",
        ),
        (
            "to: [clerk]",
            "to: [mayor]",
            "westbury.yaml:27: “mayor” is not an office (an entry of “to” of a step).",
        ),
        (
            "to: [clerk]",
            "to: [chair]",
            "westbury.yaml:25: The step “receive” of the rule “complaints” names chair, which is"
            " not among the offices.",
        ),
        ('clause: "3.1"', 'clause: "9.9"', "westbury.yaml:28: There is no clause “9.9”."),
        (
            "made to the Clerk}",
            "made to the Mayor}",
            "westbury.yaml:28: These words are not in the quotation of clause 3.1:"
            " “made to the Mayor”.",
        ),
        (
            "tier: parish",
            "tier: parish\ntier: county",
            "westbury.yaml:6: “tier” is given twice in the file (first on line 5).",
        ),
        (
            "status: adopted",
            "status: adopted\nadopted_on: 31.5.2026",
            "westbury.yaml:9: “adopted_on” of a protocol must be a date such as 2026-05-31,"
            " not “31.5.2026”.",
        ),
        ('id: "3.2"', 'id: "3.1"', "westbury.yaml:19: The clause “3.1” is there twice."),
        (
            "next: {unresolved: close}",
            "next: {unresolved: close}\n        otherwise:\n"
            '          - {to: [external_adviser], clauses: ["3.1"], instead_of: external_adviser}',
            "westbury.yaml:25: The step “receive” of the rule “complaints” names somebody instead"
            " of “external_adviser”, to whom it does not go.",
        ),
        (
            "{unresolved: close}",
            "{unresolved: hear}",
            "westbury.yaml:25: After “unresolved”, the step “receive” of the rule “complaints”"
            " goes to “hear”, which is no step of it.",
        ),
        (
            'clauses: [{clause: "3.1", quote: made to the Clerk}]',
            "clauses: []",
            "westbury.yaml:25: The step “receive” of the rule “complaints” cites no clause.",
        ),
        (
            "        to: [clerk]\n",
            "",
            "westbury.yaml:25: The step “receive” of the rule “complaints” names neither a"
            " recipient nor a procedure.",
        ),
        (
            'clauses: [{clause: "3.1", quote: made to the Clerk}]',
            'clauses: ["3.2"]',
            "westbury.yaml:25: The step “receive” of the rule “complaints” rests on clause 3.2,"
            " whose words are not settled; a rule needs a doubt with a reading that a named person"
            " confirmed.",
        ),
        (
            "safety_net: [external_adviser]",
            "safety_net: [chair]",
            "westbury.yaml: The safety net names chair, which is not among the offices.",
        ),
        (
            "{title: Town Clerk}",
            "{title: Town Clerk, deputy: rfo}",
            "westbury.yaml:10: The entry of clerk names rfo, which is not among the offices.",
        ),
        (
            "{title: Town Clerk}",
            "{title: Town Clerk, deputy: clerk}",
            "westbury.yaml:10: The office clerk is its own deputy.",
        ),
        (
            "raised_by: [councillor]",
            "about: [clerk], about_not: [clerk]",
            "westbury.yaml:21: The rule “complaints” both wants and refuses the same subject.",
        ),
        (
            "next: {unresolved: close}",
            "limits: [{what: reply, n: 5, unit: working_days, source: protocol}]",
            "westbury.yaml:25: A limit of the step “receive” of the rule “complaints” says it is"
            " the protocol's and cites no clause.",
        ),
        (
            "next: {unresolved: close}",
            "limits: [{what: reply, n: -5, unit: working_days, source: local}]",
            "westbury.yaml:25: A limit of the step “receive” of the rule “complaints” is negative.",
        ),
        (
            "format: 1",
            "format: 2",
            "westbury.yaml:1: This pack has format 2; this portal reads format 1.",
        ),
        ('version: "1"\n', "", "westbury.yaml:1: a protocol here has no “version”."),
        (
            "title: Town Clerk",
            "title: [x]",
            "westbury.yaml:10: “title” of an office entry must be a single value.",
        ),
        ("to: [clerk]", "to: clerk", "westbury.yaml:27: “to” of a step must be a list."),
        (
            "external: true",
            "external: maybe",
            "westbury.yaml:11: “external” of an office entry must be true or false, not “maybe”.",
        ),
        (
            "offices:\n",
            "offices: x\nx:\n",
            "westbury.yaml:9: “offices” of a protocol must be a set of keys and values.",
        ),
    ],
)
def test_a_mistake_is_told_with_file_line_and_sentence(old: str, new: str, mistake: str) -> None:
    assert mistake in mistakes(changed(old, new))


def test_every_mistake_is_told_at_once_in_the_order_of_the_file() -> None:
    broken = changed("nation: england", "nation: mars").replace("to: [clerk]", "to: [mayor]")

    assert [line.split(":")[1] for line in mistakes(broken)] == ["4", "27"]


@pytest.mark.parametrize("council", loader.shipped())
def test_every_shipped_pack_loads_and_reads_back_the_same(council: str) -> None:
    protocol = loader.find(council)

    again = loader.load(loader.dumps(protocol), file="again.yaml")

    assert again == protocol
    assert again.digest == protocol.digest


@settings(max_examples=examples(60))
@given(protocols())
def test_a_protocol_written_and_read_is_the_same_protocol(protocol: Protocol) -> None:
    again = loader.load(loader.dumps(protocol), file="again.yaml")

    assert again == protocol
    assert again.digest == protocol.digest


def test_a_file_that_is_not_there_is_no_pack(tmp_path: Path) -> None:
    for name in (str(tmp_path / "none.yaml"), str(tmp_path), "nowhere", ""):
        with pytest.raises(UnknownPack):
            loader.find(name)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "westbury.yaml"
    path.write_bytes(PACK.encode() + b"# caf\xe9\n")

    with pytest.raises(InvalidFile, match=r"westbury\.yaml: The file is not UTF-8 text"):
        loader.find(str(path))


def test_the_law_is_read_with_a_digest() -> None:
    law = loader.law()

    assert len(law.digest) == 64
    assert {nation for rule in law.rules for nation in rule.nations}
    assert all(rule.source for rule in law.rules)


def test_what_leaves_the_calendar_is_refused() -> None:
    base = loader.find("rushcliffe")
    assert base.review is not None
    for wrong in (
        replace(base, adopted_on=date.max),
        replace(base, review=replace(base.review, due=date.min)),
        replace(base, review=replace(base.review, every=10**6)),
    ):
        assert len(loader.problems(wrong)) == 1
