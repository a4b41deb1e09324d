"""What is filed, called by its own noun: `this {{ concern.matter|noun }}`."""

from __future__ import annotations

from django import template

from concerns.engine import nouns

register = template.Library()


@register.filter
def noun(matter: str) -> str:
    """`concern`, `request`, `appeal`, `enquiry` or `declaration`, from the code of its matter."""
    return nouns.noun(matter).one
