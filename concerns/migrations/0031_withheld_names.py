"""A withheld name: who sees why it is to be revealed, and that it never is before its day."""

from django.db import migrations

# Whoever raised it reads why it is to be revealed to those it is about; not who gives advice on it.
SECURED = """
ALTER TABLE concerns_revealing ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_revealing FORCE ROW LEVEL SECURITY;
CREATE POLICY engine ON concerns_revealing FOR ALL USING (pp_engine()) WITH CHECK (pp_engine());
CREATE POLICY need_to_know ON concerns_revealing FOR SELECT USING (
  EXISTS (SELECT 1 FROM concerns_grant g
    WHERE g.concern_id = concerns_revealing.concern_id AND g.user_id = pp_user()
      AND g.ended_at IS NULL
      AND (g.capacity = 'handler'
           OR g.capacity = 'raiser' AND concerns_revealing."to" = 'subject'
           OR g.capacity = 'adviser' AND concerns_revealing.wanted_by_id = g.person_id)));

ALTER TABLE concerns_revealing ADD CONSTRAINT revealing_of_council UNIQUE (council_id, id);
ALTER TABLE concerns_revealing ADD CONSTRAINT revealing_concern_id_same_council
  FOREIGN KEY (council_id, concern_id) REFERENCES concerns_concern (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE concerns_revealing ADD CONSTRAINT revealing_wanted_by_id_same_council
  FOREIGN KEY (council_id, wanted_by_id) REFERENCES concerns_person (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE concerns_revealing ADD CONSTRAINT the_raiser_has_time_first CHECK (
  not_before > (wanted_at AT TIME ZONE 'Europe/London')::date);
ALTER TABLE concerns_revealing ADD CONSTRAINT never_before_its_day CHECK (
  "to" <> 'subject' OR (revealed_at AT TIME ZONE 'Europe/London')::date >= not_before);
"""

# What somebody was told stays as it was; it ends once, in one of two ways.
SETTLED_ONCE = """
CREATE FUNCTION pp_revealing_is_settled_once() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF (NEW.council_id, NEW.concern_id, NEW."to", NEW.wanted_by_id, NEW.wanted_at, NEW.not_before)
     IS DISTINCT FROM
     (OLD.council_id, OLD.concern_id, OLD."to", OLD.wanted_by_id, OLD.wanted_at, OLD.not_before)
     OR (OLD.revealed_at IS NOT NULL OR OLD.taken_back_at IS NOT NULL)
        AND (NEW.revealed_at, NEW.taken_back_at)
            IS DISTINCT FROM (OLD.revealed_at, OLD.taken_back_at) THEN
    RAISE EXCEPTION 'what the raiser was told is not changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settled_once BEFORE UPDATE ON concerns_revealing
  FOR EACH ROW EXECUTE FUNCTION pp_revealing_is_settled_once();
"""

# Whoever answers asked while they wrote it; from then on only these ways lead anywhere.
ONLY_SO = """
CREATE FUNCTION pp_withholding() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.withholding = OLD.withholding THEN RETURN NEW; END IF;
  IF OLD.withholding = '' AND NEW.withholding = 'asked' AND OLD.sent_at IS NULL
     OR OLD.withholding = 'asked' AND NEW.withholding IN ('accepted', 'waiting')
     OR OLD.withholding = 'accepted' AND NEW.withholding = 'waiting'
     OR OLD.withholding = 'waiting' AND NEW.withholding = 'accepted'
     OR OLD.withholding = 'waiting' AND NEW.withholding = 'revealed' AND EXISTS (
          SELECT 1 FROM concerns_revealing r WHERE r.concern_id = NEW.id
             AND r."to" = 'subject' AND r.revealed_at IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a name that is % does not become %', OLD.withholding, NEW.withholding
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER withholding BEFORE UPDATE OF withholding ON concerns_concern
  FOR EACH ROW EXECUTE FUNCTION pp_withholding();
"""


class Migration(migrations.Migration):
    dependencies = [("concerns", "0030_identity")]

    operations = [
        migrations.RunSQL(sql, reverse_sql=migrations.RunSQL.noop)
        for sql in (SECURED, SETTLED_ONCE, ONLY_SO)
    ]
