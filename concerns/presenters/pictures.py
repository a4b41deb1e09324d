"""Routes as pictures for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from concerns.engine import explain
from concerns.engine.facts import Matter
from concerns.engine.protocol import Protocol
from concerns.protocols.picture import Chart, matter_chart, rule_chart, text_of
from concerns.protocols.picture_svg import sheets, svg
from concerns.protocols.rule_terms import capital


@dataclass(frozen=True, slots=True)
class Picture:
    """:param svg: the drawing for a small screen. :param sheets: for any other, and for paper.

    :param text: the same as an ordered list.
    """

    title: str
    svg: SafeString
    sheets: tuple[SafeString, ...]
    text: tuple[str, ...]


def pictures(protocol: Protocol, matter: Matter) -> list[Picture]:
    """First how the rules of a matter are tried, then each rule."""
    charts = [matter_chart(protocol, matter)]
    charts += [rule_chart(protocol, rule) for rule in protocol.rules if matter in rule.when.matter]
    return [_picture(chart, place) for place, chart in enumerate(charts)]


def matters(protocol: Protocol, current: Matter) -> list[dict[str, Any]]:
    """The matters the protocol has rules for, as sub-navigation."""
    there = {matter for rule in protocol.rules for matter in rule.when.matter}
    return [
        {
            "text": capital(explain.MATTER_WORDS[matter]),
            "href": f"?matter={matter.value}",
            "current": matter is current,
        }
        for matter in Matter
        if matter in there or matter is Matter.CONCERN
    ]


def _picture(chart: Chart, place: int) -> Picture:
    # Everything a council wrote is escaped where the drawing is made (`picture_svg.escaped`).
    drawn = mark_safe(svg(chart, prefix=f"picture-{place}", titled=False))  # noqa: S308
    wide = tuple(mark_safe(each) for each in sheets(chart, prefix=f"wide-{place}"))  # noqa: S308
    return Picture(chart.title, drawn, wide, text_of(chart))
