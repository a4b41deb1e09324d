"""Let people of a council read who changed its register, and nothing else of the record."""

from django.db import migrations, models

# The subquery asks once for the reader and not once a row. What is about a concern stays out by
# its id and by its type: either alone would do.
READERS = """
CREATE POLICY register_changes ON concerns_auditevent FOR SELECT USING (
  concern_id IS NULL
  AND starts_with(type, 'register.')
  AND council_id IN (
    SELECT p.council_id FROM concerns_person p
     WHERE p.user_id = pp_user()
       AND (p.active_to IS NULL OR p.active_to > (now() AT TIME ZONE 'Europe/London')::date)));
"""


class Migration(migrations.Migration):
    dependencies = [("concerns", "0005_one_message_a_form")]

    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                condition=models.Q(("concern_id__isnull", True)),
                fields=["council_id", "-at", "-id"],
                name="audit_of_register",
            ),
        ),
        migrations.RunSQL(READERS, "DROP POLICY register_changes ON concerns_auditevent;"),
    ]
