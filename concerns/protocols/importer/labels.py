"""The grammar of printed labels: what at the start of a line is a number and not a word of it.

A label is read in every way it could be meant: `(i)` is the letter after `(h)` or the first roman
number, `I)` may be a damaged `l)`. Which of them holds is for the neighbours to say (`outline`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    NUMBER = "number"  # 5, 5.1, I.1, A.2
    LETTER = "letter"
    ROMAN = "roman"
    CAPITAL = "capital"
    CAPITAL_ROMAN = "capital_roman"
    NAMED = "named"  # Section 3, Part 5C


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a label.

    :param numbers: its place, level by level: `5.1` is (5, 1), `b` is (2,).
    :param under: the number a joined label gives before its own: `4.2 (a)` is `a` under (4, 2).
    :param damaged: it holds only if a character was misread.
    """

    style: Style
    numbers: tuple[int, ...]
    under: tuple[int, ...] = ()
    damaged: bool = False

    @property
    def value(self) -> int:
        return self.numbers[-1]


@dataclass(frozen=True, slots=True)
class Label:
    """:param text: as printed, without the full stop that ends it. :param wrap: what is around the
    number: `()`, `)`, `.` or nothing. :param name: of a named one: `section`, `part`.
    :param start: where in the line the words begin. :param readings: the likeliest first.
    :param weak: nothing but its neighbours can tell it from words of the sentence.
    :param garbled: the digits cannot be right as they are.
    """

    text: str
    wrap: str
    readings: tuple[Reading, ...]
    start: int
    name: str = ""
    weak: bool = False
    garbled: bool = False

    @property
    def levels(self) -> int:
        return len(self.readings[0].numbers)

    @property
    def is_plain_number(self) -> bool:
        """`5`, `5.` or `5.1`: a number of the document's own and not of a list in brackets."""
        return (
            self.readings[0].style is Style.NUMBER and self.wrap in ("", ".", ":") and not self.name
        )


_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})$")
_NAMES = "section|part|article|appendix|schedule|annex|chapter|clause|paragraph|rule|para"
PARAGRAPHS = frozenset({"clause", "paragraph", "para", "rule"})  # what others head
_NAMED = re.compile(
    rf"(?P<name>{_NAMES}|§)\s*(?P<n>\d{{1,3}}(?:\.\d{{1,3}})*[A-Za-z]?|[IVX]{{1,5}}|[A-Z])"
    r"(?P<end>\s*[:.\-–—](?=\s|$)|(?=\s)|$)",
    re.IGNORECASE,
)
STAGE = re.compile(
    r"(?P<text>(?P<name>stage|step|level|tier|phase)\s+(?P<n>\d{1,2}|[IVX]{1,4}|[A-Z]))[.:]?", re.I
)
_DECIMAL = re.compile(
    r"(?P<root>\d{1,3}[A-Z]?|[A-Z]\.?(?=\d)|[IVX]{1,5}\.(?=\d))"
    r"(?P<rest>(?:(?<=[A-Z.])\d{1,3}|\.\d{1,3})*)(?P<tail>[-/]\d{1,3}|[a-z](?![a-z]))?"
)
_BRACKETED_DECIMAL = re.compile(r"\((\d{1,3}(?:\.\d{1,3})+)\)")
_BRACKET = re.compile(r"\((\d{1,3}|[a-z]{1,2}|[ivx]{1,6}|[A-Z]|[IVX]{1,5})\)")
_HALF = re.compile(r"(\d{1,3}[a-z]?|[a-z]{1,2}|[ivx]{1,6}|[A-Z]|[IVX]{1,5})\)")
_DOTTED = re.compile(r"([a-z]|[ivx]{1,6}|[A-Z]|[IVX]{1,5})\.")
# What a number followed by words is when it is a quantity, a time, a date or money.
_QUANTITY = re.compile(
    r"(?:%|per ?cent|am\b|pm\b|a\.m|p\.m|noon|million|billion|years?\b|months?\b|weeks?\b|days?\b|"
    r"hours?\b|minutes?\b|working\b|calendar\b|clear\b|st\b|nd\b|rd\b|th\b)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? ?(?:\d|$)", re.IGNORECASE
)


def roman(text: str) -> int | None:
    """The value of a roman number up to 39, in small letters; None if it is none."""
    if not text or not (match := _ROMAN.match(text)):
        return None
    ones = {
        "": 0,
        "i": 1,
        "ii": 2,
        "iii": 3,
        "iv": 4,
        "v": 5,
        "vi": 6,
        "vii": 7,
        "viii": 8,
        "ix": 9,
    }
    return (10 * len(match[1]) + ones[match[2]]) or None


