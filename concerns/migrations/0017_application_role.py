"""What the application's role may do in a database that it does not own.

It reads and writes rows; it makes, changes and empties no table, and rows that are never changed
it cannot even try to change (security 5.1, 5.3). A table made later gives it the same rights, and
the migration that makes it takes away what is too much.
"""

from typing import Any

from django.conf import settings
from django.db import migrations

NEVER_CHANGED = ("auditevent", "decision", "refusal", "protocolreview")


def give_rights(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    role = connection.ops.quote_name(settings.APPLICATION_ROLE)
    database = connection.ops.quote_name(connection.settings_dict["NAME"])
    rows = "SELECT, INSERT, UPDATE, DELETE"
    for statement in (
        # Without temporary tables nobody can put one in the way of a function of the owner's.
        f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT {rows} ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rows} ON TABLES TO {role}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
        *(f"REVOKE UPDATE, DELETE ON concerns_{name} FROM {role}" for name in NEVER_CHANGED),
    ):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("concerns", "0016_who_changed_a_version")]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
