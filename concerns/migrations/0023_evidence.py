"""Files that people add to a concern: who sees them, and the life the database holds them to."""

import django.db.models.deletion
from django.db import migrations, models

import concerns.models.evidence
import concerns.sealing.field

SECURED = """
ALTER TABLE concerns_evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY engine ON concerns_evidence FOR ALL USING (pp_engine()) WITH CHECK (pp_engine());
CREATE POLICY need_to_know ON concerns_evidence FOR SELECT USING (
  EXISTS (SELECT 1 FROM concerns_grant g
    WHERE g.concern_id = concerns_evidence.concern_id AND g.user_id = pp_user()
      AND g.ended_at IS NULL
      AND (g.capacity = ANY (ARRAY['handler', 'adviser'])
           OR g.capacity = 'raiser' AND concerns_evidence.side = 'raiser')));

ALTER TABLE concerns_evidence ADD CONSTRAINT evidence_of_council UNIQUE (council_id, id);
ALTER TABLE concerns_evidence ADD CONSTRAINT evidence_concern_id_same_council
  FOREIGN KEY (council_id, concern_id) REFERENCES concerns_concern (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE concerns_evidence ADD CONSTRAINT evidence_added_by_id_same_council
  FOREIGN KEY (council_id, added_by_id) REFERENCES concerns_person (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE concerns_evidence ADD CONSTRAINT evidence_removed_by_id_same_council
  FOREIGN KEY (council_id, removed_by_id) REFERENCES concerns_person (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
"""

# Only a scan under way, which its lease tells, says clean; nothing is put in the place of a file;
# and what somebody took away does not come back.
LIFE = """
CREATE FUNCTION pp_evidence_life() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'received' OR NEW.lease <> '' OR NEW.scanned_at IS NOT NULL THEN
      RAISE EXCEPTION 'a file begins as received, and the scanner has not seen it'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.state <> 'removed' THEN
      RAISE EXCEPTION 'a file is removed before its row goes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF (NEW.council_id, NEW.concern_id, NEW.public_id, NEW.kind, NEW.size, NEW.side, NEW.added_by_id,
      NEW.added_at) IS DISTINCT FROM
     (OLD.council_id, OLD.concern_id, OLD.public_id, OLD.kind, OLD.size, OLD.side, OLD.added_by_id,
      OLD.added_at)
     OR NEW.state <> 'removed'
        AND (NEW.kept_as, NEW.preview_as) IS DISTINCT FROM (OLD.kept_as, OLD.preview_as) THEN
    RAISE EXCEPTION 'a file is never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = OLD.state AND OLD.state <> 'removed'
     OR OLD.state = 'received' AND NEW.state = 'quarantined' AND NEW.lease <> ''
     OR OLD.state = 'quarantined' AND OLD.lease <> '' AND OLD.lease_until > statement_timestamp()
        AND NEW.state IN ('clean', 'rejected')
     OR OLD.state <> 'removed' AND NEW.state = 'removed' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a file that is % does not become %', OLD.state, NEW.state
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER life BEFORE INSERT OR UPDATE OR DELETE ON concerns_evidence
  FOR EACH ROW EXECUTE FUNCTION pp_evidence_life();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0022_audit_chain"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=concerns.models.evidence.new_public_id, max_length=22, unique=True
                    ),
                ),
                ("called", concerns.sealing.field.SealedTextField()),
                ("description", concerns.sealing.field.SealedTextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "Pdf"),
                            ("png", "Png"),
                            ("jpeg", "Jpeg"),
                            ("text", "Text"),
                            ("docx", "Docx"),
                            ("xlsx", "Xlsx"),
                            ("odt", "Odt"),
                            ("email", "Email"),
                        ],
                        max_length=10,
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("raiser", "Whoever raised it"),
                            ("handler", "Whoever deals with it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("token", models.UUIDField(blank=True, null=True)),
                ("kept_as", models.CharField(blank=True, max_length=32)),
                ("preview_as", models.CharField(blank=True, max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("quarantined", "With the scanner"),
                            ("clean", "Clean"),
                            ("rejected", "Rejected"),
                            ("removed", "Removed"),
                        ],
                        default="received",
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=20)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("lease", models.CharField(blank=True, max_length=22)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("scanned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.person",
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="concerns.concern",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.council",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["received", "quarantined"])),
                        fields=["lease_until", "id"],
                        name="evidence_to_scan",
                    ),
                    models.Index(fields=["added_by", "added_at"], name="evidence_of_a_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["pdf", "png", "jpeg", "text", "docx", "xlsx", "odt", "email"],
                            )
                        ),
                        name="evidence_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["raiser", "handler"])),
                        name="evidence_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reason", ""), ("state__in", ["received", "quarantined", "clean"])
                            ),
                            models.Q(("reason", "virus"), ("state", "rejected")),
                            models.Q(
                                ("reason__in", ["mistake", "wrong", "private", "erased"]),
                                ("state", "removed"),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_state_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kept_as", ""),
                                ("preview_as", ""),
                                ("removed_at__isnull", False),
                                ("state", "removed"),
                            ),
                            models.Q(
                                models.Q(("state", "removed"), _negated=True),
                                ("removed_at__isnull", True),
                                models.Q(("kept_as", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_is_kept_until_removed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["clean", "rejected"]), _negated=True),
                            ("scanned_at__isnull", False),
                            _connector="OR",
                        ),
                        name="verdict_has_an_instant",
                    ),
                    models.UniqueConstraint(
                        fields=("concern", "added_by", "token"), name="one_file_a_form"
                    ),
                ],
            },
        ),
        *(migrations.RunSQL(sql, reverse_sql=migrations.RunSQL.noop) for sql in (SECURED, LIFE)),
    ]
