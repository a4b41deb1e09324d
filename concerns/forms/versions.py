"""Questions about a version of a council's protocol."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from concerns.engine.offices import Office
from concerns.engine.protocol import ClauseKind
from concerns.forms.base import GovukForm
from concerns.forms.dated import FIRST_DAY, REVIEW, Dated
from concerns.forms.fields import CheckboxesField, DateField, TextField
from concerns.forms.widgets import Radios, Textarea
from concerns.presenters.office_kinds import COMMITTEES

Choices = Sequence[tuple[str, str]]

# One file of a council's; a protocol is some tens of pages.
LARGEST_FILE = 20 * 1024 * 1024  # bytes

# Characters each may have. A clause can be pages long; what we say of it is read on a telephone.
TITLE, SENTENCES, CLAUSE = 200, 1_000, 20_000

KINDS: Choices = (
    (ClauseKind.ROUTING.value, "It says where a matter goes"),
    (ClauseKind.DUTY.value, "It says what somebody has to do"),
    (ClauseKind.LIMIT.value, "It gives a time limit"),
    (ClauseKind.FORM.value, "It says how something must be put, in writing for one"),
    (ClauseKind.FORUM.value, "It says where something must not be raised"),
    (ClauseKind.EXPECTATION.value, "It says how people are expected to behave"),
    (ClauseKind.REVIEW.value, "It says when the protocol is looked at again"),
    (ClauseKind.DEFINITION.value, "It says what a word means"),
    (ClauseKind.POINTER.value, "It points to another document"),
)


class DraftForm(GovukForm):
    """A form about a draft: it carries which state of it was shown.

    :param seen: the digest of the draft.
    """

    submit = "Save"
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, seen: str = "", **kwargs: Any) -> None:
        initial = {"seen": seen, **kwargs.pop("initial", {})}
        super().__init__(data, *args, initial=initial, **kwargs)


class MeantForm(DraftForm):
    """A form that lets go what fails a test, where somebody says of each test that it is meant.

    :param failing: options for the tests that fail; none where all pass.
    """

    meant = CheckboxesField(
        label="Which of these tests are meant to get a new answer?",
        help_text="They do not get the answer they were saved with. Tick a test only if the new"
        " answer is the one your council wants. If you cannot tick each of them, change the"
        " version first: it cannot go on while a test gets another answer that nobody means.",
        error_messages={"required": "Change the version, or tick that the new answer is meant."},
    )

    def __init__(self, *args: Any, failing: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if failing:
            self.fields["meant"].choices = list(failing)
        else:
            del self.fields["meant"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["meant"] = [int(each) for each in cleaned.get("meant") or ()]
        return cleaned


class OfferForm(MeantForm):
    """Whether a version is ready."""

    submit = "Yes, it is ready"


class SureForm(DraftForm):
    """A button that asks to be sure."""

    def __init__(
        self, *args: Any, submit: str = "Save", dangerous: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.submit = submit
        self.submit_is_dangerous = dangerous


class BeginForm(GovukForm):
    """What a new version begins from, and its name."""

    DOCUMENT, IN_FORCE, STARTER, PACK, NOTHING = (
        "document",
        "in_force",
        "starter",
        "pack",
        "nothing",
    )

    names = {
        "source": "what to begin from",
        "name": "a name for the version",
        "called": "the title of the document",
        "pack": "the pack",
    }

    source = forms.ChoiceField(
        label="What do you want to begin from?",
        choices=[
            (DOCUMENT, "Our own document"),
            (IN_FORCE, "The version in force now"),
            (STARTER, "The portal’s own starting text"),
            (PACK, "A pack from another council or an earlier export"),
            (NOTHING, "Nothing: I will type the clauses"),
        ],
        widget=Radios(
            hints={
                DOCUMENT: "Word, PDF, HTML or text. You will go through it clause by clause. Your"
                " council’s offices are there already.",
                STARTER: "A whole protocol for a council like yours, to change as you like.",
                IN_FORCE: "Its clauses and rules are copied. What is in force stays as it is.",
            },
            reveals={PACK: ("pack",)},
        ),
    )
    pack = forms.FileField(label="Upload the pack", help_text="A .yaml file.", required=False)
    name = forms.SlugField(
        label="Name of the version",
        help_text="For example, 2026-05. Letters, numbers and hyphens.",
        max_length=50,
        error_messages={"invalid": "The name can have only letters, numbers and hyphens"},
    )
    called = forms.CharField(
        label="Title of the document",
        help_text="As it is printed on the document.",
        max_length=TITLE,
        required=False,
    )

    def __init__(
        self, *args: Any, starter: str | None = "", in_force: bool = True, **kwargs: Any
    ) -> None:
        """:param starter: what to know of the starting text; None where there is none.

        :param in_force: there is a version in force to begin from.
        """
        super().__init__(*args, **kwargs)
        source = self.fields["source"]
        if not in_force:
            source.choices = [each for each in source.choices if each[0] != self.IN_FORCE]
        if starter is None:
            source.choices = [each for each in source.choices if each[0] != self.STARTER]
        elif starter:
            hints = source.widget.hints
            source.widget.hints = {**hints, self.STARTER: f"{hints[self.STARTER]} {starter}"}


class OfficeForm(DraftForm):
    """An office as this council has it.

    :param offices: options for which office it is; none where it is settled.
    :param others: the other offices of the protocol, for the deputy and the same person.
    """

    names = {"office": "which office it is", "called": "what your council calls it"}

    office = forms.ChoiceField(
        label="Which office is it?",
        help_text=f"Choose the nearest one. What your council calls it is asked next. {COMMITTEES}"
        " An office that is listed already is not offered again: enter a further name for it under"
        " its other names.",
    )
    called = forms.CharField(label="What does your council call it?", max_length=TITLE)
    aliases = TextField(
        label="Other names for it in the document",
        help_text="One on a line. For example, Proper Officer.",
        required=False,
        max_length=SENTENCES,
        widget=Textarea(rows=3, count=False),
    )
    deputy = forms.ChoiceField(
        label="Who deputises?",
        help_text="If the protocol says so. Add the deputy’s own office first.",
        required=False,
    )
    same_as = CheckboxesField(
        label="Which other offices does the same person always hold?",
        help_text="For example, the clerk is also the head of paid service. Whoever may not act in"
        " the one may not act in the other.",
        required=False,
    )
    external = forms.BooleanField(
        label="It is held by somebody outside the council",
        help_text="For example, the principal authority’s monitoring officer.",
        required=False,
    )

    def __init__(self, *args: Any, offices: Choices, others: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if offices:
            self.fields["office"].choices = [("", "Choose an office"), *offices]
        else:
            del self.fields["office"]
        self.fields["deputy"].choices = [("", "Nobody"), *others]
        self.fields["same_as"].choices = list(others)
        if not others:
            del self.fields["same_as"]

    def clean_aliases(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.cleaned_data["aliases"].splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))


class NetForm(DraftForm):
    """Who steps in when nobody named can act, in order.

    :param offices: options. :param net: who is named now.
    """

    PLACES = 6
    mark_optional = False

    def __init__(
        self, *args: Any, offices: Choices, net: Sequence[Office] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, max(self.PLACES, len(net) + 1) + 1):
            self.fields[f"place_{place}"] = forms.ChoiceField(
                label="First" if place == 1 else f"Then, number {place}",
                choices=[("", "Nobody"), *offices],
                initial=net[place - 1].value if place <= len(net) else "",
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        named: set[str] = set()
        for place in self._places():
            office = cleaned.get(place)
            if office and office in named:
                self.add_error(place, "This office is named twice. It can step in only once")
            elif office:
                named.add(office)
        if not named and not self.errors:
            self.add_error("place_1", "Choose who steps in first")
        return cleaned

    def net(self) -> tuple[Office, ...]:
        chosen = (self.cleaned_data[name] for name in self._places())
        return tuple(Office(each) for each in chosen if each)

    def _places(self) -> list[str]:
        return [name for name in self.fields if name.startswith("place_")]


def _minute() -> forms.CharField:
    """Where the council's decision can be read, beside the day it was made."""
    return forms.CharField(
        label="Where is that minuted?",
        help_text="For example, Full Council, 14 May 2026, item 9.",
        max_length=200,
    )


