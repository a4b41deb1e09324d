"""`manage.py route`: its form is stable, because other programs rely on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine

ROOT = Path(__file__).resolve().parents[3]

PACK = """
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
  deputy_clerk: {title: Deputy Town Clerk}
  chair: {title: Town Mayor}
  vice_chair: {title: Deputy Mayor}
  monitoring_officer: {title: Monitoring Officer, external: true}
  external_adviser: {title: Adviser, external: true}
safety_net: [chair, monitoring_officer, external_adviser]
clauses:
  - {id: "3.1", label: "3.1", heading: Complaints, summary: A, quote: Complaints go to the Clerk.}
  - {id: "3.2", label: "3.2", heading: Complaints, summary: Then to the mayor.}
rules:
  - key: complaints
    summary: Complaints go to the Clerk
    when: {matter: [concern], raised_by: [councillor, officer], about: [councillor, officer]}
    steps:
      - key: receive
        capacity: receive
        to: [clerk]
        clauses: ["3.1"]
        next: {unresolved: decide}
        limits: [{what: reply, n: 5, unit: working_days, source: protocol, clauses: ["3.1"]}]
      - key: decide
        capacity: decide
        "on": [unresolved, upheld]
        to: [chair]
        clauses: ["3.2"]
        duties: [{kind: inform, when: before_decision, who: [vice_chair], clauses: ["3.2"]}]
  - key: enquiries
    summary: Enquiries go to the Clerk
    when: {matter: [enquiry]}
    steps: [{key: answer, capacity: receive, to: [clerk], clauses: ["3.1"]}]
  - key: appeals
    summary: Appeals against the Mayor go to the Clerk
    when: {matter: [access_appeal], decider: [chair]}
    steps: [{key: hear, capacity: decide, "on": [first, refused], to: [clerk], clauses: ["3.2"]}]
