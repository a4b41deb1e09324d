"""The two tables of the database of keys, and what the application may do with them.

It makes keys and erases them; to delete what is left of one is their owner's.
"""

from django.conf import settings
from django.db import migrations

TABLES = """
CREATE TABLE council_key (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  council bigint NOT NULL,
  wrapped bytea NOT NULL, -- with the key of KEY_FILE whose number stands in it
  made_at timestamptz NOT NULL DEFAULT now(),
  retired_at timestamptz
);
CREATE UNIQUE INDEX one_current_council_key ON council_key (council) WHERE retired_at IS NULL;

CREATE TABLE concern_key (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  council bigint NOT NULL,
  concern bigint NOT NULL,
  council_key bigint REFERENCES council_key,
  wrapped bytea,
  made_at timestamptz NOT NULL DEFAULT now(),
  retired_at timestamptz,
  emptied_at timestamptz, -- since when nothing is sealed with it any more
  erased_at timestamptz,
  CONSTRAINT wrapped_or_erased CHECK (
    (wrapped IS NULL) = (erased_at IS NOT NULL) AND (wrapped IS NULL) = (council_key IS NULL))
);
CREATE INDEX concern_key_of_concern ON concern_key (concern);
CREATE INDEX concern_key_of_council_key ON concern_key (council_key);
CREATE UNIQUE INDEX one_current_concern_key ON concern_key (concern) WHERE retired_at IS NULL;
"""


def give_rights(apps, schema_editor):
    role = schema_editor.connection.ops.quote_name(settings.APPLICATION_ROLE)
    for statement in (
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE ON council_key, concern_key TO {role}",
    ):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(TABLES, "DROP TABLE concern_key; DROP TABLE council_key;"),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