class ReviewForm(Dated, DraftForm):
    """That a version was looked at and left as it is."""

    submit = "Record the review"
    ahead = {"reviewed_on": 0, "next_due": REVIEW}
    names = {
        "reviewed_on": "the day it was looked at",
        "minute": "where that is minuted",
        "next_due": "the day it has to be looked at again",
    }

    reviewed_on = DateField(label="When did the council look at it and leave it as it is?")
    minute = _minute()
    next_due = DateField(
        label="When does it have to be looked at again?",
        help_text="Leave this empty to go by what the protocol says, counted from this review."
        " People are reminded of it.",
        required=False,
    )
    field_order = ("reviewed_on", "minute", "next_due")


class AdoptForm(Dated, MeantForm):
    """When a version comes into force, and where it was resolved."""

    submit = "Put it in force"
    ahead = {"adopted_on": 0, "in_force_from": FIRST_DAY, "review_due": REVIEW}
    names = {
        "adopted_on": "the day the council adopted it",
        "minute": "where that is minuted",
        "in_force_from": "the first day it holds",
        "review_due": "the day it has to be looked at again",
    }

    adopted_on = DateField(label="When did the council adopt it?")
    minute = _minute()
    in_force_from = DateField(
        label="From which day does it hold?",
        help_text="Concerns sent from this day on go by it. Concerns already sent keep the version"
        " they were sent by.",
    )
    review_due = DateField(
        label="When does it have to be looked at again?",
        help_text="Leave this empty to go by what the protocol says, counted from the day the"
        " council adopted it. People are reminded of it.",
        required=False,
    )
    field_order = ("adopted_on", "minute", "in_force_from", "review_due", "meant")

    def __init__(self, *args: Any, past: str = "", **kwargs: Any) -> None:
        """:param past: what to know of a review that is past already; empty where none is known."""
        super().__init__(*args, **kwargs)
        if past:
            self.fields["review_due"].help_text = f"{past} People are reminded of it."
