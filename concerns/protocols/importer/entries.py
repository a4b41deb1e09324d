"""A block with the label at its head read, and what its words alone say of its part."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from concerns.protocols.importer import labels
from concerns.protocols.importer.labels import Label
from concerns.protocols.importer.source import Block, Shape

_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|shall|must|should|may|can|cannot|does|do|did)\b", re.I
)
# Words that no heading and no sentence ends with: the rest is on the next page.
DANGLES = re.compile(
    r"(?:\b(?:of|the|to|in|by|a|an|with|for|on|at|from|that|which|as|under|their|its|is|are|be|not|and|or)"
    r"|\([^()]*)$",
    re.IGNORECASE,
)
# A heading that ends so leads into its list: “Members can expect staff to:”.
_AIMED = re.compile(r"\b(?:to|by|that|not|expects?|following)\W*$", re.IGNORECASE)
_BULLET = re.compile(r"[-–•▪●○◦·‣⁃➢o\uf0b7\uf0a7] +(?!\d{1,4} [-–]$)(?=\S)")
# “What members can expect of officers”: a title, whatever its verb.
_ASKS = re.compile(r"(?:what|how|who|whom|when|where|why|which)\b", re.IGNORECASE)
_SENTENCES = re.compile(r"[.;?!]\s")
_ENDS = (".", ";", ",", "!", "?")
# An e-mail address or a telephone number: a line of a list of contacts, which names nothing.
_CONTACT = re.compile(r"\w@\w|(?<!\d)(?:0|\+44 ?)\d{2,4} ?\d{3,4} ?\d{3,4}(?!\d)")
# A line of the document's own history: “Adopted 12 March 2021”.
_DATE = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?:19|20)\d\d"
    r"|\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:days?|weeks?|months?|hours?)\b", re.IGNORECASE)
HEADING_LENGTH = 90  # characters
HEADING_WORDS = 14
LEAD_LENGTH = 200
TELLING = 8  # words of a row
COLUMN_WORDS = 6  # of the name of a column
CAPITALS, BOLD, PLAIN = 10, 11, 12  # ranks of headings without markup; markup gives 1 to 6


@dataclass(frozen=True, slots=True)
class Entry:
    """:param start: where in the block the words after the label begin.
    :param quoted: it is quoted from another document."""

    block: Block
    label: Label | None = None
    start: int = 0
    quoted: bool = False

    @property
    def words(self) -> str:
        return self.block.text[self.start :]

    @property
    def is_item(self) -> bool:
        """A bullet: an item of a list that bears no label."""
        return self.block.shape is Shape.ITEM and self.label is None

    @property
    def is_lead(self) -> bool:
        """Words that only lead into what follows: “Councillors will:”."""
        return (
            self.words.rstrip().endswith((":", ":-", ": -", ":–"))
            and len(self.words) <= LEAD_LENGTH
        )

    @property
    def is_telling(self) -> bool:
        """A row of a table that says something, as the rows of a list of contacts do not."""
        if _CONTACT.search(self.words):
            return False
        enough = len(re.findall(r"[^\W\d_]{2,}", self.words)) >= TELLING
        return enough or self.label is not None or bool(_TIME.search(self.words))

    @property
    def is_name_of_columns(self) -> bool:
        """A row of short cells, as the first of a table is: “Stage | Who deals with it”."""
        cells = re.split(r"\t| \| ", self.words)
        short = all(0 < len(cell.split()) <= COLUMN_WORDS for cell in cells)
        said = re.search(r"\d", self.words) or self.words.rstrip().endswith(_ENDS)
        return self.block.shape is Shape.ROW and short and not said

    @property
    def is_short(self) -> bool:
        """Short and unfinished, as a heading is; what it says is not looked at."""
        words = self.words.strip()
        return (
            0 < len(words) <= HEADING_LENGTH
            and len(words.split()) <= HEADING_WORDS
            and (self.is_question or not words.endswith(_ENDS))
            and not words[0].islower()
            and not DANGLES.search(words)
            and not _CONTACT.search(words)
            and not _DATE.search(words)
            and self.block.shape is not Shape.ROW
        )

    @property
    def is_question(self) -> bool:
        """One question and no more, which what follows answers: “Who can I tell?”."""
        words = self.words.strip()
        return words.endswith("?") and not _SENTENCES.search(words)

    @property
    def is_marked_heading(self) -> bool:
        """Its markup, or its capitals, make it a heading."""
        if self.block.shape is Shape.HEADING:
            return True
        return self.is_short and (self.block.bold or is_capitals(self.words))

    @property
    def is_name(self) -> bool:
        """A heading for certain, even with a colon: “WORKING TOGETHER:”."""
        sure = self.block.shape is Shape.HEADING or (self.is_short and is_capitals(self.words))
        return sure and not _FINITE.search(self.words) and not _AIMED.search(self.words)

    @property
    def is_side_name(self) -> bool:
        """A few words with a colon that name what follows: “Seeing papers:”."""
        words = self.words.strip()
        return (
            self.is_short
            and words.endswith(":")
            and not _FINITE.search(words)
            and not _AIMED.search(words)
        )

    @property
    def is_titled(self) -> bool:
        """Short, and without a verb that would make it a sentence, as titles are."""
        words = self.words.strip()
        return self.is_marked_heading or (
            self.is_short
            and not self.is_lead
            and bool(self.is_question or _ASKS.match(words) or not _FINITE.search(words))
        )

    @property
    def rank(self) -> int:
        """As a heading: how deep by its markup or its look, the smaller the higher."""
        if self.block.shape is Shape.HEADING:
            return max(1, self.block.level)
        if is_capitals(self.words):
            return CAPITALS
        return BOLD if self.block.bold else PLAIN


def is_capitals(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return len(letters) > 3 and all(c.isupper() for c in letters)


def without_bullet(block: Block) -> Block:
    """The same, where a bullet was typed before the words: an item of a list."""
    bullet = _BULLET.match(block.text)
    if bullet is None or block.shape not in (Shape.PARAGRAPH, Shape.ITEM):
        return block
    cut = bullet.end()
    marks = tuple(
        replace(mark, start=max(0, mark.start - cut), end=mark.end - cut)
        for mark in block.marks
        if mark.end > cut
    )
    level = max(1, block.level)
    return replace(block, text=block.text[cut:], shape=Shape.ITEM, level=level, marks=marks)


def entry(block: Block) -> Entry:
    """Read the label of one block, drawn by the file or typed."""
    if block.label is not None and (label := labels.drawn(block.label)) is not None:
        # What stands alone in the first cell of a row is no word of a sentence.
        return Entry(block, replace(label, weak=label.weak and block.shape is not Shape.ROW))
    if block.label is not None or block.shape is Shape.ROW:
        return Entry(block)
    label = labels.parse(block.text)
    return Entry(block, label, label.start) if label else Entry(block)


def unlabelled(entry: Entry) -> Entry:
    """The same, where what looked like a label turned out to be words."""
    return Entry(entry.block, None, 0, entry.quoted)


def title_of(words: str) -> str:
    """Words as a heading: without the colon or dash that leads on."""
    return words.strip().rstrip(":–- ").strip()
