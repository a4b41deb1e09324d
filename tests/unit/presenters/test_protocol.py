"""What each office receives, in sentences."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from concerns.engine.deadlines import Unit
from concerns.engine.facts import Event, Matter
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    Capacity,
    Citation,
    Clause,
    Combine,
    Duty,
    DutyKind,
    DutyWhen,
    Force,
    Limit,
    LimitOf,
    Nation,
    OfficeEntry,
    Otherwise,
    Procedure,
    Protocol,
    Reason,
    Rule,
    Source,
    Status,
    Step,
    Target,
    Tier,
    When,
    Whose,
)
from concerns.presenters.protocol import anchor, reading
from concerns.presenters.protocol_version import banner, standing

CLERK, CHAIR, LEADER = Office.CLERK, Office.CHAIR, Office.GROUP_LEADER
CITED = (Citation("3.1"),)


def westbury(*steps: Step, clauses: tuple[Clause, ...] = ()) -> Protocol:
    rule = Rule("x", "complaints go to the Clerk", When(matter=frozenset({Matter.CONCERN})), steps)
    return Protocol(
        format=1,
        council="westbury",
        name="Westbury",
        nation=Nation.ENGLAND,
        tier=Tier.PARISH,
        version="1",
        title="Protocol",
        status=Status.ADOPTED,
        offices={
            CLERK: OfficeEntry("Town Clerk", ("Proper Officer",), deputy=CHAIR),
            CHAIR: OfficeEntry("Town Mayor"),
            LEADER: OfficeEntry("Group Leader"),
            Office.RFO: OfficeEntry("Finance Officer", same_as=(CLERK,)),
            Office.MONITORING_OFFICER: OfficeEntry("Monitoring Officer", external=True),
        },
        safety_net=(CHAIR,),
        clauses=clauses or (Clause("3.1", "3.1", "Complaints", "To the clerk."),),
        rules=(rule,) if steps else (),
    )


def step(*to: Office | Target, **more: Any) -> Step:
    targets = tuple(t if isinstance(t, Target) else Target(t) for t in to)
    return Step(
        **{"key": "x", "capacity": Capacity.RECEIVE, "clauses": CITED, "to": targets, **more}
    )


def receives(office: Office, *steps: Step) -> list[str]:
    found = reading(westbury(*steps)).offices
    (part,) = (p for p in found if p.anchor == f"office-{office.value}")
    return [sentence for receipt in part.receipts for sentence in receipt.sentences]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (step(CLERK), "The Town Clerk receives it."),
        (step(CLERK, capacity=Capacity.DECIDE, force=Force.MAY), "The Town Clerk may decide it."),
        (step(CLERK, force=Force.NORMALLY), "The Town Clerk normally receives it."),
        (step(CLERK, force=Force.MUST_NOT), "The Town Clerk must not receive it."),
        (step(CLERK, condition="if it recurs."), "If it recurs: the Town Clerk receives it."),
        (
            step(CLERK, CHAIR, combine=Combine.ALL),
            "The Town Clerk and the Town Mayor receive it together.",
        ),
        (step(CLERK, CHAIR, combine=Combine.ANY), "The Town Clerk or the Town Mayor receives it."),
        (
            step(CLERK, CHAIR, combine=Combine.CHOICE),
            "The Town Clerk or the Town Mayor receives it, as whoever raises it chooses.",
        ),
        (step(CLERK, CHAIR, combine=Combine.FIRST), "The Town Clerk receives it."),
        (
            step(CHAIR, CLERK, combine=Combine.FIRST),
            "The Town Clerk receives it if the Town Mayor cannot act.",
        ),
        (
            step(CHAIR, CLERK, combine=Combine.SEQUENCE),
            "The Town Clerk receives it, in this order: the Town Mayor, then the Town Clerk.",
        ),
        (
            step(CLERK, capacity=Capacity.HEAR, procedure=Procedure.GRIEVANCE),
            "The Town Clerk hears it, under the grievance procedure.",
        ),
    ],
)
def test_a_step_is_a_sentence(given: Step, sentence: str) -> None:
    assert receives(CLERK, given) == [sentence]


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        (Whose.SUBJECT, "The Group Leader of whoever it is about receives it."),
        (Whose.RAISER, "The Group Leader of whoever raises it receives it."),
        (Whose.OTHER_GROUPS, "The Group Leader of each of the other groups receives it."),
    ],
)
def test_it_is_said_whose_office_it_is(of: Whose, sentence: str) -> None:
    assert receives(LEADER, step(Target(LEADER, of))) == [sentence]


def test_what_goes_with_a_step_is_said_with_it() -> None:
    limit = Limit(LimitOf.REPLY, 1, Unit.WORKING_DAYS, Source.PROTOCOL, extension="Or say why")
    duty = Duty(DutyKind.NOTE, DutyWhen.ON_RECEIPT, CITED, text="keep a dated note")
    given = step(CLERK, final=True, not_alone=True, duties=(duty,), limits=(limit,))

    assert receives(CLERK, given) == [
        "The Town Clerk receives it.",
        "They do not decide it alone.",
        "The decision is final.",
        "Keep a dated note.",
        "Reply within 1 working day of receiving it. Or say why.",
    ]


def test_those_told_and_those_who_stand_in_are_told_so() -> None:
    duties = (
        Duty(DutyKind.CONSULT, DutyWhen.BEFORE_DECISION, CITED, (Target(CHAIR),)),
        Duty(DutyKind.INFORM, DutyWhen.AFTER_DECISION, CITED, (Target(CHAIR),), force=Force.MAY),
    )
    other = Otherwise((Target(CHAIR),), CITED, frozenset({Reason.ABSENT}))

    assert receives(CHAIR, step(CLERK, duties=duties, otherwise=(other,))) == [
        "The Town Mayor takes it instead of the Town Clerk if they are away.",
        "The Town Mayor must be asked for a view before the decision.",
        "The Town Mayor may be told after the decision.",
    ]


def test_an_office_says_what_else_it_is_called_and_who_deputises() -> None:
    notes = {part.title: part.notes for part in reading(westbury()).offices}

    assert notes["Town Clerk"] == ("Also called: Proper Officer.", "Deputy: the Town Mayor.")
    assert notes["Finance Officer"] == ("The same seat as the Town Clerk.",)
    assert notes["Monitoring Officer"] == ("Held by somebody outside the council.",)


def test_a_clause_without_a_number_is_named_by_its_place() -> None:
    clauses = (
        Clause("complaints/1", None, "Complaints", "One."),
        Clause("complaints/2", None, "Complaints", "Two."),
        Clause("4", "4", "Review", "Three."),
        Clause("complaints/3", None, "Complaints", "Four."),
    )
    sections = reading(westbury(clauses=clauses)).sections

    assert [[c.name for c in section.clauses] for section in sections] == [
        ["Paragraph 1", "Paragraph 2"],
        ["Clause 4"],
        ["Paragraph 1"],
    ]
    assert [section.anchor for section in sections] == [
        "part-complaints",
        "part-review",
        "part-complaints-2",
    ]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("5.2", "clause-5.2"),
        ("3.1.k", "clause-3.1.k"),
        ("a/b 1", "clause-a-b-1"),
        ("Ü", "clause-ü"),
    ],
)
def test_an_anchor_is_the_clause_id_without_what_an_address_cannot_hold(
    clause: str, expected: str
) -> None:
    assert anchor(clause) == expected


TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("status", "since", "until", "said", "warned"),
    [
        ("draft", None, None, "draft", "This version is a draft."),
        ("checked", None, None, "draft", "This version is a draft."),
        ("adopted", date(2026, 6, 1), None, "in force", None),
        (
            "adopted",
            date(2026, 6, 2),
            None,
            "in force from 2 June 2026",
            "It begins on 2 June 2026",
        ),
        ("superseded", date(2026, 1, 1), date(2026, 6, 2), "in force", None),
        (
            "superseded",
            date(2026, 1, 1),
            date(2026, 6, 1),
            "replaced on 1 June 2026",
            "It was replaced on 1 June 2026",
        ),
    ],
)
def test_a_version_says_how_it_stands(
    status: str, since: date | None, until: date | None, said: str, warned: str | None
) -> None:
    row: Any = SimpleNamespace(status=status, in_force_from=since, in_force_until=until)

    assert standing(row, TODAY) == said
    shown = banner(row, document=Status.ADOPTED, on=TODAY)
    assert (shown is None) == (warned is None)
    if shown and warned:
        assert shown.is_warning
        assert warned in shown.text


def test_a_document_that_calls_itself_a_draft_is_told_without_alarm() -> None:
    row: Any = SimpleNamespace(
        status="adopted", in_force_from=TODAY, in_force_until=None, adopted_on=None
    )
    shown = banner(row, document=Status.DRAFT, on=TODAY)

    assert shown is not None
    assert not shown.is_warning
    row.adopted_on = TODAY  # what the council resolved here is no draft
    assert banner(row, document=Status.DRAFT, on=TODAY) is None


def test_a_later_step_says_what_leads_to_it() -> None:
    first = step(CLERK, next={Event.UNRESOLVED: "then"})
    later = step(CHAIR, key="then", capacity=Capacity.HEAR)
    assert receives(CHAIR, first, later) == ["If it is not resolved, the Town Mayor hears it."]


def test_a_summary_that_only_repeats_the_words_is_not_shown_as_ours() -> None:
    words = "The Clerk decides. Nobody else does."
    clauses = tuple(
        Clause(summary, None, "General", summary, words)
        for summary in ("The Clerk decides", "One person decides")
    )
    shown = reading(westbury(clauses=clauses)).sections[0].clauses
    assert [clause.summary for clause in shown] == ["", "One person decides"]
