"""The route through a protocol as pictures, each with a text that says the same."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from concerns.engine.facts import Matter
from concerns.presenters import pictures as words
from concerns.views.protocols._page import ReadPage


class PictureList(ReadPage):
    """One picture for the rules of a matter and one for each of its rules, fit to print."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("matter", "")
        matter = Matter(asked) if asked in set(Matter) else Matter.CONCERN
        return self.page(
            "protocols/pictures.html",
            matters=words.matters(self.protocol, matter),
            pictures=words.pictures(self.protocol, matter),
            back_href=self.back(),
        )
