"""What stands between anybody and erasing, whatever code runs (security G15, G17).

Nothing of a concern's decisions can be deleted by the application. One function of the owner's
does it, of one concern at a time, and only of one that two people agreed to erase, that has been
closed for as long as any council must keep it, and that nothing holds.
"""

from django.conf import settings
from django.db import migrations

HOLDS = """
ALTER TABLE concerns_hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_hold FORCE ROW LEVEL SECURITY;
CREATE POLICY engine ON concerns_hold FOR ALL USING (pp_engine()) WITH CHECK (pp_engine());
CREATE POLICY need_to_know ON concerns_hold FOR SELECT USING (
  EXISTS (SELECT 1 FROM concerns_grant g
    WHERE g.concern_id = concerns_hold.concern_id AND g.user_id = pp_user()
      AND g.ended_at IS NULL AND g.capacity = 'handler'));

ALTER TABLE concerns_hold ADD CONSTRAINT hold_of_council UNIQUE (council_id, id);
ALTER TABLE concerns_hold ADD CONSTRAINT hold_concern_id_same_council
  FOREIGN KEY (council_id, concern_id) REFERENCES concerns_concern (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE concerns_hold ADD CONSTRAINT hold_owner_id_same_council
  FOREIGN KEY (council_id, owner_id) REFERENCES concerns_person (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE concerns_hold ADD CONSTRAINT hold_placed_by_id_same_council
  FOREIGN KEY (council_id, placed_by_id) REFERENCES concerns_person (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE concerns_retentionperiod ADD CONSTRAINT retentionperiod_of_council
  UNIQUE (council_id, id);

-- It changes in two ways: it is looked at again, and it ends because two people agreed. Its words
-- may be sealed anew.
CREATE FUNCTION pp_hold_life() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.released_at IS NOT NULL THEN
      RAISE EXCEPTION 'a hold begins as one' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.released_at IS NOT NULL AND NEW.reason = OLD.reason
     OR (to_jsonb(NEW) - 'review_on' - 'released_at' - 'reason')
        IS DISTINCT FROM (to_jsonb(OLD) - 'review_on' - 'released_at' - 'reason')
     OR NEW.reason <> OLD.reason
        AND COALESCE(current_setting('app.resealing', true), '') <> 'on' THEN
    RAISE EXCEPTION 'a hold is looked at again or released, and never changed'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.released_at IS DISTINCT FROM OLD.released_at AND NOT EXISTS (
       SELECT 1 FROM concerns_approval a
        WHERE a.kind = 'release_hold' AND a.concern_id = NEW.concern_id AND a."row" = NEW.id
          AND a.outcome = 'agreed') THEN
    RAISE EXCEPTION 'two people release a hold' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER life BEFORE INSERT OR UPDATE ON concerns_hold
  FOR EACH ROW EXECUTE FUNCTION pp_hold_life();
"""

# Django still takes a raiser for granted: what asks for one does not find what was erased.
RAISER = """
ALTER TABLE concerns_concern ALTER COLUMN raiser_id DROP NOT NULL;
ALTER TABLE concerns_concern ADD CONSTRAINT only_what_was_erased_has_no_raiser
  CHECK (raiser_id IS NOT NULL OR erased_at IS NOT NULL);
"""

GUARDS = """
-- Whether it runs inside the function below: nobody else is the owner and says so.
CREATE FUNCTION pp_erasing(concern bigint, of_table oid) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT COALESCE(current_setting('app.erasing', true), '') = concern::text
     AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = of_table) $$;

CREATE FUNCTION pp_refuse_erasing() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF TG_OP = 'INSERT' AND NEW.erased_at IS NOT NULL
     OR TG_OP = 'UPDATE' AND (OLD.erased_at IS NOT NULL
        OR NEW.erased_at IS NOT NULL AND NOT pp_erasing(NEW.id, TG_RELID)) THEN
    RAISE EXCEPTION 'a concern is erased once, by two people, and stays so'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER erased_once BEFORE INSERT OR UPDATE ON concerns_concern
  FOR EACH ROW EXECUTE FUNCTION pp_refuse_erasing();

CREATE OR REPLACE FUNCTION pp_refuse_all_but_resealing() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE was jsonb := to_jsonb(OLD); DECLARE is_now jsonb;
BEGIN
  IF TG_OP = 'DELETE' AND pp_erasing(OLD.concern_id, TG_RELID) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND COALESCE(current_setting('app.resealing', true), '') = 'on' THEN
    is_now := to_jsonb(NEW);
    IF is_now - TG_ARGV = was - TG_ARGV AND NOT EXISTS (
         SELECT FROM unnest(TG_ARGV) name WHERE (is_now ->> name = '\\x') <> (was ->> name = '\\x'))
    THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '% rows are added and never changed', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation'; END $$;
"""

