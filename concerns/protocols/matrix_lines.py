"""The coverage matrix in few lines: whoever is answered alike is drawn together.

A section is the people for whom a protocol says the same things, a line of it everything with one
answer. Nothing is left out: the lines of a section open out to exactly the cells of its people.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from concerns.engine import explain
from concerns.engine.facts import Matter, Nature
from concerns.engine.offices import Office
from concerns.engine.protocol import Protocol
from concerns.protocols.matrix import Answer, Form, Matrix
from concerns.protocols.matrix_table import EVERYTHING, Filter

# What one raiser is answered: about whom, put how, of what nature.
_Asked = tuple[Office | None, Form, Nature | None]
_Item = TypeVar("_Item", bound=Hashable)
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Line:
    """Situations with one answer.

    :param subjects: any of them, and None for nobody in particular.
    :param forms: any of these ways of putting it.
    :param natures: any of these; only None for a matter whose rules look at none.
    :param size: how many cells of the matrix it stands for.
    """

    subjects: tuple[Office | None, ...]
    forms: tuple[Form, ...]
    natures: tuple[Nature | None, ...]
    answer: Answer
    size: int


@dataclass(frozen=True, slots=True)
class Section:
    """People who get the same answers; none of them is asked about themselves.

    :param size: how many cells they have, those of lines that were not asked for among them.
    """

    raisers: tuple[Office, ...]
    lines: tuple[Line, ...]
    size: int

    @property
    def silent(self) -> int:
        """In how many of its cells nobody says who gets it."""
        return sum(line.size for line in self.lines if not line.answer.stated)


@dataclass(frozen=True, slots=True)
class Lines:
    """One matter. The other parameters are all there is among its cells, as was asked for."""

    matter: Matter
    subjects: tuple[Office | None, ...]
    forms: tuple[Form, ...]
    natures: tuple[Nature | None, ...]
    sections: tuple[Section, ...]


def lines(whole: Matrix, matter: Matter, wanted: Filter = EVERYTHING) -> Lines:
    """One matter of the matrix in as few lines as say it all."""
    cells = [c for c in whole.cells if c.matter is matter and wanted.shows(c)]
    told: dict[Office, dict[_Asked, Answer]] = {}
    read: dict[Answer, Answer] = {}
    for cell in cells:
        answer = whole.cells[cell]
        # Two rules with the same words and people are the same to whoever reads.
        shown = read.setdefault(answer, replace(answer, rule=None, law=None))
        told.setdefault(cell.raiser, {})[cell.subject, cell.form, cell.nature] = shown
    sections = [_section(*group) for group in _groups(told)]
    if wanted.unstated:
        sections = [
            replace(s, lines=tuple(line for line in s.lines if not line.answer.stated))
            for s in sections
        ]
    return Lines(
        matter,
        _each(c.subject for c in cells),
        _each(c.form for c in cells),
        _each(c.nature for c in cells),
        tuple(section for section in sections if section.lines),
    )


def _groups(
    told: Mapping[Office, Mapping[_Asked, Answer]],
) -> Iterable[tuple[list[Office], dict[_Asked, Answer], dict[Office | None, int]]]:
    """Raisers no two of whom are answered differently about the same subject.

    :return: of each group the raisers, their answers, and how many of them each subject has.
    """
    groups: list[tuple[list[Office], dict[_Asked, Answer]]] = []
    for raiser, answers in told.items():
        for raisers, together in groups:
            if all(together.get(asked, answer) == answer for asked, answer in answers.items()):
                raisers.append(raiser)
                together.update(answers)
                break
        else:
            groups.append(([raiser], dict(answers)))
    for raisers, together in groups:
        counts: dict[Office | None, int] = {}
        for raiser in raisers:
            for subject in _each(subject for subject, _, _ in told[raiser]):
                counts[subject] = counts.get(subject, 0) + 1
        yield raisers, together, counts


def _section(
    raisers: list[Office], told: Mapping[_Asked, Answer], counts: Mapping[Office | None, int]
) -> Section:
    profiles: dict[Office | None, dict[tuple[Form, Nature | None], Answer]] = {}
    for (subject, form, nature), answer in told.items():
        profiles.setdefault(subject, {})[form, nature] = answer
    found: list[Line] = []
    for subjects in _alike(profiles):
        pairs = sum(counts[subject] for subject in subjects)
        by_form: dict[Form, dict[Nature | None, Answer]] = {}
        for (form, nature), answer in profiles[subjects[0]].items():
            by_form.setdefault(form, {})[nature] = answer
        for forms in _alike(by_form):
            by_nature = by_form[forms[0]]
            for natures in _alike(by_nature):
                size = pairs * len(forms) * len(natures)
                found.append(Line(subjects, forms, natures, by_nature[natures[0]], size))
    return Section(tuple(raisers), tuple(found), sum(line.size for line in found))


def _alike(profiles: Mapping[_Item, object]) -> list[tuple[_Item, ...]]:
    """The keys whose values are equal, together, in the order they were met."""
    groups: list[tuple[object, list[_Item]]] = []
    for item, profile in profiles.items():
        same = next((items for other, items in groups if other == profile), None)
        if same is None:
            groups.append((profile, [item]))
        else:
            same.append(item)
    return [tuple(items) for _, items in groups]


def _each(items: Iterable[_Key]) -> tuple[_Key, ...]:
    return tuple(dict.fromkeys(items))


# ------------------------------------------------------------ words


def any_of(protocol: Protocol, people: Iterable[Office | None]) -> str:
    """`any councillor, the Leader or nobody in particular`."""
    return explain.join((_one(protocol, office) for office in people), "or")


def _one(protocol: Protocol, office: Office | None) -> str:
    if office is None:
        return "nobody in particular"
    if office in {Office.COUNCILLOR, Office.OFFICER}:
        return f"any {office.value}"
    return f"the {protocol.title_of(office)}"


def natures_words(some: tuple[Nature | None, ...], among: tuple[Nature | None, ...]) -> str:
    """Which natures, in few words: `anything`, `anything but conduct`, `conduct or other`.

    :param among: all there are, with None for any that the rules of the matter do not look at.
    """
    named, left = (tuple(n for n in group if n is not None) for group in (some, _rest(some, among)))
    if None in some:
        return f"anything but {explain.join(_spoken(left))}" if left else "anything"
    if len(named) == len(Nature):
        return "anything"
    if None not in among and len(among) == len(Nature) and len(left) < len(named):
        return f"anything but {explain.join(_spoken(left))}"
    return explain.join(_spoken(named))


def _rest(some: tuple[_Key, ...], among: tuple[_Key, ...]) -> tuple[_Key, ...]:
    return tuple(item for item in among if item not in some)


def _spoken(natures: Iterable[Nature]) -> tuple[str, ...]:
    return tuple(explain.spoken(nature) for nature in natures)
