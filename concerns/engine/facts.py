"""All that the engine may look at when it decides where a matter goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from concerns.engine.offices import Kind, Office


class Matter(StrEnum):
    """What kind of thing was filed."""

    CONCERN = "concern"
    ACCESS_REQUEST = "access_request"
    ACCESS_APPEAL = "access_appeal"
    GROUP_REPORT = "group_report"
    ATTENDANCE = "attendance"
    ENQUIRY = "enquiry"
    DECLARATION = "declaration"  # an interest declared to somebody (ADR 0002)
    MEETING = "meeting"  # a group leader asks officers to meet a councillor (ADR 0002)


# Whoever is named in these is asked for something, which is no conflict: the chief executive
# decides whether to attend.
NO_FAULT = frozenset(
    {Matter.ATTENDANCE, Matter.MEETING, Matter.GROUP_REPORT, Matter.ACCESS_REQUEST}
)


class Nature(StrEnum):
    """What a concern is about; several may be ticked."""

    CONDUCT = "conduct"
    BEHAVIOUR = "behaviour"
    PERFORMANCE = "performance"
    BULLYING_HARASSMENT = "bullying_harassment"
    SEXUAL_HARASSMENT = "sexual_harassment"  # has a path of its own in law (ADR 0002)
    DISCRIMINATION = "discrimination"
    UNDUE_PRESSURE = "undue_pressure"
    POLITICAL_NEUTRALITY = "political_neutrality"
    OBSTRUCTION = "obstruction"
    CONFIDENTIALITY = "confidentiality"
    CLOSE_RELATIONSHIP = "close_relationship"
    IMPROPER_INFLUENCE = "improper_influence"
    UNDECLARED_INTEREST = "undeclared_interest"
    PUBLIC_CRITICISM = "public_criticism"
    DAY_TO_DAY_INTERFERENCE = "day_to_day_interference"
    ACCESS_TO_INFORMATION = "access_to_information"
    EMPLOYMENT = "employment"
    STRAINED_RELATIONSHIP = "strained_relationship"
    OTHER = "other"


# About what may put somebody at risk: with support, and a way to leave the page at once.
SENSITIVE = frozenset({Nature.BULLYING_HARASSMENT, Nature.SEXUAL_HARASSMENT, Nature.DISCRIMINATION})


class Ground(StrEnum):
    """Why somebody asks that their name is kept from those it is about. No rule looks at it."""

    RETALIATION = "retaliation"
    LINE_MANAGER = "line_manager"
    HEALTH = "health"
    OTHER = "other"


class Event(StrEnum):
    """What has just happened to the matter: how a step was entered or how it ended."""

    FIRST = "first"
    UNRESOLVED = "unresolved"
    UPHELD = "upheld"
    NOT_UPHELD = "not_upheld"
    REFUSED = "refused"
    NO_AGREEMENT = "no_agreement"
    RECURS = "recurs"
    WITHDRAWN = "withdrawn"


# What everyone of a kind is called by.
_EVERYBODY = {
    Kind.COUNCILLOR: frozenset({Office.COUNCILLOR}),
    Kind.OFFICER: frozenset({Office.OFFICER}),
}


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who raised the matter or whom it is about.

    :param person: an opaque id, the same as the roster's; None for someone not on the register.
    :param kind: councillor or officer (or outside).
    :param offices: every office they held at the time, without the general ones.
    :param former: they no longer hold that office.
    :ivar codes: every office code they are meant by, `councillor` and `officer` included.
    """

    person: str | None
    kind: Kind
    offices: frozenset[Office] = frozenset()
    former: bool = False

    codes: frozenset[Office] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "codes", self.offices | _EVERYBODY.get(self.kind, frozenset()))

    def is_a(self, office: Office) -> bool:
        """Whether this party is meant by an office code, `councillor` and `officer` included."""
        return office in self.codes


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the engine may look at.

    :param about: empty when the matter is about nobody in particular.
    :param written: it is put as a formal, written complaint.
    :param code_breach: it alleges a breach of the councillors' code of conduct.
    :param decider: for an appeal, who made the decision appealed against.
    :param months_since_last: months since the same thing was last raised; None if never.
    """

    matter: Matter = Matter.CONCERN
    raised_by: tuple[Party, ...] = ()
    about: tuple[Party, ...] = ()
    natures: frozenset[Nature] = frozenset()
    written: bool = False
    code_breach: bool = False
    event: Event = Event.FIRST
    decider: Office | None = None
    months_since_last: int | None = None
