"""What a raiser adds: that a route is wrong, and the refused request that an appeal is about."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0007_text_of_a_duty"),
    ]

    operations = [
        migrations.CreateModel(
            name="Refusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=20)),
                ("asked_on", models.DateField()),
                ("asked", models.TextField()),
                ("decided_on", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("resolved_informally", "Resolved informally"),
                            ("upheld", "Upheld"),
                            ("partly_upheld", "Partly upheld"),
                            ("not_upheld", "Not upheld"),
                            ("referred_out", "Referred out"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reasons", models.TextField(blank=True)),
                (
                    "office",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("councillor", "Councillor"),
                            ("officer", "Officer"),
                            ("clerk", "Clerk"),
                            ("deputy_clerk", "Deputy clerk"),
                            ("rfo", "Rfo"),
                            ("chair", "Chair"),
                            ("vice_chair", "Vice chair"),
                            ("leader", "Leader"),
                            ("deputy_leader", "Deputy leader"),
                            ("group_leader", "Group leader"),
                            ("committee_chair", "Committee chair"),
                            ("chief_executive", "Chief executive"),
                            ("deputy_chief_executive", "Deputy chief executive"),
                            ("head_of_paid_service", "Head of paid service"),
                            ("director", "Director"),
                            ("assistant_director", "Assistant director"),
                            ("senior_manager", "Senior manager"),
                            ("line_manager", "Line manager"),
                            ("monitoring_officer", "Monitoring officer"),
                            ("deputy_monitoring_officer", "Deputy monitoring officer"),
                            ("independent_person", "Independent person"),
                            ("standards_committee", "Standards committee"),
                            ("hr_panel", "Hr panel"),
                            ("full_council", "Full council"),
                            ("ombudsman", "Ombudsman"),
                            ("standards_commissioner", "Standards commissioner"),
                            ("external_adviser", "External adviser"),
                        ],
                        max_length=30,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="concern",
            name="appeal_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appeals",
                to="concerns.concern",
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="route_instead",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="concern",
            name="route_wrong",
            field=models.TextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("appeal_of__isnull", True), ("matter", "access_appeal"), _connector="OR"
                ),
                name="only_an_appeal_is_of_something",
            ),
        ),
        migrations.AddField(
            model_name="refusal",
            name="concern",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="refusal",
                to="concerns.concern",
            ),
        ),
        migrations.AddField(
            model_name="refusal",
            name="council",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="concerns.council"
            ),
        ),
        migrations.AddField(
            model_name="refusal",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="concerns.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusal",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["declined", "not_upheld", "partly_upheld"])),
                name="refusal_outcome",
            ),
        ),
    ]
