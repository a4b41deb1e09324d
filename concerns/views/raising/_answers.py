"""The answers of a draft, to be checked."""

from __future__ import annotations

from typing import Any

from concerns.forms import raising as forms
from concerns.forms.raising_base import QuestionForm
from concerns.forms.raising_evidence import EvidenceForm
from concerns.forms.raising_people import CapacityForm, PersonForm
from concerns.forms.raising_told import KEYS
from concerns.forms.raising_witnesses import WitnessesForm
from concerns.presenters import raising as journey
from concerns.selectors.drafts import Draft
from concerns.views.raising import _draft


def sections(draft: Draft) -> list[dict[str, Any]]:
    """The questions in their groups, each with its answer and the page to change it on."""
    found = []
    for title, steps in journey.grouped(draft):
        rows = [row for step in steps for row in _rows(draft, step)]
        if rows:
            found.append({"title": title, "rows": rows})
    return found


def _rows(draft: Draft, step: str) -> list[dict[str, Any]]:
    form = _form(draft, step)
    if form is None:
        return []
    return [
        {
            "key": KEYS.get(told.key, told.key) if draft.is_for_somebody else told.key,
            "value": told.value,
            "lines": told.lines,
            "long": told.long,
            "href": _draft.href(draft, step, to_check=True),
        }
        for told in form.told(draft)
    ]


def _form(draft: Draft, step: str) -> type[QuestionForm] | None:
    own: dict[str, type[QuestionForm]] = {
        form.step: form for form in (PersonForm, CapacityForm, WitnessesForm, EvidenceForm)
    }
    return own.get(step) or forms.form_of(step, draft.matter)
