"""The chain over the record: links written at commit by the database itself, one head a council.

At commit and not at insert: whoever inserts holds the head until their transaction ends, and a
chain made at insert lets a whole council wait for its slowest request (measured in security 5.3).
"""

from typing import Any

from django.conf import settings
from django.db import migrations, models

# The array that is hashed; `concerns.chain.entry` makes the same one. An array and no joined
# texts, so that nothing can be moved from one field to the next.
HASHED = """
CREATE FUNCTION pp_utc(moment timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

CREATE FUNCTION pp_audit_hash(
  link concerns_auditlink, event concerns_auditevent
) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT encode(sha256(convert_to(jsonb_build_array(
     link.prev_hash, link.council_id, link.seq, link.event_id, pp_utc(link.at),
     event.council_id, event.concern_id, event.actor_id, event.person_id,
     event.type, pp_utc(event.at), event.data)::text, 'UTF8')), 'hex') $$;

CREATE FUNCTION pp_next_link(event concerns_auditevent) RETURNS void LANGUAGE plpgsql AS
$$ DECLARE
  of_council bigint := COALESCE(event.council_id, 0);
  head concerns_audithead;
  link concerns_auditlink;
BEGIN
  SELECT * INTO head FROM concerns_audithead WHERE council_id = of_council FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO concerns_audithead (council_id, seq, hash)
      VALUES (of_council, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
    SELECT * INTO STRICT head FROM concerns_audithead WHERE council_id = of_council FOR UPDATE;
  END IF;
  link.council_id := of_council;
  link.seq := head.seq + 1;
  link.event_id := event.id;
  link.at := clock_timestamp();
  link.prev_hash := head.hash;
  link.hash := pp_audit_hash(link, event);
  INSERT INTO concerns_auditlink (council_id, seq, event_id, at, prev_hash, hash)
    VALUES (link.council_id, link.seq, link.event_id, link.at, link.prev_hash, link.hash);
  UPDATE concerns_audithead SET seq = link.seq, hash = link.hash WHERE council_id = of_council;
END $$;
"""

EXISTING = """
SELECT set_config('app.engine', 'on', true);
DO $$ DECLARE event concerns_auditevent; BEGIN
  FOR event IN SELECT * FROM concerns_auditevent ORDER BY id LOOP
    PERFORM pp_next_link(event);
  END LOOP;
END $$;
SELECT set_config('app.engine', '', true);
"""

# Its owner's rights, since the application has none on heads and may not add links; and its own
# search path, so that nobody puts a table of theirs in the way.
AT_COMMIT = """
CREATE FUNCTION pp_link_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS
$$ BEGIN PERFORM pp_next_link(NEW); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER linked AFTER INSERT ON concerns_auditevent
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pp_link_event();
"""

# How many links a council has, and when they were added, would tell a subject that something goes
# on: links are read in the engine's scope only, and heads by nobody. Both are written from within
# the trigger alone, which binds the owner of the tables as well.
SECURED = """
ALTER TABLE concerns_auditlink ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_auditlink FORCE ROW LEVEL SECURITY;
CREATE POLICY engine ON concerns_auditlink FOR SELECT USING (pp_engine());
CREATE POLICY at_commit ON concerns_auditlink FOR INSERT WITH CHECK (pg_trigger_depth() > 0);
ALTER TABLE concerns_audithead ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_audithead FORCE ROW LEVEL SECURITY;
CREATE POLICY at_commit ON concerns_audithead FOR ALL
  USING (pg_trigger_depth() > 0) WITH CHECK (pg_trigger_depth() > 0);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON concerns_auditlink
  FOR EACH STATEMENT EXECUTE FUNCTION pp_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON concerns_auditlink
  FOR EACH STATEMENT EXECUTE FUNCTION pp_refuse_change();

CREATE FUNCTION pp_refuse_but_advance() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION '% rows are moved on at commit and never changed', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER advanced BEFORE UPDATE OR DELETE ON concerns_audithead
  FOR EACH STATEMENT EXECUTE FUNCTION pp_refuse_but_advance();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON concerns_audithead
  FOR EACH STATEMENT EXECUTE FUNCTION pp_refuse_change();
"""

# Every page of a concern records that it was read. Whoever reads may add that they did, or were
# turned away, and no more, so that no page opens the engine's scope for it.
OWN_READINGS = """
CREATE POLICY own_reading ON concerns_auditevent FOR INSERT WITH CHECK (
  actor_id = pp_user() AND person_id IS NULL
  AND type IN ('concern.view', 'draft.view', 'list.view', 'page.refused'));
"""


def take_rights(apps: Any, schema_editor: Any) -> None:
    """The application reads links, and nothing else here."""
    role = schema_editor.connection.ops.quote_name(settings.APPLICATION_ROLE)
    for statement in (
        f"REVOKE ALL ON concerns_auditlink, concerns_audithead FROM {role}",
        f"GRANT SELECT ON concerns_auditlink TO {role}",
        "REVOKE ALL ON FUNCTION pp_next_link(concerns_auditevent), pp_link_event() FROM PUBLIC",
    ):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("concerns", "0021_nothing_left_unsealed")]

    operations = [
        migrations.CreateModel(
            name="AuditLink",
            fields=[
                ("council_id", models.BigIntegerField()),
                ("seq", models.BigIntegerField()),
                ("event_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("prev_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["council_id", "seq"], name="audit_link_place")
                ]
            },
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("council_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        *(
            migrations.RunSQL(sql, reverse_sql=migrations.RunSQL.noop)
            for sql in (HASHED, EXISTING, AT_COMMIT, SECURED, OWN_READINGS)
        ),
        migrations.RunPython(take_rights, migrations.RunPython.noop),
    ]
