"""What a made-up question is answered: as the command line does, with what would change it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from concerns.engine.facts import Event, Matter, Nature
from concerns.engine.offices import GENERAL, Office
from concerns.engine.plain import plain, unplain
from concerns.engine.protocol import Protocol
from concerns.engine.published import published
from concerns.forms.trying import TryForm, as_query
from concerns.presenters import trying as words
from concerns.protocols import loader, trying
from concerns.protocols.trying import Asked, Question, answer, changes, destination, near_misses
from tests.examples import examples

ON = date(2026, 6, 1)
PACKS = ("banbury", "farnham", "langport", "district-draft", "rushcliffe")


@st.composite
def questions(draw: st.DrawFn, protocol: Protocol) -> Question:
    people = st.sampled_from([code for code, _ in words.choices(protocol)]).map(Office)
    seats = st.sampled_from([code for code, _ in words.offices(protocol)]).map(Office)
    some = st.frozensets(seats, max_size=3)
    about = draw(st.lists(people, max_size=3))
    held = [office for office in about if office not in GENERAL]
    if len(held) != len(set(held)):
        about = about[:1]
    pairs = st.tuples(seats, seats).filter(lambda pair: pair[0] is not pair[1])
    matter = draw(st.sampled_from(Matter))
    return Question(
        matter=matter,
        raised_by=(draw(people),),
        about=tuple(about),
        natures=draw(st.frozensets(st.sampled_from(Nature), max_size=3)),
        written=draw(st.booleans()),
        code_breach=draw(st.booleans()),
        event=draw(st.sampled_from(Event)),
        decider=draw(st.none() | people),
        vacant=draw(some),
        absent=draw(some),
        same_person=tuple(draw(st.lists(pairs, max_size=1))),
    )


def commanded(pack: str, question: Question) -> dict[str, object]:
    """What `manage.py route` answers to the same question."""
    asked = [
        *(f"--raised-by={office.value}" for office in question.raised_by),
        *(f"--about={office.value}" for office in question.about),
        f"--matter={question.matter.value}",
        *(f"--nature={nature.value}" for nature in sorted(question.natures)),
        *(["--written"] if question.written else []),
        *(["--code-breach"] if question.code_breach else []),
        f"--event={question.event.value}",
        *([f"--decider={question.decider.value}"] if question.decider else []),
        *(f"--vacant={office.value}" for office in sorted(question.vacant)),
        *(f"--absent={office.value}" for office in sorted(question.absent)),
        *(f"--same-person={one.value}={other.value}" for one, other in question.same_person),
        f"--on={ON.isoformat()}",
    ]
    out = io.StringIO()
    call_command("route", pack, *asked, "--json", stdout=out)
    found: dict[str, object] = json.loads(out.getvalue())
    return found


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=examples(25))
@given(data=st.data())
def test_the_page_answers_as_the_command_line_does(pack: str, data: st.DataObject) -> None:
    protocol = loader.find(pack)
    question = data.draw(questions(protocol))

    form = TryForm(
        QueryDict(as_query(question)),
        people=words.choices(protocol),
        offices=words.offices(protocol),
        vacancies=words.vacancies(protocol, ()),
    )

    assert form.is_valid(), form.errors
    assert form.question() == question
    answered = published(answer(form.question(), protocol, ON, loader.law()))
    assert json.loads(json.dumps(answered)) == commanded(pack, question)


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=examples(10))
@given(data=st.data())
def test_every_change_that_is_told_is_true_and_can_be_said(pack: str, data: st.DataObject) -> None:
    protocol = loader.find(pack)
    question = data.draw(questions(protocol))
    decision = answer(question, protocol, ON, loader.law())

    found = changes(question, protocol, decision, loader.law())

    ends = {(change.asked, change.place, change.to) for change in found}
    assert len(ends) == len(found)
    for change in found:
        if change.asked is Asked.WRITTEN:
            other = replace(question, written=not question.written)
            assert destination(answer(other, protocol, ON, loader.law())) == change.to
        assert change.answers
    elsewhere, same = words.otherwise(protocol, question, found)
    assert len(elsewhere) + len(same) == len(found)
    assert all(each.if_.startswith("If ") and each.then.endswith(".") for each in elsewhere)


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=examples(10))
@given(data=st.data())
def test_a_question_survives_being_stored(pack: str, data: st.DataObject) -> None:
    question = data.draw(questions(loader.find(pack)))

    assert unplain(json.loads(json.dumps(plain(question))), Question) == question


def ordinary(pack: str) -> tuple[Protocol, Question]:
    question = Question(
        raised_by=(Office.OFFICER,),
        about=(Office.COUNCILLOR,),
        natures=frozenset({Nature.CONDUCT}),
    )
    return loader.find(pack), question


def test_a_rule_that_one_answer_kept_away_is_a_near_miss() -> None:
    protocol, question = ordinary("farnham")
    decision = answer(question, protocol, ON)

    missed = near_misses(question, protocol, decision)

    assert [(each.rule, each.asked) for each in missed] == [
        ("officer-grievance-about-councillor", Asked.WRITTEN)
    ]
    written = replace(question, written=True)
    assert answer(written, protocol, ON).rule == "officer-grievance-about-councillor"


def test_a_rule_behind_the_one_that_was_followed_is_no_near_miss() -> None:
    protocol, question = ordinary("farnham")
    written = replace(question, written=True)
    decision = answer(written, protocol, ON)

    assert decision.rule == "officer-grievance-about-councillor"
    assert all(
        each.rule != "officer-about-councillor" for each in near_misses(written, protocol, decision)
    )


def test_those_who_have_it_together_are_joined_by_and() -> None:
    protocol, question = ordinary("banbury")
    to = destination(answer(question, protocol, ON))
    two = replace(to, offices=(Office.CHAIR, Office.CLERK))

    assert " or the " in words.goes_to(protocol, replace(two, together=False))
    assert " and the " in words.goes_to(protocol, replace(two, together=True))


def test_answers_with_one_end_stand_together() -> None:
    protocol, question = ordinary("district-draft")
    decision = answer(question, protocol, ON)

    natures = [c for c in changes(question, protocol, decision) if c.asked is Asked.NATURES]

    assert ("undue_pressure", "improper_influence", "day_to_day_interference") in [
        change.answers for change in natures
    ]
    assert natures[0].to.offices == (Office.DIRECTOR,)


def test_what_changes_only_the_rule_comes_last() -> None:
    protocol, question = ordinary("farnham")
    decision = answer(question, protocol, ON)

    same = [change.same for change in changes(question, protocol, decision)]

    assert same == sorted(same)
    assert {True, False} == set(same)


def test_somebody_with_an_interest_is_passed_over() -> None:
    protocol, question = ordinary("langport")
    interested = replace(question, interests=frozenset({Office.CLERK}))

    decision = answer(interested, protocol, ON)

    assert Office.CLERK in destination(answer(question, protocol, ON)).offices
    assert Office.CLERK not in destination(decision).offices
    told = [
        change
        for change in changes(interested, protocol, decision)
        if change.asked is Asked.CIRCUMSTANCE
    ]
    assert [change.to.offices for change in told] == [(Office.CLERK,)]


def test_a_question_can_be_about_everybody_the_page_offers() -> None:
    protocol, _ = ordinary("rushcliffe")

    assert set(GENERAL) < set(trying.people_of(protocol))
    assert Office.FULL_COUNCIL not in trying.people_of(protocol)


def test_a_duty_towards_whoever_it_is_about_is_said_to_be_passed_over() -> None:
    """Nobody is real here, so that the reason can be told."""
    protocol = loader.find("banbury")
    question = Question(raised_by=(Office.OFFICER,), about=(Office.CHAIR,))
    decision = answer(question, protocol, ON, loader.law())
    assert (
        "Step 3: the Chairman of the Council must be asked for a view before the decision. This is"
        " passed over, because it is about them."
    ) in words.passed_duties(protocol, decision)


def test_an_office_that_can_be_empty_is_offered_a_panel_too_and_one_that_is_says_so() -> None:
    protocol = loader.find("farnham")
    offered = dict(words.vacancies(protocol, [Office.HR_PANEL]))
    assert offered["hr_panel"] == "HR Panel (nobody holds it in the register now)"
    assert offered["clerk"] == "Town Clerk"
    assert "councillor" not in offered
