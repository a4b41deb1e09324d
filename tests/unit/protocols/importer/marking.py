"""What a case's passage was proposed to be, against what it should be."""

from __future__ import annotations

from dataclasses import dataclass

from concerns.protocols.importer.passages import DraftRule, DraftTarget, Passage
from concerns.protocols.importer.proposals.propose import propose
from tests.unit.protocols.importer.cases import Case, Route, passages_of


@dataclass(frozen=True, slots=True)
class Score:
    """Recall and precision of draft rules, and the passages whose kinds are right."""

    expected: int
    found: int
    drafted: int
    kinds_right: int
    cases: int


def proposed(case: Case) -> Passage:
    return propose(passages_of(case))[-1]


def key(draft: DraftRule) -> tuple[str, str, str, str, str]:
    """What is scored of a draft: raiser, subject, matter, first recipient and force."""
    return (
        " ".join(sorted(office.value for office in draft.raised_by)),
        " ".join(sorted(office.value for office in draft.about)),
        draft.matter.value,
        draft.to[0].office.value if draft.to else "",
        draft.force.value,
    )


def wanted(route: Route) -> tuple[str, str, str, str, str]:
    first = route.to.split(" ")[0].partition(":")[0]
    return (
        " ".join(sorted(route.by.split())),
        " ".join(sorted(route.about.split())),
        route.matter,
        first,
        route.force,
    )


def score(cases: tuple[Case, ...]) -> Score:
    expected = found = drafted = right = 0
    for case in cases:
        passage = proposed(case)
        keys = [key(draft) for draft in passage.rules]
        expected += len(case.routes)
        drafted += len(keys)
        found += sum(wanted(route) in keys for route in case.routes)
        right += not _wrong_kinds(case, passage)
    return Score(expected, found, drafted, right, len(cases))


def wrongs(case: Case) -> list[str]:
    """Every way in which the proposal differs from what the case expects."""
    passage = proposed(case)
    found = _wrong_kinds(case, passage)
    keys = [key(draft) for draft in passage.rules]
    wants = [wanted(route) for route in case.routes]
    if keys != wants:
        found.append(f"drafts are {keys}, not {wants}")
        return found
    for draft, route in zip(passage.rules, case.routes, strict=True):
        found.extend(_wrong_details(draft, route))
    return found


def _wrong_kinds(case: Case, passage: Passage) -> list[str]:
    kinds = {kind.value for kind in passage.kinds}
    found = []
    if set(case.kinds.split()) - kinds:
        found.append(f"kinds are {sorted(kinds)}, without {case.kinds}")
    if set(case.not_kinds.split()) & kinds:
        found.append(f"kinds are {sorted(kinds)}, with {case.not_kinds}")
    expects = {kind.value for kind in passage.expects}
    if case.expects and expects != set(case.expects.split()):
        found.append(f"it expects of {sorted(expects)}, not {case.expects}")
    natures = {nature.value for nature in passage.natures}
    if case.natures and set(case.natures.split()) - natures:
        found.append(f"natures are {sorted(natures)}, without {case.natures}")
    return found


def _wrong_details(draft: DraftRule, route: Route) -> list[str]:
    found = []
    if route.to and _named(draft.to, route.to) != route.to:
        found.append(f"it goes to {_named(draft.to, route.to)}, not {route.to}")
    if route.combine and draft.combine.value != route.combine:
        found.append(f"they are {draft.combine.value}, not {route.combine}")
    procedure = draft.procedure.value if draft.procedure else ""
    if route.procedure != procedure:
        found.append(f"the procedure is {procedure}, not {route.procedure}")
    if route.told and _named(draft.told, "") != route.told:
        found.append(f"told are {_named(draft.told, '')}, not {route.told}")
    if route.asked and _named(draft.asked, "") != route.asked:
        found.append(f"asked are {_named(draft.asked, '')}, not {route.asked}")
    limits = " ".join(f"{limit.n} {limit.unit}" for limit in draft.limits)
    if route.limits and limits != route.limits:
        found.append(f"limits are {limits}, not {route.limits}")
    otherwise = " ".join(_named(each.to, route.otherwise) for each in draft.otherwise)
    if otherwise != route.otherwise:
        found.append(f"in their place it goes to {otherwise}, not {route.otherwise}")
    for name in route.more.split():
        if not getattr(draft, name):
            found.append(f"it is not {name}")
    return found


def _named(targets: tuple[DraftTarget, ...], like: str) -> str:
    """The offices, with whose they are where the expected words say it."""
    return " ".join(
        f"{target.office.value}:{target.of.value}"
        if target.of is not None and f"{target.office.value}:" in like
        else target.office.value
        for target in targets
    )
