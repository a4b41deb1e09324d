"""What a score counts, on packs and passages made for it."""

from __future__ import annotations

from dataclasses import replace

from concerns.engine.facts import Matter
from concerns.engine.offices import Office
from concerns.engine.protocol import (
    Capacity,
    Citation,
    Clause,
    ClauseKind,
    Force,
    Procedure,
    Protocol,
    Rule,
    Step,
    Target,
    Track,
    When,
)
from concerns.protocols import loader
from concerns.protocols.importer.passages import DraftRule, DraftTarget, Passage, Span
from concerns.protocols.importer.proposals.propose import propose
from concerns.protocols.importer.score_rules import (
    RuleScore,
    clauses_of,
    passages_of_pack,
    routing_sentences,
    score_flags,
    score_rules,
)

QUOTE = "If a councillor is unhappy with an officer, the matter should be raised with the Clerk."
STEP = Step("clerk", Capacity.RECEIVE, (Citation("5.2"), Citation("5.3")), (Target(Office.CLERK),))
WHEN = When(raised_by=frozenset({Office.COUNCILLOR}), about=frozenset({Office.OFFICER}))
DRAFT = DraftRule(
    Span(0, 10),
    raised_by=(Office.COUNCILLOR,),
    about=(Office.RFO,),  # of the same kind as an officer
    to=(DraftTarget(Office.CLERK, "Clerk", Span(0, 5)),),
)


def pack(*rules: Rule) -> Protocol:
    clauses = (
        Clause("5.2", "5.2", "Complaints", "A summary.", quote=QUOTE),
        Clause("5.3", "5.3", "Complaints", "A summary."),
    )
    return replace(loader.find("banbury"), clauses=clauses, rules=rules, notices=(), gaps=())


def passage(*drafts: DraftRule, id_: str = "5.2", text: str = QUOTE) -> Passage:
    return Passage(id_, id_, "Complaints", text, text, rules=drafts)


PACK = pack(Rule("one", "One", WHEN, (STEP,)))


def test_a_rule_is_found_in_any_clause_it_rests_on_by_kinds_and_first_recipient() -> None:
    for clause in ("5.2", "5.3"):
        assert score_rules((passage(DRAFT, id_=clause),), PACK) == RuleScore(1, 1, 1, 1, 1)


def test_another_recipient_force_matter_or_clause_is_a_miss_and_a_wrong_draft() -> None:
    chair = (DraftTarget(Office.CHAIR, "Chair", Span(0, 5)),)
    for other in (
        replace(DRAFT, to=chair),
        replace(DRAFT, force=Force.MUST),
        replace(DRAFT, matter=Matter.ENQUIRY),
        replace(DRAFT, about=(Office.LEADER,)),
    ):
        got = score_rules((passage(other),), PACK)
        assert (got.found, got.lenient, got.drafted, got.right) == (0, 0, 1, 0)
        assert got.missed == ("5.2: councillor about officer, concern, should to clerk",)
    assert score_rules((passage(DRAFT, id_="9"),), PACK).found == 0


def test_a_side_left_open_is_found_leniently_only() -> None:
    got = score_rules((passage(replace(DRAFT, raised_by=())),), PACK)

    assert (got.found, got.lenient, got.right) == (0, 1, 0)


def test_the_same_step_in_two_rules_counts_once() -> None:
    twice = pack(Rule("one", "One", WHEN, (STEP,)), Rule("two", "Two", WHEN, (STEP,)))

    assert score_rules((passage(DRAFT),), twice).said == 1


def test_a_draft_of_both_sides_finds_the_rule_of_each() -> None:
    other = replace(WHEN, about=frozenset({Office.COUNCILLOR}))
    both = pack(Rule("one", "One", WHEN, (STEP,)), Rule("two", "Two", other, (STEP,)))
    draft = replace(DRAFT, about=(Office.COUNCILLOR, Office.OFFICER))

    assert score_rules((passage(draft),), both) == RuleScore(2, 2, 2, 1, 1)


def test_who_comes_after_finds_the_step_after() -> None:
    chair = replace(STEP, key="chair", to=(Target(Office.CHAIR),))
    both = pack(Rule("one", "One", WHEN, (STEP, chair)))
    draft = replace(DRAFT, then=(DraftTarget(Office.CHAIR, "Chair", Span(0, 5)),))

    assert score_rules((passage(draft),), both).found == 2


def test_a_procedure_finds_the_step_that_names_it_beside_a_panel() -> None:
    step = replace(STEP, to=(Target(Office.HR_PANEL),), procedure=Procedure.GRIEVANCE)
    draft = replace(DRAFT, to=(), procedure=Procedure.GRIEVANCE)

    assert score_rules((passage(draft),), pack(Rule("one", "One", WHEN, (step,)))).found == 1


def test_a_passage_of_another_id_is_known_by_its_words() -> None:
    passages = (passage(id_="heading/1"), passage(id_="heading/2", text="Other words."))

    assert clauses_of(passages, PACK) == {"heading/1": "5.2"}


def test_a_passage_made_of_a_pack_holds_its_quotation() -> None:
    first, second = passages_of_pack(PACK)

    assert (first.text, second.text) == (QUOTE, "Complaints:")
    assert propose((first,))[0].rules[0].to[0].office is Office.CLERK


NOTES = """# Notes
> not this
## A1 First
### Routing
**B1** somebody
> The first sentence.
> ~~The~~ **second** [sentence](#) that is longer.
### Gaps
> nor this
## A2 Second
### Routing, and more
> The third sentence.
## A6 Side by side
### Routing
> nor this
"""


def test_the_routing_sentences_of_the_notes_are_those_under_their_heading() -> None:
    assert routing_sentences(NOTES) == {
        "A1": ("The first sentence.", "~~The~~ **second** [sentence](#) that is longer."),
        "A2": ("The third sentence.",),
    }


def test_a_routing_sentence_counts_where_its_passage_is_flagged() -> None:
    flagged = replace(
        passage(text="Before. The  second sentence that is longer. After."),
        kinds=frozenset({ClauseKind.ROUTING}),
    )
    plain = passage(text="The first sentence.")

    got = score_flags((flagged, plain), routing_sentences(NOTES)["A1"])

    assert (got.sentences, got.flagged) == (2, 1)
    assert got.missed == ("The first sentence.",)


def test_a_damaged_sentence_counts_by_most_of_its_words_and_a_short_one_by_all() -> None:
    long = "Complaints about an officer the officer should be made to the Town Clerk alone."
    flagged = replace(
        passage(text="Complaints about an officer should be made to the Clerk alone."),
        kinds=frozenset({ClauseKind.ROUTING}),
    )

    assert score_flags((flagged,), (long,)).flagged == 1
    assert score_flags((flagged,), ("Clerk alone should be made",)).flagged == 0


def test_the_step_after_a_refusal_is_found_by_a_draft_of_an_appeal() -> None:
    step = replace(STEP, track=Track.APPEAL)
    when = When(matter=frozenset({Matter.ACCESS_REQUEST}))
    appeal = replace(DRAFT, matter=Matter.ACCESS_APPEAL, raised_by=(), about=())

    got = score_rules((passage(appeal),), pack(Rule("one", "One", when, (step,))))

    assert (got.found, got.right) == (1, 1)
