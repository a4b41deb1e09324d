"""Whoever raised a concern can ask that their name is withheld; what a council sets beside it."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import concerns.sealing.field


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0029_subject_requests"),
    ]

    operations = [
        migrations.CreateModel(
            name="Revealing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("subject", "Those it is about"),
                            ("adviser", "Somebody who gives advice on it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("wanted_at", models.DateTimeField()),
                ("reason", concerns.sealing.field.SealedTextField()),
                ("not_before", models.DateField(blank=True, null=True)),
                ("revealed_at", models.DateTimeField(blank=True, null=True)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="concern",
            name="withhold_grounds",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="withhold_words",
            field=concerns.sealing.field.SealedTextField(blank=True),
        ),
        migrations.AddField(
            model_name="concern",
            name="withholding",
            field=models.CharField(
                blank=True,
                choices=[
                    ("asked", "Asked"),
                    ("accepted", "Accepted"),
                    ("waiting", "Waiting"),
                    ("revealed", "Revealed"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="council",
            name="offers_exit",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="council",
            name="reveal_after",
            field=models.PositiveSmallIntegerField(default=5),
        ),
        migrations.AddField(
            model_name="council",
            name="support",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="council",
            name="withholds_names",
            field=models.BooleanField(default=True),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withholding__in", ["asked", "accepted", "waiting", "revealed", ""])
                ),
                name="concern_withholding",
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(("reveal_after__gte", 1), ("reveal_after__lte", 60)),
                name="council_reveal_after",
            ),
        ),
        migrations.AddField(
            model_name="revealing",
            name="concern",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revealings",
                to="concerns.concern",
            ),
        ),
        migrations.AddField(
            model_name="revealing",
            name="council",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.council"
            ),
        ),
        migrations.AddField(
            model_name="revealing",
            name="wanted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="revealing",
            constraint=models.CheckConstraint(
                condition=models.Q(("to__in", ["subject", "adviser"])), name="revealing_to"
            ),
        ),
        migrations.AddConstraint(
            model_name="revealing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("not_before__isnull", False), ("to", "subject")),
                    models.Q(
                        ("not_before__isnull", True),
                        ("revealed_at__isnull", False),
                        ("to", "adviser"),
                    ),
                    _connector="OR",
                ),
                name="subject_waits_and_adviser_does_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="revealing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revealed_at__isnull", True), ("taken_back_at__isnull", True), _connector="OR"
                ),
                name="revealed_or_taken_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="revealing",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("revealed_at__isnull", True),
                    ("taken_back_at__isnull", True),
                    ("to", "subject"),
                ),
                fields=("concern",),
                name="one_revealing_under_way",
            ),
        ),
    ]
