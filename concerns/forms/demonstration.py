"""Questions of the demonstration."""

from __future__ import annotations

from django import forms

from concerns.engine.protocol import Nation, Tier
from concerns.forms.base import GovukForm
from concerns.forms.widgets import Radios


class CouncilForm(GovukForm):
    """A council to try one's own protocol in."""

    submit = "Make this council"
    names = {
        "called": "a name for the council",
        "nation": "where it is",
        "tier": "what kind of council it is",
    }

    called = forms.CharField(
        label="What is the council called?",
        help_text="Invent a name. Everything in the demonstration is invented.",
        max_length=100,
    )
    nation = forms.ChoiceField(
        label="Where is it?",
        choices=[
            (Nation.ENGLAND.value, "England"),
            (Nation.WALES.value, "Wales"),
            (Nation.SCOTLAND.value, "Scotland"),
            (Nation.NORTHERN_IRELAND.value, "Northern Ireland"),
        ],
        widget=Radios,
    )
    tier = forms.ChoiceField(
        label="What kind of council is it?",
        choices=[
            (Tier.PARISH.value, "A town, parish or community council"),
            (Tier.DISTRICT.value, "A district or borough council"),
            (Tier.COUNTY.value, "A county council"),
            (Tier.UNITARY.value, "A council that does everything (unitary)"),
        ],
        widget=Radios,
    )
