"""The starting texts: complete, each for its kind of council, and nobody's demonstration."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from concerns.engine.facts import Matter, Nature
from concerns.engine.offices import ALWAYS_OUTSIDE, GENERAL, Office
from concerns.engine.protocol import ClauseKind, Nation, Protocol, Source, Status, Tier
from concerns.engine.routing import route
from concerns.engine.ways import INFORMAL_LIFTED
from concerns.protocols import loader, starting
from concerns.protocols.checker import check
from concerns.protocols.matrix import Axes, Cell, Matrix, Says, matrix

ON = date(2026, 11, 1)
KINDS = loader.starters()
CARRIED = {ClauseKind.ROUTING, ClauseKind.DUTY, ClauseKind.LIMIT, ClauseKind.FORM, ClauseKind.FORUM}


def kinds() -> list[object]:
    return [pytest.param(*kind, id=f"{kind[0]}-{kind[1]}") for kind in KINDS]


@cache
def whole(tier: Tier, nation: Nation) -> Matrix:
    return matrix(loader.starter(tier, nation), loader.law(), ON)


def test_there_is_one_for_each_kind_of_council_but_those_not_offered() -> None:
    assert KINDS == (
        (Tier.COUNTY, Nation.ENGLAND),
        (Tier.DISTRICT, Nation.ENGLAND),
        (Tier.DISTRICT, Nation.NORTHERN_IRELAND),
        (Tier.PARISH, Nation.ENGLAND),
        (Tier.PARISH, Nation.SCOTLAND),
        (Tier.PARISH, Nation.WALES),
        (Tier.UNITARY, Nation.ENGLAND),
        (Tier.UNITARY, Nation.SCOTLAND),
        (Tier.UNITARY, Nation.WALES),
    )


def test_one_not_offered_is_refused_by_name() -> None:
    with pytest.raises(loader.UnknownPack, match="parish-northern_ireland"):
        loader.starter(Tier.PARISH, Nation.NORTHERN_IRELAND)


def words_of(protocol: Protocol) -> str:
    return loader.dumps(protocol).lower()


def test_a_text_names_nobody_whom_its_nation_does_not_have() -> None:
    northern_ireland = words_of(loader.starter(Tier.DISTRICT, Nation.NORTHERN_IRELAND))
    assert "commissioner for standards" in northern_ireland
    for stranger in (
        "monitoring officer",
        "the leader,",
        "leader of the council",
        "independent person",
    ):
        assert stranger not in northern_ireland, stranger
    community = words_of(loader.starter(Tier.PARISH, Nation.SCOTLAND))
    for stranger in ("the clerk", "mayor", "principal authority"):
        assert stranger not in community, stranger


@pytest.mark.parametrize(
    ("tier", "nation", "said"),
    [
        (Tier.PARISH, Nation.SCOTLAND, "scheme for community councils"),
        (Tier.DISTRICT, Nation.NORTHERN_IRELAND, "no monitoring officer"),
        (Tier.PARISH, Nation.ENGLAND, ""),
    ],
)
def test_where_the_law_leaves_little_the_remark_says_so(
    tier: Tier, nation: Nation, said: str
) -> None:
    remark = loader.starter_remark(tier, nation)
    assert said in remark
    assert bool(said) is bool(remark)


def test_none_of_them_is_a_shipped_council() -> None:
    assert len(loader.shipped()) == 5
    assert not [name for name in loader.shipped() if "starter" in name or name == "your-council"]


@pytest.mark.parametrize(("tier", "nation"), kinds())
def test_it_says_for_whom_it_is_and_that_nobody_adopted_it(tier: Tier, nation: Nation) -> None:
    protocol = loader.starter(tier, nation)
    assert (protocol.tier, protocol.nation, protocol.status) == (tier, nation, Status.DRAFT)
    assert protocol.adopted_on is protocol.in_force_from is None


@pytest.mark.parametrize(("tier", "nation"), kinds())
def test_the_checker_finds_nothing_in_it(tier: Tier, nation: Nation) -> None:
    assert check(loader.starter(tier, nation), loader.law(), ON) == ()


@pytest.mark.parametrize(("tier", "nation"), kinds())
def test_it_says_who_gets_every_cell_of_every_matter(tier: Tier, nation: Nation) -> None:
    assert whole(tier, nation).silent() == ()
    assert {cell.matter for cell in whole(tier, nation).cells} == set(Matter)


@pytest.mark.parametrize(("tier", "nation"), kinds())
def test_the_protocol_speaks_itself_and_leaves_nothing_to_the_law(
    tier: Tier, nation: Nation
) -> None:
    says = {told.says for told in whole(tier, nation).cells.values()}
    assert says == {Says.PROTOCOL}


def situations(protocol: Protocol, cells: Matrix) -> list[Cell]:
    """One cell of each answer for the same people and manner: the natures are alike there."""
    seen = {}
    for cell, told in cells.cells.items():
        if cell.nature is not Nature.SEXUAL_HARASSMENT:
            seen.setdefault((cell.matter, cell.raiser, cell.subject, cell.form, told), cell)
    return list(seen.values())


@pytest.mark.parametrize(("tier", "nation"), kinds())
def test_no_step_of_any_route_has_a_gap_whichever_one_office_is_vacant(
    tier: Tier, nation: Nation
) -> None:
    protocol, law = loader.starter(tier, nation), loader.law()
    axes = Axes(protocol)
    # A body outside the council is never vacant, and an adviser is found when one is needed.
    seats = [o for o in protocol.offices if o not in GENERAL | ALWAYS_OUTSIDE]
    for cell in situations(protocol, whole(tier, nation)):
        facts = axes.facts(cell)
        parties = (*facts.raised_by, *facts.about)
        for vacant in (None, *seats):
            roster = axes.cast.roster(parties=parties, vacant=[vacant] if vacant else [])
            decision = route(facts, protocol, roster, ON, law)
            assert decision.gaps == (), (cell, vacant)


@pytest.mark.parametrize(("tier", "nation"), kinds())
def test_harassment_is_held_back_by_no_informal_stage(tier: Tier, nation: Nation) -> None:
    protocol, law = loader.starter(tier, nation), loader.law()
    axes = Axes(protocol)
    for cell in whole(tier, nation).cells:
        if cell.nature is Nature.SEXUAL_HARASSMENT and cell.matter is Matter.CONCERN:
            facts = axes.facts(cell)
            decision = route(facts, protocol, axes.roster(facts), ON, law)
            assert decision.steps[0].track != "informal"
            assert {gap.code for gap in decision.gaps} <= {INFORMAL_LIFTED}


@pytest.mark.parametrize(("tier", "nation"), kinds())
def test_every_clause_that_binds_somebody_is_carried_by_a_rule_or_a_notice(
    tier: Tier, nation: Nation
) -> None:
    protocol = loader.starter(tier, nation)
    cited = {c.clause for notice in protocol.notices for c in notice.clauses}
    for rule in protocol.rules:
        for step in rule.steps:
            for part in (step, *step.otherwise, *step.duties, *step.limits):
                cited |= {c.clause for c in part.clauses}
    binding = {c.id for c in protocol.clauses if c.kinds & CARRIED}
    assert binding <= cited


@pytest.mark.parametrize(("tier", "nation"), kinds())
def test_every_clause_has_words_of_its_own(tier: Tier, nation: Nation) -> None:
    quotes = [clause.quote for clause in loader.starter(tier, nation).clauses]
    assert all(quotes)
    assert len(set(quotes)) == len(quotes)


@pytest.mark.parametrize(("tier", "nation"), kinds())
def test_every_number_of_days_is_in_the_words_of_the_clause_it_rests_on(
    tier: Tier, nation: Nation
) -> None:
    protocol = loader.starter(tier, nation)
    limits = [limit for rule in protocol.rules for step in rule.steps for limit in step.limits]
    assert limits
    for limit in limits:
        assert limit.source is Source.PROTOCOL
        words = " ".join(protocol.clause_by_id[c.clause].quote or "" for c in limit.clauses)
        assert f"{limit.n} working days" in words


@pytest.mark.parametrize(
    ("tier", "nation", "to"),
    [
        (Tier.PARISH, Nation.ENGLAND, Office.MONITORING_OFFICER),
        (Tier.UNITARY, Nation.ENGLAND, Office.MONITORING_OFFICER),
        (Tier.PARISH, Nation.WALES, Office.OMBUDSMAN),
        (Tier.UNITARY, Nation.WALES, Office.OMBUDSMAN),
        (Tier.UNITARY, Nation.SCOTLAND, Office.STANDARDS_COMMISSIONER),
        (Tier.PARISH, Nation.SCOTLAND, Office.MONITORING_OFFICER),
        (Tier.DISTRICT, Nation.NORTHERN_IRELAND, Office.STANDARDS_COMMISSIONER),
    ],
)
def test_the_code_of_conduct_goes_where_the_law_of_the_nation_says(
    tier: Tier, nation: Nation, to: Office
) -> None:
    for cell, told in whole(tier, nation).cells.items():
        if cell.form.code_breach and cell.raiser is cell.subject is Office.COUNCILLOR:
            assert [receiver.office for receiver in told.to] == [to]


def test_a_variation_changes_only_what_it_says() -> None:
    england = loader.starter(Tier.UNITARY, Nation.ENGLAND)
    scotland = loader.starter(Tier.UNITARY, Nation.SCOTLAND)
    changed = [a.id for a, b in zip(england.clauses, scotland.clauses, strict=True) if a != b]
    assert changed == ["8.1"]
    assert set(england.offices) - set(scotland.offices) == {Office.INDEPENDENT_PERSON}


def test_a_variation_of_a_clause_or_rule_there_is_not_would_be_lost() -> None:
    for path in starting.VARIATIONS.glob("*.yaml"):
        variation = starting._variation(path.stem)
        assert variation is not None
        base = loader.load_file(starting.base_of(path.stem))
        assert {clause.id for clause in variation.clauses} <= set(base.clause_by_id)
        assert {rule.key for rule in variation.rules} <= {rule.key for rule in base.rules}
        assert set(variation.without) <= set(base.offices)
