"""What the web and the worker check before they do anything."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, connections

from concerns.sealing import master
from protocol_portal import env


def check_database() -> None:
    """Refuse to run as a database role that row-level security does not bind.

    :raises env.Refused: if the database cannot be reached, or the role in DATABASE_URL is a
        superuser, may bypass row-level security, or owns anything.
    """
    if settings.PACKS_ONLY:
        env.refuse(
            "PORTAL_PACKS_ONLY is on: it is for the protocol commands, which need no server."
        )
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolname, rolsuper, rolbypassrls, EXISTS (SELECT 1 FROM pg_shdepend"
                " WHERE refobjid = pg_roles.oid AND deptype = 'o')"
                " FROM pg_roles WHERE rolname = current_user"
            )
            role, superuser, bypasses, owns = cursor.fetchone()
    except (DatabaseError, InterfaceError) as error:
        env.refuse(f"DATABASE_URL names a database that cannot be reached: {_first_line(error)}")
    finally:
        connection.close()  # a server that forks must not share it with its children
    if superuser:
        env.refuse(f"DATABASE_URL signs in as {role}, a superuser, whom need-to-know cannot bind.")
    if bypasses:
        env.refuse(f"DATABASE_URL signs in as {role}, who has BYPASSRLS: use a role without it.")
    if owns:
        env.refuse(
            f"DATABASE_URL signs in as {role}, who owns tables and could take their guards away: "
            "only OWNER_DATABASE_URL may name their owner."
        )


def check_keys() -> None:
    """Refuse to run without the keys of what people wrote.

    :raises env.Refused: if KEY_FILE cannot be used, or the database of keys cannot be reached or
        has no tables yet.
    """
    try:
        master.all_keys()
    except master.KeyFileRefused as error:
        env.refuse(str(error))
    keys = connections["keys"]
    try:
        with keys.cursor() as cursor:
            cursor.execute("SELECT to_regclass('concern_key')")
            (table,) = cursor.fetchone()
    except (DatabaseError, InterfaceError) as error:
        env.refuse(
            f"KEYS_DATABASE_URL names a database that cannot be reached: {_first_line(error)}"
        )
    finally:
        keys.close()
    if table is None:
        env.refuse(
            "KEYS_DATABASE_URL names a database without tables: run manage.py prepare_database."
        )


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else "no reason was given"
