"""What a version says as a whole: the document it is from, who looks after it, its review."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from concerns.engine import protocol as engine
from concerns.forms.remarks import AboutForm, OwnerForm, ReviewForm
from concerns.views.protocols._page import VersionQuestion


class VersionAbout(VersionQuestion):
    heading = "About the document"
    asked: AboutForm

    def form(self, data: Any = None) -> AboutForm:
        now = AboutForm.of(self.protocol)
        self.asked = AboutForm(data, seen=self.row.digest, today=self.on, initial=now)
        return self.asked

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return self.asked.made(self.protocol)


class VersionOwner(VersionQuestion):
    heading = "Who looks after the protocol"
    asked: OwnerForm

    def form(self, data: Any = None) -> OwnerForm:
        self.asked = OwnerForm(data, seen=self.row.digest, protocol=self.protocol)
        return self.asked

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return replace(self.protocol, owner=self.asked.made())


class VersionReview(VersionQuestion):
    heading = "When it is looked at again"
    text = (
        "Whoever looks after the protocol, and your administrators, are reminded before a review is"
        " due."
    )
    asked: ReviewForm

    def form(self, data: Any = None) -> ReviewForm:
        self.asked = ReviewForm(
            data,
            seen=self.row.digest,
            today=self.on,
            protocol=self.protocol,
            now=self.protocol.review,
        )
        return self.asked

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return replace(self.protocol, review=self.asked.made())
