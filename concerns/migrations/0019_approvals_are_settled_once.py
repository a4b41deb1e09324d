"""What the database refuses of approvals, whatever code runs (security G17)."""

from django.conf import settings
from django.db import migrations

GUARDS = """
ALTER TABLE concerns_approval ADD CONSTRAINT approval_of_council UNIQUE (council_id, id);
ALTER TABLE concerns_approval ADD CONSTRAINT approval_person_same_council
  FOREIGN KEY (council_id, person_id) REFERENCES concerns_person (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE concerns_approval ADD CONSTRAINT approval_concern_same_council
  FOREIGN KEY (council_id, concern_id) REFERENCES concerns_concern (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;

-- What is about a concern is nobody's to find by looking; the actions show it to whom it is for.
ALTER TABLE concerns_approval ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_approval FORCE ROW LEVEL SECURITY;
CREATE POLICY engine ON concerns_approval FOR ALL USING (pp_engine()) WITH CHECK (pp_engine());
CREATE POLICY of_a_council ON concerns_approval FOR SELECT USING (concern_id IS NULL);

CREATE FUNCTION pp_refuse_approval() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.outcome <> ''
     OR (to_jsonb(NEW) - 'outcome' - 'settled_by_id' - 'settled_at')
        IS DISTINCT FROM (to_jsonb(OLD) - 'outcome' - 'settled_by_id' - 'settled_at')) THEN
    RAISE EXCEPTION 'what was asked for is settled once and never changed'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.outcome = 'agreed' AND NEW.settled_at >= NEW.expires_at THEN
    RAISE EXCEPTION 'what was asked for has expired' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM concerns_person p WHERE p.id = NEW.person_id
              AND (p.user_id = NEW.asked_by_id
                   OR (NEW.outcome = 'agreed' AND p.user_id = NEW.settled_by_id)))
     OR EXISTS (SELECT 1 FROM concerns_party q JOIN concerns_person p ON p.id = q.person_id
                 WHERE q.concern_id = NEW.concern_id AND q.role = 'subject'
                   AND (p.user_id = NEW.asked_by_id
                        OR (NEW.outcome = 'agreed' AND p.user_id = NEW.settled_by_id))) THEN
    RAISE EXCEPTION 'nobody asks for or agrees to what is done to them'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settled_once BEFORE INSERT OR UPDATE ON concerns_approval
  FOR EACH ROW EXECUTE FUNCTION pp_refuse_approval();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON concerns_approval
  FOR EACH STATEMENT EXECUTE FUNCTION pp_refuse_change();
"""


def keep(apps, schema_editor):
    role = schema_editor.connection.ops.quote_name(settings.APPLICATION_ROLE)
    schema_editor.execute(f"REVOKE DELETE ON concerns_approval FROM {role}")


class Migration(migrations.Migration):
    dependencies = [("concerns", "0018_approvals")]

    operations = [
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
