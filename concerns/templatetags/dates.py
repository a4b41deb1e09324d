"""Dates and times as GOV.UK writes them: "4 December 2026", "20 November 2026 at 10am"."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

_NOON = 12


@register.filter
def day_text(value: date | datetime | None) -> str:
    """4 December 2026, in the site's time zone."""
    return date_format(_local(value), "j F Y") if value else ""


@register.filter
def time_text(value: datetime | None) -> str:
    """10am, 2:41pm, midday or midnight, in the site's time zone."""
    if not value:
        return ""
    at = _local(value)
    if at.minute == 0 and at.hour % _NOON == 0:
        return "midday" if at.hour == _NOON else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % _NOON or _NOON}{minutes}{'am' if at.hour < _NOON else 'pm'}"


@register.filter
def moment_text(value: datetime | None) -> str:
    """20 November 2026 at 10am."""
    return f"{day_text(value)} at {time_text(value)}" if value else ""


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """The same as `day_text`, as a `<time>` that machines can read."""
    return _time(_date_of(value).isoformat(), day_text(value)) if value else ""


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """The same as `moment_text`, as a `<time>` that machines can read."""
    return _time(_local(value).isoformat(timespec="minutes"), moment_text(value)) if value else ""


@register.filter
def days(count: int | None, kind: str = "working") -> str:
    """10 working days; 1 working day."""
    if count is None:
        return ""
    return f"{count} {kind} day" if count == 1 else f"{count} {kind} days"


def _time(machine: str, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, words)


def _date_of(value: date | datetime) -> date:
    local = _local(value)
    return local.date() if isinstance(local, datetime) else local


def _local(value: Any) -> Any:
    aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value
