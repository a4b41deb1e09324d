"""Whoever commits events of several chains takes their heads in one order, whatever the events'.

What happens to an account is in the chain of no council, and the same act is often in a council's
as well: two that took the heads the other way about would wait for each other until the database
ended one of them. A head is made with a council's first event; that alone is in the events' order.
"""

from django.db import migrations

IN_ORDER = """
CREATE FUNCTION pp_note_head() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE
  noted text[] := string_to_array(COALESCE(current_setting('app.heads', true), ''), ' ');
  of_council text := COALESCE(NEW.council_id, 0)::text;
BEGIN
  IF of_council <> ALL (noted) THEN
    PERFORM set_config('app.heads', array_to_string(noted || of_council, ' '), true);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER noted AFTER INSERT ON concerns_auditevent
  FOR EACH ROW EXECUTE FUNCTION pp_note_head();

CREATE OR REPLACE FUNCTION pp_link_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS
$$ DECLARE
  noted text := COALESCE(current_setting('app.heads', true), '');
BEGIN
  IF noted <> '' THEN
    PERFORM FROM concerns_audithead
      WHERE council_id = ANY (string_to_array(noted, ' ')::bigint[])
      ORDER BY council_id FOR UPDATE;
    PERFORM set_config('app.heads', '', true);
  END IF;
  PERFORM pp_next_link(NEW);
  RETURN NULL;
END $$;
"""

AS_THEY_COME = """
DROP TRIGGER noted ON concerns_auditevent;
DROP FUNCTION pp_note_head();
CREATE OR REPLACE FUNCTION pp_link_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS
$$ BEGIN PERFORM pp_next_link(NEW); RETURN NULL; END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("concerns", "0034_sign_in_sealed")]
    operations = [migrations.RunSQL(IN_ORDER, AS_THEY_COME)]
