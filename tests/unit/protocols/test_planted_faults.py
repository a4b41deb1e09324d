"""A protocol with nothing wrong, and what is told of it once something is."""

from __future__ import annotations

import ast
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from concerns.engine.offices import Office
from concerns.protocols import checking, loader
from concerns.protocols.checker import Finding, blocking, check
from tests.unit.protocols.ashby import ASHBY, GONE, ashby

ON = date(2026, 1, 15)
BLOCKS, TOLD = True, False


@dataclass(frozen=True)
class Fault:
    """One thing done to the protocol.

    :param code: what must be found. :param heavy: whether that blocks adoption.
    :param held: the offices somebody holds. :param also: what else then blocks, if anything.
    :param saying: words of it, where the same code could be found for another reason.
    """

    what: str
    code: str
    heavy: bool
    changes: dict[str, Any]
    held: Collection[Office] | None = None
    also: frozenset[str] = field(default=frozenset())
    saying: str = ""

    def findings(self) -> list[Finding]:
        return list(check(ashby(**self.changes), loader.law(), ON, self.held))


def others(key: str) -> str:
    """A key of the first step for concerns in general."""
    return f"rules/others/steps/settle/{key}"


def step(key: str, capacity: str, to: list[Any], **more: Any) -> dict[str, Any]:
    return {"key": key, "capacity": capacity, "to": to, "clauses": ["4"], **more}


def rule(key: str, when: dict[str, Any], *steps: dict[str, Any]) -> dict[str, Any]:
    return {"key": key, "summary": key, "when": when, "steps": list(steps)}


def limit(**more: Any) -> dict[str, Any]:
    given = {"what": "reply", "n": 5, "unit": "working_days", "source": "protocol"}
    return {**given, "clauses": ["8"], **more}


def duty(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "when": "on_receipt", "clauses": ["6"], **more}


def clause(words: str, **more: Any) -> dict[str, Any]:
    return {"id": "9", "label": "9", "heading": "More", "summary": "More.", "quote": words, **more}


def of_kind(kind: str) -> dict[str, Any]:
    return {PLUS_CLAUSE: clause("More is said of it.", kinds=[kind])}


HEARING = "rules/others/steps/hearing"
PLUS_CLAUSE = "clauses/+"
APPEAL_ELSE = "rules/information/steps/appeal/otherwise"
DIRECTORS = {"title": "Director"}
HELD = frozenset({Office.CLERK, Office.CHAIR, Office.HR_PANEL, Office.GROUP_LEADER})
ONLY_TALK = [step("talk", "facilitate", ["chair"], track="informal", final=True, limits=[limit()])]

