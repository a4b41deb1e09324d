"""Which passwords are too easy: what somebody who knows the council would try first."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from concerns.forms.account import NewPasswordForm
from concerns.forms.passwords import EasyWordsValidator, GuessableValidator

BEA: Any = SimpleNamespace(
    pk=1, people=SimpleNamespace(values_list=lambda *a, **k: ["Banbury Town Council"])
)


@pytest.mark.parametrize(
    "password",
    [
        "ProtocolPortal2026",
        "Banbury Town Council 1",
        "B4nburyT0wnC0uncil!",
        "MonitoringOfficer123",
        "passwordpassword1",
        "P@ssw0rdP@ssw0rd",
        "Welcome to the Council 2026",
        "January-February-March",
        "aaaaaaaaaaaaaaaaaaaa",
        "123456789012345678",
        "qwertyuiopasdfghjkl",
    ],
)
def test_it_is_too_easy(password: str) -> None:
    with pytest.raises(ValidationError, match="would try first"):
        EasyWordsValidator().validate(password, BEA)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "Banbury cakes and marmalade jam",
        "šípková čokoláda pod mostem",
        "x8Kp2mQv9LrT4wZn7",
        "пароль из нескольких слов",
    ],
)
def test_it_is_good_enough_without_rules_of_composition(password: str) -> None:
    validate_password(password, None)
    EasyWordsValidator().validate(password, BEA)
    GuessableValidator().validate(password, BEA)


@pytest.mark.parametrize(
    "password",
    [
        "iloveyouiloveyou",
        "footballfootball",
        "liverpoolliverpool",
        "sunshine sunshine",
        "1q2w3e4r5t6y7u8i9o0p",
        "zaq12wsxcde34rfv",
        "manchesterunited",
        "iloveyouforever1",
        "abcdefghijklmnopq",
    ],
)
def test_a_long_one_that_is_guessed_early_is_refused(password: str) -> None:
    with pytest.raises(ValidationError, match="easy to guess"):
        GuessableValidator().validate(password, None)


def test_a_very_long_one_takes_no_longer_to_weigh() -> None:
    with pytest.raises(ValidationError):
        GuessableValidator().validate("ab" * 2000, None)
    GuessableValidator().validate("correct horse battery staple " * 100, None)


def test_another_councils_name_is_a_word_like_any_other() -> None:
    EasyWordsValidator().validate("Farnham Banbury Langport", None)
    with pytest.raises(ValidationError):
        EasyWordsValidator().validate("Banbury 2026 BANBURY", BEA)


def test_a_short_one_is_refused_and_pasting_is_not() -> None:
    with pytest.raises(ValidationError):
        validate_password("Tr0ub4dor&3", None)
    attributes = NewPasswordForm(user=None, temp_key="").fields["password1"].widget.attrs
    assert not [name for name in attributes if name.startswith("on")]
