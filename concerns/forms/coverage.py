"""What of the coverage matrix to show."""

from __future__ import annotations

from typing import Any

from django import forms

from concerns.engine import explain
from concerns.engine.facts import Matter, Nature
from concerns.engine.offices import Office
from concerns.engine.protocol import Protocol
from concerns.forms.base import GovukForm
from concerns.protocols.matrix import Axes
from concerns.protocols.matrix_table import EVERYTHING, Filter, person_words
from concerns.protocols.rule_terms import NATURES, capital

_EITHER = [("", "Either"), ("yes", "Yes"), ("no", "No")]
_TRUTH = {"yes": True, "no": False, "": None}
NOBODY = "nobody"


class CoverageForm(GovukForm):
    """Filters, all of them optional. :param protocol: whose people and natures are offered."""

    submit = "Show"
    mark_optional = False

    matter = forms.ChoiceField(label="What is raised", required=False)
    raiser = forms.ChoiceField(label="Raised by", required=False)
    subject = forms.ChoiceField(label="About", required=False)
    nature = forms.ChoiceField(label="Nature", required=False)
    written = forms.ChoiceField(label="In writing", choices=_EITHER, required=False)
    code_breach = forms.ChoiceField(
        label="A breach of the code is alleged", choices=_EITHER, required=False
    )
    unstated = forms.BooleanField(label="Only where the protocol does not say", required=False)

    def __init__(self, data: Any = None, *, protocol: Protocol) -> None:
        super().__init__(data)
        kinds = Axes(protocol).kinds
        people = [(office.value, person_words(protocol, office)) for office in kinds]
        self.fields["matter"].choices = [
            (matter.value, explain.MATTER_WORDS[matter].capitalize()) for matter in Matter
        ]
        self.fields["raiser"].choices = [("", "Anybody"), *people]
        self.fields["subject"].choices = [
            ("", "Anybody"),
            *people,
            (NOBODY, "Nobody in particular"),
        ]
        self.fields["nature"].choices = [
            ("", "Any"),
            *((n.value, capital(NATURES[n])) for n in Nature),
        ]

    def matter_asked(self) -> Matter:
        chosen = self.cleaned_data.get("matter") if self.is_valid() else ""
        return Matter(chosen) if chosen else Matter.CONCERN

    def choice(self) -> list[str]:
        """What was asked for in words, the matter aside: `Raised by: Town Clerk`."""
        given = self.cleaned_data if self.is_valid() else {}
        said = []
        for name, field in self.fields.items():
            if name == "matter" or not given.get(name):
                continue
            options = dict(getattr(field, "choices", ()))
            value = options.get(given[name])
            said.append(f"{field.label}: {value}" if value else str(field.label))
        return said

    def asked(self) -> Filter:
        """What was asked for; everything where it was not understood."""
        if not self.is_valid():
            return EVERYTHING
        given = self.cleaned_data
        subject = given["subject"]
        return Filter(
            raiser=Office(given["raiser"]) if given["raiser"] else None,
            subject=Office(subject) if subject and subject != NOBODY else None,
            nobody=subject == NOBODY,
            nature=Nature(given["nature"]) if given["nature"] else None,
            written=_TRUTH[given["written"]],
            code_breach=_TRUTH[given["code_breach"]],
            unstated=given["unstated"],
        )