# Every table that points at a concern, today's and tomorrow's, but for what two people agreed to.
# The last resort about time is the database's own clock: no council keeps anything for less.
ERASE = """
CREATE FUNCTION pp_erase_concern(agreed bigint, moment timestamptz) RETURNS jsonb
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ DECLARE
  this bigint; asked timestamptz; of_table regclass; n bigint; counts jsonb := '{}';
BEGIN
  SELECT concern_id, asked_at INTO this, asked FROM concerns_approval
   WHERE id = agreed AND kind = 'erase' AND outcome = 'agreed';
  IF this IS NULL THEN
    RAISE EXCEPTION 'two people agree to an erasure' USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM 1 FROM concerns_concern
    WHERE id = this AND state = 'closed' AND erased_at IS NULL AND closed_at <= asked
      AND closed_at < statement_timestamp() - interval '12 months'
    FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'it is open, or not closed for long enough, or was closed after it was asked'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM concerns_hold WHERE concern_id = this AND released_at IS NULL) THEN
    RAISE EXCEPTION 'it is held' USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM concerns_concern WHERE appeal_of_id = this AND state <> 'closed') THEN
    RAISE EXCEPTION 'an appeal about it is open' USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM set_config('app.erasing', this::text, true);
  FOR of_table IN
    SELECT DISTINCT c.conrelid::regclass FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attname = 'concern_id'
     WHERE c.contype = 'f' AND c.confrelid = 'concerns_concern'::regclass
       AND c.conrelid <> 'concerns_approval'::regclass
  LOOP
    EXECUTE format('DELETE FROM %s WHERE concern_id = $1', of_table) USING this;
    GET DIAGNOSTICS n = ROW_COUNT;
    counts := counts || jsonb_build_object(
      replace(trim(both '"' from of_table::text), 'concerns_', ''), n);
  END LOOP;
  UPDATE concerns_concern SET appeal_of_id = NULL WHERE appeal_of_id = this;
  UPDATE concerns_concern SET
    erased_at = moment, raiser_id = NULL, filed_by_id = NULL, appeal_of_id = NULL,
    about_kind = '', natures = '{}', written = NULL, code_breach = NULL, decider = '',
    months_since_last = NULL, happened_from = NULL, happened_until = NULL, is_ongoing = false,
    what_happened = '', informal_tried = '', informal_detail = '', wanted = '{}',
    wanted_detail = '', breached = '{}', adjustments = '', picked = '{}', route_wrong = '',
    route_instead = '', withhold_grounds = '{}', withhold_words = '', answered = '{}', previewed = NULL, outcome_reasons = '',
    version = version + 1
   WHERE id = this;
  PERFORM set_config('app.erasing', '', true);
  RETURN counts;
END $$;
"""


def give_rights(apps, schema_editor):
    role = schema_editor.connection.ops.quote_name(settings.APPLICATION_ROLE)
    for statement in (
        f"REVOKE DELETE ON concerns_hold FROM {role}",
        "REVOKE ALL ON FUNCTION pp_erase_concern(bigint, timestamptz) FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION pp_erase_concern(bigint, timestamptz) TO {role}",
    ):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("concerns", "0032_retention")]

    operations = [
        *(
            migrations.RunSQL(sql, reverse_sql=migrations.RunSQL.noop)
            for sql in (HOLDS, RAISER, GUARDS, ERASE)
        ),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
