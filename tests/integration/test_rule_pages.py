"""The rule editor: each page shows, saves, refuses and keeps what was typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from concerns.actions import versions
from concerns.engine import protocol as engine
from concerns.engine.facts import Event, Matter, Nature
from concerns.engine.offices import Office
from concerns.engine.protocol import CLOSE, Citation, Rule, Source, Target, Whose
from concerns.forms.rules_parts import PART_KINDS
from concerns.forms.rules_steps import STEP_FORMS
from concerns.forms.rules_when import WHEN_FORMS
from concerns.models import Protocol
from concerns.protocols import loader
from concerns.selectors import protocols as selectors
from tests.drafts import begun, writing
from tests.pages import BUDGET, Visitor, text
from tests.people import NOON, Town, town
from tests.rule_forms import CODE, Posted, refused, save, shown, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

KEY = "officer-about-councillor"


@pytest.fixture
def place() -> Town:
    return writing("banbury", "clerk", "officer")


@pytest.fixture
def draft(place: Town) -> Protocol:
    """A new version, begun by the clerk from the one in force."""
    return begun(place)


@pytest.fixture
def clerk(place: Town) -> Visitor:
    return Visitor(place["clerk"])


def at(row: Protocol, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"council": "banbury", "version": row.pk, **more})


def at_rule(row: Protocol, name: str, key: str = KEY, **more: Any) -> str:
    return at(row, name, rule=key, **more)


def protocol_of(row: Protocol) -> engine.Protocol:
    return selectors.engine_protocol(Protocol.objects.get(pk=row.pk))


def rule_of(row: Protocol, key: str = KEY) -> Rule:
    return next(rule for rule in protocol_of(row).rules if rule.key == key)


PAGES: list[tuple[str, dict[str, Any]]] = [
    ("rule-summary", {}),
    *(("rule-when", {"part": part}) for part in WHEN_FORMS),
    ("rule-doubt", {}),
    ("rule-remove", {}),
    ("step-add", {}),
    *(("step-part", {"step": "decision", "part": part}) for part in STEP_FORMS),
    ("step-remove", {"step": "decision"}),
    *(("part-add", {"step": "decision", "kind": kind}) for kind in PART_KINDS),
    ("part-change", {"step": "decision", "kind": "duties", "place": 1}),
    ("part-remove", {"step": "decision", "kind": "duties", "place": 1}),
]


def test_only_administrators_are_asked(place: Town, draft: Protocol) -> None:
    reader = Visitor(place["monitoring_officer"])
    for name, more in PAGES:
        path = at_rule(draft, name, **more)
        assert reader.get(path).status_code == 403, path
        assert reader.post(path, seen=draft.digest).status_code == 403, path
    assert reader.get(at(draft, "rule-add")).status_code == 403
    assert Visitor(place["councillor"]).get(at_rule(draft, "rule-change")).status_code == 404


def test_whoever_may_not_write_reads_the_rule_without_links(place: Town, draft: Protocol) -> None:
    page = text(Visitor(place["monitoring_officer"]).get(at_rule(draft, "rule-change")))

    assert "Step 3: the Town Clerk must decide it" in page
    assert "Tell the Leader of the Council and the group leader before you decide." in page
    assert "Change<" not in page
    assert "Add a step" not in page
    assert "Leave this rule out" not in page


def test_a_version_in_force_is_read_without_links(place: Town, clerk: Visitor) -> None:
    row = Protocol.objects.get(council=place.council)
    page = text(clerk.get(at_rule(row, "rule-change")))
    assert "Step 3: the Town Clerk must decide it" in page
    assert "Change<" not in page


@pytest.mark.parametrize("slug", loader.shipped())
def test_no_page_of_a_rule_shows_a_code(slug: str) -> None:
    place = town(slug)
    place["officer"].is_administrator = True
    place["officer"].save()
    now = selectors.engine_protocol(Protocol.objects.get(council=place.council))
    row = versions.begin(
        council=place.council,
        protocol=replace(now, version="2026"),
        by=place["officer"].user,
        at=NOON,
    )
    visitor = Visitor(place["officer"])
    paths = [reverse("rule-list", kwargs={"council": place.council.slug, "version": row.pk})]
    for rule in now.rules:
        named = {"council": place.council.slug, "version": row.pk, "rule": rule.key}
        paths.append(reverse("rule-change", kwargs=named))
    for path in paths:
        response = visitor.get(path)
        assert response.status_code == 200, path
        assert CODE.findall(words_of(response.content.decode())) == [], path


def test_every_form_opens_and_saves_without_a_change(clerk: Visitor, draft: Protocol) -> None:
    for name, more in PAGES:
        path = at_rule(draft, name, **more)
        page = clerk.get(path)
        assert page.status_code == 200, path
        assert CODE.findall(words_of(page.content.decode())) == [], path
        if name in {"rule-summary", "rule-when", "step-part", "part-change"}:
            save(clerk, path)
    assert Protocol.objects.get(pk=draft.pk).digest == draft.digest


def test_what_somebody_else_changed_since_is_not_overwritten(
    clerk: Visitor, place: Town, draft: Protocol
) -> None:
    path = at_rule(draft, "rule-summary")
    mine = shown(clerk, path) | {"summary": "Mine."}
    save(Visitor(place["officer"]), path, summary="Theirs.")

    page = text(clerk.post(path, **mine))

    assert f"{place['officer'].name} changed this version" in page
    assert "Mine." in page
    assert rule_of(draft).summary == "Theirs."


def test_a_save_is_told_and_that_what_was_ready_is_a_draft_again(
    clerk: Visitor, place: Town, draft: Protocol
) -> None:
    path = at_rule(draft, "step-part", step="conciliation", part="does")
    assert "Nothing was different" in told(clerk, draft, path)
    assert "Step 1 is changed." in told(clerk, draft, path, final="on")
    ready = {"status": "checked", "offered_by": place["officer"].user, "offered_at": NOON}
    Protocol.objects.filter(pk=draft.pk).update(**ready)
    assert "It is a draft again" in told(clerk, draft, path, final="")


def told(clerk: Visitor, draft: Protocol, path: str, **more: Any) -> str:
    """What the next page says of a save."""
    save(clerk, path, **more)
    page = text(clerk.get(at_rule(draft, "rule-change")))
    return page.split("Step 1:")[0]


# ---------------------------------------------------------------- a new rule


NEW = {
    "raised_by": "officer",
    "matter": "concern",
    "about": "councillor",
    "kinds": "some",
    "natures": ["discrimination"],
    "to_1": "line_manager:raiser",
    "capacity": "receive",
    "clause_1": "5.1",
}


def test_a_rule_is_added_in_one_page(clerk: Visitor, draft: Protocol) -> None:
    save(clerk, at(draft, "rule-add"), **NEW | {"to_1": "group_leader:subject"})

    (rule,) = (r for r in protocol_of(draft).rules if Nature.DISCRIMINATION in r.when.natures)
    assert rule.when == engine.When(
        raised_by=frozenset({Office.OFFICER}),
        about_any=frozenset({Office.COUNCILLOR}),
        natures=frozenset({Nature.DISCRIMINATION}),
    )
    (step,) = rule.steps
    assert step.to == (Target(Office.GROUP_LEADER, Whose.SUBJECT),)
    assert step.clauses == (Citation("5.1"),)
    assert rule.summary == (
        "A concern raised by an officer about a councillor goes to the Group leader of whoever it"
        " is about, if it is about discrimination"
    )
    assert "discrimination" in text(clerk.get(at_rule(draft, "rule-change", rule.key)))


def test_a_rule_begun_from_the_checks_knows_what_for_and_leads_back(
    clerk: Visitor, draft: Protocol
) -> None:
    asked = "from=checks&matter=enquiry&raised_by=officer&about=nobody-s&natures=conduct&natures=x"
    path = f"{at(draft, 'rule-add')}?{asked}"
    page = text(clerk.get(path))
    for chosen in (
        'value="enquiry" selected',
        'value="officer" selected',
        'value="conduct" checked',
    ):
        assert chosen in page.replace('class="govuk-checkboxes__input" ', ""), chosen
    save(clerk, path, to_1="clerk", clause_1="5.1", about="")
    rule = protocol_of(draft).rules[-1]
    led = text(clerk.get(at_rule(draft, "rule-change", rule.key)))
    assert f'href="{at(draft, "finding-list")}">Back to what is wrong or missing' in led


def test_what_comes_next_needs_another_step_first(clerk: Visitor, draft: Protocol) -> None:
    save(clerk, at(draft, "rule-add"), **NEW | {"to_1": "clerk"})
    rule = protocol_of(draft).rules[-1]
    asked = at_rule(draft, "step-part", rule.key, step=rule.steps[0].key, part="next")
    add = at_rule(draft, "step-add", rule.key)
    assert f'href="{add}">To say what comes next, add a step first' in text(clerk.get(asked))


def test_a_narrow_rule_is_put_above_the_wide_one_and_the_page_says_so(
    clerk: Visitor, draft: Protocol
) -> None:
    bare = replace(protocol_of(draft), rules=())
    versions.keep(version=draft, protocol=bare, seen=draft.digest, by=None, at=NOON)
    wide = {"raised_by": "", "about": "", "kinds": "any", "natures": [], "summary": "All of it"}
    save(clerk, at(draft, "rule-add"), **NEW | {"to_1": "clerk"} | wide)
    save(clerk, at(draft, "rule-add"), **NEW | {"to_1": "chair"})

    narrow, last = protocol_of(draft).rules
    assert last.summary == "All of it"
    page = text(clerk.get(at_rule(draft, "rule-change", narrow.key)))
    assert "It was put above “All of it”, which would otherwise have answered first." in page


def test_a_rule_without_a_clause_is_refused_and_keeps_what_was_typed(
    clerk: Visitor, draft: Protocol
) -> None:
    given = NEW | {"to_1": "clerk", "clause_1": "", "summary": "What I typed"}
    page = refused(clerk, at(draft, "rule-add"), **given)

    assert "This cannot be saved without one" in page
    assert "What I typed" in page
    assert '<option value="officer" selected>' in page
    assert protocol_of(draft) == selectors.engine_protocol(draft)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"to_1": ""}, "Choose who it goes to"),
        ({"natures": []}, "Select what it is about"),
        ({"clause_1_words": "never written"}, "These words are not in clause 5.1"),
        ({"clause_2_words": "some words"}, "Choose the clause these words are in"),
        ({"matter": "gossip"}, "Select what kind of matter it is from the list"),
    ],
)
def test_what_is_missing_in_a_new_rule_is_said(
    clerk: Visitor, draft: Protocol, wrong: Posted, said: str
) -> None:
    assert said in refused(clerk, at(draft, "rule-add"), **NEW | {"to_1": "clerk"} | wrong)


def test_a_rule_about_nobody_and_anything(clerk: Visitor, draft: Protocol) -> None:
    given = NEW | {"to_1": "clerk", "about": "nobody", "kinds": "any", "matter": "declaration"}
    save(clerk, at(draft, "rule-add"), **given)

    when = protocol_of(draft).rules[-1].when
    assert (when.nobody, when.natures) == (True, frozenset())
    assert when.matter == {Matter.DECLARATION}


# ---------------------------------------------------------------- conditions


def test_conditions_are_changed_part_by_part(clerk: Visitor, draft: Protocol) -> None:
    def change(part: str, **given: Any) -> None:
        save(clerk, at_rule(draft, "rule-when", part=part), **given)

    change("matter", matter=["concern", "meeting"], raised_by=["officer"], raised_by_not=["rfo"])
    change("about", nobody="no", several="yes", former="no", about=["councillor"])
    change("nature", natures=["conduct"], written="no", code_breach="yes")
    change("before", event=["recurs"], within_months="6", decider=["clerk"])

    assert rule_of(draft).when == engine.When(
        matter=frozenset({Matter.CONCERN, Matter.MEETING}),
        raised_by=frozenset({Office.OFFICER}),
        raised_by_not=frozenset({Office.RFO}),
        about=frozenset({Office.COUNCILLOR}),
        about_any=rule_of(draft).when.about_any,
        nobody=False,
        several=True,
        former=False,
        natures=frozenset({Nature.CONDUCT}),
        written=False,
        code_breach=True,
        event=frozenset({Event.RECURS}),
        within_months=6,
        decider=frozenset({Office.CLERK}),
    )
    page = text(clerk.get(at_rule(draft, "rule-change")))
    for said in (
        "Not raised by the RFO",
        "About several people",
        "It is not a formal complaint in writing",
        "The same thing was raised before within the last 6 months",
        "The Town Clerk made the decision appealed against",
    ):
        assert said in page


def test_nobody_is_both_wanted_and_left_out(clerk: Visitor, draft: Protocol) -> None:
    path = at_rule(draft, "rule-when", part="about")
    page = refused(clerk, path, about=["clerk"], about_not=["clerk"])
    assert "You cannot both want and leave out the same office" in page


def test_a_number_of_months_is_a_number(clerk: Visitor, draft: Protocol) -> None:
    path = at_rule(draft, "rule-when", part="before")
    assert "six" in refused(clerk, path, within_months="six")


# ---------------------------------------------------------------- steps


def test_a_step_is_added_and_led_to(clerk: Visitor, draft: Protocol) -> None:
    save(
        clerk,
        at_rule(draft, "step-add"),
        outcome="not_upheld",
        to_1="chair",
        to_2="vice_chair",
        combine="first",
        capacity="review",
        track="appeal",
        clause_1="5.1",
    )
    *_, before, step = rule_of(draft).steps
    assert before.next[Event.NOT_UPHELD] == step.key
    assert step.to == (Target(Office.CHAIR), Target(Office.VICE_CHAIR))
    assert (step.combine, step.track) == (engine.Combine.FIRST, engine.Track.APPEAL)
    assert step.on == {Event.NOT_UPHELD}


def test_what_comes_next_is_not_said_twice(clerk: Visitor, draft: Protocol) -> None:
    page = refused(
        clerk,
        at_rule(draft, "step-add"),
        after="conciliation",
        outcome="unresolved",
        to_1="chair",
        clause_1="5.1",
    )
    assert "That step says already what comes next if it is not resolved" in page


def test_a_step_is_changed_part_by_part(clerk: Visitor, draft: Protocol) -> None:
    def change(part: str, **given: Any) -> None:
        save(clerk, at_rule(draft, "step-part", step="decision", part=part), **given)

    change("who", to_1="chair", to_2="clerk", combine="all", procedure="disciplinary")
    change("does", capacity="hear", force="may", condition="if they ask", final="on")
    change("panel", has="yes", size="5", quorum="3", may_not_sit_1="leader")
    change("next", next_upheld="", next_recurs="conciliation", next_refused="close")

    step = next(s for s in rule_of(draft).steps if s.key == "decision")
    assert step.to == (Target(Office.CHAIR), Target(Office.CLERK))
    assert step.procedure is engine.Procedure.DISCIPLINARY
    assert (step.capacity, step.force) == (engine.Capacity.HEAR, engine.Force.MAY)
    assert (step.condition, step.final) == ("if they ask", True)
    assert step.panel == engine.Panel(5, 3, (Target(Office.LEADER),))
    assert dict(step.next) == {Event.RECURS: "conciliation", Event.REFUSED: "close"}
    change("panel", has="no")
    assert next(s for s in rule_of(draft).steps if s.key == "decision").panel is None


@pytest.mark.parametrize(
    ("part", "wrong", "said"),
    [
        ("who", {"to_1": "", "procedure": ""}, "Choose who it goes to, or the procedure"),
        ("clauses", {"clause_1": "", "clause_1_words": ""}, "This cannot be saved without one"),
        ("clauses", {"clause_1_words": "never"}, "These words are not in clause 5.1"),
        ("panel", {"has": "yes", "size": "3", "quorum": "4"}, "More cannot have to be there"),
        ("panel", {"has": "yes", "size": "none"}, "The number of members must be a whole number"),
    ],
)
def test_what_is_wrong_with_a_step_is_said(
    clerk: Visitor, draft: Protocol, part: str, wrong: Posted, said: str
) -> None:
    path = at_rule(draft, "step-part", step="decision", part=part)
    assert said in refused(clerk, path, **wrong)


def test_the_exact_words_of_a_clause_are_kept(clerk: Visitor, draft: Protocol) -> None:
    quote = protocol_of(draft).clause_by_id["5.1"].quote or ""
    words = " ".join(quote.split()[:6])
    path = at_rule(draft, "step-part", step="decision", part="clauses")
    save(clerk, path, clause_1_words=words, clause_2="5.2")

    step = next(s for s in rule_of(draft).steps if s.key == "decision")
    assert step.clauses == (Citation("5.1", words), Citation("5.2"))
    assert words in text(clerk.get(at_rule(draft, "rule-change")))


def test_a_step_goes_up_and_down_by_a_button(clerk: Visitor, draft: Protocol) -> None:
    path = at_rule(draft, "step-move", step="recourse")
    assert clerk.post(path, seen=draft.digest, up="1").status_code == 302
    assert [s.key for s in rule_of(draft).steps] == ["recourse", "conciliation", "decision"]
    seen = Protocol.objects.get(pk=draft.pk).digest
    clerk.post(path, seen=seen, down="1")
    assert protocol_of(draft) == selectors.engine_protocol(draft)


def test_a_step_that_another_leads_to_is_left_out_with_what_leads_to_it(
    clerk: Visitor, draft: Protocol
) -> None:
    page = text(clerk.get(at_rule(draft, "step-remove", step="decision")))
    assert "Step 2 leads to this step if it is upheld." in page
    assert "it will end there instead" in page
    save(clerk, at_rule(draft, "step-remove", step="decision"))
    assert len(rule_of(draft).steps) == 2
    assert rule_of(draft).steps[1].next[Event.UPHELD] == CLOSE


# ---------------------------------------------------------------- duties, limits, instead


def has(row: Protocol, field: str) -> tuple[Any, ...]:
    step = next(s for s in rule_of(row).steps if s.key == "decision")
    found: tuple[Any, ...] = getattr(step, field)
    return found


def test_a_duty_is_added_changed_and_left_out(clerk: Visitor, draft: Protocol) -> None:
    given: Posted = {"step": "decision", "kind": "duties"}
    save(
        clerk,
        at_rule(draft, "part-add", **given),
        kind="inform",
        when="after_decision",
        who_1="group_leader:other_groups",
        text="Tell the others.",
        clause_1="5.1",
    )
    duty = has(draft, "duties")[2]
    assert duty.who == (Target(Office.GROUP_LEADER, Whose.OTHER_GROUPS),)
    save(clerk, at_rule(draft, "part-change", **given, place=3), force="may")
    assert has(draft, "duties")[2] == replace(duty, force=engine.Force.MAY)
    save(clerk, at_rule(draft, "part-remove", **given, place=1))
    assert len(has(draft, "duties")) == 2
    assert clerk.get(at_rule(draft, "part-change", **given, place=3)).status_code == 404


def test_a_time_limit_of_the_protocol_needs_its_clause(clerk: Visitor, draft: Protocol) -> None:
    path = at_rule(draft, "part-add", step="decision", kind="limits")
    given: Posted = {"what": "reply", "n": "10"}
    assert "Choose the clause that gives this limit" in refused(clerk, path, **given)
    assert "How long there is must be a whole number" in refused(clerk, path, what="reply", n="x")
    assert "set them in the register" in text(clerk.get(path))
    save(clerk, path, **given, clause_1="5.1", actor="clerk", extension="Or say why.")
    save(clerk, path, what="decide", n="2", unit="months", source="law")
    first, second = has(draft, "limits")
    assert (first.n, first.source, first.actor) == (10, Source.PROTOCOL, Target(Office.CLERK))
    assert (second.source, second.clauses) == (Source.LAW, ())
    page = text(clerk.get(at_rule(draft, "rule-change")))
    assert "The Town Clerk has to reply within 10 working days of receiving it. Or say why." in page
    assert "Decide within 2 months of receiving it. The law says so." in page


def test_who_takes_it_instead_is_added(clerk: Visitor, draft: Protocol) -> None:
    path = at_rule(draft, "part-add", step="decision", kind="instead")
    page = refused(clerk, path, when=["absent"], clause_1="5.1")
    assert "Choose who it goes to instead" in page
    save(clerk, path, to_1="chair", when=["absent", "vacant"], clause_1="5.1")
    (other,) = has(draft, "otherwise")
    assert other.when == {engine.Reason.ABSENT, engine.Reason.VACANT}
    page = text(clerk.get(at_rule(draft, "rule-change")))
    assert "If they are away or nobody holds the office, the Chairman of the Council" in page


def test_a_duty_to_tell_names_whom(clerk: Visitor, draft: Protocol) -> None:
    path = at_rule(draft, "part-add", step="decision", kind="duties")
    page = refused(clerk, path, kind="inform", when="on_receipt", text="Tell.", clause_1="5.1")
    assert "Choose who is told or asked" in page
    assert "Tell." in page


# ---------------------------------------------------------------- doubt


def test_a_reading_is_confirmed_in_the_name_of_whoever_does(
    clerk: Visitor, place: Town, draft: Protocol
) -> None:
    path = at_rule(draft, "rule-doubt")
    save(clerk, path, text="Who?", reading="The Clerk.", clause_1="5.1", confirmed="mine")
    doubt = engine.Doubt("Who?", "The Clerk.", (Citation("5.1"),), place["clerk"].name)
    assert rule_of(draft).doubt == doubt

    other = Visitor(place["officer"])
    assert "confirmed another wording" in refused(other, path, reading="The Chair.")
    save(other, path)
    assert rule_of(draft).doubt == doubt
    save(other, path, reading="The Chair.", confirmed="mine")
    changed = rule_of(draft).doubt
    assert changed is not None
    assert changed.confirmed_by == place["officer"].name

    save(clerk, at_rule(draft, "rule-doubt-remove"))
    assert rule_of(draft).doubt is None


# ---------------------------------------------------------------- what is not there


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("rule-when", {"part": "weather"}),
        ("step-part", {"step": "decision", "part": "weather"}),
        ("step-part", {"step": "nowhere", "part": "who"}),
        ("part-add", {"step": "decision", "kind": "weather"}),
        ("part-change", {"step": "decision", "kind": "limits", "place": 1}),
        ("part-change", {"step": "decision", "kind": "duties", "place": 0}),
        ("rule-doubt-remove", {}),
    ],
)
def test_a_page_about_what_is_not_there_is_not_found(
    clerk: Visitor, draft: Protocol, name: str, more: dict[str, Any]
) -> None:
    assert clerk.get(at_rule(draft, name, **more)).status_code == 404
    assert clerk.get(at_rule(draft, "rule-change", "no-such-rule")).status_code == 404


def test_a_rule_costs_no_more_queries_than_any_page(clerk: Visitor, draft: Protocol) -> None:
    for path in (at_rule(draft, "rule-change"), at(draft, "rule-add")):
        assert clerk.queries(path) <= BUDGET, path