FAULTS = (
    # The safety net
    Fault("a net of nobody", "net_ends_inside", BLOCKS, {"safety_net": []}),
    Fault("a net of insiders", "net_ends_inside", BLOCKS, {"safety_net": ["clerk", "chair"]}),
    Fault(
        "nobody left for a concern about the only one in the net",
        "needs_handler",
        TOLD,
        {"safety_net": ["chair"], "rules/clerk/steps/mayor/otherwise": []},
        also=frozenset({"net_ends_inside"}),
    ),
    # Rules that meet or are never used
    Fault("nothing at all", "no_rules", BLOCKS, {"rules": []}),
    Fault(
        "a wide rule before the narrow one",
        "unreachable",
        BLOCKS,
        {"rules/clerk/when": {"code_breach": False}},
    ),
    Fault(
        "a rule that contradicts itself",
        "unreachable",
        BLOCKS,
        {"rules/others/when/about": ["clerk"]},
    ),
    Fault(
        "a rule no event enters",
        "unreachable",
        BLOCKS,
        {others("on"): ["upheld"], "rules/others/when/event": ["first"]},
    ),
    Fault("two rules for one cell", "overlap", TOLD, {"rules/code/when": {"written": True}}),
    Fault(
        "a rule for several matters that one of them has already",
        "overlap",
        TOLD,
        {"rules/groups/when/matter": ["group_report", "attendance", "access_request"]},
    ),
    # Steps
    Fault("a step that follows itself", "goes_back", BLOCKS, {others("next/unresolved"): "settle"}),
    Fault(
        "a case referred back to where it came from",
        "goes_back",
        BLOCKS,
        {f"{HEARING}/next": {"unresolved": "settle", "not_upheld": "appeal"}},
    ),
    Fault(
        "a circle of three steps",
        "goes_back",
        BLOCKS,
        {
            "rules/clerk/steps/appeal/next": {"upheld": "mayor"},
            "rules/clerk/steps/appeal/final": False,
        },
    ),
    Fault("a step left out of the route", "step_unreached", TOLD, {f"{HEARING}/next": {}}),
    Fault("a step with nothing after it", "no_way_on", TOLD, {others("next"): {}}),
    Fault(
        "a finding by whoever only helps",
        "never_happens",
        BLOCKS,
        {others("capacity"): "facilitate", others("next/upheld"): "hearing"},
    ),
    Fault(
        "a finding by whoever may not decide alone",
        "never_happens",
        BLOCKS,
        {f"{HEARING}/not_alone": True},
    ),
    Fault("a concern refused", "never_happens", BLOCKS, {f"{HEARING}/next/refused": "appeal"}),
    Fault(
        "a step after what is taken back",
        "never_happens",
        BLOCKS,
        {others("next/withdrawn"): "hearing"},
    ),
    Fault(
        "an enquiry refused",
        "never_happens",
        BLOCKS,
        {
            "rules/asked/when/matter": ["enquiry"],
            "rules/asked/steps/answer/next": {"refused": "more"},
            "rules/asked/steps/+": step("more", "decide", ["chair"], final=True),
            "rules/groups/when/matter/+": "declaration",
            "rules/information/when/matter/+": "meeting",
        },
    ),
    Fault(
        "a decision and no word of an appeal",
        "no_appeal",
        TOLD,
        {"rules/code/steps/district/final": False},
    ),
    Fault(
        "a hearing without its appeal",
        "no_appeal",
        TOLD,
        {f"{HEARING}/next": {}, "rules/others/steps/appeal": GONE},
    ),
    # Recipients
    Fault("a step for an officer", "names_everyone", BLOCKS, {f"{HEARING}/to": ["officer"]}),
    Fault(
        "a step for the panel or a councillor",
        "names_everyone",
        TOLD,
        {f"{HEARING}/to": ["hr_panel", "councillor"], f"{HEARING}/combine": "any"},
    ),
    Fault(
        "a director of nobody",
        "whose",
        TOLD,
        {"offices/director": DIRECTORS, "rules/asked/steps/answer/to": ["director"]},
    ),
    Fault(
        "two names for one place",
        "one_of_several",
        TOLD,
        {f"{HEARING}/to": ["hr_panel", "external_adviser"]},
    ),
    Fault(
        "a procedure nobody begins",
        "procedure_nobody",
        TOLD,
        {f"{HEARING}/to": [], f"{HEARING}/procedure": "disciplinary"},
    ),
    Fault("standing orders", "elsewhere", TOLD, {f"{HEARING}/procedure": "standing_orders"}),
    Fault("a panel of no size", "panel_open", TOLD, {f"{HEARING}/panel": {}}),
    Fault("a panel of no word at all", "panel_open", TOLD, {f"{HEARING}/panel": GONE}),
    Fault(
        "whoever looks into it decides it",
        "two_parts",
        TOLD,
        {others("capacity"): "investigate", f"{HEARING}/to": ["clerk"], f"{HEARING}/panel": GONE},
    ),
    # Cells
    Fault(
        "no rule for what councillors raise",
        "no_rule",
        TOLD,
        {"rules/others/when/raised_by_not": ["councillor"]},
    ),
    Fault("no rule for a matter", "no_rule", TOLD, {"rules/asked/when/matter": ["enquiry"]}),
    Fault("no rule for several at once", "mixed", TOLD, {"rules/others/when/several": False}),
    Fault(
        "no rule for the public",
        "no_public",
        TOLD,
        {"rules/others/when/raised_by": ["councillor", "officer"]},
    ),
    Fault("nobody instead of the raiser", "conflict", TOLD, {others("otherwise"): []}),
    Fault(
        "nobody instead of whom it is about",
        "conflict",
        TOLD,
        {"rules/clerk/steps/mayor/to": ["clerk"], "rules/clerk/steps/mayor/otherwise": []},
    ),
    Fault(
        "an alternative for absence only",
        "conflict",
        TOLD,
        {others("otherwise/0/when"): ["absent", "vacant"]},
    ),
    Fault(
        "a manager of the clerk",
        "nobody_above",
        TOLD,
        {
            "offices/line_manager": {"title": "Line manager"},
            others("to"): [{"office": "line_manager", "of": "raiser"}],
            others("otherwise/0/when"): ["subject", "raiser"],
        },
    ),
    Fault(
        "the clerk's deputy for the clerk",
        "dependent",
        TOLD,
        {"rules/clerk/steps/mayor/to": ["deputy_clerk"]},
    ),
    Fault(
        "an assistant director for the director",
        "dependent",
        TOLD,
        {
            "offices/director": DIRECTORS,
            "offices/assistant_director": {"title": "Assistant Director"},
            others("to"): ["director"],
            others("otherwise/0/to"): ["assistant_director"],
        },
        saying="the Assistant Director, who works for or stands in for the Director",
    ),
    Fault(
        "a deputy of the council's own making",
        "dependent",
        TOLD,
        {"offices/chair/deputy": "group_leader", others("to"): ["group_leader"]},
        saying="the Group leader, who works for or stands in for the Mayor",
    ),
    Fault(
        "the deputy in place of the clerk",
        "dependent",
        TOLD,
        {others("otherwise/0/to"): ["deputy_clerk"]},
        saying="the Deputy Town Clerk, who works for or stands in for the Town Clerk",
    ),
    Fault(
        "a finance officer under the clerk",
        "dependent",
        TOLD,
        {
            "offices/rfo": {"title": "Finance Officer"},
            "rules/clerk/steps/mayor/to": ["clerk"],
            "rules/clerk/steps/mayor/otherwise/0/to": ["rfo"],
        },
        saying="the Finance Officer, who works for or stands in for the Town Clerk",
    ),
    Fault(
        "somebody told of a concern about themselves",
        "told_left_out",
        TOLD,
        {others("duties"): [duty("inform", who=["chair"])]},
    ),
    # Appeals
    Fault(
        "an appeal to whoever decided",
        "appeal_to_decider",
        TOLD,
        {"rules/information/steps/appeal/to": ["clerk"], APPEAL_ELSE: []},
    ),
    Fault(
        "an appeal of its own to whoever refuses",
        "appeal_to_decider",
        TOLD,
        {"rules/refusal/steps/appeal/to": ["clerk"], "rules/refusal/steps/appeal/otherwise": []},
    ),
    Fault(
        "an appeal to whoever advised",
        "appeal_to_adviser",
        TOLD,
        {
            "rules/information/steps/request/duties/+": duty("consult", who=["chair"]),
            APPEAL_ELSE: [],
        },
    ),
    Fault(
        "a clerk who asks the clerk",
        "asks_themselves",
        TOLD,
        {"rules/asked/steps/answer/otherwise": []},
    ),
    Fault(
        "an alternative that does not count for the raiser",
        "asks_themselves",
        TOLD,
        {"rules/asked/steps/answer/otherwise/0/when": ["absent"]},
    ),
    # Duties
    Fault(
        "a duty of a step that is nobody's",
        "duty_nobody",
        TOLD,
        {
            f"{HEARING}/to": [],
            f"{HEARING}/procedure": "grievance",
            f"{HEARING}/duties": [duty("note")],
        },
    ),
    Fault("nobody to be told", "duty_nobody", TOLD, {others("duties"): [duty("inform")]}),
    Fault(
        "reasons for a decision nobody makes",
        "duty_nobody",
        TOLD,
        {
            others("capacity"): "facilitate",
            others("duties"): [duty("reasons", when="with_decision")],
        },
    ),
    Fault(
        "a refusal without reasons",
        "no_reasons",
        TOLD,
        {"rules/information/steps/request/duties": []},
    ),
    Fault("groups left out", "groups_not_told", TOLD, {"rules/groups/steps/request/duties": []}),
    # Times
    Fault("a rule without a time", "no_limit", TOLD, {others("limits"): []}),
    Fault(
        "a time from a decision that does not come",
        "limit_no_start",
        BLOCKS,
        {others("limits"): [limit(start="decision")]},
    ),
    Fault(
        "a time for somebody else",
        "limit_other_actor",
        TOLD,
        {others("limits"): [limit(actor="chair")]},
    ),
    Fault("a review of no day", "review_no_date", TOLD, {"review/due": GONE}),
    Fault("a review that is past", "review_overdue", TOLD, {"review/due": "2025-12-31"}),
    Fault("adopted on no day", "no_date", TOLD, {"adopted_on": GONE}),
    # Law
    Fault(
        "the clerk decides on the code",
        "forbidden",
        BLOCKS,
        {"rules/code/steps/district/to": ["clerk"]},
    ),
    Fault(
        "the clerk decides on the code, but only in writing",
        "forbidden",
        TOLD,
        {"rules/code/steps/district/to": ["clerk"], "rules/code/when/written": True},
    ),
    Fault(
        "a grievance panel finds a councillor in breach",
        "forbidden",
        TOLD,
        {"rules/others/when": {"about_not": ["clerk"]}, "rules/code/when/written": True},
    ),
    Fault(
        "the monitoring officer decides in Wales",
        "forbidden",
        BLOCKS,
        {"nation": "wales", "tier": "county", "offices/monitoring_officer/external": False},
    ),
    Fault(
        "the monitoring officer decides in Scotland",
        "forbidden",
        BLOCKS,
        {"nation": "scotland", "tier": "unitary", "offices/monitoring_officer/external": False},
    ),
    Fault(
        "the monitoring officer decides in Northern Ireland",
        "forbidden",
        BLOCKS,
        {
            "nation": "northern_ireland",
            "tier": "district",
            "offices/monitoring_officer/external": False,
        },
    ),
    Fault("nothing but a talk", "only_informal", BLOCKS, {"rules/others/steps": ONLY_TALK}),
    Fault(
        "no monitoring officer for the law",
        "law_names_nobody",
        TOLD,
        {
            "offices/monitoring_officer": GONE,
            "rules/code/steps/district/to": ["external_adviser"],
        },
    ),
    # Words
    Fault("struck words", "unsettled", TOLD, {PLUS_CLAUSE: clause("May.", unresolved=True)}),
    Fault("a rule on struck words", "unresolved", BLOCKS, {"clauses/3/unresolved": True}),
    Fault(
        "a duty on struck words",
        "unresolved",
        BLOCKS,
        {
            "clauses/7/unresolved": True,
            "rules/groups/steps/request/clauses": ["6"],
            "rules/groups/steps/request/otherwise/0/clauses": ["6"],
        },
    ),
    Fault(
        "a reading nobody confirmed",
        "doubt",
        TOLD,
        {"rules/others/doubt": {"text": "Unclear.", "reading": "Read so."}},
    ),
    Fault("a reference to nothing", "dangling", TOLD, {PLUS_CLAUSE: clause("See paragraph 7.4.")}),
    Fault("a number below", "dangling", TOLD, {PLUS_CLAUSE: clause("Subject to 12.6 below.")}),
    Fault(
        "a schedule that is struck",
        "dangling",
        TOLD,
        {
            "clauses/7/quote": "The Clerk decides. ~~A schedule of officers is kept.~~",
            PLUS_CLAUSE: clause("Ask those in the schedule referred to at paragraph 7."),
        },
    ),
    Fault("a body abolished", "stale_law", TOLD, {PLUS_CLAUSE: clause("To the Standards Board.")}),
    Fault(
        "an Act repealed",
        "stale_law",
        TOLD,
        {PLUS_CLAUSE: clause("As the Data Protection Act 1998 allows.")},
    ),
    Fault("as appropriate", "no_test", TOLD, {"clauses/3/quote": "To the Clerk, as appropriate."}),
    Fault(
        "procedures of no name", "unnamed", TOLD, {PLUS_CLAUSE: clause("By the agreed procedures.")}
    ),
    # Clauses and offices
    Fault("a way no rule goes", "clause_no_rule", TOLD, of_kind("routing")),
    Fault("a duty nobody has", "clause_no_duty", TOLD, of_kind("duty")),
    Fault("a time nobody keeps", "clause_no_limit", TOLD, of_kind("limit")),
    Fault("a number given again", "number_twice", TOLD, {"clauses/8/label": "7"}),
    Fault("an office of no use", "office_unused", TOLD, {"offices/rfo": {"title": "RFO"}}),
    Fault("a mayor there is not", "office_not_held", TOLD, {}, held=HELD - {Office.CHAIR}),
    Fault("no personnel panel", "office_not_held", TOLD, {}, held=HELD - {Office.HR_PANEL}),
    Fault(
        "no group leader to be told",
        "office_not_held",
        TOLD,
        {},
        held=HELD - {Office.GROUP_LEADER},
        saying="whom a duty names at the step “request” of the rule “groups”",
    ),
)


