"""Questions with the answer they ought to have, asked of every version of a protocol."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# As every tenant table: unique on (council, id).
COMPOSITE = "ALTER TABLE concerns_trial ADD CONSTRAINT trial_of_council UNIQUE (council_id, id)"


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0012_documents_and_adoption"),
    ]

    operations = [
        migrations.CreateModel(
            name="Trial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("question", models.JSONField()),
                ("expected", models.JSONField()),
                ("created_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="concerns.council",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["name", "pk"]},
        ),
        migrations.AddConstraint(
            model_name="trial",
            constraint=models.UniqueConstraint(
                fields=("council", "name"), name="one_trial_of_a_name"
            ),
        ),
        migrations.RunSQL(COMPOSITE, migrations.RunSQL.noop),
    ]
