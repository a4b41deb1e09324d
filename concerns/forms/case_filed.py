"""What was sent, as the questions that asked for it tell it again."""

from __future__ import annotations

from dataclasses import replace

from concerns.engine.facts import Matter
from concerns.forms.raising import FORMS, form_of
from concerns.forms.raising_base import Told
from concerns.selectors.drafts import Draft


def filed(draft: Draft, *, own: bool) -> list[Told]:
    """Every question that was answered, in the order it was asked.

    :param own: the reader is the person who answered.
    """
    matter = Matter(draft.concern.matter)
    forms = (form_of(step, matter) for step in FORMS if step in draft.concern.answered)
    found = [told for form in forms if form is not None for told in form.told(draft)]
    return found if own else [replace(told, key=_of_them(told.key)) for told in found]


def _of_them(key: str) -> str:
    words = (("What you ", "What they "), ("Your ", "Their "), (" your ", " their "))
    for own, theirs in words:
        key = key.replace(own, theirs)
    return key
