"""Django's report of an error, without the values, the settings, the form or the cookies."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.debug import ExceptionReporter

from protocol_portal import logs


class BareReporter(ExceptionReporter):
    """The type of the error and where it happened, for whoever asks Django for a report.

    The service asks for none; DEBUG shows it to a developer, who has the code beside it.
    """

    def get_traceback_text(self) -> SafeString:
        kind = logs.kinds(self.exc_value) if self.exc_value else "No error"
        lines = [kind, *logs.places(self.tb)]
        return mark_safe("\n".join(lines))  # noqa: S308  (served as plain text)

    def get_traceback_html(self) -> SafeString:
        text = str(self.get_traceback_text())
        return format_html("<!doctype html><title>Error</title><pre>{}</pre>", text)
