"""Whom a step names: everybody and so nobody, nobody's in particular, or one of several."""

from __future__ import annotations

from collections.abc import Iterator

from concerns.engine import explain
from concerns.engine.offices import GENERAL, KIND_OF, RELATIVE, Kind, Office
from concerns.engine.protocol import Capacity, Combine, Procedure
from concerns.protocols.checking.finding import Finding, cited, names, opens
from concerns.protocols.checking.ground import Ground


def everyone(ground: Ground) -> Iterator[Finding]:
    """Steps given to “a councillor” or “an officer”, which is nobody in particular."""
    for rule, _, step in ground.steps:
        vague = [target.office for target in step.to if target.office in GENERAL]
        if not vague:
            continue
        alone = len(vague) == len(step.to)
        whom = explain.join(explain.article(explain.spoken(office)) for office in vague)
        yield Finding(
            "names_everyone",
            f"{opens(rule, step)} goes to {whom}, and does not say which.",
            blocking=alone and not step.otherwise,
            clauses=cited((step,)),
            rule=rule.key,
            step=step.key,
            office=vague[0],
            title="A step for nobody in particular",
            happens=(
                "Nobody is asked, so the matter waits until somebody happens to be chosen."
                if alone
                else "Nobody knows that they may be asked, and who it will be is left to chance."
            ),
            repair="Name an office that one person holds, or say who chooses.",
        )


def whose(ground: Ground) -> Iterator[Finding]:
    """Steps given to a director or a manager without saying whose."""
    for rule, _, step in ground.steps:
        for target in step.to:
            if target.office not in RELATIVE or target.of is not None:
                continue
            title = ground.protocol.title_of(target.office)
            yield Finding(
                "whose",
                f"{opens(rule, step)} goes to a {title} and does not say whose.",
                clauses=cited((step,)),
                rule=rule.key,
                step=step.key,
                office=target.office,
                title="A manager, director or group leader of nobody in particular",
                happens=(
                    f"Every {title} gets it, also those who have nothing to do with the people"
                    " concerned."
                ),
                repair=(
                    "Say whether it is the one over the person who raises it or over the person it"
                    " is about."
                ),
            )


def one_of_several(ground: Ground) -> Iterator[Finding]:
    """Steps that name several people for one place."""
    for rule, _, step in ground.steps:
        if step.combine is not Combine.ONE or len(step.to) < 2:
            continue
        named = explain.titles(ground.protocol, (target.office for target in step.to))
        yield Finding(
            "one_of_several",
            f"{opens(rule, step)} names {named} and does not say how it is settled which of them.",
            clauses=cited((step,)),
            rule=rule.key,
            step=step.key,
            title="Several names for one place",
            happens="The first of them always gets it, and the person raising it has no choice.",
            repair=(
                "Say whether they act together, one after the other, whichever is free, or as the"
                " person raising it chooses."
            ),
        )


def procedures(ground: Ground) -> Iterator[Finding]:
    """Procedures that nobody is named to begin, or that are about something else."""
    for rule, _, step in ground.steps:
        if step.procedure is None:
            continue
        called = explain.spoken(step.procedure)
        if not step.to:
            yield Finding(
                "procedure_nobody",
                f"{opens(rule, step)} is the {called} procedure, and nobody is named to begin it.",
                clauses=cited((step,)),
                rule=rule.key,
                step=step.key,
                title="A procedure nobody is named to begin",
                happens=(
                    "Everybody may think that somebody else will begin it, and the person who"
                    " raised it hears nothing."
                ),
                repair="Name who begins it, and who does so where that person is involved.",
            )
        if step.procedure is Procedure.STANDING_ORDERS:
            yield Finding(
                "elsewhere",
                f"{opens(rule, step)} is dealt with under standing orders, which are"
                " not part of this protocol.",
                clauses=cited((step,)),
                rule=rule.key,
                step=step.key,
                title="What happens is written somewhere else",
                happens=(
                    "The person cannot read here who decides and by when; standing orders are"
                    " mostly about meetings and may not say."
                ),
                repair="Say here who deals with it and how, or name the standing order by number.",
            )


def panels(ground: Ground) -> Iterator[Finding]:
    """Panels of which neither the size nor the quorum is said."""
    for rule, _, step in ground.steps:
        body = any(t.office is Office.HR_PANEL for t in step.to)
        size = step.panel is not None and (step.panel.size or step.panel.quorum)
        if size or not (body or step.panel is not None):
            continue
        yield Finding(
            "panel_open",
            f"{opens(rule, step)} is for a panel, and the protocol does not say how"
            " many sit on it.",
            clauses=cited((step,)),
            rule=rule.key,
            step=step.key,
            title="A panel of no stated size",
            happens=(
                "Whoever calls the panel together decides who hears the person, and nobody can"
                " tell whether enough were there."
            ),
            repair="Say how many sit, how many are enough, and who may not sit.",
        )


def two_parts(ground: Ground) -> Iterator[Finding]:
    """One office that first looks into a matter, or helps to settle it, and then decides it."""
    first = {Capacity.FACILITATE, Capacity.INVESTIGATE}
    then = {Capacity.DECIDE, Capacity.HEAR, Capacity.REVIEW}
    for rule, place, step in ground.steps:
        if step.capacity not in then:
            continue
        for earlier in rule.steps[:place]:
            both = {t.office for t in step.to} & {t.office for t in earlier.to}
            both = {office for office in both if KIND_OF[office] is not Kind.BODY}
            if earlier.capacity not in first or not both:
                continue
            office = min(both)
            did = (
                "helps to settle it" if earlier.capacity is Capacity.FACILITATE else "looks into it"
            )
            yield Finding(
                "two_parts",
                f"The {ground.protocol.title_of(office)} {did} at {names(rule, earlier)} and"
                f" decides it at {names(rule, step)}.",
                clauses=cited((earlier, step)),
                rule=rule.key,
                step=step.key,
                office=office,
                title="The same person looks into it and decides",
                happens=(
                    "The person complained about is judged by somebody who has already made up"
                    " their mind, or heard things in confidence."
                ),
                repair="Give the decision to somebody who had no part in the earlier step.",
            )
