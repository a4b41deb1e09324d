"""An appeal is about its raiser's own request, and what it brings along is for those who work it."""

from django.db import migrations

# One reference says both: the same council, and the same person who raised it.
SAME_RAISER = """
ALTER TABLE concerns_concern ADD CONSTRAINT concern_of_raiser UNIQUE (council_id, id, raiser_id);
ALTER TABLE concerns_concern ADD CONSTRAINT concern_appeal_of_id_same_raiser
  FOREIGN KEY (council_id, appeal_of_id, raiser_id)
  REFERENCES concerns_concern (council_id, id, raiser_id) DEFERRABLE INITIALLY DEFERRED;
"""

SECURED = """
ALTER TABLE concerns_refusal ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_refusal FORCE ROW LEVEL SECURITY;
CREATE POLICY engine ON concerns_refusal FOR ALL USING (pp_engine()) WITH CHECK (pp_engine());
CREATE POLICY need_to_know ON concerns_refusal FOR SELECT USING (
  EXISTS (SELECT 1 FROM concerns_grant g
    WHERE g.concern_id = concerns_refusal.concern_id AND g.user_id = pp_user()
      AND g.ended_at IS NULL AND g.capacity = ANY (ARRAY['raiser', 'handler', 'adviser'])));

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON concerns_refusal
  FOR EACH ROW EXECUTE FUNCTION pp_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON concerns_refusal
  FOR EACH STATEMENT EXECUTE FUNCTION pp_refuse_change();

ALTER TABLE concerns_refusal ADD CONSTRAINT refusal_of_council UNIQUE (council_id, id);
ALTER TABLE concerns_refusal ADD CONSTRAINT refusal_concern_id_same_council
  FOREIGN KEY (council_id, concern_id) REFERENCES concerns_concern (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE concerns_refusal ADD CONSTRAINT refusal_decided_by_id_same_council
  FOREIGN KEY (council_id, decided_by_id) REFERENCES concerns_person (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("concerns", "0008_what_the_raiser_adds")]

    operations = [
        migrations.RunSQL(sql, reverse_sql=migrations.RunSQL.noop) for sql in (SAME_RAISER, SECURED)
    ]
