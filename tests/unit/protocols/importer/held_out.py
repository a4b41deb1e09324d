"""Thirty-two passages written before the proposals were, and scored once they were finished.

Nothing may be tuned to these: what they show is how the importer does on a protocol that nobody
here has seen. New wordings to learn from go to `seen_later.py`.
"""

from __future__ import annotations

from tests.unit.protocols.importer.cases import Case, Route

HELD_OUT = (
    Case(
        "If a Member considers that he or she has not been treated with proper respect or courtesy"
        " by an Officer, they may raise the matter with the Officer's Head of Service if they fail"
        " to resolve it through direct discussion.",
        "routing",
        (Route("councillor", "officer", "senior_manager:subject", "may", more="unresolved"),),
    ),
    Case(
        "Any complaint by an employee about the conduct of a Member shall be referred to the Chief"
        " Executive, who will consult the Monitoring Officer before deciding how to proceed.",
        "routing",
        (Route("officer", "councillor", "chief_executive", "must", asked="monitoring_officer"),),
    ),
    Case(
        "Where the complaint concerns the Chief Executive, it shall be made in writing to the"
        " Leader of the Council.",
        "routing form",
        (Route("", "chief_executive", "leader", "must", more="written"),),
    ),
    Case(
        "An employee who feels that a councillor has acted outwith the terms of this Protocol"
        " should in the first instance speak to their line manager.",
        "routing",
        (Route("officer", "councillor", "line_manager:raiser", "should"),),
    ),
    Case(
        "Councillors who are unhappy with the service provided by an officer should not raise the"
        " matter in public but should take it up privately with the relevant Executive Director.",
        "routing forum",
        (Route("councillor", "officer", "director:subject", "should"),),
    ),
    Case(
        "A member of staff may refer an allegation that the Members' Code of Conduct has been"
        " breached to the Public Services Ombudsman for Wales.",
        "routing",
        (Route("officer", "councillor", "ombudsman", "may", more="code_breach"),),
    ),
    Case(
        "The Monitoring Officer will acknowledge receipt of the complaint within three working"
        " days and will seek to provide a full response within 20 working days.",
        "limit",
    ),
    Case(
        "Staff should notify the Clerk immediately if they are approached by a Councillor in a way"
        " that makes them feel uncomfortable.",
        "routing",
        (Route("officer", "councillor", "clerk", "should"),),
    ),
    Case(
        "report any concern about the performance of an employee to the Clerk or, if the Clerk is"
        " unavailable, to the Deputy Clerk",
        "routing",
        (Route("councillor", "officer", "clerk", "must", otherwise="deputy_clerk"),),
        lead="Members must:",
    ),
    Case(
        "Should the issue remain unresolved after that discussion, it can be escalated to the"
        " Chief Executive and the relevant Group Leader.",
        "routing",
        (Route("", "", "chief_executive group_leader:subject", "may", more="unresolved"),),
    ),
    Case(
        "Concerns about a Group Leader are to be made known to the Monitoring Officer, who will"
        " involve the Chairman of the Standards Committee.",
        "routing",
        (Route("", "group_leader", "monitoring_officer", "must"),),
    ),
    Case(
        "An individual employee with a grievance about a councillor may invoke the Authority's"
        " Grievance Procedure.",
        "routing",
        (Route("officer", "councillor", "", "may", procedure="grievance"),),
    ),
    Case(
        "Requests for an officer to attend a group meeting must be addressed to the Head of"
        " Democratic Services, who shall inform the other groups.",
        "routing",
        (Route("", "", "senior_manager", "must", "attendance"),),
    ),
    Case(
        "A councillor refused access to a document may ask the Monitoring Officer to review that"
        " decision, whose ruling will be final.",
        "routing",
        (Route("councillor", "", "monitoring_officer", "may", "access_appeal"),),
    ),
    Case(
        "The protocol is to be reviewed every two years by the Governance Committee.",
        "review",
        not_kinds="routing",
    ),
    Case(
        "Officers shall not discuss personal or employment matters with Members other than through"
        " the agreed procedures.",
        "expectation",
        expects="officer",
        natures="employment",
    ),
    Case(
        "Members shall not publicly criticise named officers.",
        "expectation forum",
        expects="councillor",
        natures="public_criticism",
        not_kinds="routing",
    ),
    Case(
        "Breaches of this Protocol by a Member may result in a complaint to the Standards"
        " Committee if the Members' Code of Conduct appears also to have been breached.",
        "routing",
        (Route("", "councillor", "standards_committee", "may", more="code_breach"),),
    ),
    Case(
        "Breaches by an employee may lead to disciplinary action.",
        "routing",
        (Route("", "officer", "", "may", procedure="disciplinary"),),
    ),
    Case(
        "In the event of any dispute between a Councillor and an Officer which cannot be resolved"
        " amicably, the matter shall be put before the Personnel Committee.",
        "routing",
        (Route("councillor officer", "councillor officer", "hr_panel", "must", more="unresolved"),),
    ),
    Case(
        "If the matter involves the Clerk, the Councillor must approach the Chairman of the"
        " Council or, in his or her absence, the Vice-Chairman.",
        "routing",
        (Route("councillor", "clerk", "chair", "must", otherwise="vice_chair"),),
    ),
    Case(
        "The Proper Officer is responsible for the day-to-day management of staff, and councillors"
        " should not give instructions to employees other than the Proper Officer.",
        "expectation",
        expects="councillor",
        natures="day_to_day_interference",
    ),
    Case(
        "Members may seek advice from the Monitoring Officer on whether an interest should be"
        " declared.",
        "routing",
        (Route("councillor", "", "monitoring_officer", "may", "declaration"),),
    ),
    Case(
        "Elected members should direct casework enquiries to the generic members' enquiries"
        " mailbox, and can expect a reply within ten working days.",
        "routing limit",
    ),
    Case(
        "If an officer is of the view that a Councillor is acting unreasonably, he/she may bring"
        " the matter to the attention of the Councillor's Group Leader.",
        "routing",
        (Route("officer", "councillor", "group_leader:subject", "may"),),
    ),
    Case(
        "Complaints against the Monitoring Officer should be sent to the Head of Paid Service.",
        "routing",
        (Route("", "monitoring_officer", "head_of_paid_service", "should"),),
    ),
    Case(
        "maintain confidentiality",
        "expectation",
        lead="Councillors can expect officers to:",
        expects="officer",
        natures="confidentiality",
        not_kinds="routing",
    ),
    Case(
        "subject them to ridicule or bullying",
        "expectation",
        lead="Employees should not expect Members to:",
        expects="councillor",
        natures="bullying_harassment",
        not_kinds="routing",
    ),
    Case(
        "In this Protocol, “officer” means any person employed by the Council, and includes agency"
        " staff.",
        "definition",
        not_kinds="routing expectation",
    ),
    Case(
        "Any Member who wishes to inspect a confidential file must first obtain the consent of the"
        " Corporate Director concerned; where consent is withheld the Member may appeal to the"
        " Chief Executive within 10 working days of the refusal.",
        "routing limit",
        (
            Route("councillor", "", "director:subject", "must", "access_request"),
            Route(
                "councillor",
                "",
                "chief_executive",
                "may",
                "access_appeal",
                limits="10 working_days",
            ),
        ),
    ),
    Case(
        "A grievance raised by the Town Clerk against a councillor will be considered by a panel"
        " of three members of the Staffing Committee, none of whom shall have been involved.",
        "routing",
        (Route("clerk", "councillor", "hr_panel", "must"),),
    ),
    Case(
        "Nothing in this Protocol affects a worker's right to make a disclosure under the"
        " Council's Whistleblowing Policy.",
        "pointer",
        not_kinds="expectation",
    ),
)
