"""What the passages of a document take from each other, and how long it all may take."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concerns.engine.offices import Kind, Office
from concerns.engine.protocol import ClauseKind, Force, NoticeKind, Whose
from concerns.protocols.importer.passages import DateOf, Passage
from concerns.protocols.importer.proposals.propose import propose
from tests.examples import examples


def passage(text: str, id_: str = "1", parent: str | None = None, heading: str = "") -> Passage:
    return Passage(id=id_, label=None, heading=heading, text=text, raw=text, parent=parent)


def one(text: str, heading: str = "") -> Passage:
    return propose((passage(text, heading=heading),))[0]


def test_the_sentence_before_tells_who_raises_and_what() -> None:
    text = (
        "If a Member is dissatisfied with an officer, the matter should be raised with the Clerk."
        " Where the employee concerned is the Clerk, it should be raised with the Chairman."
    )

    first, second = one(text).rules

    assert (first.about, second.about) == ((Office.OFFICER,), (Office.CLERK,))
    assert first.raised_by == second.raised_by == (Office.COUNCILLOR,)
    assert text[second.span.start : second.span.end].startswith("Where the employee concerned")


def test_a_lead_line_says_who_acts_how_strongly_and_about_whom() -> None:
    lead = passage("A councillor who is unhappy about the conduct of an officer must:")
    item = passage("take up the matter with the Clerk in private", "1/1", "1")

    (rule,) = propose((lead, item))[1].rules

    assert (rule.raised_by, rule.about) == ((Office.COUNCILLOR,), (Office.OFFICER,))
    assert (rule.force, rule.private) == (Force.MUST, True)


def test_a_list_within_a_list_passes_on_what_the_outer_lead_says() -> None:
    outer = passage("In terms of casework, Councillors will:")
    inner = passage("ask for information but:", "1/1", "1")
    item = passage("not criticise officers in public", "1/1/1", "1/1")

    got = propose((outer, inner, item))[2]

    assert got.expects == {Kind.COUNCILLOR}
    assert ClauseKind.FORUM in got.kinds


def test_a_heading_may_be_the_lead() -> None:
    heading = "In terms of complaints, officers will"
    got = one("bring any breach of this protocol to the attention of their line manager", heading)

    (rule,) = got.rules
    assert (rule.raised_by, rule.force) == ((Office.OFFICER,), Force.MUST)
    assert rule.to[0].of is Whose.RAISER


def test_what_should_not_be_expected_is_the_other_side_s_conduct() -> None:
    lead = passage("What Councillors should not expect from employees:")
    item = passage("Being patronising", "1/1", "1")

    got = propose((lead, item))[1]

    assert (got.expects, ClauseKind.EXPECTATION in got.kinds) == ({Kind.OFFICER}, True)


def test_an_item_that_names_its_own_doer_is_theirs() -> None:
    lead = passage("What Councillors can expect from employees:")
    item = passage("Not to have personal issues raised with them by Councillors", "1/1", "1")

    assert propose((lead, item))[1].expects == {Kind.COUNCILLOR}


def test_a_forum_that_is_forbidden_is_a_notice_and_no_rule() -> None:
    got = one("Members must not raise complaints about officers at public meetings.")

    assert got.rules == ()
    (notice,) = got.notices
    assert (notice.kind, notice.raised_by) == (NoticeKind.FORUM, (Office.COUNCILLOR,))


def test_another_way_to_go_is_a_notice() -> None:
    got = one(
        "Officers must report a breach of this protocol to the Clerk or follow the Council's"
        " whistleblowing policy."
    )

    assert got.rules[0].procedure is None
    assert [notice.kind for notice in got.notices] == [NoticeKind.ALTERNATIVE]


def test_a_sentence_that_names_nobody_to_go_to_is_flagged_with_a_question() -> None:
    got = one("Complaints about an officer should be made to the appropriate officer.")

    assert got.rules == ()
    assert ClauseKind.ROUTING in got.kinds
    assert got.questions == (
        "This seems to say where a matter goes, but names nobody to go to. Who takes it?",
    )


def test_a_heading_that_routes_is_not_said_to_name_nobody() -> None:
    heading = replace(
        passage("Concerns about the Chairman must be referred to the Clerk"), is_heading=True
    )
    (got,) = propose((heading,))

    assert got.questions == (
        "This heading seems to say where a matter goes. If it does, write a rule that rests on it.",
    )


def test_two_titles_with_nothing_between_them_are_asked_about() -> None:
    (rule,) = one(
        "If a Member is not satisfied with a decision to refuse access to a document, the matter"
        " may be referred to the Assistant Director Chief Executive."
    ).rules

    assert [target.office for target in rule.to] == [Office.CHIEF_EXECUTIVE]
    assert (
        "Two titles stand side by side with nothing between them. Which is meant?" in rule.questions
    )


def test_an_appeal_from_one_office_and_from_another_are_two_drafts() -> None:
    first, second = one(
        "A decision to refuse a Member access to information may be referred to the Monitoring"
        " Officer (or to the Chief Executive if the refusal was by the Monitoring Officer)."
    ).rules

    assert (first.to[0].office, first.decider) == (Office.MONITORING_OFFICER, None)
    assert (second.to[0].office, second.decider) == (
        Office.CHIEF_EXECUTIVE,
        Office.MONITORING_OFFICER,
    )


def test_every_target_stands_in_the_words_it_was_read_from() -> None:
    text = (
        "A complaint about a member goes on. It shall be referred to the Clerk, who shall consult"
        " the Chairman, or in the absence of the Clerk to the Deputy Clerk."
    )
    got = one(text)

    targets = [t for rule in got.rules for t in (*rule.to, *rule.told, *rule.asked)]
    assert targets
    assert all(text[t.span.start : t.span.end] == t.title for t in targets)


def test_a_procedure_begun_in_one_clause_goes_on_in_the_next_and_is_asked_about() -> None:
    first = passage(
        "Procedure for officers: The relationship with councillors may break down.", "1"
    )
    second = passage("The Monitoring Officer may be able to offer mediation.", "2")

    (rule,) = propose((first, second))[1].rules

    assert rule.raised_by == (Office.OFFICER,)
    assert (
        "Who raises this is taken from an earlier clause under the same heading. Is that right?"
        in rule.questions
    )


def test_what_is_quoted_from_elsewhere_gets_no_rule() -> None:
    quoted = replace(passage("Complaints must be made to the Clerk."), quoted=True)

    assert propose((quoted,))[0].rules == ()


def test_dates_stand_in_a_review_clause() -> None:
    got = one("This protocol was adopted on 1 May 2024 and will be reviewed in May 2026.")

    assert [(d.what, d.words) for d in got.dates] == [
        (DateOf.ADOPTED, "1 May 2024"),
        (DateOf.REVIEW, "May 2026"),
    ]
    assert ClauseKind.REVIEW in got.kinds


def test_a_passage_that_was_never_split_is_left_alone_and_asked_about() -> None:
    long = "Complaints about an officer should be made to the Clerk. " * 18_000

    started = time.monotonic()
    got = one(long)

    assert len(long) > 1_000_000
    assert time.monotonic() - started < 2
    assert got.rules == ()
    assert got.questions == (
        "This passage is too long to be one clause. Split it before its rules are read.",
    )


def test_a_sentence_that_never_ends_is_asked_about_and_the_next_is_read() -> None:
    got = one(f"Officers {'and members ' * 300}agree. Concerns should be raised with the Clerk.")

    assert len(got.rules) == 1
    assert got.questions == (
        "A sentence here is too long to be read for rules. Does it say where a matter goes?",
    )


def test_anybody_may_allege_a_breach_of_the_code_whatever_procedure_it_stands_in() -> None:
    first = passage(
        "Procedure for officers: The relationship with councillors may break down.", "1"
    )
    second = passage("An alleged breach of the Members' Code must be referred to the Clerk.", "2")

    assert propose((first, second))[1].rules[0].raised_by == ()


def test_a_comma_alone_joins_nobody_to_those_the_lead_speaks_of() -> None:
    lead = passage("In terms of management of staff, Councillors will:")
    item = passage("make decisions on merit", "1/1", "1")

    assert propose((lead, item))[1].expects == {Kind.COUNCILLOR}


def test_what_is_forbidden_is_no_rule_and_what_is_to_be_done_instead_is() -> None:
    assert one("Members must not refer complaints about officers to the Leader.").rules == ()

    (rule,) = one(
        "Members should not go to the Leader but raise complaints about an officer with the Clerk."
    ).rules
    assert [target.office for target in rule.to] == [Office.CLERK]


def test_an_office_s_directorate_is_not_whoever_holds_it() -> None:
    text = "Members may approach the Chief Executive's Directorate with requests for information."

    assert one(text).rules == ()


def test_who_decided_before_is_an_office_and_not_the_member_who_is_refused() -> None:
    (rule,) = one(
        "If the request had been made to the Chief Executive or a Member is not satisfied with a"
        " refusal of access to a document, the matter shall be referred to the Monitoring Officer."
    ).rules

    assert rule.decider is Office.CHIEF_EXECUTIVE
    assert rule.raised_by == (Office.COUNCILLOR,)


def test_the_protocol_that_goes_to_a_committee_is_no_concern() -> None:
    text = "If complaints arise this protocol will be reviewed by the Standards Committee."

    assert one(text).rules == ()


def test_what_is_said_twice_is_one_draft() -> None:
    text = (
        "Complaints about an officer should be made to the Clerk and every such complaint shall be"
        " reported in private to the Clerk."
    )

    assert len(one(text).rules) == 1


def test_a_form_that_is_asked_for_is_a_notice() -> None:
    got = one("Members should not raise issues in which they have an interest except in writing.")

    assert [notice.kind for notice in got.notices] == [NoticeKind.FORM]


def test_parents_in_a_circle_or_lost_do_no_harm() -> None:
    first = passage("Members must:", "1", "2")
    second = passage("tell the Clerk of any concern", "2", "1")
    third = passage("tell the Clerk of any concern", "3", "lost")

    got = propose((first, second, third))

    assert got[1].rules[0].raised_by == (Office.COUNCILLOR,)
    assert got[2].rules[0].raised_by == ()


def test_what_somebody_may_do_is_no_standard() -> None:
    may = "Officers may give their professional views, which should be respected."

    assert one(may).expects == frozenset()
    assert one("Officers must report the views of politicians.").expects == {Kind.OFFICER}


def test_whoever_is_acted_upon_is_not_whose_conduct_it_is() -> None:
    got = one("Action against an officer shall be taken politely and with respect.")

    assert got.expects == frozenset()


@pytest.mark.parametrize(
    "words",
    [
        "to the the the ",
        "the conduct of the conduct of ",
        "a complaint about ",
        "Members and Officers, ",
        "raise with raise with ",
        "Chairman of the Standards and Planning and ",
        "in accordance with the all any ",
        "within five days within ",
        "hr staffing personnel and ",
        "; should ; must ",
        "(((((",
        "e.g. ",
        "Director of Place and Planning and ",
        "refer raise report submit ",
        "if a Member ",
    ],
)
def test_the_longest_passage_that_is_read_takes_no_longer_than_it_may(words: str) -> None:
    text = words * (19_900 // len(words))

    started = time.monotonic()
    one(text)
    one(". ".join([words.strip().capitalize()] * (19_000 // (len(words) + 2))))

    assert time.monotonic() - started < 10


_WORDS = (
    *("Members", "the Clerk", "should", "must not", "raise", "with", "to", "refer", "about", "if"),
    *("an officer", "complaint", "or", "and", "in private", ",", ";", ".", "who", "by", "(or to"),
    *("their line manager", "having advised", "the Leader", ")"),
)


@given(st.lists(st.sampled_from(_WORDS), max_size=40))
@settings(max_examples=examples(150), deadline=None)
def test_any_words_are_read_the_same_way_twice_and_every_span_is_inside(words: list[str]) -> None:
    text = " ".join(words)
    got = one(text)

    assert got == one(text)
    assert got.kinds
    for rule in got.rules:
        assert 0 <= rule.span.start < rule.span.end <= len(text)
        assert rule.to or rule.procedure
        assert rule.force is not Force.MUST_NOT
        assert 0 < rule.confidence <= 1
