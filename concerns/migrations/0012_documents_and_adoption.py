"""A council's own document, passage by passage, and how a version was adopted."""

import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# As every tenant table: unique on (council, id), and pointing at others by both.
COMPOSITE = """
ALTER TABLE concerns_document ADD CONSTRAINT document_of_council UNIQUE (council_id, id);
ALTER TABLE concerns_passage ADD CONSTRAINT passage_of_council UNIQUE (council_id, id);
ALTER TABLE concerns_document ADD CONSTRAINT document_protocol_id_same_council
  FOREIGN KEY (council_id, protocol_id) REFERENCES concerns_protocol (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE concerns_passage ADD CONSTRAINT passage_document_id_same_council
  FOREIGN KEY (council_id, document_id) REFERENCES concerns_document (council_id, id)
  DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0011_namesakes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("remarks", models.JSONField(default=list)),
                ("read_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=200)),
                ("parent", models.CharField(blank=True, max_length=200)),
                ("label", models.CharField(blank=True, max_length=50)),
                ("heading", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField()),
                ("raw", models.TextField()),
                ("is_heading", models.BooleanField(default=False)),
                ("quoted", models.BooleanField(default=False)),
                ("marks", models.JSONField(default=list)),
                ("confidence", models.FloatField(default=1.0)),
                ("questions", models.JSONField(default=list)),
                ("proposal", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "To be looked at"),
                            ("accepted", "Accepted"),
                            ("skipped", "Left out"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.AddField(
            model_name="protocol",
            name="adopted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="protocol",
            name="adopted_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="protocol",
            name="minute",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="protocol",
            name="offered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="protocol",
            name="review_due",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="protocol",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("adopted_by__isnull", True),
                    models.Q(
                        ("offered_by__isnull", False),
                        models.Q(("adopted_by", models.F("offered_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="two_people_adopt",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="council",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.council"
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="protocol",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="concerns.protocol",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="read_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="council",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.council"
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passages",
                to="concerns.document",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                fields=("document", "key"), name="one_passage_a_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("document", "position"),
                name="one_passage_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "accepted", "skipped"])),
                name="passage_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "waiting"), ("decided_at__isnull", False), _connector="OR"
                ),
                name="decided_passage_has_an_instant",
            ),
        ),
        migrations.RunSQL(COMPOSITE, migrations.RunSQL.noop),
    ]
