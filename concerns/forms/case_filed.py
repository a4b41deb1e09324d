"""What was sent, as the questions that asked for it tell it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from concerns.engine.facts import Matter, Nature
from concerns.forms.raising import FORMS, form_of
from concerns.forms.raising_base import Told
from concerns.forms.raising_identity import IdentityForm
from concerns.forms.raising_words import NATURES
from concerns.selectors.cases import Kept
from concerns.selectors.drafts import Draft
from concerns.templatetags.dates import day_text


def filed(draft: Draft, *, own: bool, named: bool = True) -> list[Told]:
    """Every question that was answered, in the order it was asked.

    :param own: the reader is the person who answered.
    :param named: the reader may know who that is; else why they ask for the contrary is left out.
    """
    matter = Matter(draft.concern.matter)
    steps = [step for step in FORMS if step in draft.concern.answered]
    forms = (form_of(step, matter) for step in steps if named or step != IdentityForm.step)
    found = [told for form in forms if form is not None for told in form.told(draft)]
    return found if own else [replace(told, key=_of_them(told.key)) for told in found]


def _of_them(key: str) -> str:
    words = (("What you ", "What they "), ("Your ", "Their "), (" your ", " their "))
    for own, theirs in words:
        key = key.replace(own, theirs)
    return key


def changes(kinds: Iterable[Kept]) -> list[Told]:
    """What was changed since it was sent: from what, to what, by whom and why.

    :param kinds: what kind it was when it was sent, and after each change.
    """
    return [
        Told("Changed since", lines=(*changed, f"By {new.by}, {day_text(new.on)}", new.reason))
        for old, new in pairwise(kinds)
        if (changed := tuple(_changed(old, new)))
    ]


def _changed(old: Kept, new: Kept) -> Iterator[str]:
    if set(old.natures) != set(new.natures):
        yield f"What it is about: from {_natures(old)} to {_natures(new)}"
    for what, was, now in (
        ("A formal written complaint", old.written, new.written),
        ("Said to break the code of conduct", old.code_breach, new.code_breach),
    ):
        if was is not now:
            yield f"{what}: from {'Yes' if was else 'No'} to {'Yes' if now else 'No'}"


def _natures(kept: Kept) -> str:
    return (
        " and ".join(f"“{NATURES[Nature(code)][0]}”" for code in kept.natures) or "nothing chosen"
    )
