"""Reviews that left an adopted version as it is, and when a version was said to be ready."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# As every tenant table: unique on (council, id), and pointing at others by both.
COMPOSITE = """
ALTER TABLE concerns_protocolreview
  ADD CONSTRAINT protocolreview_of_council UNIQUE (council_id, id);
ALTER TABLE concerns_protocolreview ADD CONSTRAINT protocolreview_protocol_id_same_council
  FOREIGN KEY (council_id, protocol_id) REFERENCES concerns_protocol (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
"""

# A review moves the day people are reminded on, so it is never rewritten; and only what was in
# force by then can have been looked at and left as it is.
LASTING = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON concerns_protocolreview
  FOR EACH ROW EXECUTE FUNCTION pp_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON concerns_protocolreview
  FOR EACH STATEMENT EXECUTE FUNCTION pp_refuse_change();

CREATE FUNCTION pp_refuse_review_of_no_force() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM concerns_protocol
                  WHERE id = NEW.protocol_id AND status IN ('adopted', 'superseded')
                    AND in_force_from <= NEW.reviewed_on
                    AND (in_force_until IS NULL OR NEW.reviewed_on < in_force_until)) THEN
    RAISE EXCEPTION 'only a version in force is reviewed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER in_force BEFORE INSERT ON concerns_protocolreview
  FOR EACH ROW EXECUTE FUNCTION pp_refuse_review_of_no_force();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0013_trials"),
    ]

    operations = [
        migrations.AddField(
            model_name="protocol",
            name="offered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="ProtocolReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reviewed_on", models.DateField()),
                ("minute", models.CharField(max_length=200)),
                ("next_due", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.council",
                    ),
                ),
                (
                    "protocol",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="concerns.protocol",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["reviewed_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("protocol", "reviewed_on"), name="one_review_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("next_due__gt", models.F("reviewed_on"))),
                        name="next_review_after_this_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minute", ""), _negated=True), name="review_is_minuted"
                    ),
                ],
            },
        ),
        migrations.RunSQL(COMPOSITE + LASTING, migrations.RunSQL.noop),
    ]
