"""A password may be anything but what everybody would try first (ASVS 6.1.2, 6.2.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

if TYPE_CHECKING:
    from concerns.models import User

# Words of the product and of the trade. A council's own name is added to them.
EASY = frozenset(
    """
    protocol portal council councillor clerk chair chairman mayor officer member monitoring town
    parish district county borough city concern complaint admin administrator password passwort
    passphrase welcome letmein login signin secret qwerty qwertyuiop asdfghjkl zxcvbnm abcdefghi
    changeme default temporary temp test demo january february march april may june july august
    september october november december spring summer autumn winter monday tuesday wednesday
    thursday friday saturday sunday the and of for my our is
    """.split()  # noqa: SIM905  # a list of words is read as words
)
LEFT = 8  # letters, once those words are taken out
DIFFERENT = 5  # of them: "aaaaaaaaaaaaaaa" is long and no password

_AS_LETTERS = str.maketrans("013457@$", "oieastas")


_READ = 72  # letters: reckoning takes longer with each, and no longer one is guessed by its end
_SAFE = 3  # of zxcvbn's 0 to 4: more than 10**8 guesses of somebody who knows how people choose


class GuessableValidator:
    """Refuses what is long and among the first to be guessed: a common password twice, a walk over
    the keyboard, a sequence. It is reckoned here and sent nowhere."""

    def validate(self, password: str, user: User | None = None) -> None:
        """:raises ValidationError: if it is too easy to guess."""
        known = [*EASY, *_names(user)]
        # Also without spaces, as between two times the same word.
        for spelt in (password[:_READ], "".join(password.split())[:_READ]):
            if zxcvbn(spelt, user_inputs=known)["score"] < _SAFE:
                raise ValidationError(self.get_help_text(), code="password_guessable")

    def get_help_text(self) -> str:
        return (
            "This password is easy to guess: it repeats itself, follows the keyboard or is one that"
            " many people use. Three or four words that have nothing to do with each other are not"
        )


class EasyWordsValidator:
    """Refuses a password in which little is left without such words, digits and repetitions."""

    def validate(self, password: str, user: User | None = None) -> None:
        """:raises ValidationError: if it is too easy to guess."""
        easy = EASY | set(_names(user))
        plain, spelt = password.lower(), password.lower().translate(_AS_LETTERS)
        if min(_left(plain, easy), _left(spelt, easy)) < LEFT or _variety(plain) < DIFFERENT:
            raise ValidationError(self.get_help_text(), code="password_easy_words")

    def get_help_text(self) -> str:
        return (
            "This password is made of words that somebody who knows the council would try first."
            " Add words that have nothing to do with it"
        )


def _names(user: User | None) -> Iterable[str]:
    """The words in the names of the councils somebody is with."""
    if user is None or user.pk is None:
        return
    for name in user.people.values_list("council__name", flat=True):
        yield from re.findall(r"[^\W\d_]{3,}", name.lower())


def _left(password: str, easy: Iterable[str]) -> int:
    for word in sorted(easy, key=len, reverse=True):  # "councillor" before "council"
        password = password.replace(word, " ")
    return len(re.findall(r"[^\W\d_]", password))


def _variety(password: str) -> int:
    return len(set(password))
