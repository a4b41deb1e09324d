"""Pages as somebody sees them through Django's test client."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concerns.models import Person
from tests.people import NOON
from tests.signing_in import sign_in

BUDGET = 13  # queries of any page, session, account and its line in the record included
# What opens and closes a transaction, or in a test stands for it.
_TRANSACTION = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT")


class Visitor:
    """Somebody signed in. Their clock stands at `at` unless it is moved."""

    def __init__(self, person: Person, at: datetime = NOON) -> None:
        self.client = Client()
        sign_in(self.client, person)
        self.at = at

    def get(self, path: str, **query: Any) -> Any:
        with time_machine.travel(self.at, tick=False):
            return self.client.get(path, query or None)

    def post(self, path: str, **data: Any) -> Any:
        with time_machine.travel(self.at, tick=False):
            return self.client.post(path, data)

    def queries(self, path: str) -> int:
        """How many queries a page runs once the protocol is in memory."""
        self.get(path)
        with CaptureQueriesContext(connection) as seen:
            response = self.get(path)
        assert response.status_code == 200, response.status_code
        found = [q["sql"] for q in seen if not q["sql"].startswith(_TRANSACTION)]
        return len(found)


def text(response: HttpResponse) -> str:
    """The words of a page, with every run of white space as one blank."""
    return " ".join(response.content.decode().split())
