"""Whoever declared an interest in a concern is given it as little as whom it is about.

The application's route passes them over; this is the second lock, for whatever code runs.
"""

from django.db import migrations

REFUSED = """
CREATE OR REPLACE FUNCTION pp_refuse_subject_grant() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.ended_at IS NULL AND NEW.capacity IN ('handler', 'adviser', 'consultee', 'informed') THEN
    IF EXISTS (SELECT 1 FROM concerns_party p
                 JOIN concerns_person me ON me.id = NEW.person_id
                 LEFT JOIN concerns_person q ON q.id = p.person_id
                WHERE p.concern_id = NEW.concern_id AND p.role = 'subject'
                  AND (q.user_id = NEW.user_id
                       OR lower(me.name) IN (lower(q.name), lower(p.filed_as)))) THEN
      RAISE EXCEPTION 'the person a concern is about cannot be given it'
        USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM concerns_interest i
                 JOIN concerns_person q ON q.id = i.person_id
                WHERE i.concern_id = NEW.concern_id AND q.user_id = NEW.user_id) THEN
      RAISE EXCEPTION 'somebody with an interest in a concern cannot be given it'
        USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("concerns", "0023_evidence")]

    operations = [migrations.RunSQL(REFUSED, reverse_sql=migrations.RunSQL.noop)]
