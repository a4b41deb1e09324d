"""`manage.py pack_schema`: the schema as JSON, and nothing else."""

from __future__ import annotations

import json
from io import StringIO

from django.core.management import call_command

from concerns.protocols.schema import schema


def test_it_prints_the_schema() -> None:
    out = StringIO()
    call_command("pack_schema", stdout=out)
    assert json.loads(out.getvalue()) == schema()