def test_a_whole_protocol_gives_no_finding() -> None:
    for held in (None, HELD):
        assert check(ashby(), loader.law(), ON, held) == ()
    assert loader.load(ASHBY, file="ashby.yaml") == ashby()


def test_there_are_enough_faults_of_different_names() -> None:
    assert len(FAULTS) >= 40
    assert len({fault.what for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.what)
def test_a_planted_fault_is_found(fault: Fault) -> None:
    findings = fault.findings()

    found = [f for f in findings if f.code == fault.code and fault.saying in f.text]
    assert found, [f.code for f in findings]
    assert {f.blocking for f in found} == {fault.heavy}
    heavy = {f.code for f in findings if f.blocking}
    assert heavy == fault.also | ({fault.code} if fault.heavy else set())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.what)
def test_what_is_found_says_what_happens_and_what_to_do(fault: Fault) -> None:
    for finding in fault.findings():
        assert finding.title[0].isupper()
        assert len(finding.title) <= 60
        for sentence in (finding.text, finding.happens, finding.repair):
            assert sentence.endswith((".", ".)")), sentence
            assert "  " not in sentence
            assert sentence[0].isupper() or sentence[0] == "“"
        assert finding.happens.count(". ") == finding.repair.count(". ") == 0
        assert finding.place.rule == finding.rule
        assert finding.place.clause in (finding.clauses[:1] or (None,))


@pytest.mark.parametrize("fault", [f for f in FAULTS if f.heavy], ids=lambda fault: fault.what)
def test_what_blocks_is_found_by_the_quick_look_too(fault: Fault) -> None:
    assert {f.code for f in blocking(ashby(**fault.changes))} == {fault.code}


def codes_in_the_checks() -> set[str]:
    """The first argument of everything that is told, as it stands in the checks' own source."""
    told = {"Finding", "Answer", "_Kind", "_of_limit"}
    found: set[str] = set()
    for file in sorted(Path(checking.__path__[0]).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in told:
                    found |= {
                        leaf.value
                        for leaf in ast.walk(first)
                        if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
                    }
    return found


def test_every_code_has_a_planted_fault() -> None:
    codes = codes_in_the_checks()

    assert len(codes) > 40
    assert codes == {fault.code for fault in FAULTS}
