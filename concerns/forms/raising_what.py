"""Whom and what it is about, in the words of the person who raises it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format

from concerns.engine.facts import Matter
from concerns.forms import raising_told as theirs
from concerns.forms import raising_words as words
from concerns.forms.fields import DateField, TextField
from concerns.forms.raising_base import LONG, QuestionForm, Told
from concerns.forms.widgets import Radios, Textarea
from concerns.selectors.drafts import Draft

LONGEST = 10_000  # characters of what happened


class SuitableForm(QuestionForm):
    step = "suitable"
    heading = "about"
    names = {"about": "what it is about"}

    about = forms.ChoiceField(
        label="What do you want to tell us about?", choices=words.SUITABLE, widget=Radios()
    )

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        return {"about": "yes"} if cls.step in draft.concern.answered else {}


class WhoForm(QuestionForm):
    step = "who"
    heading = "about"
    names = {"about": "who the concern is about"}

    about = forms.ChoiceField(
        label="Who is it about?",
        choices=words.WHO,
        widget=Radios(
            hints={
                "officer": "Anybody the council employs, the clerk or chief executive included.",
                "nobody": "For example, a working relationship that has become strained.",
            },
            dividers=("nobody",),
        ),
    )

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        return {"about": draft.concern.about_kind}

    def answers(self) -> dict[str, Any]:
        return {"about_kind": self.cleaned_data["about"]}


class WhenForm(QuestionForm):
    step = "when"
    heading = "kind"
    names = {
        "kind": "when it happened",
        "on": "the date it happened",
        "first": "the first date",
        "last": "the last date",
        "since": "the date it began",
    }
    _hint = "For example, 27 3 2026 or 27 Mar 2026."

    kind = forms.ChoiceField(
        label="When did it happen?",
        choices=[
            ("one", "On one day"),
            ("between", "Between two dates"),
            ("ongoing", "It is still going on"),
        ],
        widget=Radios(
            reveals={"one": ("on",), "between": ("first", "last"), "ongoing": ("since",)}
        ),
    )
    on = DateField(label="Date", help_text=_hint, latest_words="today or in the past")
    first = DateField(label="First date", help_text=_hint, latest_words="today or in the past")
    last = DateField(label="Last date", help_text=_hint, latest_words="today or in the past")
    since = DateField(
        label="Since when?", help_text=_hint, latest_words="today or in the past", required=False
    )

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        concern = draft.concern
        start, end = concern.happened_from, concern.happened_until
        if concern.is_ongoing:
            return {"kind": "ongoing", "since": start}
        if end is not None:
            return {"kind": "between", "first": start, "last": end}
        return {"kind": "one", "on": start} if start else {}

    def prepare(self) -> None:
        for name in ("on", "first", "last", "since"):
            field = self.fields[name]
            assert isinstance(field, DateField)
            field.latest = self.draft.on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "The last date must be the same as or after the first date")
        return cleaned

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "happened_from": given["on"] or given["first"] or given["since"],
            "happened_until": given["last"],
            "is_ongoing": given["kind"] == "ongoing",
        }

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        concern = draft.concern
        start, end = _day(concern.happened_from), _day(concern.happened_until)
        if concern.is_ongoing:
            text = f"It is still going on, since {start}" if start else "It is still going on"
        else:
            text = f"Between {start} and {end}" if end else start
        yield Told("When it happened", text)


class WhatForm(QuestionForm):
    step = "what"
    heading = "what"

    what = TextField(label="What happened?", max_length=LONGEST, widget=Textarea(rows=12))

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        return {"what": draft.concern.what_happened}

    def prepare(self) -> None:
        asked = (
            words.WHY_AGAIN if self.draft.concern.appeal_of_id else words.WHAT[self.draft.matter]
        )
        self.fields["what"].label, self.fields["what"].help_text = asked

    @property
    def names(self) -> Mapping[str, str]:  # type: ignore[override]
        if self.draft.matter is Matter.CONCERN:
            return {"what": "what happened"}
        key = self._key(self.draft)
        if self.draft.is_for_somebody:
            key = theirs.KEYS.get(key, key)
        return {"what": key[0].lower() + key[1:]}

    def answers(self) -> dict[str, Any]:
        return {"what_happened": self.cleaned_data["what"]}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        yield Told(cls._key(draft), draft.concern.what_happened, long=True)

    @staticmethod
    def _key(draft: Draft) -> str:
        return words.WHY_AGAIN_KEY if draft.concern.appeal_of_id else words.WHAT_KEY[draft.matter]


class AdjustForm(QuestionForm):
    step = "adjust"
    heading = "adjustments"

    adjustments = TextField(
        label="Do you need anything to take part?",
        help_text="For example, large print, an interpreter, Welsh, or somebody with you at a"
        " meeting.",
        required=False,
        max_length=LONG,
        widget=Textarea(rows=4),
    )

    @classmethod
    def saved(cls, draft: Draft) -> dict[str, Any]:
        return {"adjustments": draft.concern.adjustments}

    def answers(self) -> dict[str, Any]:
        return {"adjustments": self.cleaned_data["adjustments"]}

    @classmethod
    def told(cls, draft: Draft) -> Iterable[Told]:
        yield Told("What you need to take part", draft.concern.adjustments or "Nothing", long=True)


def _day(value: date | None) -> str:
    return date_format(value, "j F Y") if value else ""
