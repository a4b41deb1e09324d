"""Tell somebody asked for something from somebody a concern is about: only a subject never handles."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0002_need_to_know"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="party",
            name="party_role",
        ),
        migrations.AlterField(
            model_name="party",
            name="role",
            field=models.CharField(
                choices=[("subject", "Subject"), ("asked", "Asked"), ("witness", "Witness")],
                default="subject",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["subject", "asked", "witness"])), name="party_role"
            ),
        ),
    ]
