"""A decision in words: nothing left out that was decided, nothing told that may not be known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.template.loader import render_to_string

from concerns.engine.decision import Decision, Outcome
from concerns.engine.facts import Facts, Matter, Nature
from concerns.engine.offices import Office
from concerns.engine.protocol import Protocol, Reason
from concerns.engine.routing import route
from concerns.presenters import decision as presenter
from concerns.presenters.decision import Due, Shown, Stand
from concerns.protocols import loader
from concerns.protocols.rosters import Cast

ON = date(2026, 6, 1)
CLERK = "7"  # ids in a decision are numbers as text; the cast's are office codes


def decide(
    pack: str,
    raised_by: Office,
    about: list[Office],
    *,
    absent: list[Office] | None = None,
    vacant: list[Office] | None = None,
    interests: list[Office] | None = None,
    **facts: object,
) -> tuple[Decision, Protocol]:
    protocol = loader.find(pack)
    cast = Cast(protocol)
    raiser = cast.party(raised_by, nth=1)
    subjects = tuple(cast.party(office, nth=n) for n, office in enumerate(about, start=2))
    given = Facts(raised_by=(raiser,), about=subjects, **facts)  # type: ignore[arg-type]
    roster = cast.roster(parties=(raiser, *subjects), vacant=vacant or (), absent=absent or ())
    roster = replace(roster, interests=frozenset(cast.person(o) for o in interests or ()))
    return route(given, protocol, roster, ON, loader.law()), protocol


def show(decision: Decision, protocol: Protocol, **more: object) -> Shown:
    names = {office.value: f"Person {office.value}" for office in Office}
    told = {"names": names, "for_raiser": True} | more
    return presenter.present(decision, protocol=protocol, **told)  # type: ignore[arg-type]


def conduct(raised_by: Office, about: list[Office], **more: object) -> tuple[Decision, Protocol]:
    return decide("banbury", raised_by, about, natures=frozenset({Nature.CONDUCT}), **more)  # type: ignore[arg-type]


def everything(shown: Shown) -> str:
    return render_to_string("_components/decision.html", {"decision": shown})


class TestWhoGetsIt:
    def test_the_lead_names_the_holder_and_the_office(self) -> None:
        shown = show(*conduct(Office.COUNCILLOR, [Office.OFFICER]))
        assert shown.lead == "Your concern goes to Person clerk (the Town Clerk)."

    def test_to_others_it_is_not_theirs(self) -> None:
        shown = show(*conduct(Office.COUNCILLOR, [Office.OFFICER]), for_raiser=False)
        assert shown.lead.startswith("This concern goes to")

    def test_without_a_rule_the_protocol_is_not_made_to_say_anything(self) -> None:
        decision, protocol = conduct(Office.COUNCILLOR, [Office.COUNCILLOR])
        shown = show(decision, protocol)
        assert decision.outcome is Outcome.NO_RULE
        assert shown.lead.startswith("The protocol has no rule for this.")
        assert not shown.steps[0].quotes
        assert "instead of" not in shown.steps[0].does
        assert shown.asked == ()
        assert len(shown.tried) == len(protocol.rules)

    def test_a_step_that_is_the_laws_says_so_and_of_no_procedure_that_it_is_the_councils(
        self,
    ) -> None:
        first, last = show(*conduct(Office.OFFICER, [Office.COUNCILLOR], code_breach=True)).steps
        assert not [said for said in first.remarks if "law" in said]
        assert last.remarks[0] == (
            "The law says this, not the protocol: R (Harvey) v Ledbury Town Council [2018] EWHC"
            " 1151 (Admin)."
        )
        assert "must decide it, under the code of conduct procedure." in last.does

    @pytest.mark.parametrize("written", [True, False])
    def test_where_the_law_comes_first_is_no_silence_of_the_protocols(self, written: bool) -> None:
        shown = show(
            *conduct(Office.OFFICER, [Office.COUNCILLOR], code_breach=True, written=written)
        )
        (said,) = shown.by_law
        assert said.text.startswith("The law takes this out of the protocol's hands")
        assert said not in shown.gaps
        assert "Where the law comes first" in everything(shown)

    def test_nobody_left_says_who_is_told(self) -> None:
        protocol = loader.find("banbury")
        everyone = [o for o in protocol.offices if o not in (Office.COUNCILLOR, Office.OFFICER)]
        decision, protocol = conduct(Office.COUNCILLOR, [Office.OFFICER], vacant=everyone)
        shown = show(decision, protocol)
        assert decision.outcome is Outcome.NEEDS_HANDLER
        assert "administrators are told" in shown.lead

    def test_a_deputy_acts_as_deputy(self) -> None:
        shown = show(
            *decide("rushcliffe", Office.COUNCILLOR, [], matter=Matter.ATTENDANCE,
                    absent=[Office.CHIEF_EXECUTIVE])
        )  # fmt: skip
        assert "Deputy Chief Executive" in shown.steps[0].does
        assert "instead of whoever the protocol names first" in shown.steps[0].does

    def test_a_procedure_has_a_keeper_of_the_record(self) -> None:
        shown = show(*conduct(Office.COUNCILLOR, [Office.OFFICER]))
        disciplinary = shown.steps[1]
        assert disciplinary.title == "The disciplinary procedure"
        assert disciplinary.keeper == (
            "The Town Clerk (Person clerk) keeps the record and passes it on."
        )

    def test_the_raisers_choice_is_offered_and_kept(self) -> None:
        decision, protocol = conduct(Office.OFFICER, [Office.COUNCILLOR])
        shown = show(decision, protocol, picked={"recourse": "procedure"})
        assert [(o.value, o.picked) for o in shown.steps[1].options] == [
            ("monitoring_officer", False),
            ("procedure", True),
        ]

    def test_what_the_raiser_chose_stands_for_the_choice(self) -> None:
        decision, protocol = conduct(Office.OFFICER, [Office.COUNCILLOR])
        open_, procedure, officer = (
            show(decision, protocol, for_raiser=True, picked=picked).steps[1]
            for picked in ({}, {"recourse": "procedure"}, {"recourse": "monitoring_officer"})
        )
        assert open_.title == "The Monitoring Officer or the grievance procedure"
        assert open_.does.startswith("You choose who gets it")
        assert procedure.title == "The grievance procedure"
        assert procedure.does == "The council’s grievance procedure may be used."
        assert procedure.keeper
        assert officer.title == "The Monitoring Officer"
        assert officer.does.startswith("The Monitoring Officer (Person monitoring_officer)")
        assert officer.does.endswith("may hear it.")
        assert not officer.keeper


class TestWords:
    def test_the_clause_is_quoted_exactly_with_a_link_to_it(self) -> None:
        decision, protocol = conduct(Office.COUNCILLOR, [Office.OFFICER])
        quote = show(decision, protocol).steps[0].quotes[0]
        assert quote.quote == decision.steps[0].clauses[0].quote
        assert quote.label == "5.2"
        assert quote.href.endswith("#clause-5.2")

    def test_four_duties_come_before_the_decision_on_what_is_upheld(self) -> None:
        shown = show(*conduct(Office.OFFICER, [Office.COUNCILLOR]))
        told, asked = (duty.text for duty in shown.steps[2].duties)
        assert told == (
            "Before deciding, they must tell the Leader of the Council (Person leader) and the"
            " Group leader (Person group_leader)."
        )
        assert asked.startswith("Before deciding, they must ask for the view of the Chairman")

    def test_a_limit_has_its_date_and_its_interim_reply(self) -> None:
        decision, protocol = decide(
            "rushcliffe", Office.COUNCILLOR, [Office.OFFICER], matter=Matter.ENQUIRY
        )
        due = {"enquiry": Due(due_on=date(2026, 6, 8), source="protocol")}
        reply, interim = show(decision, protocol, due=due).steps[0].limits
        assert reply.text.startswith(
            "A reply is due within 5 working days of receiving it, by 8 June 2026."
        )
        assert interim.text.startswith("If a full reply is not possible, an interim reply is due")

    def test_a_local_standard_is_never_the_protocols(self) -> None:
        decision, protocol = conduct(Office.COUNCILLOR, [Office.OFFICER])
        due = {"clerk": Due(date(2026, 6, 3), date(2026, 7, 1), "local")}
        assert show(decision, protocol, due=due).steps[0].dates == (
            "An acknowledgement is due by 3 June 2026"
            " (the council’s own standard, not the protocol’s).",
            "A decision is due by 1 July 2026 (the council’s own standard, not the protocol’s).",
        )

    def test_the_reasons_are_the_conditions_of_the_rule(self) -> None:
        shown = show(*conduct(Office.COUNCILLOR, [Office.OFFICER]))
        assert [row.wanted for row in shown.asked] == [
            "A concern",
            "Something raised by a councillor",
            "Something about an officer",
        ]
        assert [rule.matched for rule in shown.tried] == [False, True]

    def test_a_doubt_is_apart_from_the_gaps(self) -> None:
        shown = show(
            *decide("rushcliffe", Office.COUNCILLOR, [Office.OFFICER],
                    natures=frozenset({Nature.PERFORMANCE}))
        )  # fmt: skip
        assert len(shown.doubts) == 1
        assert all(gap.text != shown.doubts[0].text for gap in shown.gaps)

    def test_passages_that_are_called_the_same_are_cited_once(self) -> None:
        shown = show(
            *decide("farnham", Office.COUNCILLOR, [Office.OFFICER],
                    natures=frozenset({Nature.PERFORMANCE}))
        )  # fmt: skip
        cited = [[clause.words for clause in notice.clauses] for notice in shown.notices]
        assert ["“The Relationship - General”"] in cited

    def test_an_informal_step_tried_already_is_not_needed(self) -> None:
        shown = show(*conduct(Office.OFFICER, [Office.COUNCILLOR]), current="recourse")
        assert [step.skipped for step in shown.steps] == [True, False, False]
        assert [step.is_current for step in shown.steps] == [False, True, False]

    def test_where_a_step_stands_is_said_instead(self) -> None:
        stands = {"conciliation": Stand("Done: not resolved")}
        shown = show(
            *conduct(Office.OFFICER, [Office.COUNCILLOR]), current="recourse", stands=stands
        )
        assert not shown.steps[0].skipped
        assert "Done: not resolved" in everything(shown)


class TestWhatMayNotBeKnown:
    def test_the_raiser_knows_whom_it_is_about(self) -> None:
        shown = show(*decide("farnham", Office.COUNCILLOR, [Office.CLERK]))
        assert any(
            "Person clerk" in text and text.endswith("because the concern is about them.")
            for text in shown.passed_over
        )

    @pytest.mark.parametrize("reason", ["interests", "absent"])
    def test_the_raiser_cannot_tell_an_interest_from_an_absence(self, reason: str) -> None:
        decision, protocol = conduct(
            Office.COUNCILLOR, [Office.OFFICER], **{reason: [Office.CLERK]}
        )
        shown = show(decision, protocol)
        assert shown.passed_over[0] == "The Town Clerk (Person clerk) is not able to act."
        page = everything(shown).lower()
        assert "declared" not in page
        assert "an interest in it" not in page
        assert "absen" not in page
        assert "are away" not in page

    def test_a_handler_is_told_the_reason(self) -> None:
        decision, protocol = conduct(Office.COUNCILLOR, [Office.OFFICER], interests=[Office.CLERK])
        assert decision.excluded[0].reason is Reason.INTEREST
        shown = show(decision, protocol, for_raiser=False)
        assert shown.passed_over[0].endswith("because they have an interest in it.")


class TestPage:
    @pytest.mark.parametrize(
        ("reader", "heading"),
        [
            ({}, "What you should know"),
            ({"yours": False}, "What the person who raised it is told"),
            ({"for_raiser": False}, "What the person who raised it is told"),
        ],
    )
    def test_what_is_said_to_the_raiser_is_said_to_nobody_else_as_you(
        self, reader: dict[str, bool], heading: str
    ) -> None:
        said = everything(show(*conduct(Office.OFFICER, [Office.COUNCILLOR]), **reader))
        before, _, after = said.partition("Do not take a personal issue to a councillor")
        assert after
        assert before.rpartition("<h2")[2].partition(">")[2].startswith(heading)

    def test_markup_in_a_councils_words_stays_text(self) -> None:
        decision, protocol = conduct(Office.COUNCILLOR, [Office.OFFICER])
        shown = show(decision, protocol, names={"clerk": "<b>Ada</b>"})
        assert "<b>Ada</b>" not in everything(shown)
        assert "&lt;b&gt;Ada&lt;/b&gt;" in everything(shown)

    def test_everyone_to_be_named_is_found(self) -> None:
        decision, _ = conduct(Office.COUNCILLOR, [Office.OFFICER])
        first = decision.steps[0]
        numbered = replace(
            decision,
            steps=(replace(first, to=(replace(first.to[0], people=(CLERK,)),)),),
            keeper=None,
        )
        assert presenter.people_in(numbered) == {int(CLERK)}

    @pytest.mark.parametrize(
        "pack", ["banbury", "farnham", "langport", "district-draft", "rushcliffe"]
    )
    @pytest.mark.parametrize("matter", list(Matter))
    @pytest.mark.parametrize("raiser", [Office.COUNCILLOR, Office.OFFICER])
    def test_every_kind_of_decision_can_be_read(
        self, pack: str, matter: Matter, raiser: Office
    ) -> None:
        page = everything(show(*decide(pack, raiser, [Office.OFFICER], matter=matter)))
        assert "None" not in page
        assert "Step 1" in page
