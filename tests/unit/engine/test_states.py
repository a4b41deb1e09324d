"""The life of a concern: every act in every state, as a table to be read.

A letter is where it may lead: d(raft), s(ent), i(n hand), p(aused), n(eeds handler), c(losed);
a dot means that it cannot be done.
"""

from __future__ import annotations

import pytest

from concerns.engine.states import (
    ACT_WORDS,
    STATE_WORDS,
    TRANSITIONS,
    Act,
    Capacity,
    State,
    StateForbids,
    acts_for,
    check,
    diagram,
)

LETTERS = {
    "d": State.DRAFT,
    "s": State.SENT,
    "i": State.IN_HAND,
    "p": State.PAUSED,
    "n": State.NEEDS_HANDLER,
    "c": State.CLOSED,
}

TABLE = """
                  draft  sent  in_hand  paused  needs_handler  closed  who
send              sn     .     .        .       .              .       raiser
acknowledge       .      i     .        .       .              .       handler
ask               .      p     p        .       .              .       handler
resume            .      .     .        i       .              .       raiser+handler
note              .      s     i        p       .              .       handler
amend             .      sin   sin      sin     .              .       handler
declare_interest  .      sn    sn       sn      .              .       handler
record_duty       .      s     i        .       .              c       handler
advance           .      .     snc      .       .              .       handler
refer             .      c     c        .       .              .       handler
decide            .      .     snc      .       .              .       handler
decline           .      c     c        .       .              .       handler
close             .      .     c        .       .              .       handler
withdraw          .      c     c        c       c              .       raiser
reopen            .      .     .        .       .              sn      handler
message           .      s     i        p       .              c       raiser+handler
add_evidence      .      s     i        p       n              .       raiser+handler+respondent
remove_evidence   .      s     i        p       n              .       raiser+handler
share             .      .     i        p       .              c       handler
give_time         .      .     i        p       .              .       handler
reply             .      s     i        p       n              .       respondent
correspond        .      s     i        p       n              .       handler+respondent
withhold          .      s     i        p       .              .       handler
reveal            .      s     i        p       .              .       handler
learn_name        .      s     i        p       .              .       adviser
hand_over         .      sinp  sinp     sinp    sinp           .       nobody
"""
HEADER, *ROWS = (line.split() for line in TABLE.strip().splitlines())
CELLS = [
    pytest.param(Act(act), State(state), cell, who, id=f"{act} {state}")
    for act, *cells, who in ROWS
    for state, cell in zip(HEADER, cells, strict=False)
]


@pytest.mark.parametrize(("act", "state", "cell", "who"), CELLS)
def test_an_act_in_a_state_leads_where_the_table_says(
    act: Act, state: State, cell: str, who: str
) -> None:
    if cell == ".":
        with pytest.raises(StateForbids, match=STATE_WORDS[state]) as refused:
            check(act, state)
        assert str(refused.value) == (
            f"It is {STATE_WORDS[state]}, so you cannot {ACT_WORDS[act]}."
        )
        return
    row = check(act, state)
    assert row.to == {LETTERS[letter] for letter in cell}
    assert row.who == ({Capacity(word) for word in who.split("+")} if who != "nobody" else set())


def test_the_table_names_every_act_and_every_state() -> None:
    assert {row[0] for row in ROWS} == {act.value for act in Act}
    assert HEADER[:-1] == [state.value for state in State]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("capacity", Capacity)
def test_a_person_is_offered_what_the_table_lets_them_do(state: State, capacity: Capacity) -> None:
    offered = acts_for(state, frozenset({capacity}))

    assert set(offered) == {
        act for (act, here), row in TRANSITIONS.items() if here is state and capacity in row.who
    }
    assert len(offered) == len(set(offered))


def test_somebody_only_told_of_it_can_do_nothing() -> None:
    onlookers = frozenset({Capacity.INFORMED, Capacity.CONSULTEE})

    assert all(acts_for(state, onlookers) == () for state in State)


def test_whom_it_is_about_answers_and_does_nothing_to_the_concern() -> None:
    theirs = {act for state in State for act in acts_for(state, frozenset({Capacity.RESPONDENT}))}

    assert theirs == {Act.REPLY, Act.CORRESPOND, Act.ADD_EVIDENCE}
    assert not acts_for(State.CLOSED, frozenset({Capacity.RESPONDENT}))


def test_two_capacities_offer_what_either_does() -> None:
    both = frozenset({Capacity.RAISER, Capacity.HANDLER})

    assert set(acts_for(State.IN_HAND, both)) >= {Act.WITHDRAW, Act.DECIDE}


def test_every_state_can_be_reached_and_every_open_one_left() -> None:
    reached = {State.DRAFT} | {to for row in TRANSITIONS.values() for to in row.to}
    left = {row.state for row in TRANSITIONS.values() if row.to - {row.state}}

    assert reached == set(State)
    assert left == set(State)


def test_every_state_and_act_has_words() -> None:
    assert set(STATE_WORDS) == set(State)
    assert set(ACT_WORDS) == set(Act)


def test_the_diagram_shows_every_move_and_no_standing_still() -> None:
    lines = [line.strip() for line in diagram().splitlines()]

    assert lines[:2] == ["stateDiagram-v2", "[*] --> draft"]
    assert "draft --> sent: send" in lines
    assert "closed --> sent: reopen" in lines
    moves = [line.split(":")[0].split(" --> ") for line in lines[2:] if " --> " in line]
    assert moves
    assert all(before != after for before, after in moves)
