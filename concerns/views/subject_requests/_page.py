"""What every page of a request for a copy shares: who may, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concerns.actions import subject_requests as acts
from concerns.permissions import subject_requests as permissions
from concerns.selectors import register
from concerns.views import council_page
from concerns.views.council_page import CouncilPage, found

if TYPE_CHECKING:
    from concerns.engine.offices import Office
    from concerns.models import Person, SubjectRequest

__all__ = ["CopyPage", "CopyQuestion", "found"]


class CopyPage(CouncilPage):
    """For whoever could run a request or agree to one. `held` are the offices they hold."""

    held: tuple[Office, ...]
    copy: SubjectRequest

    def permission(self, *, person: Person) -> None:
        self.held = tuple(register.offices_held([person.pk], self.on)[person.pk])
        permissions.check_can_see(person=person, held=self.held)

    def find(self, pk: int) -> None:
        """The request, for the two who answer it. For everybody else there is none."""
        self.copy = found(acts.of(person=self.me, pk=pk))

    def runs(self) -> bool:
        return self.copy.run_by_id == self.me.pk


class CopyQuestion(council_page.Question, CopyPage):
    """A form about one request on a page of its own."""

    def load(self, pk: int | None) -> None:
        self.find(pk or 0)

    def back(self) -> str:
        return self.to("subject-request-detail", self.copy.pk)
