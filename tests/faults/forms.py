"""What somebody signed in can reach and fill in: the pages they are led to, and the forms there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html


@dataclass(frozen=True)
class Form:
    """One form as it was found. :param fields: name and value of each, filled in as it came."""

    route: str
    action: str
    method: str
    fields: tuple[tuple[str, str], ...]


def crawl(client: Client, start: list[str], most_of_a_route: int) -> tuple[list[str], list[Form]]:
    """Every page that can be reached by links, and the forms on them.

    :param most_of_a_route: pages of one route; the next differ seldom in their forms.
    """
    waiting, pages = list(start), []
    seen: set[str] = set()
    times: Counter[str] = Counter()
    forms: dict[tuple[str, tuple[str, ...]], Form] = {}
    while waiting:
        address = waiting.pop(0)
        route = _route(address)
        if route is None or address in seen or times[route] >= most_of_a_route:
            continue
        seen.add(address)
        times[route] += 1
        response = client.get(address)
        if response.status_code in {301, 302}:
            waiting.append(_path(urljoin(address, response["Location"])))
        if "html" not in response.get("Content-Type", "") or response.status_code != 200:
            continue
        pages.append(address)
        page = html.fromstring(response.content)
        waiting += [_path(urljoin(address, link)) for link in page.xpath("//a/@href")]
        for form in _forms(page, address):
            forms.setdefault((form.route, tuple(name for name, _ in form.fields)), form)
            waiting.append(_path(form.action))
    return pages, list(forms.values())


def _path(address: str) -> str:
    """Without the name of the site and the place in the page."""
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _route(address: str) -> str | None:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return None


def _forms(page: Any, address: str) -> Iterator[Form]:
    for form in page.xpath("//form"):
        action = _path(urljoin(address, form.get("action") or address))
        route = _route(action)
        fields = tuple(_fields(form))
        if route and fields:
            yield Form(route, action, (form.get("method") or "get").lower(), fields)


def _fields(form: Any) -> Iterator[tuple[str, str]]:
    """Each field with something in it: of what can be chosen the first that is anything."""
    given: dict[str, str] = {}
    for control in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
        name = control.get("name")
        if control.tag == "select":
            options = [option.get("value") or "" for option in control.xpath(".//option")]
            value = next(filter(None, options), "")
        else:
            value = control.text or "" if control.tag == "textarea" else control.get("value", "")
        given.setdefault(name, value)
    yield from given.items()
