"""What people sign in with stands nowhere in the clear, nor did what was there before stay so."""

from __future__ import annotations

import importlib

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection

from tests import factors
from tests.people import town

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

migration = importlib.import_module("concerns.migrations.0034_sign_in_sealed")


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(a::text, '') FROM mfa_authenticator a")
        return str(cursor.fetchone()[0])


def test_no_secret_of_a_second_factor_is_in_the_table_before_or_after() -> None:
    user = town("banbury")["officer"].user
    secret = factors.app(user)
    codes = factors.recovery_codes(user)
    assert secret not in stored()

    migration.unseal(apps, None)
    assert secret in stored()  # the control: as it was kept before
    migration.seal(apps, None)
    assert secret not in stored()
    app = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    assert app.wrap().validate_code(factors.code(secret))
    assert factors.recovery_codes(user) == codes
