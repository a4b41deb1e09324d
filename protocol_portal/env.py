"""Typed readers of the environment.

Every reader raises :class:`Refused` with one plain sentence that names the variable, so that a
service with a wrong environment stops at once and says which line to change.
"""

from __future__ import annotations

import ipaddress
import os
from typing import Any, NoReturn
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_YES = {"1", "true", "yes", "on"}
_NO = {"", "0", "false", "no", "off"}


class Refused(ImproperlyConfigured):
    """The environment does not allow a start; the message is one sentence for the operator."""


def refuse(sentence: str) -> NoReturn:
    raise Refused(sentence)


def text(name: str, default: str | None = None) -> str:
    """The variable's text, or the default when it is missing or blank.

    :raises Refused: if it is missing and there is no default.
    """
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        refuse(f"{name} is not set: give it a value in the environment (see .env.example).")
    return default


def flag(name: str, default: bool = False) -> bool:
    """A yes or no.

    :raises Refused: if the text is neither.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in _YES:
        return True
    if value.strip().lower() in _NO:
        return False
    refuse(f"{name} is {value!r}: write 1 for yes or 0 for no.")


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number, `least` or more.

    :raises Refused: if it is not.
    """
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < least:
        refuse(f"{name} is {value!r}: write a whole number, {least} or more.")
    return int(value)


def words(name: str, default: str | None = None) -> list[str]:
    """A comma-separated list without blanks.

    :raises Refused: if it is missing and there is no default.
    """
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(name: str, default: str | None = None) -> dict[str, Any]:
    """A PostgreSQL address as Django's connection settings.

    Takes ``postgresql://user:password@host:port/name?sslmode=require``; a Unix socket's folder
    goes in the query (``?host=/run/postgresql``), as libpq has it.

    :raises Refused: if it is missing, is not PostgreSQL, or names no database.
    """
    url = text(name, default)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        refuse(f"{name} cannot be read as an address: write postgresql://user:password@host/name.")
    if parts.scheme not in {"postgres", "postgresql"}:
        refuse(f"{name} does not begin with postgresql:// and PostgreSQL is the only database.")
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    database_name = unquote(parts.path.lstrip("/"))
    if not database_name:
        refuse(f"{name} names no database: write postgresql://user:password@host/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": options.pop("port", None) or str(port or ""),
        "OPTIONS": options,
    }


def same_database(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two connection settings lead to one database."""
    return all(one[part] == other[part] for part in ("HOST", "PORT", "NAME"))


def broker(name: str, default: str | None = None) -> str:
    """A Redis or Valkey address.

    :raises Refused: if it is missing or of another kind.
    """
    url = text(name, default)
    if urlsplit(url).scheme not in {"redis", "rediss"}:
        refuse(f"{name} does not begin with redis:// or rediss:// and no other broker will do.")
    return url


def mail(name: str, default: str | None = None) -> dict[str, Any]:
    """An SMTP address (``smtp://user:password@host:587?tls=1`` or ``smtps://``) as Django settings.

    :raises Refused: if it is missing or of another kind.
    """
    url = text(name, default)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        refuse(f"{name} cannot be read as an address: write smtp://user:password@host:587?tls=1.")
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        refuse(f"{name} is not a mail server's address: write smtp://user:password@host:587?tls=1.")
    upgrade = parse_qs(parts.query).get("tls", ["0"])[-1] in _YES
    implicit = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if implicit else 587 if upgrade else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": upgrade and not implicit,
    }


def is_loopback(host: str) -> bool:
    """Whether a name in ALLOWED_HOSTS can only be this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
