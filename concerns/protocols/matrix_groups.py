"""Cells of a matrix with one answer drawn together: whoever is answered alike stands together.

Nothing is left out: the blocks of a group open out to exactly the cells of its people.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from concerns.engine.facts import Nature
from concerns.engine.offices import Office
from concerns.protocols.matrix import Cell, Form

# What one raiser is answered: about whom, put how, of what nature.
_Asked = tuple[Office | None, Form, Nature | None]
_Item = TypeVar("_Item", bound=Hashable)
Told = TypeVar("Told", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Block(Generic[Told]):
    """Situations with one answer.

    :param subjects: any of them, and None for nobody in particular.
    :param forms: any of these ways of putting it.
    :param natures: any of these; only None for a matter whose rules look at none.
    :param size: how many cells of the matrix it stands for.
    """

    subjects: tuple[Office | None, ...]
    forms: tuple[Form, ...]
    natures: tuple[Nature | None, ...]
    told: Told
    size: int


@dataclass(frozen=True, slots=True)
class Group(Generic[Told]):
    """People who get the same answers; none of them is asked about themselves."""

    raisers: tuple[Office, ...]
    blocks: tuple[Block[Told], ...]


def groups(cells: Mapping[Cell, Told]) -> list[Group[Told]]:
    """The cells of one matter, as few groups and blocks as say it all."""
    told: dict[Office, dict[_Asked, Told]] = {}
    for cell, answer in cells.items():
        told.setdefault(cell.raiser, {})[cell.subject, cell.form, cell.nature] = answer
    return [_group(raisers, together, told) for raisers, together in _alike_raisers(told)]


def _alike_raisers(
    told: Mapping[Office, Mapping[_Asked, Told]],
) -> list[tuple[list[Office], dict[_Asked, Told]]]:
    """Raisers no two of whom are answered differently about the same subject, with the answers."""
    found: list[tuple[list[Office], dict[_Asked, Told]]] = []
    for raiser, answers in told.items():
        for raisers, together in found:
            if all(together.get(asked, answer) == answer for asked, answer in answers.items()):
                raisers.append(raiser)
                together.update(answers)
                break
        else:
            found.append(([raiser], dict(answers)))
    return found


def _group(
    raisers: list[Office],
    together: Mapping[_Asked, Told],
    told: Mapping[Office, Mapping[_Asked, Told]],
) -> Group[Told]:
    profiles: dict[Office | None, dict[tuple[Form, Nature | None], Told]] = {}
    for (subject, form, nature), answer in together.items():
        profiles.setdefault(subject, {})[form, nature] = answer
    found: list[Block[Told]] = []
    for subjects in _alike(profiles):
        by_form: dict[Form, dict[Nature | None, Told]] = {}
        for (form, nature), answer in profiles[subjects[0]].items():
            by_form.setdefault(form, {})[nature] = answer
        for forms in _alike(by_form):
            by_nature = by_form[forms[0]]
            for natures in _alike(by_nature):
                asked = [(s, f, n) for s in subjects for f in forms for n in natures]
                size = sum(each in told[raiser] for raiser in raisers for each in asked)
                found.append(Block(subjects, forms, natures, by_nature[natures[0]], size))
    return Group(tuple(raisers), tuple(found))


def _alike(profiles: Mapping[_Item, object]) -> list[tuple[_Item, ...]]:
    """The keys whose values are equal, together, in the order they were met."""
    found: list[tuple[object, list[_Item]]] = []
    for item, profile in profiles.items():
        same = next((items for other, items in found if other == profile), None)
        if same is None:
            found.append((profile, [item]))
        else:
            same.append(item)
    return [tuple(items) for _, items in found]
