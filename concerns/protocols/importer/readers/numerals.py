"""Numbers as documents write them: figures, letters, roman numerals, words."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_ONES = [
    *("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"),
    *("Eleven", "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen"),
    "Nineteen",
]
_TENS = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"]
_ORDINALS = {
    "One": "First",
    "Two": "Second",
    "Three": "Third",
    "Five": "Fifth",
    "Eight": "Eighth",
    "Nine": "Ninth",
    "Twelve": "Twelfth",
}


def written(n: int, form: str) -> str:
    """A number in one of the forms that Word names (ECMA-376, 17.18.59); figures for any other."""
    match form:
        case "lowerLetter":
            return letters(n)
        case "upperLetter":
            return letters(n).upper()
        case "lowerRoman":
            return roman(n)
        case "upperRoman":
            return roman(n).upper()
        case "decimalZero":
            return f"{n:02}"
        case "ordinal":
            return f"{n}{_suffix(n)}"
        case "cardinalText":
            return _word(n)
        case "ordinalText":
            return _ordinal(n)
        case "bullet" | "none":
            return ""
        case _:
            return str(n)


def letters(n: int) -> str:
    """a to z, then aa, bb to zz, then aaa, as Word counts."""
    if not 0 < n <= 26 * 20:
        return str(n)
    times, which = divmod(n - 1, 26)
    return chr(ord("a") + which) * (times + 1)


def alphabetic(n: int) -> str:
    """a to z, then aa, ab, ac, as browsers count."""
    if not 0 < n <= 1_000_000:
        return str(n)
    found = ""
    while n:
        n, which = divmod(n - 1, 26)
        found = chr(ord("a") + which) + found
    return found


def roman(n: int) -> str:
    """Roman numerals in small letters; figures where they have none."""
    if not 0 < n < 4000:
        return str(n)
    found = ""
    for size, sign in _ROMAN:
        while n >= size:
            found += sign
            n -= size
    return found


def _suffix(n: int) -> str:
    if n % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


def _word(n: int) -> str:
    if not 0 <= n < 100:
        return str(n)
    if n < 20:
        return _ONES[n]
    tens, ones = divmod(n, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones].lower()}" if ones else "")


def _ordinal(n: int) -> str:
    if not 0 < n < 100:
        return f"{n}{_suffix(n)}"
    head, _, last = _word(n).rpartition("-")
    last = last.capitalize()
    if last in _ORDINALS:
        last = _ORDINALS[last]
    else:
        last = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return f"{head}-{last.lower()}" if head else last
