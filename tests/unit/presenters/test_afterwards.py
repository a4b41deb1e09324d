"""What is open to the person who raised it once it is closed: no right that is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string

from concerns.engine.decision import Decision
from concerns.engine.facts import Facts, Matter, Nature
from concerns.engine.offices import KIND_OF, Office
from concerns.engine.protocol import Nation, Protocol, Tier
from concerns.engine.routing import route
from concerns.engine.states import Closing
from concerns.presenters import afterwards
from concerns.presenters.afterwards import Afterwards, Said
from concerns.protocols import loader
from concerns.protocols.rosters import Cast

TODAY = date(2026, 6, 1)
# Who deals with a breach of the code of conduct, as the law puts it.
BODIES = {
    Nation.ENGLAND: "principal authority's monitoring officer",
    Nation.WALES: "Public Services Ombudsman for Wales",
    Nation.NORTHERN_IRELAND: "Local Government Commissioner for Standards",
}


def closed(
    pack: str,
    raised_by: Office,
    about: list[Office],
    outcome: Closing,
    *,
    at: int = 0,
    state: str = "done",
    nation: Nation = Nation.ENGLAND,
    **facts: Any,
) -> Afterwards:
    """What is said of something closed at a step. :param at: which. :param state: its state."""
    protocol = replace(loader.find(pack), nation=nation)
    cast = Cast(protocol)
    raiser = cast.party(raised_by, nth=1)
    subjects = tuple(cast.party(office, nth=n) for n, office in enumerate(about, start=2))
    given = Facts(raised_by=(raiser,), about=subjects, **facts)
    decision = route(given, protocol, cast.roster(parties=(raiser, *subjects)), TODAY, loader.law())
    found = afterwards.present(
        _case(given, raised_by, outcome, protocol), [_route(decision, at, state)],
        protocol=protocol, today=TODAY,
    )  # fmt: skip
    assert found is not None
    return found


def _case(facts: Facts, raised_by: Office, outcome: Closing, protocol: Protocol) -> Any:
    return SimpleNamespace(
        concern=SimpleNamespace(
            matter=facts.matter.value,
            outcome=outcome.value,
            raiser=SimpleNamespace(kind=KIND_OF[raised_by].value),
            council=SimpleNamespace(slug=protocol.council),
            reference="K7QM-M2PB-XX24",
        )
    )


def _route(decision: Decision, at: int, state: str) -> Any:
    ahead = decision.steps[at]
    step = SimpleNamespace(
        pk=1,
        key=ahead.key,
        n=ahead.n,
        state=state,
        began_on=TODAY,
        holder=SimpleNamespace(name="Ada Moss"),
        office=ahead.to[0].office.value if ahead.to else "",
    )
    return SimpleNamespace(steps=(step,), decision=decision)


def texts(said: tuple[Said, ...]) -> str:
    return " ".join(each.text for each in said)


class TestTheProtocol:
    def test_the_step_it_names_for_what_was_not_settled_is_told_with_its_clause(self) -> None:
        after = closed(
            "banbury", Office.COUNCILLOR, [Office.OFFICER], Closing.RESOLVED_INFORMALLY,
            natures=frozenset({Nature.CONDUCT}),
        )  # fmt: skip
        (said,) = after.protocol
        assert "The council’s disciplinary procedure may be used." in said.text
        assert "ask Ada Moss (the Town Clerk) to open it again" in said.text
        assert [clause.words for clause in said.clauses] == ["clause 5.2"]

    @pytest.mark.parametrize("outcome", [Closing.NOT_UPHELD, Closing.PARTLY_UPHELD])
    def test_whoever_was_not_upheld_is_not_told_that_there_is_no_next_step(
        self, outcome: Closing
    ) -> None:
        after = closed("banbury", Office.COUNCILLOR, [Office.OFFICER], outcome)
        assert "The council’s disciplinary procedure may be used." in texts(after.protocol)

    def test_a_step_of_their_own_choice_is_theirs_to_choose(self) -> None:
        after = closed("banbury", Office.OFFICER, [Office.COUNCILLOR], Closing.RESOLVED_INFORMALLY)
        assert "You choose who gets it: the Monitoring Officer" in texts(after.protocol)

    def test_an_appeal_is_told_where_there_is_one_with_a_link(self) -> None:
        after = closed(
            "rushcliffe", Office.COUNCILLOR, [], Closing.NOT_UPHELD, matter=Matter.ACCESS_REQUEST
        )
        (said,) = after.protocol
        assert "the protocol lets you ask the Monitoring Officer to look at it again" in said.text
        assert said.clauses
        assert said.href == "/c/rushcliffe/raise/appeal/K7QM-M2PB-XX24/"

    def test_an_appeal_that_is_over_is_not_offered_again(self) -> None:
        after = closed(
            "district-draft", Office.COUNCILLOR, [], Closing.NOT_UPHELD,
            matter=Matter.ACCESS_APPEAL,
        )  # fmt: skip
        (said,) = after.protocol
        assert "Nobody in the council can be asked to look at it again." in said.text
        assert said.clauses
        assert not said.href

    def test_what_is_agreed_has_no_appeal(self) -> None:
        after = closed(
            "rushcliffe", Office.COUNCILLOR, [], Closing.UPHELD, matter=Matter.ACCESS_REQUEST
        )
        assert "lets you ask" not in texts(after.protocol)

    def test_its_silence_is_told_in_the_words_of_its_own_gaps(self) -> None:
        after = closed(
            "district-draft", Office.COUNCILLOR, [Office.OFFICER], Closing.NOT_UPHELD, written=True
        )
        (said,) = after.protocol
        assert said.text.startswith("After a complaint is lodged, the protocol gives a member no")
        assert said.clauses

    def test_where_no_gap_is_recorded_it_says_that_there_is_no_step(self) -> None:
        after = closed("langport", Office.COUNCILLOR, [Office.OFFICER], Closing.NOT_UPHELD)
        assert [said.text for said in after.protocol] == [
            "The protocol names no next step, and gives no appeal."
        ]

    def test_a_next_step_that_is_the_laws_is_not_said_to_be_the_protocols(self) -> None:
        after = closed(
            "banbury", Office.OFFICER, [Office.COUNCILLOR], Closing.RESOLVED_INFORMALLY,
            code_breach=True,
        )  # fmt: skip
        assert texts(after.protocol).startswith("The law names a next step.")

    @pytest.mark.parametrize(("at", "written"), [(0, True), (1, False)])
    def test_it_is_not_made_to_say_anything_where_the_law_decided(
        self, at: int, written: bool
    ) -> None:
        after = closed(
            "langport", Office.OFFICER, [Office.COUNCILLOR], Closing.NOT_UPHELD,
            at=at, written=written, code_breach=True,
        )  # fmt: skip
        assert after.protocol == ()
        assert "principal authority's monitoring officer" not in texts(after.law)


class TestTheLaw:
    @pytest.mark.parametrize("nation", BODIES)
    def test_a_breach_of_the_code_goes_where_the_law_of_the_nation_says(
        self, nation: Nation
    ) -> None:
        after = closed(
            "langport", Office.COUNCILLOR, [Office.COUNCILLOR], Closing.DECLINED, nation=nation
        )
        assert [body for body in BODIES.values() if body in texts(after.law)] == [BODIES[nation]]
        assert all(said.source for said in after.law)

    def test_community_councils_of_scotland_are_outside_the_code(self) -> None:
        assert loader.find("langport").tier is Tier.PARISH
        after = closed(
            "langport", Office.COUNCILLOR, [Office.COUNCILLOR], Closing.DECLINED,
            nation=Nation.SCOTLAND,
        )  # fmt: skip
        assert after.law == ()

    def test_it_gives_no_body_for_a_councillors_concern_about_an_officer(self) -> None:
        after = closed("langport", Office.COUNCILLOR, [Office.OFFICER], Closing.NOT_UPHELD)
        assert after.law == ()

    def test_staff_are_told_what_a_grievance_can_and_cannot_do(self) -> None:
        after = closed("langport", Office.OFFICER, [Office.COUNCILLOR], Closing.RESOLVED_INFORMALLY)
        said = texts(after.law)
        assert "starts the grievance procedure" in said
        assert "cannot use it to find that a councillor broke the code of conduct" in said

    def test_it_says_nothing_of_what_nobody_has_checked(self) -> None:
        after = closed(
            "langport", Office.OFFICER, [Office.COUNCILLOR], Closing.RESOLVED_INFORMALLY,
            natures=frozenset({Nature.SEXUAL_HARASSMENT}),
        )  # fmt: skip
        unsure = {rule.text for rule in loader.law().rules if not rule.sure}
        assert unsure
        assert not unsure & {said.text for said in after.law}


class TestAdvice:
    @pytest.mark.parametrize(
        ("raised_by", "nation", "told", "not_told"),
        [
            (Office.OFFICER, Nation.ENGLAND, "union or Acas can advise you", "complaints"),
            (Office.OFFICER, Nation.NORTHERN_IRELAND, "Your trade union can advise you", "Acas"),
            (Office.COUNCILLOR, Nation.ENGLAND, "complaints procedure", "grievance"),
        ],
    )
    def test_staff_have_an_employer_and_councillors_have_not(
        self, raised_by: Office, nation: Nation, told: str, not_told: str
    ) -> None:
        after = closed("langport", raised_by, [Office.COUNCILLOR], Closing.DECLINED, nation=nation)
        assert told in texts(after.advice)
        assert not_told not in texts(after.advice)

    def test_whoever_was_refused_information_is_told_what_anybody_may_do(self) -> None:
        refused = closed(
            "farnham", Office.COUNCILLOR, [], Closing.NOT_UPHELD, matter=Matter.ACCESS_REQUEST
        )
        agreed = closed(
            "farnham", Office.COUNCILLOR, [], Closing.UPHELD, matter=Matter.ACCESS_REQUEST
        )
        assert "freedom of information" in texts(refused.advice)
        assert "freedom of information" not in texts(agreed.advice)

    def test_who_took_it_back_is_not_told_that_they_disagree(self) -> None:
        after = closed("langport", Office.COUNCILLOR, [Office.OFFICER], Closing.WITHDRAWN)
        assert after.title == "If you change your mind"
        assert (after.protocol, after.law) == ((), ())
        assert "Ask Ada Moss (the Town Clerk) to open it again" in texts(after.advice)

    def test_who_passed_it_on_is_not_asked_to_open_it_again(self) -> None:
        after = closed(
            "langport", Office.COUNCILLOR, [Office.OFFICER], Closing.WITHDRAWN, state="passed"
        )
        assert "Ada Moss" not in texts(after.advice)
        assert "send a new concern" in texts(after.advice)

    def test_what_went_elsewhere_is_asked_about_there(self) -> None:
        after = closed("langport", Office.OFFICER, [Office.COUNCILLOR], Closing.REFERRED_OUT)
        assert (after.protocol, after.law) == ((), ())
        assert "Ask whoever it was referred to" in texts(after.advice)

    @pytest.mark.parametrize("outcome", Closing)
    @pytest.mark.parametrize("matter", Matter)
    def test_every_ending_of_every_matter_says_something(
        self, matter: Matter, outcome: Closing
    ) -> None:
        after = closed("rushcliffe", Office.COUNCILLOR, [Office.OFFICER], outcome, matter=matter)
        assert after.title
        assert after.protocol or after.advice
        assert matter is Matter.CONCERN or "concern" not in texts(after.advice)


def test_the_page_tells_protocol_law_and_advice_apart() -> None:
    after = closed("langport", Office.OFFICER, [Office.COUNCILLOR], Closing.DECLINED)
    page = render_to_string("case/_afterwards.html", {"afterwards": after})
    places = [
        page.index(heading)
        for heading in ("What the protocol says", "What the law says", "What else you can do")
    ]
    assert places == sorted(places)
    assert "(Localism Act 2011, section 28(4), (6) and (7))" in page
    assert "None of this is legal advice." in page


def test_what_never_had_a_step_has_nothing_to_tell() -> None:
    protocol = loader.find("langport")
    case = _case(Facts(), Office.COUNCILLOR, Closing.WITHDRAWN, protocol)
    assert afterwards.present(case, [], protocol=protocol, today=TODAY) is None
