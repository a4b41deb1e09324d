"""Shares with the person a concern is about, and what they answer."""

import django.db.models.deletion
from django.db import migrations, models

import concerns.sealing.field


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0026_identities"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", concerns.sealing.field.SealedTextField()),
                ("sent_at", models.DateTimeField()),
                ("token", models.UUIDField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=20)),
                ("told", concerns.sealing.field.SealedTextField()),
                ("support", concerns.sealing.field.SealedTextField(blank=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("receipt", models.JSONField(blank=True, null=True)),
                ("shared_at", models.DateTimeField()),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SharedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="evidence",
            name="evidence_side",
        ),
        migrations.AlterField(
            model_name="evidence",
            name="side",
            field=models.CharField(
                choices=[
                    ("raiser", "Whoever raised it"),
                    ("handler", "Whoever deals with it"),
                    ("respondent", "Whoever it is about"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["raiser", "handler", "respondent"])),
                name="evidence_side",
            ),
        ),
        migrations.AddField(
            model_name="partmessage",
            name="concern",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.concern"
            ),
        ),
        migrations.AddField(
            model_name="partmessage",
            name="council",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.council"
            ),
        ),
        migrations.AddField(
            model_name="partmessage",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.person"
            ),
        ),
        migrations.AddField(
            model_name="partmessage",
            name="sender",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.person"
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="concern",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="shares",
                to="concerns.concern",
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="council",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.council"
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.person"
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="protocol",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="concerns.protocol",
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="shared_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.person"
            ),
        ),
        migrations.AddField(
            model_name="partmessage",
            name="share",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replies",
                to="concerns.share",
            ),
        ),
        migrations.AddField(
            model_name="sharedfile",
            name="concern",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.concern"
            ),
        ),
        migrations.AddField(
            model_name="sharedfile",
            name="council",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.council"
            ),
        ),
        migrations.AddField(
            model_name="sharedfile",
            name="evidence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="concerns.evidence",
            ),
        ),
        migrations.AddField(
            model_name="sharedfile",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.person"
            ),
        ),
        migrations.AddField(
            model_name="sharedfile",
            name="share",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="concerns.share",
            ),
        ),
        migrations.AddIndex(
            model_name="share",
            index=models.Index(
                condition=models.Q(
                    ("due_on__isnull", False),
                    ("ended_at__isnull", True),
                    ("replied_at__isnull", True),
                ),
                fields=["due_on", "id"],
                name="reply_awaited",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on__isnull", False), ("receipt__isnull", False)),
                    models.Q(
                        ("due_on__isnull", True),
                        ("receipt__isnull", True),
                        ("replied_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="reply_has_a_reckoned_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="partmessage",
            constraint=models.UniqueConstraint(fields=("share",), name="one_reply_a_share"),
        ),
        migrations.AddConstraint(
            model_name="partmessage",
            constraint=models.UniqueConstraint(
                fields=("concern", "sender", "token"), name="one_part_message_a_form"
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedfile",
            constraint=models.UniqueConstraint(
                fields=("share", "evidence"), name="file_shared_once"
            ),
        ),
    ]