def parse(line: str) -> Label | None:
    """The label a line begins with, read in every way it could be meant; None if there is none."""
    for read in (_bracketed, _named, _staged, _decimal, _half, _dotted):
        if (label := read(line)) is not None:
            return label
    return None


def drawn(label: str) -> Label | None:
    """A label that a file draws itself and nobody typed, or the first cell of a row of a table
    (`Block.label`)."""
    label = label.strip()
    return parse(f"{label} X") or parse(f"{label}. X") or _stage(label)


def _stage(label: str) -> Label | None:
    """`Stage 1`, as a row of a table is called."""
    match = STAGE.fullmatch(label)
    return _of_stage(match, 0, weak=False) if match else None


def _staged(line: str) -> Label | None:
    """`Step 1: the member speaks to the Clerk.` A title, “Stage 1 – Informal”, is a heading."""
    match = re.match(rf"{STAGE.pattern}(?: [-–])? (?=\S.*[.;,:]$|\S.*; (?:and|or)$)", line, re.I)
    return (
        _of_stage(match, match.end(), weak=True) if match and line[match.end("n")] != " " else None
    )


def _of_stage(match: re.Match[str], start: int, *, weak: bool) -> Label:
    number = match["n"].lower()
    value = int(number) if number.isdigit() else roman(number) or ord(number[0]) - 96
    reading = Reading(Style.NAMED, (value,))
    return Label(match["text"], "", (reading,), start, match["name"].lower(), weak=weak)


def _spaces(line: str, at: int) -> int | None:
    """Where the words begin after a label that ends at `at`, and a dash that may follow it; None
    if no space parts them."""
    if at >= len(line):
        return at
    if line[at] != " ":
        return None
    dashed = line[at + 1 : at + 3] in ("- ", "– ", "— ")
    return at + 3 if dashed else at + 1


def _single(sign: str) -> tuple[Reading, ...]:
    """A number, a letter or a roman number by itself, in every reading."""
    if sign.isdigit():
        number = (Reading(Style.NUMBER, (int(sign),)),)
        return (*number, Reading(Style.LETTER, (12,), damaged=True)) if sign == "1" else number
    small = sign.islower()
    low = sign.lower()
    readings = []
    if len(low) == 1:
        readings.append(Reading(Style.LETTER if small else Style.CAPITAL, (ord(low) - 96,)))
    elif len(low) == 2 and low[0] == low[1] and roman(low) is None:
        readings.append(Reading(Style.LETTER if small else Style.CAPITAL, (ord(low[0]) - 70,)))
    if (value := roman(low)) is not None:
        reading = Reading(Style.ROMAN if small else Style.CAPITAL_ROMAN, (value,))
        # An i begins a roman list far more often than it is the ninth letter.
        readings.insert(0 if low in ("i", "v", "x") else len(readings), reading)
    if sign == "I":
        readings.append(Reading(Style.LETTER, (12,), damaged=True))
    if sign == "l":
        readings += [
            Reading(Style.NUMBER, (1,), damaged=True),
            Reading(Style.ROMAN, (1,), damaged=True),
        ]
    return tuple(readings)


def _bracketed(line: str) -> Label | None:
    """`(a)`, `(iv)`, `(3)(1)`, `(2).`, `(1.1)`"""
    tokens, at = [], 0
    if match := _BRACKETED_DECIMAL.match(line):
        start = _spaces(line, match.end())
        numbers = tuple(int(n) for n in match[1].split("."))
        if start is None:
            return None
        return Label(match[0], "()", (Reading(Style.NUMBER, numbers),), start)
    while match := _BRACKET.match(line, at):
        tokens.append(match[1])
        at = match.end()
    if not tokens:
        return None
    text = line[:at]
    if line[at : at + 1] == ".":
        at += 1
    start = _spaces(line, at)
    readings = _single(tokens[-1]) if len(tokens) == 1 else _several(tokens)
    if start is None or not readings:
        return None
    return Label(text, "()", readings, start)


def _several(tokens: list[str]) -> tuple[Reading, ...]:
    values = [_single(token) for token in tokens]
    if not all(values):
        return ()
    numbers = tuple(value[0].value for value in values)
    return tuple(Reading(last.style, (last.value,), numbers[:-1]) for last in values[-1])


