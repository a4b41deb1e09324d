"""Who might be somebody a concern names, where nobody can be sure.

One person may stand on a register twice, under two addresses; and people write "Mrs Marsh" or "our
clerk and her deputy". Whoever might be meant does not deal with it: to pass over one person too
many does less harm than to hand a concern to the person it is about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Words before or between names, and words that are part of many titles and so of none.
FILLERS = frozenset(
    {
        *("cllr", "councillor", "councillors", "officer", "officers"),
        *("dr", "miss", "mr", "mrs", "ms", "mx", "sir", "dame", "lord", "lady"),
        *("a", "an", "and", "at", "by", "for", "from", "her", "his", "in", "my", "of", "on", "or"),
        *("our", "that", "the", "their", "to", "who", "with"),
    }
)
_SHORTEST = 3  # letters of a word that can point to somebody


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, without capitals and accents: `Siân` and `sian` are one."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return tuple(re.findall(r"\w+", "".join(c for c in bare if not unicodedata.combining(c))))


def same_name(one: str, other: str) -> bool:
    """Whether two entries are of one name.

    Capitals, accents, spaces, punctuation and what is put before a name make no difference.
    """
    return bool(_bare(one)) and _bare(one) == _bare(other)


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    words = words_of(name)
    return "".join(word for word in words if word not in FILLERS) or "".join(words)


def might_mean(said: str, *, name: str, titles: Iterable[str]) -> bool:
    """Whether words about somebody might mean the person of this name.

    :param said: as somebody typed it. :param titles: what the offices they hold are called.
    """
    spoken = words_of(said)
    telling = {word for word in spoken if len(word) >= _SHORTEST} - FILLERS
    return bool(telling & set(words_of(name))) or any(_holds(spoken, title) for title in titles)


def is_perhaps(
    *, name: str, titles: Iterable[str], names: Iterable[str], said: Iterable[str]
) -> bool:
    """Whether somebody may be one of these people under another entry or in other words.

    :param titles: what the offices they hold are called. :param names: of people on the register.
    :param said: words about people of whom nothing else is known.
    """
    held = list(titles)
    return any(same_name(name, other) for other in names) or any(
        might_mean(words, name=name, titles=held) for words in said
    )


def _holds(spoken: tuple[str, ...], title: str) -> bool:
    """Whether a title stands in the words, whole: the last word of it alone is not enough,
    except where the title is nothing but that (`clerk` for a `Town Clerk` is meant)."""
    wanted = tuple(word for word in words_of(title) if word not in FILLERS)
    plain = tuple(word for word in spoken if word not in FILLERS)
    if not wanted:
        return False
    whole = any(plain[i : i + len(wanted)] == wanted for i in range(len(plain)))
    return whole or wanted[-1] == "clerk" in plain
