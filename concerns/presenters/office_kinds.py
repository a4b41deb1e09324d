"""What each kind of office is called, whatever a council calls its own."""

from __future__ import annotations

from concerns.engine.offices import Office as Code
from concerns.engine.offices import plain_title

_OFFICES = {
    Code.CLERK: "Town or parish clerk",
    Code.DEPUTY_CLERK: "Deputy clerk",
    Code.RFO: "Responsible financial officer",
    Code.CHAIR: "Chair or mayor of the council",
    Code.VICE_CHAIR: "Vice chair or deputy mayor of the council",
    Code.LEADER: "Leader of the council",
    Code.DEPUTY_LEADER: "Deputy leader of the council",
    Code.GROUP_LEADER: "Leader of a political group",
    Code.COMMITTEE_CHAIR: "Chair of a committee",
    Code.HR_PANEL: "Member of the staffing, personnel or HR committee or panel",
    Code.STANDARDS_COMMITTEE: "Member of the standards committee",
    Code.FULL_COUNCIL: "The full council",
}


COMMITTEES = (
    "For a staffing, personnel or HR committee or panel, or a standards committee, choose its"
    " member: each of them is then told, asked or given what the protocol says. For any other"
    " committee, choose its chair."
)
"""Which kind of office a body is, for whoever has to choose one."""


def kind_of_office(code: Code) -> str:
    """The office as anybody would call it; its title is the council's own name for it."""
    return _OFFICES.get(code, plain_title(code))
