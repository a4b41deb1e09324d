"""The words of the questions where somebody answers them for another who told them.

Only what a person knows of themselves is worded twice: what they want, tried and need.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from django import forms

from concerns.engine.facts import Matter, Nature

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Words:
    """How one field asks.

    :param missing: the error where nothing was answered; by default the field's own.
    :param options: value of a choice to its text, of those that are worded anew.
    """

    label: str
    hint: str = ""
    missing: str = ""
    options: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


# Question to its fields.
FIELDS: Final[Mapping[str, Mapping[str, Words]]] = {
    "suitable": {
        "about": Words(
            "What did they tell the council about?",
            options={"employment": "Their own pay, hours or contract"},
        )
    },
    "written": {
        "written": Words(
            "Do they want to make this a formal written complaint?",
            missing="Select whether they want to make this a formal written complaint",
        )
    },
    "code": {"breach": Words("Do they think it breaks the councillors’ code of conduct?")},
    "informal": {
        "tried": Words(
            "Have they tried to sort it out informally?",
            missing="Select whether they have tried to sort it out informally",
        ),
        "what": Words(
            "What did they try?",
            "Who they spoke to, when, and what came of it.",
            "Enter what they tried",
        ),
    },
    "outcome": {
        "wanted": Words(
            "What would they like to happen?",
            missing="Select what they would like to happen",
            options={"unsure": "They are not sure, or did not say"},
        ),
        "other": Words("What else?", missing="Enter what else they would like"),
    },
    "evidence": {
        "more": Words(
            "Did they give you anything to add?",
            missing="Select whether they gave you anything to add",
        )
    },
    "identity": {
        "withhold": Words(
            "Do they want their name to be withheld from the person it is about?",
            "Whoever deals with the concern always knows who they are: nothing here is anonymous."
            " That person decides, and tells them first. If the answer is no, they can withdraw the"
            " concern before their name is given to anybody it is about.",
            "Select whether they ask for their name to be withheld",
            {"yes": "Yes, they ask for it"},
        ),
        "grounds": Words("Why?", missing="Select why they ask for it"),
    },
    "adjust": {"adjustments": Words("Do they need anything to take part?")},
}

_HEARD: Final = (
    "Write what they told you, in their own words if you can: what they saw and heard, and where it"
    " was. If it came in writing, copy it."
)
WHAT: Final[Mapping[Matter, Words]] = {
    Matter.CONCERN: Words("What happened?", _HEARD),
    Matter.ACCESS_REQUEST: Words(
        "What information do they need?", "Say what it is, and why they need it for their duties."
    ),
    Matter.ACCESS_APPEAL: Words(
        "What were they refused, and why should it be looked at again?",
        "Say what they asked for, when, and the reason they were given.",
    ),
    Matter.GROUP_REPORT: Words(
        "What should the report be about?",
        "Name their group, say what it needs to know, and by when if there is a date.",
    ),
    Matter.ATTENDANCE: Words(
        "What is the meeting, and what is the advice to be about?",
        "Name their group, and say when and where it meets.",
    ),
    Matter.ENQUIRY: Words(
        "What is the case?",
        "Say what the local person needs, and what the councillor would like to know or to happen.",
    ),
    Matter.DECLARATION: Words(
        "What is the case, and what is their interest in it?",
        "Say clearly that they have an interest, and what it is.",
    ),
}

NATURES_OF_A_REQUEST: Final[Mapping[Nature, str]] = {
    Nature.UNDECLARED_INTEREST: "They may have a professional or personal interest in the matter",
}

MATTER: Final = "What do they want to do?"
MATTER_HINTS: Final[Mapping[Matter, str]] = {
    Matter.ACCESS_REQUEST: "Information or a document that they need for their duties.",
    Matter.ACCESS_APPEAL: "If they asked for information and were refused.",
    Matter.GROUP_REPORT: "Facts and options, written by an officer for their group.",
}

# What the answers are called where they are checked.
KEYS: Final[Mapping[str, str]] = {
    "What you need": "What they need",
    "What you would like": "What they would like",
    "What you need to take part": "What they need to take part",
    "The case and your interest": "The case and their interest",
    "Withholding your name": "Withholding their name",
    "Your interest": "Their interest",
}


def reword(form: forms.Form, step: str, matter: Matter) -> None:
    """Ask the questions of a form about whoever told them."""
    asked = {"what": WHAT[matter]} if step == "what" and matter in WHAT else FIELDS.get(step, {})
    for name, words in asked.items():
        if name in form.fields:
            _reword(form.fields[name], words)


def _reword(field: forms.Field, words: Words) -> None:
    field.label = words.label
    field.help_text = words.hint or field.help_text
    if words.missing:
        field.error_messages["required"] = words.missing
    if isinstance(field, forms.ChoiceField) and words.options:
        labels = dict(field.widget.choices)
        labels.update(words.options)
        field.choices = list(labels.items())
