"""What a council does for whoever raises something that may put them at risk."""

from __future__ import annotations

from django import forms

from concerns.actions.care import LONGEST, SHORTEST
from concerns.forms.base import GovukForm
from concerns.forms.fields import TextField, YesNoField
from concerns.forms.widgets import Textarea

MOST = 4000  # characters


class CareForm(GovukForm):
    submit = "Save"
    names = {
        "withholds_names": "whether a name can be withheld",
        "reveal_after": "the number of working days",
        "offers_exit": "whether pages can be left at once",
        "support": "where to find support",
    }

    withholds_names = YesNoField(
        label="Can whoever raises a concern ask that their name is withheld from the person it is"
        " about?",
        help_text="Whoever deals with the concern decides, and always knows the name.",
    )
    reveal_after = forms.IntegerField(
        label="How many working days do they have to withdraw before a name is revealed?",
        help_text="For example, 5. It counts for what is decided from now on.",
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    offers_exit = YesNoField(
        label="Is there a button “Exit this page” on pages about bullying, harassment and"
        " discrimination?",
        help_text="It signs out and leads to another website at once.",
    )
    support = TextField(
        label="Where can somebody find support?",
        help_text="One thing a line. It is shown as you write it, so check each telephone number."
        " Leave it empty to show what the portal says by itself.",
        required=False,
        max_length=MOST,
        widget=Textarea(rows=8),
    )
