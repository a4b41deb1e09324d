"""Invented protocols as trees, and how councils print such trees: the importer must get them back.

A `Document` is what a person would say is in it; a printer writes it in one format. To try another
format, write a printer for it and hold what is read against `told`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from concerns.protocols.importer.passages import Imported

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass(frozen=True)
class Part:
    """:param label: as a passage has it, or None. :param printed: as it is printed.
    :param title: its own heading. :param paragraphs: its words. :param bullet: it is a list item
    without a number. :param lead: its only paragraph leads into its parts and names them.
    """

    label: str | None = None
    printed: str = ""
    title: str = ""
    paragraphs: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    bullet: bool = False
    lead: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """What is printed of it, a line each, without its parts; the label before the first."""
        words = (*((self.title,) if self.title else ()), *self.paragraphs)
        first = f"{self.printed} {words[0]}" if self.printed else words[0]
        return (first, *words[1:])


@dataclass(frozen=True)
class Document:
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Told:
    """What is compared: of a part, and of a passage."""

    label: str | None
    heading: str
    text: str
    parent: int | None


def told(document: Document) -> list[Told]:
    """The passages that a document is to be read back as."""
    found: list[Told] = []

    def add(part: Part, heading: str, parent: int | None) -> None:
        own = part.title or (part.paragraphs[0].rstrip(":") if part.lead else "")
        text = "\n".join(part.paragraphs) or part.title
        found.append(Told(part.label, own or heading, text, parent))
        here = len(found) - 1
        for below in part.parts:
            add(below, own or heading, here)

    for part in document.parts:
        add(part, document.title, None)
    return found


def seen(imported: Imported) -> list[Told]:
    """The same of what was read."""
    place = {passage.id: n for n, passage in enumerate(imported.passages)}
    return [
        Told(p.label, p.heading, p.text, place[p.parent] if p.parent is not None else None)
        for p in imported.passages
    ]


# -- printers


def plain(document: Document, *, width: int | None = None, bulleted: bool = False) -> str:
    """As plain text. :param width: where lines are cut. :param bulleted: a dash before every label,
    as converters write numbered paragraphs."""
    blocks = [document.title, *_plain(document.parts, 0, bulleted)]
    if width is not None:
        blocks = [_cut(block, width) for block in blocks]
    return "\n\n".join(blocks) + "\n"


def _plain(parts: tuple[Part, ...], depth: int, bulleted: bool) -> Iterator[str]:
    for part in parts:
        first, *more = part.lines
        if part.bullet:
            yield f"{'  ' * depth}- {first}"
        else:
            yield f"- {first}" if bulleted and part.label else first
        yield from more
        yield from _plain(part.parts, depth + 1 if part.bullet else 0, bulleted)


def _cut(block: str, width: int) -> str:
    indent = len(block) - len(block.lstrip())
    hang = " " * (indent + 2) if block.lstrip().startswith("- ") else ""
    return "\n".join(textwrap.wrap(block, width, subsequent_indent=hang, break_on_hyphens=False))


def markdown(document: Document) -> str:
    """As Markdown: hashes before headings, lists tight."""
    return f"# {document.title}\n\n" + "\n".join(_markdown(document.parts, 2, 0)) + "\n"


def _markdown(parts: tuple[Part, ...], level: int, depth: int) -> Iterator[str]:
    for part in parts:
        first, *more = part.lines
        if part.bullet:
            yield f"{'  ' * depth}- {first}"
        elif part.title:
            yield f"\n{'#' * level} {first}\n"
        else:
            yield f"\n{first}\n"
        yield from (f"\n{line}\n" for line in more)
        below = level + 1 if part.title else level
        yield from _markdown(part.parts, min(below, 6), depth + 1 if part.bullet else 0)


# -- what is generated

NOUNS = ("Members", "Officers", "Reports", "Meetings", "Advice", "Respect", "Access", "Press")
JOINS = ("and", "of", "for the")
WORDS = (
    *("councillors", "officers", "advice", "reports", "respect", "the", "council", "committee"),
    *("courtesy", "requests", "information", "meetings", "properly", "in", "writing", "public"),
)
ACTORS = ("Councillors", "Officers", "Members", "All staff", "Group leaders")
LEADS = ("{} will:", "{} must:", "{} can expect:", "In terms of casework, {} should:")


@st.composite
def titles(draw: Draw) -> str:
    nouns = draw(st.lists(st.sampled_from(NOUNS), min_size=1, max_size=3, unique=True))
    joins = draw(st.lists(st.sampled_from(JOINS), min_size=2, max_size=2))
    return " ".join(w for pair in zip(nouns, (*joins, ""), strict=False) for w in pair if w).rsplit(
        " " + joins[len(nouns) - 1] if len(nouns) < 3 else "\0", 1
    )[0]


@st.composite
def sentences(draw: Draw) -> str:
    actor = draw(st.sampled_from(ACTORS))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=30))
    return f"{actor} should {' '.join(words)}."


@st.composite
def items(draw: Draw, *, last: bool) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=14))
    text = f"{draw(st.sampled_from(['give', 'Give', 'not to seek', 'A fair share of']))} "
    return text + " ".join(words) + ("." if last else draw(st.sampled_from([";", "", ","])))


def _roman(n: int) -> str:
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (n // 10) + ones[n % 10]


LISTS: dict[str, Callable[[int], str]] = {
    "(a)": lambda n: f"({chr(96 + n)})",
    "a)": lambda n: f"{chr(96 + n)})",
    "(i)": lambda n: f"({_roman(n)})",
    "i)": lambda n: f"{_roman(n)})",
    "(1)": lambda n: f"({n})",
    "a.": lambda n: f"{chr(96 + n)}.",
    "": lambda n: "",
}
NESTED = {"(a)": "(i)", "a)": "i)", "(i)": "(a)", "i)": "a)", "(1)": "(a)", "a.": "i)", "": ""}


@st.composite
def lists(draw: Draw, *, style: str | None = None, deep: bool = True) -> tuple[Part, ...]:
    """The items of a list, some of them with a list of their own."""
    style = style if style is not None else draw(st.sampled_from(sorted(LISTS)))
    long = draw(st.integers(2, 12 if deep else 4))
    found = []
    for n in range(1, long + 1):
        label = LISTS[style](n)
        text = draw(items(last=n == long))
        below: tuple[Part, ...] = ()
        if deep and draw(st.integers(0, 5)) == 0:
            text = text.rstrip(".;,") + ":"
            below = draw(lists(style=NESTED[style], deep=False))
        found.append(Part(label.rstrip(".") or None, label, "", (text,), below, bullet=not label))
    return tuple(found)


@st.composite
def bodies(draw: Draw, label: str | None, printed: str) -> Part:
    """A clause: sentences, a title with sentences, or a lead with its list."""
    kind = draw(st.sampled_from(["text", "text", "two", "titled", "lead", "named lead"]))
    if kind == "text":
        return Part(label, printed, "", (draw(sentences()),))
    if kind == "two":
        return Part(label, printed, "", (draw(sentences()), draw(sentences())))
    if kind == "titled":
        return Part(label, printed, draw(titles()), (draw(sentences()),))
    if kind == "lead":
        text = draw(sentences()).rstrip(".") + " as set out here:"
        return Part(label, printed, "", (text,), draw(lists()))
    lead = draw(st.sampled_from(LEADS)).format(draw(st.sampled_from(ACTORS)))
    return Part(label, printed, "", (lead,), draw(lists()), lead=True)


@st.composite
def decimal(draw: Draw) -> tuple[Part, ...]:
    """`1. Title`, `1.1 Words`, `(a) words`."""
    dot, inner = draw(st.sampled_from([("", ""), (".", ""), (".", ".")]))
    root = draw(st.sampled_from(["1", "I", "A"]))
    sections = []
    for n in range(1, draw(st.integers(1, 4)) + 1):
        number = {"1": str(n), "I": _roman(n).upper(), "A": chr(64 + n)}[root]
        joint = "." if root == "1" else draw(st.just("."))
        clauses = tuple(
            draw(bodies(f"{number}{joint}{m}", f"{number}{joint}{m}{inner}"))
            for m in range(1, draw(st.integers(1, 11)) + 1)
        )
        printed = f"{number}{dot if root == '1' else '.'}"
        sections.append(Part(number, printed, draw(titles()), (), clauses))
    return tuple(sections)


@st.composite
def lettered(draw: Draw) -> tuple[Part, ...]:
    """`1. Title`, `(a) Words`."""
    style = draw(st.sampled_from(["(a)", "a)", "(i)"]))
    return tuple(
        Part(str(n), f"{n}.", draw(titles()), (), draw(lists(style=style)))
        for n in range(1, draw(st.integers(1, 4)) + 1)
    )


@st.composite
def unnumbered(draw: Draw) -> tuple[Part, ...]:
    """Headings without a number, leads without a number, bullets."""
    names = draw(st.lists(titles(), min_size=1, max_size=4, unique=True))
    return tuple(Part(title=name, parts=draw(_under_heading())) for name in names)


@st.composite
def _under_heading(draw: Draw) -> tuple[Part, ...]:
    texts = [Part(paragraphs=(draw(sentences()),)) for _ in range(draw(st.integers(1, 3)))]
    leads = []
    for actor in draw(st.lists(st.sampled_from(ACTORS), max_size=3, unique=True)):
        lead = draw(st.sampled_from(LEADS)).format(actor)
        leads.append(Part(paragraphs=(lead,), parts=draw(lists(style="")), lead=True))
    return (*texts, *leads)


@st.composite
def documents(draw: Draw) -> Document:
    parts = draw(st.one_of(decimal(), lettered(), unnumbered()))
    return Document("Protocol on Member and Officer Relations", parts)
