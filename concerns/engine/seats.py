"""Who may take a step: the conflict filter and the fallbacks (design section 2, steps 4 to 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from concerns.engine.decision import Excluded, Recipient, Standing
from concerns.engine.facts import NO_FAULT, Facts
from concerns.engine.offices import ALWAYS_OUTSIDE, GENERAL, RELATIVE, Office
from concerns.engine.protocol import Combine, Otherwise, Protocol, Reason, Step, Target, Whose
from concerns.engine.roster import Person, Roster

_CONFLICTS = frozenset({Reason.SUBJECT, Reason.RAISER, Reason.INTEREST, Reason.DEPUTY_OF_EXCLUDED})


@dataclass(frozen=True, slots=True)
class Seating:
    """The answer for one step.

    :param stated: the protocol itself says that these act; otherwise using them is a gap.
    :param by: the fallbacks of the protocol that were used.
    """

    to: tuple[Recipient, ...]
    excluded: tuple[Excluded, ...]
    stated: bool
    by: tuple[Otherwise, ...] = ()


@dataclass(slots=True)
class Filter:
    """The people who may not act, and why; shared by every step of one decision."""

    facts: Facts
    protocol: Protocol
    roster: Roster
    conflicted: dict[Person, Reason] = field(init=False)
    deputies: dict[Office, Office] = field(init=False)

    def __post_init__(self) -> None:
        self.conflicted = dict(self._conflicts())
        self.deputies = dict(self.roster.deputies)

    def _conflicts(self) -> Iterator[tuple[Person, Reason]]:
        """Each person with a conflict; a later reason replaces an earlier one."""
        facts, roster = self.facts, self.roster
        yield from ((person, Reason.INTEREST) for person in roster.interests)
        if facts.decider is not None:
            # Whoever made a decision has an interest in the appeal against it.
            yield from ((p, Reason.INTEREST) for p in roster.holders.get(facts.decider, ()))
        yield from ((p.person, Reason.RAISER) for p in facts.raised_by if p.person is not None)
        if facts.matter not in NO_FAULT:
            yield from ((p.person, Reason.SUBJECT) for p in facts.about if p.person is not None)

    def is_outside(self, office: Office) -> bool:
        """Whether the office is held outside the council."""
        return office in self.roster.external or office in ALWAYS_OUTSIDE

    def holders(self, target: Target) -> tuple[Person, ...] | None:
        """Who the target names; None when nobody can be named and that is all right."""
        office = target.office
        if office in self.roster.vacant:
            return ()
        if target.of is Whose.OTHER_GROUPS:
            return self._leaders_of_other_groups(office)
        if target.of is not None:
            return self._related(office, target.of)
        if office in GENERAL:
            return None
        people = self.roster.holders.get(office, ())
        if not people and self.is_outside(office):
            return None
        return people

    def _related(self, office: Office, of: Whose) -> tuple[Person, ...]:
        parties = self.facts.about if of is Whose.SUBJECT else self.facts.raised_by
        found: list[Person] = []
        unknown = not parties
        for party in parties:
            related = (
                self.roster.related_to(office, party.person) if party.person is not None else None
            )
            if related is None:
                unknown = True
            else:
                found.extend(person for person in related if person not in found)
        if unknown and not found and office in RELATIVE:
            return self.roster.holders.get(office, ())
        return tuple(found)

    def _leaders_of_other_groups(self, office: Office) -> tuple[Person, ...]:
        own = {
            self.roster.groups[p.person]
            for p in self.facts.raised_by
            if p.person is not None and p.person in self.roster.groups
        }
        leaders = self.roster.holders.get(office, ())
        return tuple(p for p in leaders if self.roster.groups.get(p) not in own)

    def split(
        self, office: Office, people: tuple[Person, ...] | None, *, deputised: frozenset[Office]
    ) -> tuple[tuple[Person, ...] | None, tuple[Excluded, ...]]:
        """Those of `people` who may act, and the others with the reason.

        :param deputised: offices passed over for a conflict in this step; whoever deputises
            for one of them inherits the conflict (security 5.2).
        """
        if people is None:
            return None, ()
        if not people:
            return (), (Excluded(office, Reason.VACANT),)
        inherits = any(self.deputies.get(principal) is office for principal in deputised)
        free: list[Person] = []
        passed: dict[Reason, list[Person]] = {}
        for person in people:
            reason = self.conflicted.get(person)
            if reason is None and inherits:
                reason = Reason.DEPUTY_OF_EXCLUDED
            if reason is None and person in self.roster.absent:
                reason = Reason.ABSENT
            if reason is None:
                free.append(person)
            else:
                passed.setdefault(reason, []).append(person)
        return tuple(free), tuple(Excluded(office, r, tuple(who)) for r, who in passed.items())

    def recipient(
        self,
        office: Office,
        people: tuple[Person, ...] | None,
        status: Standing,
        reason: Reason | None = None,
    ) -> Recipient:
        if self.is_outside(office):
            status = Standing.EXTERNAL
        return Recipient(office, self.protocol.title_of(office), status, reason, people or ())


def _conflicts(passed: Iterable[Excluded]) -> frozenset[Office]:
    return frozenset(e.office for e in passed if e.reason in _CONFLICTS)


def _try(
    sieve: Filter,
    targets: tuple[Target, ...],
    passed: list[Excluded],
    *,
    status: Standing,
    reason: Reason | None,
    first_only: bool,
    named_for: frozenset[Office] = frozenset(),
) -> tuple[Recipient, ...]:
    """The targets that may act, in order; those that may not are added to `passed`.

    :param named_for: the offices whose place the protocol itself gives to these targets: that
        somebody is their deputy keeps nobody from it (ADR 12).
    """
    found: list[Recipient] = []
    for target in targets:
        # A principal later in the list must not be represented by a deputy earlier in it, so
        # conflicts are looked for among all the targets, not only those already tried.
        deputised = _conflicts(passed) | _conflicted_principals(sieve, targets)
        deputised -= named_for
        people, excluded = sieve.split(target.office, sieve.holders(target), deputised=deputised)
        passed.extend(e for e in excluded if e not in passed)
        if people is None or people:
            found.append(sieve.recipient(target.office, people, status, reason))
            if first_only:
                break
    return tuple(found)


def _conflicted_principals(sieve: Filter, targets: tuple[Target, ...]) -> frozenset[Office]:
    """Offices among the targets whose own holder has a conflict."""
    return frozenset(
        target.office
        for target in targets
        if target.office in sieve.deputies
        and any(person in sieve.conflicted for person in sieve.holders(target) or ())
    )


def seat(sieve: Filter, step: Step, *, by_law: bool = False) -> Seating:
    """Who takes the step: those named, else whom the protocol says, else a deputy, else the net.

    :param by_law: the law gives the step to somebody; only the part of the safety net that is
        outside the council can then stand in, because the council itself may not decide it.
    """
    passed: list[Excluded] = []
    first_only = step.combine is Combine.FIRST
    to = _try(sieve, step.to, passed, status=Standing.HOLDER, reason=None, first_only=first_only)
    jointly = step.combine in {Combine.ALL, Combine.SEQUENCE}
    if to and first_only and to[0].office is not step.to[0].office:
        to = (_as_substitute(to[0], passed[0].reason),)
    if to and not (jointly and len(to) < len(step.to)):
        return Seating(to, tuple(passed), stated=True)
    if not step.to:
        return Seating((), (), stated=True)

    instead, by = _stated(sieve, step, passed)
    to += instead
    left = _left(passed, by) if jointly else ()
    if instead and not left:
        return Seating(to, tuple(passed), stated=True, by=by)

    reason = _main_reason(passed)
    deputies = _deputies(sieve, passed, of=left if instead else tuple(passed))
    if deputies:
        return Seating(to + deputies, tuple(passed), stated=False, by=by)
    if to:  # jointly, with somebody missing whom nobody can stand in for
        return Seating(to, tuple(passed), stated=False, by=by)
    net = _try(
        sieve,
        tuple(Target(o) for o in sieve.protocol.safety_net if not by_law or sieve.is_outside(o)),
        passed,
        status=Standing.SUBSTITUTE,
        reason=reason,
        first_only=True,
    )
    return Seating(net, tuple(passed), stated=False)


def _stated(
    sieve: Filter, step: Step, passed: list[Excluded]
) -> tuple[tuple[Recipient, ...], tuple[Otherwise, ...]]:
    """Whom the protocol itself names for those passed over, and the words that name them."""
    missing = tuple(passed)
    found: list[Recipient] = []
    used: list[Otherwise] = []
    for other in step.otherwise:
        place = [e for e in missing if other.instead_of in {None, e.office}]
        if not place or (other.when and not {e.reason for e in place} <= other.when):
            continue
        # Somebody is named for each place once, and for all of them by words about nobody's.
        if any(each.instead_of in {None, other.instead_of} for each in used):
            continue
        named = _try(
            sieve,
            other.to,
            passed,
            status=Standing.SUBSTITUTE,
            reason=_main_reason(place),
            first_only=True,
            named_for=frozenset(e.office for e in place),
        )
        found.extend(named)
        used.extend([other] if named else [])
    return tuple(found), tuple(used)


def _left(passed: Sequence[Excluded], by: tuple[Otherwise, ...]) -> tuple[Excluded, ...]:
    """Those passed over in whose place the protocol names nobody who can act."""
    taken = {other.instead_of for other in by}
    named = {target.office for other in by for target in other.to}
    if None in taken:
        return ()
    return tuple(e for e in passed if e.office not in taken | named)


def _as_substitute(recipient: Recipient, reason: Reason) -> Recipient:
    """Someone reached further down a list the protocol itself gives."""
    status = recipient.status if recipient.status is Standing.EXTERNAL else Standing.SUBSTITUTE
    return Recipient(recipient.office, recipient.title, status, reason, recipient.people)


def _main_reason(passed: Sequence[Excluded]) -> Reason:
    """The reason to give for a substitute: a conflict before an absence."""
    for excluded in passed:
        if excluded.reason in _CONFLICTS:
            return excluded.reason
    return passed[0].reason


def _deputies(
    sieve: Filter, passed: list[Excluded], *, of: tuple[Excluded, ...]
) -> tuple[Recipient, ...]:
    """The deputies of offices that are absent or vacant; never of one in conflict.

    :param of: those of the people passed over whose place nobody has.
    """
    found: list[Recipient] = []
    deputised = _conflicts(passed)
    for excluded in of:
        deputy = sieve.deputies.get(excluded.office)
        if excluded.reason in _CONFLICTS or deputy is None or excluded.office in deputised:
            continue
        people, also = sieve.split(deputy, sieve.holders(Target(deputy)), deputised=deputised)
        passed.extend(e for e in also if e not in passed and e.reason is not Reason.VACANT)
        if people:
            found.append(sieve.recipient(deputy, people, Standing.DEPUTY, excluded.reason))
    return tuple(found)


def told(
    sieve: Filter, targets: tuple[Target, ...], takers: tuple[Recipient, ...]
) -> tuple[tuple[Recipient, ...], tuple[Excluded, ...]]:
    """Those to be informed or consulted, without the subject, the raiser or anyone interested.

    :param takers: who has the step; nobody is asked to consult themselves.
    """
    passed: list[Excluded] = []
    found: list[Recipient] = []
    themselves = {person for taker in takers for person in taker.people}
    for target in targets:
        people, excluded = sieve.split(target.office, sieve.holders(target), deputised=frozenset())
        # An absent person can still be told; only a conflict or a vacancy keeps somebody out.
        absent = tuple(p for e in excluded if e.reason is Reason.ABSENT for p in e.people)
        passed.extend(e for e in excluded if e.reason is not Reason.ABSENT)
        reached = None if people is None else (*people, *absent)
        if reached and themselves.issuperset(reached):
            continue
        if reached is None or reached:
            found.append(sieve.recipient(target.office, reached, Standing.HOLDER))
    return tuple(found), tuple(passed)
