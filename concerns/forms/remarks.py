"""Questions about what a version says as a whole: notices, gaps, who looks after it, its review."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from concerns.engine.offices import Office
from concerns.engine.protocol import Gap, Notice, NoticeKind, Protocol, Review, Status, When
from concerns.forms.dated import FIRST_DAY, REVIEW, Dated
from concerns.forms.fields import DateField, TextField, YesNoField
from concerns.forms.rules_base import RuleForm
from concerns.forms.versions import SENTENCES, TITLE, DraftForm
from concerns.forms.widgets import Radios, Textarea
from concerns.presenters import versions as words
from concerns.protocols import rule_terms

_MANY_MONTHS = 1200


class NoticeForm(RuleForm):
    """Something a person has to know. `now` is the notice."""

    names = {"kind": "what it says", "text": "what people have to know"}
    now: Notice | None

    def fill(self) -> None:
        now = self.now
        self.put_one("kind", "What does it say?", rule_terms.NOTICES, now.kind if now else None)
        self.put_text(
            "text",
            "What do people have to know?",
            now.text if now else "",
            help_text="In plain words, to whoever raises something. For example, “Put it in"
            " writing.”",
            required=True,
        )
        self.put_citations("clause", "Which clause says so?", now.clauses if now else (), needed="")

    def made(self) -> Notice:
        cleaned = self.cleaned_data
        now = self.now or Notice(NoticeKind.FORM, "")
        return replace(
            now,
            kind=NoticeKind(cleaned["kind"]),
            text=cleaned["text"],
            clauses=self.citations("clause"),
        )


class GapForm(RuleForm):
    """Something the protocol does not say. `now` is the gap."""

    READER, PEOPLE = "reader", "people"
    names = {"text": "what the protocol does not say", "shown": "who is told"}
    now: Gap | None

    def fill(self) -> None:
        now = self.now
        self.put_text(
            "text",
            "What does the protocol not say?",
            now.text if now else "",
            help_text="For example, “The protocol does not say who takes a concern about the"
            " Clerk while there is no Chair.”",
            required=True,
        )
        self.put_citations(
            "clause",
            "Which clause leaves it open, if one does?",
            now.clauses if now else (),
            needed="",
        )
        self.fields["shown"] = forms.ChoiceField(
            label="Who is told?",
            choices=[
                (self.PEOPLE, "Those whose concern it makes a difference to"),
                (self.READER, "Only those who read the protocol"),
            ],
            initial=self.READER if now and now.when is None else self.PEOPLE,
            widget=Radios(reveals={} if now else {self.PEOPLE: ("raised_by", "about")}),
        )
        if now is None:  # what there is already may say more, and has a page for each part
            self.put_raised_by("Who raises the concern it makes a difference to?")
            self.put_about("Whom is that concern about?")

    def made(self) -> Gap:
        """The gap; a new one is given its code by whoever adds it."""
        cleaned = self.cleaned_data
        now = self.now or Gap("", "", when=self.with_parties(When()))
        when = (now.when or When()) if cleaned["shown"] == self.PEOPLE else None
        return replace(now, text=cleaned["text"], clauses=self.citations("clause"), when=when)


class AboutForm(Dated, DraftForm):
    """What the document says of itself, and where it is from."""

    ahead = {"adopted_on": 0, "in_force_from": FIRST_DAY}
    names = {
        "called": "the title",
        "status": "what the document says of itself",
        "adopted_on": "the day it says it was adopted",
        "in_force_from": "the day it says it holds from",
    }

    called = forms.CharField(
        label="Title of the document",
        help_text="As it is printed on the document.",
        max_length=TITLE,
    )
    source = TextField(
        label="Where is the document from?",
        help_text="Its full name, its date and the web address it is published at, as far as there"
        " are any. Everybody who reads the protocol sees this.",
        required=False,
        max_length=SENTENCES,
        widget=Textarea(rows=4, count=False),
    )
    principal_authority = forms.CharField(
        label="Principal authority",
        help_text="For a town or parish council: the district, county or unitary council whose"
        " monitoring officer answers for its code of conduct.",
        max_length=TITLE,
        required=False,
    )
    status = forms.ChoiceField(
        label="What does the document say of itself?",
        choices=[
            (Status.DRAFT.value, "That it is a draft, or nothing"),
            (Status.CHECKED.value, "That it is ready to be adopted"),
            (Status.ADOPTED.value, "That the council adopted it"),
            (Status.SUPERSEDED.value, "That another one replaced it"),
        ],
        widget=Radios(),
    )
    adopted_on = DateField(
        label="Which day does the document say it was adopted?",
        help_text="Leave it empty if it does not say. The day your council adopts this version is"
        " asked for when it is put in force.",
        required=False,
    )
    in_force_from = DateField(
        label="From which day does the document say it holds?",
        help_text="Leave it empty if it does not say.",
        required=False,
    )

    @staticmethod
    def of(protocol: Protocol) -> dict[str, Any]:
        """What there is now."""
        return {
            "called": protocol.title,
            "source": protocol.source,
            "principal_authority": protocol.principal_authority or "",
            "status": protocol.status.value,
            "adopted_on": protocol.adopted_on,
            "in_force_from": protocol.in_force_from,
        }

    def made(self, protocol: Protocol) -> Protocol:
        cleaned = self.cleaned_data
        return replace(
            protocol,
            title=cleaned["called"],
            source=cleaned["source"],
            principal_authority=cleaned["principal_authority"] or None,
            status=Status(cleaned["status"]),
            adopted_on=cleaned["adopted_on"],
            in_force_from=cleaned["in_force_from"],
        )


class OwnerForm(DraftForm):
    """Which office looks after the protocol."""

    owner = forms.ChoiceField(
        label="Which office looks after the protocol?",
        help_text="They are reminded when it has to be looked at again. Where the protocol leaves"
        " something open, they can be asked.",
        required=False,
    )

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [
            ("", "The protocol does not say"),
            *words.office_choices(protocol),
        ]
        self.fields["owner"].initial = protocol.owner.value if protocol.owner else ""

    def made(self) -> Office | None:
        owner = self.cleaned_data["owner"]
        return Office(owner) if owner else None


class ReviewForm(Dated, RuleForm):
    """When the protocol says that it is looked at again. `now` is the review."""

    ahead = {"due": REVIEW}
    names = {
        "has": "whether the protocol says when it is looked at again",
        "text": "what the protocol says",
        "first_after": "the number of months",
        "every": "the number of months",
        "due": "the day of the next review",
    }
    now: Review | None

    def fill(self) -> None:
        now = self.now
        self.put_text(
            "text",
            "What does it say?",
            now.text if now else "",
            help_text="For example, “After the first year, then every four years.”",
        )
        for name, label, counted, number in (
            (
                "first_after",
                "After how many months is the first review?",
                "Counted from the day your council adopts it. ",
                now and now.first_after,
            ),
            ("every", "How many months is it from each review to the next?", "", now and now.every),
        ):
            self.fields[name] = forms.IntegerField(
                label=label,
                help_text=f"{counted}Twelve months are a year. Leave it empty if it does not say.",
                initial=number,
                min_value=1,
                max_value=_MANY_MONTHS,
                required=False,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
            )
        self.fields["due"] = DateField(
            label="Does it name a day for the next review?",
            help_text="Leave it empty if it does not.",
            initial=now.due if now else None,
            required=False,
        )
        cited = self.put_citations(
            "clause", "Which clause says so?", now.clauses if now else (), needed=""
        )
        self.fields["has"] = YesNoField(
            label="Does the protocol say when it is looked at again?",
            initial=now is not None,
            widget=Radios(reveals={"yes": ("text", "first_after", "every", "due", *cited)}),
        )
        self.order_fields(["seen", "has"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("has") and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", "Enter what the protocol says")
        return cleaned

    def made(self) -> Review | None:
        cleaned = self.cleaned_data
        if not cleaned["has"]:
            return None
        return Review(
            text=cleaned["text"],
            due=cleaned["due"],
            clauses=self.citations("clause"),
            first_after=cleaned["first_after"],
            every=cleaned["every"],
        )
