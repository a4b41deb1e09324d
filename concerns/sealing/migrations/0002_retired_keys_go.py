"""Replaced keys are deleted by the service itself, an hour after nothing needs them any more.

The application may erase a key anyway; the trigger keeps it from a mistake that would lose words.
"""

from django.conf import settings
from django.db import migrations

TRIGGERS = """
CREATE FUNCTION pp_refuse_key_in_use() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE
  since timestamptz := to_jsonb(OLD) ->> TG_ARGV[0];
BEGIN
  IF since IS NULL OR since > now() - interval '1 hour' THEN
    RAISE EXCEPTION 'a key that may still be needed is not deleted'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER key_in_use BEFORE DELETE ON concern_key
  FOR EACH ROW EXECUTE FUNCTION pp_refuse_key_in_use('emptied_at');
CREATE TRIGGER key_in_use BEFORE DELETE ON council_key
  FOR EACH ROW EXECUTE FUNCTION pp_refuse_key_in_use('retired_at');
"""

NO_TRIGGERS = """
DROP TRIGGER key_in_use ON concern_key;
DROP TRIGGER key_in_use ON council_key;
DROP FUNCTION pp_refuse_key_in_use();
"""


def may_delete(apps, schema_editor):
    role = schema_editor.connection.ops.quote_name(settings.APPLICATION_ROLE)
    schema_editor.execute(f"GRANT DELETE ON council_key, concern_key TO {role}")


def may_not(apps, schema_editor):
    role = schema_editor.connection.ops.quote_name(settings.APPLICATION_ROLE)
    schema_editor.execute(f"REVOKE DELETE ON council_key, concern_key FROM {role}")


class Migration(migrations.Migration):
    dependencies = [("sealing", "0001_initial")]
    operations = [
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunPython(may_delete, may_not),
    ]
