"""Items under a lead line, requests that are no concerns, and clauses of every other kind."""

from __future__ import annotations

from tests.unit.protocols.importer.cases import Case, Route

OTHER = (
    # Under a lead line
    Case(
        "take up any concern about an officer's performance with the Clerk",
        "routing",
        (Route("councillor", "officer", "clerk", "should"),),
        lead="Councillors should:",
    ),
    Case(
        "refer any complaint about a councillor to the Proper Officer",
        "routing",
        (Route("officer", "councillor", "clerk", "must"),),
        lead="In relation to complaints, staff will:",
    ),
    Case(
        "not criticise officers in public or at meetings",
        "expectation forum",
        lead="Members shall:",
        expects="councillor",
        natures="public_criticism",
    ),
    Case(
        "treat them with courtesy and respect",
        "expectation",
        lead="Officers can expect Councillors to:",
        expects="councillor",
        natures="behaviour",
        not_kinds="routing",
    ),
    Case(
        "Respect for their political neutrality",
        "expectation",
        lead="What employees can expect from elected members:",
        expects="councillor",
        natures="political_neutrality",
        not_kinds="routing",
    ),
    Case(
        "Prompt and honest answers",
        "expectation",
        lead="Members have the right to expect from officers:",
        expects="officer",
        not_kinds="routing",
    ),
    Case(
        "shouting or bullying",
        "expectation",
        lead="Officers should not expect from members:",
        expects="councillor",
        natures="bullying_harassment",
        not_kinds="routing",
    ),
    # Requests that are no concerns
    Case(
        "Requests by Members for information should be made to the Head of Service or the Director"
        " of Finance.",
        "routing",
        (
            Route(
                "councillor",
                "",
                "senior_manager director",
                "should",
                "access_request",
                combine="choice",
            ),
        ),
    ),
    Case(
        "The Monitoring Officer will determine whether a Member has a need to know.",
        "routing",
        (Route("councillor", "", "monitoring_officer", "must", "access_request"),),
    ),
    Case(
        "If an officer refuses a request for access to documents, the Member may appeal to the"
        " Monitoring Officer within five (5) clear working days.",
        "routing limit",
        (
            Route(
                "councillor",
                "",
                "monitoring_officer",
                "may",
                "access_appeal",
                limits="5 clear_working_days",
            ),
        ),
    ),
    Case(
        "Any request for an officer to attend a political group meeting must be made to the Chief"
        " Executive.",
        "routing",
        (Route("councillor", "", "chief_executive", "must", "attendance"),),
    ),
    Case(
        "A political group may ask the Clerk to prepare a report on any matter before the Council.",
        "routing",
        (Route("councillor", "", "clerk", "may", "group_report"),),
    ),
    Case(
        "Officers must declare any close relationship with a Councillor to the Monitoring Officer.",
        "routing",
        (Route("officer", "", "monitoring_officer", "must", "declaration"),),
    ),
    Case(
        "Members should direct ward enquiries to the relevant Head of Service.",
        "routing",
        (Route("councillor", "", "senior_manager:subject", "should", "enquiry"),),
    ),
    Case(
        "Councillors will normally make enquiries through the Clerk.",
        "routing",
        (Route("councillor", "", "clerk", "normally", "enquiry"),),
    ),
    # Duties, limits, review, definition, pointer, standards
    Case(
        "The Chief Executive will inform all other groups that the report has been prepared.",
        "duty",
    ),
    Case(
        "Officers will reply to Members' enquiries within ten working days.",
        "limit",
        expects="officer",
    ),
    Case(
        "This protocol was adopted by the Council on 12 May 2021 and will be reviewed by May 2025.",
        "review",
        not_kinds="expectation routing",
    ),
    Case(
        "The purpose of this protocol is to guide Members and Officers in their relations with one"
        " another.",
        "definition",
        not_kinds="routing",
    ),
    Case(
        "This protocol should be read in conjunction with the Members' Code of Conduct.",
        "pointer",
        not_kinds="routing",
    ),
    Case(
        "Members must not put pressure on any officer to change his or her professional advice.",
        "expectation",
        expects="councillor",
        natures="undue_pressure",
        not_kinds="routing",
    ),
    Case(
        "Close personal familiarity between individual Members and Officers can damage the"
        " relationship and should be avoided.",
        "expectation",
        expects="councillor officer",
        natures="close_relationship",
        not_kinds="routing",
    ),
    Case(
        "Officers must not disclose confidential information to third parties.",
        "expectation",
        expects="officer",
        natures="confidentiality",
        not_kinds="routing",
    ),
    Case(
        "Councillors should not become involved in the day-to-day running of services.",
        "expectation",
        expects="councillor",
        natures="day_to_day_interference",
        not_kinds="routing",
    ),
    Case(
        "Responsibility for the administration of this Protocol rests with the Monitoring Officer.",
        "routing",
    ),
    Case(
        "An officer shall not raise with a councillor the conduct of another officer; such matters"
        " should be raised with the Clerk in private.",
        "routing forum",
        (Route("officer", "officer", "clerk", "should", more="private"),),
    ),
    Case(
        "The town council has 14 members and meets monthly.",
        "text",
        not_kinds="routing expectation duty",
    ),
    Case(
        "Officers advise Members on policy and Members decide it.",
        "text",
        not_kinds="routing duty",
    ),
)
