"""Accounts at the council's identity provider. A link is made and taken away, never changed."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def never_changed(apps: Any, schema_editor: Any) -> None:
    role = schema_editor.connection.ops.quote_name(settings.APPLICATION_ROLE)
    schema_editor.execute(f"REVOKE UPDATE ON concerns_identity FROM {role}")


class Migration(migrations.Migration):
    dependencies = [("concerns", "0025_accounts")]

    operations = [
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issuer", models.CharField(max_length=500)),
                ("subject", models.CharField(max_length=255)),
                ("linked_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identities",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name_plural": "identities"},
        ),
        migrations.AddConstraint(
            model_name="identity",
            constraint=models.UniqueConstraint(
                fields=("issuer", "subject"), name="one_account_a_subject"
            ),
        ),
        migrations.AddConstraint(
            model_name="identity",
            constraint=models.UniqueConstraint(
                fields=("issuer", "user"), name="one_subject_an_account"
            ),
        ),
        migrations.RunPython(never_changed, migrations.RunPython.noop),
    ]
