"""Tables are written anew, so that what was sealed is not still there in what was replaced."""

import importlib

from django.db import migrations

SEALED = importlib.import_module("concerns.migrations.0020_sealed").SEALED

REWRITTEN = "".join(
    f"ALTER TABLE concerns_{table} ALTER COLUMN {columns[0]}"
    f" TYPE bytea USING {columns[0]} || ''::bytea;\n"
    for table, columns in SEALED.items()
)


class Migration(migrations.Migration):
    dependencies = [("concerns", "0020_sealed")]
    operations = [migrations.RunSQL(REWRITTEN)]
