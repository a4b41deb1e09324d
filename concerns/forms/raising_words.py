"""The words of the questions that are asked of everybody who raises something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from concerns.engine.facts import Matter, Nature

MATTERS: Final[Mapping[Matter, tuple[str, str]]] = {
    Matter.CONCERN: (
        "Raise a concern",
        "About how a councillor or an officer behaved, or how they work together.",
    ),
    Matter.ACCESS_REQUEST: (
        "Ask for information",
        "Information or a document that you need for your duties.",
    ),
    Matter.ACCESS_APPEAL: (
        "Ask for a refusal of information to be looked at again",
        "If you asked for information and were refused.",
    ),
    Matter.GROUP_REPORT: (
        "Ask for a written report for a political group",
        "Facts and options, written by an officer for your group.",
    ),
    Matter.ATTENDANCE: (
        "Ask for an officer to come to a meeting of a political group",
        "To advise on a particular subject.",
    ),
    Matter.ENQUIRY: (
        "Take up a case for a local person",
        "A casework enquiry to the part of the council that deals with it.",
    ),
    Matter.DECLARATION: (
        "Say that you have a personal interest in a case",
        "So that the case is treated like any other.",
    ),
    Matter.MEETING: (
        "Ask for officers to meet a councillor",
        "As the leader of a political group.",
    ),
}

# What the page asks, and its hint.
WHAT: Final[Mapping[Matter, tuple[str, str]]] = {
    Matter.CONCERN: (
        "What happened?",
        "Say what you saw and heard, and where it was. Say what was said in its own words, if you"
        " remember them.",
    ),
    Matter.ACCESS_REQUEST: (
        "What information do you need?",
        "Say what it is, and why you need it for your duties.",
    ),
    Matter.ACCESS_APPEAL: (
        "What were you refused, and why should it be looked at again?",
        "Say what you asked for, when, and the reason you were given.",
    ),
    Matter.GROUP_REPORT: (
        "What should the report be about?",
        "Name your group, say what it needs to know, and by when if there is a date.",
    ),
    Matter.ATTENDANCE: (
        "What is the meeting, and what is the advice to be about?",
        "Name your group, and say when and where it meets.",
    ),
    Matter.ENQUIRY: (
        "What is the case?",
        "Say what the person needs, and what you would like to know or to happen.",
    ),
    Matter.DECLARATION: (
        "What is the case, and what is your interest in it?",
        "Say clearly that you have an interest, and what it is.",
    ),
    Matter.MEETING: (
        "What is the meeting to be about?",
        "Name the councillor it is for, and say why they want to meet officers.",
    ),
}

# The same of an appeal that brings the request it is about along.
WHY_AGAIN: Final = (
    "Why should it be looked at again?",
    "What you asked for and the reasons you were given go along already.",
)
WHY_AGAIN_KEY: Final = "Why it should be looked at again"

# What the text is called where it is shown again.
WHAT_KEY: Final[Mapping[Matter, str]] = {
    Matter.CONCERN: "What happened",
    Matter.ACCESS_REQUEST: "What you need",
    Matter.ACCESS_APPEAL: "What was refused",
    Matter.GROUP_REPORT: "What it is about",
    Matter.ATTENDANCE: "The meeting and the advice",
    Matter.ENQUIRY: "The case",
    Matter.DECLARATION: "The case and your interest",
    Matter.MEETING: "What it is about",
}

NATURES: Final[Mapping[Nature, tuple[str, str]]] = {
    Nature.CONDUCT: ("How they conducted themselves", "For example, not honest or not fair."),
    Nature.BEHAVIOUR: ("Rude or disrespectful behaviour", "In person, in writing or online."),
    Nature.PERFORMANCE: ("How they do their work", "The quality or timing of work or advice."),
    Nature.BULLYING_HARASSMENT: (
        "Bullying or harassment",
        "Behaviour that frightens, humiliates or wears somebody down.",
    ),
    Nature.DISCRIMINATION: (
        "Discrimination",
        "Treating somebody worse because of who they are, such as their sex, race, age, religion"
        " or disability.",
    ),
    Nature.UNDUE_PRESSURE: (
        "Undue pressure",
        "Pushing somebody to change their advice, or to do what is not their job.",
    ),
    Nature.POLITICAL_NEUTRALITY: (
        "Political neutrality",
        "Asking an officer for party political work, or an officer taking sides.",
    ),
    Nature.OBSTRUCTION: ("Getting in the way of somebody’s duties", "Or of a legal duty."),
    Nature.CONFIDENTIALITY: ("Confidential information", "Shared or used when it should not be."),
    Nature.CLOSE_RELATIONSHIP: (
        "A close personal relationship",
        "Between a councillor and an officer, where it could affect the council’s work.",
    ),
    Nature.IMPROPER_INFLUENCE: (
        "Using a position for somebody’s advantage",
        "Their own, or that of family, friends or others.",
    ),
    Nature.UNDECLARED_INTEREST: (
        "An interest that was not declared",
        "Money, property or a relationship that should have been made known.",
    ),
    Nature.PUBLIC_CRITICISM: (
        "Criticism in public",
        "At a meeting, in the press or on social media.",
    ),
    Nature.DAY_TO_DAY_INTERFERENCE: (
        "Interfering in day-to-day management",
        "Giving orders to staff, or going round their manager.",
    ),
    Nature.ACCESS_TO_INFORMATION: (
        "Information that was not given",
        "Or was given to some and not to others.",
    ),
    Nature.EMPLOYMENT: ("Employment", "Pay, appointment, discipline or a staffing decision."),
    Nature.STRAINED_RELATIONSHIP: (
        "A working relationship that has broken down",
        "Where nobody in particular is to blame.",
    ),
    Nature.OTHER: ("Something else", "Or you are not sure."),
    Nature.SEXUAL_HARASSMENT: ("Sexual harassment", ""),
}

# The same fact where something is asked for and nobody is complained of.
NATURES_OF_A_REQUEST: Final[Mapping[Nature, str]] = {
    Nature.UNDECLARED_INTEREST: "I may have a professional or personal interest in the matter",
}

SEXUAL_HARASSMENT: Final = (
    "Unwanted behaviour of a sexual nature: a remark, a message, a look, a touch. You are never"
    " asked to try to settle it informally first, and it is never held back. If you are in danger"
    " or it was a crime, you can also go to the police on 999 or 101."
)

WANTED: Final[tuple[tuple[str, str], ...]] = (
    ("stop", "It stops"),
    ("apology", "An apology"),
    ("talk", "A conversation to put things right, with somebody’s help"),
    ("correction", "Something is corrected or withdrawn"),
    ("training", "Training or support"),
    ("looked_into", "It is looked into"),
    ("formal", "A formal finding"),
    ("record", "It is on record"),
    ("other", "Something else"),
    ("unsure", "I am not sure"),
)

WHO: Final[tuple[tuple[str, str], ...]] = (
    ("councillor", "A councillor"),
    ("officer", "An officer"),
    ("several", "More than one person"),
    ("nobody", "Nobody in particular"),
    ("unsure", "I am not sure"),
)

SUITABLE: Final[tuple[tuple[str, str], ...]] = (
    ("yes", "How a councillor and an officer, or two of either, behave or work together"),
    ("wrongdoing", "Wrongdoing that the public should know of, such as fraud or a danger"),
    ("crime", "A crime, or somebody in danger"),
    ("employment", "My own pay, hours or contract"),
    ("public", "A service of the council, as a member of the public"),
)