"""

Run = Callable[..., Any]


@pytest.fixture
def pack(tmp_path: Path) -> str:
    path = tmp_path / "westbury.yaml"
    path.write_text(PACK, encoding="utf-8")
    return str(path)


@pytest.fixture
def answer(run: Run, pack: str) -> Callable[..., dict[str, Any]]:
    def _answer(*words: str) -> dict[str, Any]:
        got = run("route", pack, *words, "--json")
        assert (got.status, got.err) == (0, "")
        return json.loads(got.out)  # type: ignore[no-any-return]

    return _answer


def to(answered: dict[str, Any], n: int = 1) -> list[tuple[str, str]]:
    return [(r["office"], r["status"]) for r in answered["steps"][n - 1]["to"]]


def test_the_answer_has_exactly_the_keys_others_rely_on(answer: Run) -> None:
    got = answer("--raised-by", "councillor", "--about", "officer", "--on", "2026-01-15")

    assert list(got) == [
        "protocol",
        "outcome",
        "rule",
        "steps",
        "excluded",
        "gaps",
        "notices",
        "explanation",
    ]
    assert list(got["protocol"]) == ["council", "version", "status", "digest"]
    first, second = got["steps"]
    assert list(first) == [
        "n",
        "track",
        "capacity",
        "force",
        "condition",
        "combine",
        "to",
        "procedure",
        "clauses",
        "duties",
        "limits",
    ]
    assert first["to"] == [
        {"office": "clerk", "title": "Town Clerk", "status": "holder", "reason": None}
    ]
    words = {"id": "3.1", "label": "3.1", "heading": "Complaints"}
    cited = {**words, "quote": "Complaints go to the Clerk."}
    assert first["clauses"] == [cited]
    assert first["limits"] == [
        {"what": "reply", "n": 5, "unit": "working_days", "source": "protocol", "clauses": [cited]}
    ]
    (duty,) = second["duties"]
    assert list(duty) == ["kind", "who", "when", "clauses"]
    assert (duty["kind"], duty["who"], duty["when"]) == (
        "inform",
        ["vice_chair"],
        "before_decision",
    )
    assert got["explanation"] == [
        {"rule": "complaints", "matched": True, "why": "Complaints go to the Clerk."}
    ]


def test_a_matter_about_nobody_in_particular_needs_no_about(answer: Run) -> None:
    assert answer("--raised-by", "councillor", "--matter", "enquiry")["rule"] == "enquiries"


def test_the_subject_is_passed_over(answer: Run) -> None:
    got = answer("--raised-by", "councillor", "--about", "clerk")

    assert to(got) == [("chair", "substitute")]
    assert {"office": "clerk", "reason": "subject"} in got["excluded"]


def test_several_people_may_be_named(answer: Run) -> None:
    got = answer("--raised-by", "officer", "--about", "clerk", "--about", "chair")

    assert to(got) == [("monitoring_officer", "external")]


def test_two_councillors_are_two_people(answer: Run) -> None:
    assert answer("--raised-by", "councillor", "--about", "councillor")["excluded"] == []


@pytest.mark.parametrize("how", ["--vacant", "--absent"])
def test_the_deputy_acts_for_a_seat_that_is_empty_or_away(answer: Run, how: str) -> None:
    got = answer("--raised-by", "councillor", "--about", "officer", how, "clerk")

    assert to(got) == [("deputy_clerk", "deputy")]
    assert got["excluded"] == [{"office": "clerk", "reason": how.removeprefix("--")}]


def test_two_seats_may_be_one_person(answer: Run) -> None:
    got = answer("--raised-by", "councillor", "--about", "clerk", "--same-person", "clerk=chair")

    assert to(got) == [("monitoring_officer", "external")]


def test_an_event_enters_the_route_further_on(answer: Run) -> None:
    got = answer("--raised-by", "councillor", "--about", "officer", "--event", "upheld")

    assert [step["capacity"] for step in got["steps"]] == ["decide"]


def test_an_appeal_knows_who_decided(answer: Run) -> None:
    words = ("--raised-by", "councillor", "--matter", "access_appeal", "--decider")

    assert answer(*words, "chair")["rule"] == "appeals"
    assert answer(*words, "clerk")["rule"] is None


def test_a_written_code_complaint_follows_the_law_of_the_day(answer: Run) -> None:
    words = ("--raised-by", "officer", "--about", "councillor", "--written", "--code-breach")

    assert to(answer(*words, "--on", "2026-01-15")) == [("monitoring_officer", "external")]
    assert to(answer(*words, "--on", "2012-06-30")) == [("clerk", "holder")]


def test_natures_may_be_repeated(answer: Run) -> None:
    words = ("--nature", "conduct", "--nature", "sexual_harassment")
    got = answer("--raised-by", "officer", "--about", "councillor", *words)

    assert any("sexual harassment" in notice["text"] for notice in got["notices"])


def test_without_a_date_the_day_is_today(run: Run, pack: str) -> None:
    with time_machine.travel("2026-07-01 23:30:00+00:00", tick=False):  # past midnight in London
        got = run("route", pack, "--raised-by", "councillor", "--about", "officer")

    assert "On 2026-07-02" in got.out.splitlines()


def test_without_json_it_reads_as_text(run: Run, pack: str) -> None:
    got = run("route", pack, "--raised-by", "councillor", "--about", "clerk")

    assert "1. Receive: Town Mayor (instead of those named, because the concern is about them)" in (
        got.out
    )
    assert "“Complaints go to the Clerk.”" in got.out
    assert "Passed over:\n- Town Clerk: the concern is about them" in got.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "the following arguments are required: PACK, --raised-by"),
        (("PACK",), "the following arguments are required: --raised-by"),
        (("nowhere", "--raised-by", "clerk"), "There is no pack “nowhere”. Choose one of: "),
        (("no/such.yaml", "--raised-by", "clerk"), "There is no pack at no/such.yaml."),
        (("PACK", "--raised-by", "mayor"), "“mayor” is none of: councillor, officer, clerk, "),
        (("PACK", "--raised-by", "clerk", "--event", "x"), "“x” is none of: first, unresolved, "),
        (("PACK", "--raised-by", "clerk", "--nature", "x"), "“x” is none of: conduct, "),
        (("PACK", "--raised-by", "clerk", "--matter", "x"), "“x” is none of: concern, "),
        (("PACK", "--raised-by", "clerk", "--absent", "officer"), "“officer” is none of: clerk, "),
        (("PACK", "--raised-by", "clerk", "--on", "31.5.2026"), "is not a date such as 2026-05-31"),
        (("PACK", "--raised-by", "clerk", "--same-person", "clerk"), "is not two offices as in "),
        (("PACK", "--raised-by", "clerk", "--same-person", "clerk=x"), "“x” is none of: clerk, "),
        (("PACK", "--raised-by", "clerk", "--colour", "red"), "unrecognized arguments: --colour"),
    ],
)
def test_a_bad_argument_is_one_plain_line_and_status_2(
    run: Run, pack: str, words: tuple[str, ...], sentence: str
) -> None:
    got = run("route", *(pack if word == "PACK" else word for word in words))

    assert (got.status, got.out) == (2, "")
    assert got.err.count("\n") == 1
    assert sentence in got.err


def test_a_broken_pack_is_one_line_with_file_and_line_of_the_first_mistake(
    run: Run, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(PACK.replace("nation: england", "nation: mars"), encoding="utf-8")

    got = run("route", str(broken), "--raised-by", "clerk")

    assert got.status == 2
    assert got.err == "broken.yaml:5: “mars” is not a nation (“nation” of a protocol).\n"


def test_help_is_answered(run: Run) -> None:
    got = run("route", "--help")

    assert got.status == 0
    assert "--same-person A=B" in got.out


def test_it_runs_with_no_database_and_no_settings_at_all() -> None:
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    words = ("route", "banbury", "--raised-by", "councillor", "--about", "officer", "--json")

    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=bare, capture_output=True, check=True
    )

    answered = json.loads(done.stdout)
    assert answered["steps"][0]["to"][0]["office"] == "clerk"
    assert done.stderr == b""
