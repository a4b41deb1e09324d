"""Who gets what first, cell by cell, as a page and as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from concerns.forms.coverage import CoverageForm
from concerns.presenters import coverage as words
from concerns.protocols import loader, matrix_table
from concerns.protocols.matrix import Matrix, matrix
from concerns.views.protocols._page import ReadPage, csv_file


class Coverage(ReadPage):
    """The matrix of one matter, with filters. A filter that is not understood shows everything."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CoverageForm(request.GET or None, protocol=self.protocol)
        query = request.GET.copy()
        query.pop("matter", None)
        return self.page(
            "protocols/coverage.html",
            form=form,
            shown=words.shown(self._whole(), form.matter_asked(), form.asked()),
            query=query.urlencode(),
            choice=form.choice(),
            filtered=form.asked() != matrix_table.EVERYTHING,
            back_href=self.back(),
        )

    def _whole(self) -> Matrix:
        return matrix(self.protocol, loader.law(), self.on)


class CoverageFile(Coverage):
    """The same as CSV, every matter in one file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CoverageForm(request.GET or None, protocol=self.protocol)
        text = matrix_table.csv_text(self._whole(), form.asked())
        return csv_file(text, f"{self.protocol.council}-{self.protocol.version}-coverage.csv")