def _named(line: str) -> Label | None:
    """`Section 3`, `Part 5C –`, `§ 3`: only where it stands as a heading would."""
    match = _NAMED.match(line)
    if match is None:
        return None
    rest = line[match.end() :].strip()
    # “Section 3 of the Act provides”: words of a sentence. “Part 2 Complaints”: a heading.
    sentence = bool(rest) and (not rest[0].isupper() or len(rest) > 80 or rest[-1] in ".;,:")
    sentence = sentence and not match["end"] and match["name"] != "§"
    if sentence and (match["name"].lower() not in PARAGRAPHS or not rest[0].isupper()):
        return None
    number = match["n"]
    digits = re.match(r"[\d.]+", number)
    if digits:
        numbers = tuple(int(n) for n in digits[0].split(".") if n)
        letter = number[digits.end() :].lower()
        if letter:
            numbers = (*numbers, ord(letter) - 96)
    elif (value := roman(number.lower())) is not None and (len(number) > 1 or number in "IVX"):
        numbers = (value,)
    else:
        numbers = (ord(number.lower()) - 96,)
    start = len(line) - len(line[match.end() :].lstrip())
    text = line[: match.end("n")]
    name = match["name"].lower()
    # “Para 4 Members may ask”: a clause, if those beside it are numbered so too.
    return Label(text, "", (Reading(Style.NAMED, numbers),), start, name, weak=sentence)


def _root(token: str) -> int:
    if token[0].isdigit():
        return int(re.match(r"\d+", token)[0])  # type: ignore[index]
    low = token.rstrip(".").lower()
    return roman(low) or ord(low[0]) - 96


def _decimal(line: str) -> Label | None:
    """`5`, `5.`, `5.1`, `I.1.`, `5A`, `9.40-11`, and the joined `4.2 (a)`."""
    match = _DECIMAL.match(line)
    if match is None or not match[0][0].isalnum():
        return None
    rest = [int(n) for n in match["rest"].split(".") if n]
    if rest == [0]:
        rest = []  # “1.0 Introduction” is a section, over 1.1
    if not match["root"][0].isdigit() and not rest:
        return None
    numbers = (_root(match["root"]), *rest)
    garbled, tail = False, match["tail"] or ""
    if tail[:1] in ("-", "/"):
        if not rest:
            return None
        # Digits of an old number left before the new one's: only the last can be the new.
        garbled, numbers = True, (*numbers[:-1], int(tail[1:]))
    elif tail:
        numbers = (*numbers, ord(tail) - 96)
    at, wrap = match.end(), ""
    if line[at : at + 1] in (".", ")", ":"):
        wrap = line[at]
        at += 1
    if wrap == ")" and not rest:
        return None
    joined = re.match(
        r" ?(?:\(([a-z]{1,2}|[ivx]{1,6}|\d{1,2})\)|([a-z]|[ivx]{1,6})\))(?=\s|$)", line[at:]
    )
    if rest and joined and (inner := _single(joined[1] or joined[2])):
        readings = tuple(Reading(r.style, r.numbers, numbers, r.damaged) for r in inner)
        end = at + joined.end()
        return Label(line[:end], "()" if joined[1] else ")", readings, min(end + 1, len(line)))
    start = _spaces(line, at)
    words = line[start:] if start is not None else ""
    # “4.3 Working arrangements” is a title; nobody writes a quantity with a capital.
    quantity = not words[:1].isupper() and _QUANTITY.match(words)
    if start is None or quantity or _MONTH.match(words):
        return None
    lone = not rest and wrap == "" and not match["rest"]
    if lone and words and not (words[0].isupper() or words[0] in "“\"‘'("):
        return None
    lettered = match["root"].isalpha()  # “A1”, which may be a size of paper
    weak = (bool(words) and words[0].islower()) or lone or lettered
    text = line[: match.end()]
    readings = (Reading(Style.NUMBER, numbers),)
    return Label(text, wrap, readings, start, weak=weak, garbled=garbled)


def _half(line: str) -> Label | None:
    """`a)`, `iv)`, `1)`, `I)`"""
    match = _HALF.match(line)
    if match is None or (start := _spaces(line, match.end())) is None:
        return None
    if match[1][0].isdigit() and match[1][-1].isalpha():  # `12a)`, put in after `12)`
        numbers = (int(match[1][:-1]), ord(match[1][-1]) - 96)
        return Label(match[0], ")", (Reading(Style.NUMBER, numbers),), start)
    readings = _single(match[1])
    return Label(match[0], ")", readings, start) if readings else None


def _dotted(line: str) -> Label | None:
    """`a.`, `iv.`, `A.`, `I.`"""
    match = _DOTTED.match(line)
    if match is None or (start := _spaces(line, match.end())) is None:
        return None
    readings = _single(match[1])
    return Label(match[1], ".", readings, start, weak=match[1].isupper()) if readings else None
