"""An adopted version ends once and is never emptied; a removed test stays to be told of."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# It is superseded and gets the day it ended in one act, and neither changes again: otherwise an
# older version could be made to hold once more. A whole table is never emptied, drafts or not.
FROZEN = """
CREATE OR REPLACE FUNCTION pp_refuse_frozen_protocol() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION 'an adopted protocol never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.status IN ('adopted', 'superseded') THEN
    IF TG_OP = 'DELETE'
       OR (to_jsonb(NEW) - 'status' - 'in_force_until')
          IS DISTINCT FROM (to_jsonb(OLD) - 'status' - 'in_force_until')
       OR ((NEW.status, NEW.in_force_until) IS DISTINCT FROM (OLD.status, OLD.in_force_until)
           AND NOT (OLD.status = 'adopted' AND OLD.in_force_until IS NULL
                    AND NEW.status = 'superseded' AND NEW.in_force_until IS NOT NULL)) THEN
      RAISE EXCEPTION 'an adopted protocol never changes' USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER frozen_truncate BEFORE TRUNCATE ON concerns_{table}
  FOR EACH STATEMENT EXECUTE FUNCTION pp_refuse_frozen_protocol();
"""
    for table in ("protocol", "clause", "rule", "ruleclause")
)


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0014_version_reviews"),
    ]

    operations = [
        migrations.RunSQL(FROZEN, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="trial",
            name="removed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="trial",
            name="removed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RemoveConstraint(model_name="trial", name="one_trial_of_a_name"),
        migrations.AddConstraint(
            model_name="trial",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at__isnull", True)),
                fields=("council", "name"),
                name="one_trial_of_a_name",
            ),
        ),
    ]
