"""Refuse a grant to somebody of the name of whom a concern is about: they may be one person twice.

An account tells two entries of one person only where both have it. A name does so where somebody
was put on the register again under another address.
"""

from django.db import migrations

NO_NAMESAKE_HANDLES = """
CREATE OR REPLACE FUNCTION pp_refuse_subject_grant() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.ended_at IS NULL AND NEW.capacity IN ('handler', 'adviser', 'consultee', 'informed')
     AND EXISTS (SELECT 1 FROM concerns_party p
                   JOIN concerns_person me ON me.id = NEW.person_id
                   LEFT JOIN concerns_person q ON q.id = p.person_id
                  WHERE p.concern_id = NEW.concern_id AND p.role = 'subject'
                    AND (q.user_id = NEW.user_id
                         OR lower(me.name) IN (lower(q.name), lower(p.name), lower(p.filed_as)))) THEN
    RAISE EXCEPTION 'the person a concern is about cannot be given it'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("concerns", "0010_name_as_filed")]

    operations = [
        migrations.RunSQL(NO_NAMESAKE_HANDLES, reverse_sql=migrations.RunSQL.noop),
    ]
