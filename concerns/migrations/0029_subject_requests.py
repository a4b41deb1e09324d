"""Requests for a copy of what is held about somebody: what is held, decided and given.

Only the engine's scope reads them. The database refuses that one person does two parts of it, that
somebody decides on what names them, and a pack of what was not decided and agreed to whole.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import concerns.sealing.field

TABLES = ("subjectrequest", "subjectitem", "subjectpack")
PEOPLE = {
    "subjectrequest": ("about_id", "run_by_id", "second_id"),
    "subjectitem": ("decider_id", "decided_by_id"),
    "subjectpack": ("made_by_id",),
}


def _same_council(table, column, other):
    return f"""
ALTER TABLE concerns_{table} ADD CONSTRAINT {table}_{column}_same_council
  FOREIGN KEY (council_id, {column}) REFERENCES concerns_{other} (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
"""


SECURED = (
    "".join(
        f"""
ALTER TABLE concerns_{table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_{table} FORCE ROW LEVEL SECURITY;
CREATE POLICY engine ON concerns_{table} FOR ALL USING (pp_engine()) WITH CHECK (pp_engine());
ALTER TABLE concerns_{table} ADD CONSTRAINT {table}_of_council UNIQUE (council_id, id);
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON concerns_{table}
  FOR EACH STATEMENT EXECUTE FUNCTION pp_refuse_change();
"""
        for table in TABLES
    )
    + "".join(
        _same_council(table, column, "person") for table in TABLES for column in PEOPLE[table]
    )
    + _same_council("subjectitem", "concern_id", "concern")
    + _same_council("subjectitem", "request_id", "subjectrequest")
    + _same_council("subjectpack", "request_id", "subjectrequest")
)

GUARDS = """
CREATE FUNCTION pp_subject_request() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NOT pp_engine() THEN
    RETURN COALESCE(NEW, OLD); -- which row-level security refuses, whatever it is
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.agreed_at IS NOT NULL THEN
      RAISE EXCEPTION 'a request begins without a second person''s yes'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.agreed_at IS NOT NULL
     OR (NEW.council_id, NEW.about_id, NEW.received_on, NEW.due_on, NEW.recorded_at)
        IS DISTINCT FROM
        (OLD.council_id, OLD.about_id, OLD.received_on, OLD.due_on, OLD.recorded_at) THEN
    RAISE EXCEPTION 'a request is agreed to once and never changed'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.agreed_at IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM concerns_approval a
         JOIN concerns_person r ON r.id = NEW.run_by_id AND r.user_id = a.asked_by_id
         JOIN concerns_person s ON s.id = NEW.second_id AND s.user_id = a.settled_by_id
        WHERE a.kind = 'subject_access' AND a.row = NEW.id AND a.council_id = NEW.council_id
          AND a.outcome = 'agreed' AND a.asked_by_id <> a.settled_by_id) THEN
    RAISE EXCEPTION 'a second person has to agree' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.agreed_at IS NOT NULL AND (
       NOT EXISTS (SELECT 1 FROM concerns_subjectitem i WHERE i.request_id = NEW.id)
       OR EXISTS (SELECT 1 FROM concerns_subjectitem i
                   WHERE i.request_id = NEW.id AND i.decision = '')) THEN
    RAISE EXCEPTION 'every item has to be decided first' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreed_once BEFORE INSERT OR UPDATE ON concerns_subjectrequest
  FOR EACH ROW EXECUTE FUNCTION pp_subject_request();

CREATE FUNCTION pp_subject_item() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NOT pp_engine() THEN
    RETURN COALESCE(NEW, OLD); -- which row-level security refuses, whatever it is
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.decision <> '' AND NOT COALESCE(pp_erasing(OLD.concern_id, TG_RELID), false) THEN
      RAISE EXCEPTION 'what was decided stays' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF EXISTS (SELECT 1 FROM concerns_subjectrequest r
              WHERE r.id = NEW.request_id AND r.agreed_at IS NOT NULL)
     AND current_setting('app.resealing', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION 'what was agreed to is never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM concerns_subjectrequest r WHERE r.id = NEW.request_id
                  AND NEW.decider_id IN (r.run_by_id, r.second_id)) THEN
    RAISE EXCEPTION 'it is for whoever runs the request, or the second person'
      USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.council_id, NEW.request_id, NEW.concern_id, NEW.kind, NEW.row)
     IS DISTINCT FROM (OLD.council_id, OLD.request_id, OLD.concern_id, OLD.kind, OLD.row) THEN
    RAISE EXCEPTION 'an item stays what it is a copy of' USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM concerns_party p
              WHERE p.concern_id = NEW.concern_id AND p.person_id = NEW.decider_id)
     OR EXISTS (SELECT 1 FROM concerns_interest p
                 WHERE p.concern_id = NEW.concern_id AND p.person_id = NEW.decider_id)
     OR EXISTS (SELECT 1 FROM concerns_concern c WHERE c.id = NEW.concern_id
                 AND NEW.decider_id IN (c.raiser_id, c.filed_by_id)) THEN
    RAISE EXCEPTION 'nobody decides on what names them' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decided_by_others BEFORE INSERT OR UPDATE OR DELETE ON concerns_subjectitem
  FOR EACH ROW EXECUTE FUNCTION pp_subject_item();

