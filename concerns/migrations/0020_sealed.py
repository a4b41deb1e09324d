"""What people wrote about a concern is sealed (ADR 13), what is there already too.

The database of keys must have its tables before: `manage.py prepare_database` makes both.
"""

from django.db import migrations

from concerns.sealing import store
from concerns.sealing.field import SealedTextField

SEALED = {
    "concern": (
        "what_happened",
        "informal_detail",
        "wanted_detail",
        "adjustments",
        "route_wrong",
        "route_instead",
        "outcome_reasons",
    ),
    "decision": ("reason",),
    "duty": ("note",),
    "message": ("body",),
    "note": ("body",),
    "party": ("name",),
    "refusal": ("asked", "reasons"),
    "step": ("reasons",),
}
NEVER_EMPTY = {("message", "body"), ("note", "body"), ("refusal", "asked")}

BYTES = (
    "ALTER TABLE concerns_party DROP CONSTRAINT party_is_somebody;\n"
    + "".join(
        f"ALTER TABLE concerns_{table} "
        + ", ".join(
            f"ALTER COLUMN {column} TYPE bytea USING convert_to({column}, 'UTF8')"
            for column in columns
        )
        + ";\n"
        for table, columns in SEALED.items()
    )
    + r"""ALTER TABLE concerns_party ADD CONSTRAINT party_is_somebody
  CHECK (person_id IS NOT NULL OR NOT (name = '\x'::bytea));"""
)

# What the raiser called somebody who is not on the register is sealed, so the database compares
# names of the register alone; `actions/_grants.give` compares the words.
NAMES_OF_THE_REGISTER = """
CREATE OR REPLACE FUNCTION pp_refuse_subject_grant() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.ended_at IS NULL AND NEW.capacity IN ('handler', 'adviser', 'consultee', 'informed')
     AND EXISTS (SELECT 1 FROM concerns_party p
                   JOIN concerns_person me ON me.id = NEW.person_id
                   LEFT JOIN concerns_person q ON q.id = p.person_id
                  WHERE p.concern_id = NEW.concern_id AND p.role = 'subject'
                    AND (q.user_id = NEW.user_id
                         OR lower(me.name) IN (lower(q.name), lower(p.filed_as)))) THEN
    RAISE EXCEPTION 'the person a concern is about cannot be given it'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
"""

# A decision and a refusal are never changed, except that their words can be sealed anew.
RESEALED = r"""
CREATE FUNCTION pp_refuse_all_but_resealing() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE was jsonb := to_jsonb(OLD); DECLARE is_now jsonb;
BEGIN
  IF TG_OP = 'UPDATE' AND COALESCE(current_setting('app.resealing', true), '') = 'on' THEN
    is_now := to_jsonb(NEW);
    IF is_now - TG_ARGV = was - TG_ARGV AND NOT EXISTS (
         SELECT FROM unnest(TG_ARGV) name WHERE (is_now ->> name = '\x') <> (was ->> name = '\x'))
    THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '% rows are added and never changed', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation'; END $$;
""" + "".join(
    f"""
DROP TRIGGER append_only ON concerns_{table};
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON concerns_{table}
  FOR EACH ROW EXECUTE FUNCTION pp_refuse_all_but_resealing({", ".join(SEALED[table])});
"""
    for table in ("decision", "refusal")
)


def seal(apps, schema_editor):
    """Seal every text, row by row: the key of each concern is made here."""
    with schema_editor.connection.cursor() as cursor:
        _set(cursor, "on")  # row-level security binds whoever migrates too
        for table, columns in SEALED.items():
            concern = "id" if table == "concern" else "concern_id"
            written = " OR ".join(f"{column} <> ''" for column in columns)
            cursor.execute(
                f"SELECT id, council_id, {concern}, {', '.join(columns)}"
                f" FROM concerns_{table} WHERE {written} ORDER BY id"
            )
            for id, council, of, *texts in cursor.fetchall():
                sealed = [
                    store.seal(
                        bytes(text),
                        council=council,
                        concern=of,
                        place=f"concerns_{table}.{column}:{id}",
                    )
                    if text
                    else b""
                    for column, text in zip(columns, texts, strict=True)
                ]
                values = ", ".join(f"{column} = %s" for column in columns)
                cursor.execute(f"UPDATE concerns_{table} SET {values} WHERE id = %s", [*sealed, id])
        _set(cursor, "")


def _set(cursor, value):
    cursor.execute(
        "SELECT set_config('app.engine', %s, true), set_config('app.resealing', %s, true)",
        [value, value],
    )


class Migration(migrations.Migration):
    dependencies = [("concerns", "0019_approvals_are_settled_once")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(sql) for sql in (BYTES, NAMES_OF_THE_REGISTER, RESEALED)
            ],
            state_operations=[
                migrations.AlterField(
                    table, column, SealedTextField(blank=(table, column) not in NEVER_EMPTY)
                )
                for table, columns in SEALED.items()
                for column in columns
            ],
        ),
        migrations.RunPython(seal),
    ]
