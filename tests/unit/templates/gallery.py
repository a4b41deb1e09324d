"""The gallery's content: a form with every kind of field, and something for every component."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

from concerns.forms.base import GovukForm
from concerns.forms.fields import CheckboxesField, DateField, TextField, YesNoField
from concerns.forms.widgets import Checkboxes, Radios


class EveryField(GovukForm):
    names = {
        "email": "your email address",
        "when": "the date it happened",
        "tried": "whether you have tried to sort it out",
        "tried_with": "who you spoke to",
        "written": "yes if this is a formal, written complaint",
        "natures": "what it is about",
        "person": "who it is about",
        "password": "your password",
        "agree": "that what you have written is true",
        "evidence": "a file",
    }
    secondary = (("save", "Save and come back later"),)
    cancel_href = "/"

    name = forms.CharField(label="Your name", help_text="As it is on the council’s register.")
    email = forms.EmailField(
        label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    telephone = forms.CharField(label="Telephone number", required=False)
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    meetings = forms.IntegerField(label="How many meetings were there?", min_value=1)
    person = forms.ChoiceField(
        label="Who is it about?", choices=[("", "Choose a person"), ("1", "Councillor Ada Moss")]
    )
    what = TextField(
        label="What happened?", help_text="Say what you saw and heard.", max_length=2000
    )
    when = DateField(
        label="When did it happen?", help_text="For example, 27 3 2026 or 27 Mar 2026."
    )
    tried = forms.ChoiceField(
        label="Have you tried to sort it out informally?",
        choices=[("yes", "Yes"), ("no", "No"), ("unsafe", "It would not be safe or right")],
        widget=Radios(
            hints={"unsafe": "You can say why, and nobody will ask you to try."},
            reveals={"yes": ("tried_with", "tried_on")},
            dividers=("unsafe",),
        ),
    )
    tried_with = forms.CharField(label="Who did you speak to?")
    tried_on = DateField(label="When?", required=False)
    written = YesNoField(label="Is this a formal, written complaint?")
    natures = CheckboxesField(
        label="What is it about?",
        help_text="Select all that apply.",
        choices=[
            ("conduct", "Conduct"),
            ("undue_pressure", "Undue pressure"),
            ("none", "None of these"),
        ],
        widget=Checkboxes(
            hints={"undue_pressure": "Being pushed to act against your own judgement."},
            dividers=("none",),
            exclusive="none",
        ),
    )
    evidence = forms.FileField(label="Add a file")
    agree = forms.BooleanField(label="What I have written is true as far as I know")


class Filter(GovukForm):
    mark_optional = False

    q = forms.CharField(label="Reference or words", required=False)
    stage = forms.MultipleChoiceField(
        label="Stage",
        required=False,
        choices=[("new", "New"), ("review", "In review")],
        widget=Checkboxes(),
    )


TAGS = (
    ("New", "blue"),
    ("Acknowledged", "light-blue"),
    ("Informal resolution", "turquoise"),
    ("With monitoring officer", "purple"),
    ("In review", "yellow"),
    ("Awaiting information", "orange"),
    ("Paused", "grey"),
    ("Resolved", "green"),
    ("Overdue", "red"),
)


def context(form: forms.BaseForm | None = None) -> dict[str, Any]:
    """What `gallery.html` shows, with the form given or an empty one."""
    due = date(2026, 12, 4)
    sent = datetime(2026, 11, 20, 10, tzinfo=UTC)
    clause = {
        "quote": "If it cannot be resolved informally, the Clerk will refer it to the Chair.",
        "label": "7.2",
        "heading": "Resolving differences",
        "href": "#",
        "version": "Member/Officer Protocol",
        "adopted_on": date(2024, 5, 14),
    }
    rows = [
        {
            "reference": f"K7Q-{number:03}",
            "about": "A councillor",
            "stage": {"text": "In review", "colour": "yellow"},
            "due": due,
        }
        for number in range(75)
    ]
    page = Paginator(rows, 5).page(4)
    return {
        "form": form or EveryField(),
        "filter": Filter({"stage": ["new"]}),
        "chips": [{"text": "New", "href": "?"}],
        "nav": [
            {"text": "Your concerns and requests", "href": "/concerns", "current": True},
            {"text": "Queue", "href": "/queue"},
            {"text": "Protocol", "href": "/protocol"},
        ],
        "back_href": "/",
        "demo": True,
        "due": due,
        "sent": sent,
        "midday": sent.replace(hour=12),
        "tags": [{"text": text, "colour": colour} for text, colour in TAGS],
        "summary": [
            {"key": "About", "value": "A councillor", "href": "#", "change": "who it is about"},
            {"key": "Natures", "lines": ["Conduct", "Undue pressure"], "href": "#"},
            {"key": "Stage", "tag": {"text": "In review", "colour": "yellow"}},
            {"key": "Outcome you want", "value": ""},
            {"key": "What happened", "value": "First line\n\nSecond line", "long": True},
        ],
        "clause": clause,
        "lists": [
            {"text": "New", "href": "#", "count": 3, "current": True},
            {"text": "Due soon", "href": "#", "count": 0},
            {"text": "Overdue", "href": "#", "count": 12},
            {"text": "Closed", "href": "#"},
        ],
        "sort": "-due",
        "concerns": page.object_list,
        "page": page,
        "tasks": [
            {"text": "About the concern", "href": "#", "status": "Completed"},
            {
                "text": "What you want",
                "href": "#",
                "status": "In progress",
                "colour": "light-blue",
                "hint": "Two questions",
            },
            {"text": "Check and send", "status": "Cannot start yet"},
        ],
        "timeline": [
            {
                "title": "Sent to the chair",
                "by": "Protocol Portal",
                "at": sent,
                "text": "Because it was not resolved.",
                "quote": clause,
            },
            {
                "title": "Concern sent",
                "by": "Ada Moss",
                "at": datetime(2026, 11, 2, 14, 41, tzinfo=UTC),
            },
        ],
    }