CREATE FUNCTION pp_subject_pack() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NOT pp_engine() THEN
    RETURN COALESCE(NEW, OLD); -- which row-level security refuses, whatever it is
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.kept_as <> '' OR (to_jsonb(NEW) - 'kept_as') <> (to_jsonb(OLD) - 'kept_as') THEN
      RAISE EXCEPTION 'a pack is made once, and then only taken away'
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM concerns_subjectrequest r
                  WHERE r.id = NEW.request_id AND r.agreed_at IS NOT NULL
                    AND NEW.made_by_id IN (r.run_by_id, r.second_id)) THEN
    RAISE EXCEPTION 'a pack is made once a second person has agreed'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER made_once BEFORE INSERT OR UPDATE ON concerns_subjectpack
  FOR EACH ROW EXECUTE FUNCTION pp_subject_pack();
"""


def keep(apps, schema_editor):
    role = schema_editor.connection.ops.quote_name(settings.APPLICATION_ROLE)
    for table in ("subjectrequest", "subjectpack"):
        schema_editor.execute(f"REVOKE DELETE ON concerns_{table} FROM {role}")


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0028_own_part_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="SubjectRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("received_on", models.DateField()),
                ("due_on", models.DateField()),
                ("asked", concerns.sealing.field.SealedTextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.person",
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
                    "run_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.person",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SubjectPack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("kept_as", models.CharField(blank=True, max_length=32)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.council",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.person",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="concerns.subjectrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SubjectItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("filed", "What was filed"),
                            ("party", "Somebody named"),
                            ("message", "A message"),
                            ("note", "A note on the file"),
                            ("step", "A step"),
                            ("duty", "A duty"),
                            ("decision", "A decision about the route"),
                            ("refusal", "What an appeal is about"),
                            ("interest", "An interest declared"),
                            ("evidence", "A file"),
                            ("part", "Their own part in it"),
                            ("record", "What they did and read"),
                            ("entry", "Their entry on the register"),
                            ("office", "An office they hold or held"),
                            ("absence", "An absence"),
                            ("account", "Their account"),
                            ("mail", "Mail sent to them"),
                        ],
                        max_length=10,
                    ),
                ),
                ("row", models.BigIntegerField()),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not decided"),
                            ("disclose", "Give it as it is"),
                            ("redact", "Give it without some of it"),
                            ("withhold", "Do not give it"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_theirs", "It is not information about them"),
                            (
                                "others",
                                "It is about somebody else, and giving it would not be reasonable",
                            ),
                            (
                                "regulatory",
                                "It would harm an investigation or the council’s oversight",
                            ),
                            ("crime", "It would harm the prevention or detection of crime"),
                            ("privilege", "It is legal advice, or was made for proceedings"),
                            ("negotiation", "It would harm negotiations with them"),
                            ("planning", "It is planning by management that giving it would harm"),
                            ("reference", "It is a reference given in confidence"),
                            ("health", "It is about health, and would cause serious harm"),
                            ("other", "Another exemption, which the words below name"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("words", concerns.sealing.field.SealedTextField(blank=True)),
                ("given", concerns.sealing.field.SealedTextField(blank=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "concern",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.person",
                    ),
                ),
                (
                    "decider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.person",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="concerns.subjectrequest",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="subjectrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about", models.F("run_by")), _negated=True),
                    models.Q(("about", models.F("second")), _negated=True),
                    models.Q(("run_by", models.F("second")), _negated=True),
                ),
                name="subject_request_three_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gt", models.F("received_on"))),
                name="subject_request_due_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectpack",
            constraint=models.UniqueConstraint(
                fields=("request", "made_by"), name="subject_pack_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectitem",
            constraint=models.UniqueConstraint(
                fields=("request", "concern", "kind", "row"),
                name="subject_item_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "filed",
                            "party",
                            "message",
                            "note",
                            "step",
                            "duty",
                            "decision",
                            "refusal",
                            "interest",
                            "evidence",
                            "part",
                            "record",
                            "entry",
                            "office",
                            "absence",
                            "account",
                            "mail",
                        ],
                    )
                ),
                name="subject_item_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "why__in",
                        [
                            "",
                            "not_theirs",
                            "others",
                            "regulatory",
                            "crime",
                            "privilege",
                            "negotiation",
                            "planning",
                            "reference",
                            "health",
                            "other",
                        ],
                    )
                ),
                name="subject_item_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at", None),
                        ("decided_by", None),
                        ("decision", ""),
                        ("given", ""),
                        ("why", ""),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decision__in", ["disclose", "redact"]),
                        ("why", ""),
                        models.Q(("given", ""), _negated=True),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decision", "withhold"),
                        ("given", ""),
                        models.Q(("why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="subject_item_decision_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision", ""),
                    models.Q(("decided_by", models.F("decider")), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="subject_item_decided_by_its_decider",
            ),
        ),
        migrations.RunSQL(SECURED + GUARDS, migrations.RunSQL.noop),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
