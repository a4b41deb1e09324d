"""The seats a protocol can name, and what kind of person holds each (design section 1)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """Which side of the council house somebody stands on."""

    COUNCILLOR = "councillor"
    OFFICER = "officer"
    BODY = "body"  # a panel, a committee or the whole council
    OUTSIDE = "outside"  # nobody of this council


class Office(StrEnum):
    """A seat a protocol can name. What a council calls it is the council's own data."""

    COUNCILLOR = "councillor"
    OFFICER = "officer"
    CLERK = "clerk"
    DEPUTY_CLERK = "deputy_clerk"
    RFO = "rfo"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    LEADER = "leader"
    DEPUTY_LEADER = "deputy_leader"
    GROUP_LEADER = "group_leader"
    COMMITTEE_CHAIR = "committee_chair"
    CHIEF_EXECUTIVE = "chief_executive"
    DEPUTY_CHIEF_EXECUTIVE = "deputy_chief_executive"
    HEAD_OF_PAID_SERVICE = "head_of_paid_service"
    DIRECTOR = "director"
    ASSISTANT_DIRECTOR = "assistant_director"
    SENIOR_MANAGER = "senior_manager"
    LINE_MANAGER = "line_manager"
    MONITORING_OFFICER = "monitoring_officer"
    DEPUTY_MONITORING_OFFICER = "deputy_monitoring_officer"
    INDEPENDENT_PERSON = "independent_person"
    STANDARDS_COMMITTEE = "standards_committee"
    HR_PANEL = "hr_panel"
    FULL_COUNCIL = "full_council"
    OMBUDSMAN = "ombudsman"
    STANDARDS_COMMISSIONER = "standards_commissioner"
    EXTERNAL_ADVISER = "external_adviser"


_COUNCILLOR_SEATS = (
    Office.COUNCILLOR,
    Office.CHAIR,
    Office.VICE_CHAIR,
    Office.LEADER,
    Office.DEPUTY_LEADER,
    Office.GROUP_LEADER,
    Office.COMMITTEE_CHAIR,
)
_BODIES = (Office.STANDARDS_COMMITTEE, Office.HR_PANEL, Office.FULL_COUNCIL)

# Bodies and advisers that are never part of the council, whatever a council's register says.
ALWAYS_OUTSIDE = frozenset(
    {Office.OMBUDSMAN, Office.STANDARDS_COMMISSIONER, Office.EXTERNAL_ADVISER}
)


def _kind(office: Office) -> Kind:
    if office in _COUNCILLOR_SEATS:
        return Kind.COUNCILLOR
    if office in _BODIES:
        return Kind.BODY
    if office in ALWAYS_OUTSIDE or office is Office.INDEPENDENT_PERSON:
        return Kind.OUTSIDE
    return Kind.OFFICER


KIND_OF: Mapping[Office, Kind] = MappingProxyType({office: _kind(office) for office in Office})

# Everyone of a kind holds these; naming one names nobody in particular.
GENERAL = frozenset({Office.COUNCILLOR, Office.OFFICER})

# Seats that only mean something in relation to somebody: *whose* line manager?
RELATIVE = frozenset(
    {
        Office.LINE_MANAGER,
        Office.DIRECTOR,
        Office.ASSISTANT_DIRECTOR,
        Office.SENIOR_MANAGER,
        Office.GROUP_LEADER,
    }
)

# The customary deputy of each seat; a council's register can say otherwise.
DEPUTY_OF: Mapping[Office, Office] = MappingProxyType(
    {
        Office.CLERK: Office.DEPUTY_CLERK,
        Office.CHAIR: Office.VICE_CHAIR,
        Office.LEADER: Office.DEPUTY_LEADER,
        Office.CHIEF_EXECUTIVE: Office.DEPUTY_CHIEF_EXECUTIVE,
        Office.MONITORING_OFFICER: Office.DEPUTY_MONITORING_OFFICER,
    }
)

# Several people hold these at once.
MANY_HOLDERS = GENERAL | frozenset(
    {
        Office.GROUP_LEADER,
        Office.COMMITTEE_CHAIR,
        Office.DIRECTOR,
        Office.ASSISTANT_DIRECTOR,
        Office.SENIOR_MANAGER,
        Office.LINE_MANAGER,
        Office.INDEPENDENT_PERSON,
        Office.STANDARDS_COMMITTEE,
        Office.HR_PANEL,
        Office.FULL_COUNCIL,
    }
)


def is_single_seat(office: Office) -> bool:
    """Whether at most one person can hold the office at a time."""
    return office not in MANY_HOLDERS


_INITIALS = MappingProxyType({"Hr ": "HR ", "Rfo": "RFO"})


def plain_title(office: Office) -> str:
    """What an office is called where a council has no title of its own for it: “HR panel”."""
    words = office.value.replace("_", " ").capitalize()
    for wrong, right in _INITIALS.items():
        words = words.replace(wrong, right)
    return words
