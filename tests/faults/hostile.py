"""What hostile or broken programs send: values, and requests made of them.

The same for the same seed. `MARK` stands in every text that could do harm on a page, in a form that
a page which escapes it cannot hold.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes

from tests.faults.forms import Form

#: None of these may stand in an answer.
RAW = (b"<zq-mark", b'"zq-mark="', b"zq49zq", b"'zq-mark='")
_MARKUP = ("</title></textarea><zq-mark onclick=1>", 'a"zq-mark="1', "a'zq-mark='1")
_LONG = 1_000_000

VALUES: dict[str, bytes] = {
    "nothing": b"",
    "blanks": b" \t\r\n ",
    "nul": b"a\x00b",
    "only nul": b"\x00",
    "surrogate": b"a\xed\xa0\x80b",
    "surrogate pair": b"\xed\xa0\xbd\xed\xb8\x80",
    "not utf-8": b"\xff\xfe\x80\xc3",
    "overlong": b"\xc0\xaf\xc0\xae",
    "controls": bytes(range(1, 32)) + b"\x7f",
    "noncharacter": "\ufffe\uffff\U0010ffff".encode(),
    "bidi": "\u202egnp.exe\u2066\u2069\u200b\ufeff".encode(),
    "combining": ("e" + "\u0301" * 3_000).encode(),
    "ligature": "\ufdfa\u0130\u00df\ufb03".encode() * 50,
    "long": b"A" * _LONG,
    "long lines": b"\r\n" * (_LONG // 2),
    "long markup": b"<" * _LONG,
    "long words": b"a " * (_LONG // 2),
    "markup": _MARKUP[0].encode(),
    "attribute": _MARKUP[1].encode(),
    "other attribute": _MARKUP[2].encode(),
    "script address": b"javascript:alert(1)//<zq-mark",
    "template": b"zq{{7|add:42}}zq{% load zq %}{# <zq-mark #}",
    "format": b"%s%(zq)s%d%n{0}{zq}{0.__class__}$<zq-mark",
    "formula": b"=cmd|'/C calc'!A0<zq-mark",
    "sql": b"' OR '1'='1'; DROP TABLE concerns_user; --\\",
    "wildcards": b"%_%_*?[a-z]+(((((.*)*)*)*",
    "header": b"a\r\nSet-Cookie: zq=1\r\n\r\n<zq-mark",
    "path": b"../../../../etc/passwd\x00.txt",
    "deep json": b"[" * 50_000,
    "deep object": b'{"a":' * 20_000,
    "json": b'{"__proto__": {"a": "\\u0000"}, "a": 1e999, "a": NaN}',
    "zero": b"0",
    "one": b"1",
    "minus": b"-1",
    "big": b"2147483648",
    "bigger": b"9223372036854775808",
    "huge": b"9" * 5_000,
    "exponent": b"1e999999999",
    "not a number": b"NaN",
    "infinity": b"-Infinity",
    "other digits": "\u0661\u0662\u0663".encode(),
    "superscript": "\u00b2".encode(),
    "year 0": b"0000-01-01",
    "year 9999": b"9999-12-31",
    "year 10000": b"10000-01-01",
    "no day": b"2026-02-30",
    "four digits": b"9999",
    "five digits": b"10000",
    "email": b"a@" + b"b" * 300 + b".example",
    "idn": "a@\u2488com.xn--\u00e9".encode(),
    "reference": b"AAAA-BBBB-CCCC",
    "yes": b"on",
    "none": b"None",
}
_IN_HEADERS = {
    name: value.decode("latin-1")
    for name, value in VALUES.items()
    if len(value) < 20_000 and not set(value) & {0, 10, 13}
}
_HEADERS = (
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_COOKIE",
    "HTTP_HX_REQUEST",
    "HTTP_HX_CURRENT_URL",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_ORIGIN",
    "HTTP_RANGE",
    "HTTP_REFERER",
    "HTTP_USER_AGENT",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REQUEST_ID",
    "HTTP_HOST",
    "CONTENT_TYPE",
)
_COOKIES = ("session", "csrf", "messages", "django_language", "zq")
URLENCODED = "application/x-www-form-urlencoded"
_BOUNDARY = "zqboundary"

Fields = Sequence[tuple[str, bytes]]


@dataclass(frozen=True)
class Request:
    """One request. :param what: how it is hostile, for the report of a failure."""

    what: str
    method: str
    path: str
    query: str = ""
    body: bytes = b""
    content_type: str = URLENCODED
    headers: dict[str, str] = field(default_factory=dict)
    route: str = ""


class Hostile:
    """Makes requests of what is known of a site.

    :param pages: addresses that answer. :param forms: what can be filled in.
    """

    def __init__(self, pages: Sequence[str], forms: Sequence[Form], seed: int) -> None:
        self.pages, self.forms = pages, forms
        self.random = random.Random(seed)
        self.ways: list[Callable[[], Request]] = [self.one_field] * 11 + [
            self.every_field,
            self.left_out,
            self.repeated,
            self.thousands,
            self.strange_names,
            self.more_than_asked,
            self.other_type,
            self.multipart,
            self.address,
            self.query,
            self.header,
            self.cookie,
        ]

    def requests(self, number: int) -> Iterator[Request]:
        for _ in range(number):
            yield self.random.choice(self.ways)()

    # ------------------------------------------------------------ forms

    def one_field(self) -> Request:
        form = self.random.choice(self.forms)
        name = self.random.choice(form.fields)[0]
        how, value = self._value()
        fields = [(n, value if n == name else v.encode()) for n, v in form.fields]
        return self._post(form, fields, f"{how} in {name}")

    def every_field(self) -> Request:
        form = self.random.choice(self.forms)
        how, value = self._value(longest=100_000)
        return self._post(form, [(name, value) for name, _ in form.fields], f"{how} in all")

    def left_out(self) -> Request:
        form = self.random.choice(self.forms)
        some = [each for each in self._given(form) if self.random.random() < 0.5]
        return self._post(form, some, "some left out")

    def repeated(self) -> Request:
        form = self.random.choice(self.forms)
        how, value = self._value(longest=100_000)
        twice = [*self._given(form), *((name, value) for name, _ in form.fields)]
        return self._post(form, twice, f"each twice, then {how}")

    def thousands(self) -> Request:
        form = self.random.choice(self.forms)
        number = self.random.choice((900, 1_001, 20_000))
        many = [(f"{self.random.choice(form.fields)[0]}", b"1") for _ in range(number)]
        return self._post(form, [*self._given(form), *many], f"{number} fields")

    def strange_names(self) -> Request:
        form = self.random.choice(self.forms)
        how, value = self._value(longest=5_000)
        name = self.random.choice(form.fields)[0]
        strange = value.decode("latin-1")
        more = [(strange, b"1"), (f"{name}{strange}", b"1"), (f"{name}[]", value)]
        return self._post(form, [*self._given(form), *more], f"{how} in a name")

    def more_than_asked(self) -> Request:
        form = self.random.choice(self.forms)
        more = "is_administrator is_staff is_superuser council council_id user raiser id pk state"
        return self._post(
            form, [*self._given(form), *((name, b"1") for name in more.split())], "more fields"
        )

    def other_type(self) -> Request:
        form = self.random.choice(self.forms)
        kind = self.random.choice(
            (
                "application/json",
                "text/plain",
                "multipart/form-data",
                "multipart/form-data; boundary=" + "z" * 300,
                'multipart/form-data; boundary="\x00"',
                "application/x-www-form-urlencoded; charset=utf-7",
                "application/x-www-form-urlencoded; charset=no-such",
                "application/x-www-form-urlencoded; charset=\xff",
                ";;;=",
            )
        )
        how, value = self._value(longest=100_000)
        return Request(
            f"{how} as {kind[:60]!r}",
            "POST",
            form.action,
            body=value,
            content_type=kind,
            route=form.route,
        )

    def multipart(self) -> Request:
        form = self.random.choice(self.forms)
        name = self.random.choice(form.fields)[0]
        how, value = self._value()
        parts = []
        for each, given in self._given(form):
            sent = value if each == name else given
            file = self.random.random() < 0.3
            as_file = b'; filename="' + self._value(longest=5_000)[1] + b'"' if file else b""
            parts.append(
                b'Content-Disposition: form-data; name="'
                + (each.encode() if self.random.random() < 0.9 else value[:5_000])
                + b'"'
                + as_file
                + b"\r\n\r\n"
                + sent
            )
        edge = f"--{_BOUNDARY}\r\n".encode()
        body = b"".join(edge + part + b"\r\n" for part in parts) + f"--{_BOUNDARY}--\r\n".encode()
        if self.random.random() < 0.2:
            body = body[: self.random.randrange(len(body))]
        return Request(
            f"{how} in {name}, in parts",
            "POST",
            form.action,
            body=body,
            content_type=f"multipart/form-data; boundary={_BOUNDARY}",
            route=form.route,
        )

    # ------------------------------------------------------------ the rest of a request

    def address(self) -> Request:
        page = self.random.choice(self.pages).partition("?")[0]
        parts = page.split("/")
        how, value = self._value(longest=5_000)
        parts[self.random.randrange(1, len(parts))] = quote_from_bytes(value)
        method = self.random.choice(("GET", "POST", "HEAD", "PUT", "ZQ"))
        return Request(f"{how} in the address", method, "/".join(parts))

    def query(self) -> Request:
        form = self.random.choice([f for f in self.forms if f.method == "get"] or self.forms)
        page = form.action.partition("?")[0]
        how, value = self._value(longest=5_000)
        names = [name for name, _ in form.fields] + ["next", "page", "list", "q"]
        sent = quote_from_bytes(value)
        query = "&".join(f"{name}={sent}" for name in names if self.random.random() < 0.7)
        return Request(f"{how} in the query", "GET", page, query=query, route=form.route)

    def header(self) -> Request:
        name = self.random.choice(_HEADERS)
        how = self.random.choice(list(_IN_HEADERS))
        page = self.random.choice(self.pages)
        path, _, query = page.partition("?")
        return Request(f"{how} in {name}", "GET", path, query, headers={name: _IN_HEADERS[how]})

    def cookie(self) -> Request:
        name = self.random.choice(_COOKIES)
        how = self.random.choice(list(_IN_HEADERS))
        value = _IN_HEADERS[how]
        if self.random.random() < 0.3:  # as Python's own cookies write what is not plain
            value, how = r'"\000\012\355\240\200' + value[:50] + '"', f"escaped {how}"
        path = self.random.choice(self.pages).partition("?")[0]
        headers = {"HTTP_COOKIE": f"{name}={value}; {name}; =; session=x"}
        return Request(f"{how} in the cookie {name}", "GET", path, headers=headers)

    # ------------------------------------------------------------ parts

    def _value(self, longest: int | None = None) -> tuple[str, bytes]:
        how = self.random.choice(list(VALUES))
        return how, VALUES[how][:longest]

    def _given(self, form: Form) -> list[tuple[str, bytes]]:
        return [(name, value.encode()) for name, value in form.fields]

    def _post(self, form: Form, fields: Fields, what: str) -> Request:
        """Posted whatever the form's own method is."""
        body = b"&".join(
            quote_from_bytes(name.encode("latin-1", "replace")).encode()
            + b"="
            + quote_from_bytes(value).encode()
            for name, value in fields
        )
        path, _, query = form.action.partition("?")
        return Request(what, "POST", path, query, body, route=form.route)
