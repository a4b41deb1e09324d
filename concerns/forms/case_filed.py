"""What was sent, as the questions that asked for it tell it again."""

from __future__ import annotations

from concerns.engine.facts import Matter
from concerns.forms.raising import FORMS, form_of
from concerns.forms.raising_base import Told
from concerns.selectors.drafts import Draft


def filed(draft: Draft) -> list[Told]:
    """Every question that was answered, in the order it was asked."""
    matter = Matter(draft.concern.matter)
    forms = (form_of(step, matter) for step in FORMS if step in draft.concern.answered)
    return [told for form in forms if form is not None for told in form.told(draft)]
