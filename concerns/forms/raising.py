"""Which form asks which question."""

from __future__ import annotations

from collections.abc import Mapping

from concerns.engine.facts import Matter
from concerns.forms.raising_appeal import DeciderForm, RequestForm
from concerns.forms.raising_base import QuestionForm
from concerns.forms.raising_identity import IdentityForm
from concerns.forms.raising_nature import (
    AgainForm,
    CodeForm,
    ExpectationsForm,
    InformalForm,
    InterestForm,
    NatureForm,
    OutcomeForm,
    WrittenForm,
)
from concerns.forms.raising_what import AdjustForm, SuitableForm, WhatForm, WhenForm, WhoForm

FORMS: Mapping[str, type[QuestionForm]] = {
    form.step: form
    for form in (
        SuitableForm, WhoForm, WhenForm, WhatForm, NatureForm, WrittenForm, CodeForm, InformalForm,
        OutcomeForm, ExpectationsForm, RequestForm, DeciderForm, AgainForm, AdjustForm,
        IdentityForm,
    )
}  # fmt: skip


def form_of(step: str, matter: Matter) -> type[QuestionForm] | None:
    """The form of a question that is nothing but a form."""
    if step == NatureForm.step and matter is not Matter.CONCERN:
        return InterestForm
    return FORMS.get(step)
