"""Every box on the pages of a protocol says how much it takes."""

from __future__ import annotations

import pytest
from django import forms

from concerns.forms.clauses import ClauseForm, SettleForm
from concerns.forms.documents import PassageForm
from concerns.forms.remarks import AboutForm, GapForm, NoticeForm
from concerns.forms.rules_doubt import DoubtForm
from concerns.forms.rules_parts import DutyForm, LimitForm
from concerns.forms.versions import AdoptForm, BeginForm, OfficeForm
from concerns.protocols import loader


def unlimited(fields: dict[str, forms.Field]) -> list[str]:
    texts = {name: field for name, field in fields.items() if isinstance(field, forms.CharField)}
    return [name for name, field in texts.items() if field.max_length is None and name != "seen"]


@pytest.mark.parametrize(
    "form", [AboutForm, AdoptForm, BeginForm, ClauseForm, OfficeForm, PassageForm, SettleForm]
)
def test_a_box_has_an_end(form: type[forms.Form]) -> None:
    assert unlimited(form.base_fields) == []


@pytest.mark.parametrize("form", [GapForm, NoticeForm, DutyForm, LimitForm, DoubtForm])
def test_a_box_about_a_rule_has_an_end(form: type[forms.Form]) -> None:
    more = {"by": "Ada"} if form is DoubtForm else {}
    made = form({"text": "x" * 1001}, protocol=loader.find("banbury"), **more)
    assert unlimited(made.fields) == []
    if "text" in made.fields:
        assert "must be 1,000 characters or fewer" in made.errors["text"][0]
