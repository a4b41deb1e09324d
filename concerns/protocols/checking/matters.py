"""Whole matters, and kinds of people, that the protocol is silent about."""

from __future__ import annotations

from collections.abc import Iterator

from concerns.engine import explain
from concerns.engine.facts import Event, Facts, Matter, Party
from concerns.engine.matching import entry_step, failures
from concerns.engine.offices import GENERAL, Kind, Office
from concerns.engine.protocol import Protocol, Reason, Rule
from concerns.protocols.checking.finding import Finding, Situation, cited, opens
from concerns.protocols.checking.grid import left_over
from concerns.protocols.checking.ground import Ground, is_for


def nothing(ground: Ground) -> Iterator[Finding]:
    """A version that would send nobody anywhere."""
    if not ground.protocol.rules:
        yield Finding(
            "no_rules",
            "There is no rule yet, so nothing would go by this version.",
            blocking=True,
            title="No rule at all",
            happens="Whatever somebody raises goes where the council itself arranged.",
            repair="Write the first rule, or use what the document seems to say.",
        )


def no_rule(ground: Ground) -> Iterator[Finding]:
    """Whole matters without a rule; concerns are looked at cell by cell."""
    routed = {matter for rule in ground.protocol.rules for matter in rule.when.matter or Matter}
    for matter in Matter:
        if matter not in routed:
            words = explain.MATTER_WORDS[matter]
            yield Finding(
                "no_rule",
                f"There is no rule for {words}. It goes to {_net_words(ground.protocol)}.",
                title="Nothing is said about a whole kind of matter",
                happens=f"Somebody with {words} does not learn from the protocol whom to ask.",
                repair="Write a rule for it, or leave it to the council's own arrangements.",
                situation=Situation(matter),
            )


def asks_themselves(ground: Ground) -> Iterator[Finding]:
    """Matters other than concerns that go to whoever may be raising them, and to nobody else."""
    protocol = ground.protocol
    for rule, _, step in ground.steps:
        if not rule.when.matter or Matter.CONCERN in rule.when.matter:
            continue
        if rule.when.decider:
            continue  # written for whoever was refused by somebody else
        seats = list(dict.fromkeys(target.office for target in step.to))
        instead = any(not o.when or Reason.RAISER in o.when for o in step.otherwise)
        if len(seats) != 1 or instead or not ground.can_be_party(seats[0]):
            continue
        office = seats[0]
        # Of somebody's own manager or director, the one above is meant.
        if step.to[0].of is not None or not _may_raise(ground, rule, office):
            continue
        title = protocol.title_of(office)
        yield Finding(
            "asks_themselves",
            f"{opens(rule, step)} goes to the {title}, who may be the one raising it, and the"
            " protocol names nobody else.",
            clauses=cited((step,)),
            rule=rule.key,
            step=step.key,
            office=office,
            title="Somebody who would have to ask themselves",
            happens=(
                f"When the {title} raises it, it goes to somebody whom the protocol did not choose."
            ),
            repair=f"Say who takes it when the {title} is the one raising it.",
        )


def _may_raise(ground: Ground, rule: Rule, office: Office) -> bool:
    facts = Facts(raised_by=(ground.grid.party(office, 1),))
    return {"raised_by", "raised_by_not"}.isdisjoint(failures(rule.when, facts))


def mixed(ground: Ground) -> Iterator[Finding]:
    """Concerns about a councillor and an officer at once, where one of them alone has a rule."""
    grid = ground.grid
    councillor = grid.party(Office.COUNCILLOR, 3)
    officer = grid.party(Office.OFFICER, 4)
    alone = [(councillor,), (grid.party(Office.OFFICER, 3),)]
    for raiser in sorted(GENERAL):
        plain = {
            "matter": Matter.CONCERN,
            "raised_by": (grid.party(raiser, 1),),
            "written": False,
            "code_breach": False,
            "event": Event.FIRST,
            "decider": None,
            "months_since_last": None,
        }
        both = left_over(grid.around(**plain, about=(councillor, officer)), ground.boxes)
        if not both:
            continue
        if all(left_over(grid.around(**plain, about=side), ground.boxes) for side in alone):
            continue  # neither alone has a rule either, and that is told already
        yield Finding(
            "mixed",
            f"A concern raised by {explain.article(raiser.value)} about a councillor and an officer"
            f" together: there is no rule. It goes to {_net_words(ground.protocol)}.",
            title="Nothing is said of a concern about both sides",
            happens=(
                "Somebody treated badly by a councillor and an officer together has to raise it"
                " twice, or sees it go to somebody the protocol does not name."
            ),
            repair="Say where a concern about several people goes, or that it is raised for each.",
            situation=Situation(Matter.CONCERN, raiser),
        )


def the_public(ground: Ground) -> Iterator[Finding]:
    """Concerns from somebody who is neither councillor nor officer, or gives no name."""
    stranger = Party(None, Kind.OUTSIDE)
    about = [Party("officer", Kind.OFFICER), Party("councillor", Kind.COUNCILLOR)]
    cases = [Facts(raised_by=(stranger,), about=(subject,)) for subject in about]
    if all(_is_told(ground.protocol, facts) for facts in cases):
        return
    yield Finding(
        "no_public",
        "The protocol does not say where a concern goes that comes from a member of the public, a"
        " co-opted or former member, or somebody who gives no name.",
        title="Nothing for anybody but councillors and officers",
        happens=(
            "Somebody from outside who writes in is passed about, because nobody is told to take"
            " it or where to send them."
        ),
        repair=(
            "Say whom they turn to, in a rule or in a notice that points to the council's"
            " complaints procedure."
        ),
    )


def _is_told(protocol: Protocol, facts: Facts) -> bool:
    rules = any(
        not failures(rule.when, facts) and entry_step(rule, facts) is not None
        for rule in protocol.rules
        if is_for(rule.when, Matter.CONCERN)
    )
    # A notice for everybody, such as “not at a meeting”, says nothing of who may raise it.
    return rules or any(
        not failures(notice.when, facts)
        for notice in protocol.notices
        if notice.when.raised_by or notice.when.raised_by_not
    )


def _net_words(protocol: Protocol) -> str:
    first = protocol.safety_net[:1]
    return (
        f"{explain.titles(protocol, first)}, by the council's own arrangement"
        if first
        else "nobody"
    )
