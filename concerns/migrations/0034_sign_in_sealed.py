"""Whoever reads what people sign in with cannot sign in by it.

A session is kept under a hash of its name, and the secrets of second factors are sealed. Both
tables are written anew, so that what stood there in the clear is not still in the old rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import migrations, models

from concerns.sealing import factors

# Where django-allauth keeps them.
SECRETS = {"totp": "secret", "recovery_codes": "seed"}

SESSIONS = """
ALTER TABLE concerns_session ALTER COLUMN session_key TYPE varchar(64)
  USING encode(sha256(convert_to(session_key, 'UTF8')), 'hex');
"""

REWRITTEN = (
    "ALTER TABLE mfa_authenticator ALTER COLUMN type TYPE varchar(20) USING type || ''::varchar;"
)


def each_secret(apps: Any, change: Callable[[str], str]) -> None:
    for row in apps.get_model("mfa", "Authenticator").objects.filter(type__in=SECRETS):
        row.data[SECRETS[row.type]] = change(row.data[SECRETS[row.type]])
        row.save(update_fields=["data"])


def seal(apps: Any, _: Any) -> None:
    each_secret(apps, factors.seal)


def unseal(apps: Any, _: Any) -> None:
    each_secret(apps, factors.open)


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0033_erasing"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(SESSIONS, migrations.RunSQL.noop)],
            [
                migrations.AlterField(
                    model_name="session",
                    name="session_key",
                    field=models.CharField(max_length=64, primary_key=True, serialize=False),
                )
            ],
        ),
        migrations.RunPython(seal, unseal),
        migrations.RunSQL(REWRITTEN, migrations.RunSQL.noop),
    ]
