"""PostgreSQL 18 and Valkey 9 from wheels, for the demonstration and the tests.

``with servers("demo") as urls`` starts both and stops both. The demonstration keeps its data in a
folder of its own per checkout; ``"test"`` is a throw-away that trades safety for speed. PostgreSQL
listens on a Unix socket in a private folder, Valkey on loopback with a password made for the run.
If DATABASE_URL, OWNER_DATABASE_URL and REDIS_URL are set, those servers are used and nothing is
started.

``python -m protocol_portal.embedded run -- COMMAND`` runs any command with all of them set.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

import psycopg

from protocol_portal.keeper import Keeper
from protocol_portal.state import EmbeddedError, base_folder, kept, new_throwaway
from protocol_portal.wheels import (
    Account,
    find_programs,
    initialise,
    postgres_program,
    valkey_program,
)

__all__ = ["EmbeddedError", "Servers", "home_of", "servers"]

ROLE = "protocol_portal"  # the application's: owns nothing
OWNER = "protocol_portal_owner"  # makes and changes the tables, and does nothing else
THROWAWAY = "test"
_VARIABLES = ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL")
_PATIENCE = 60.0  # seconds for a server to start on a busy machine


@dataclass(frozen=True)
class Servers:
    """The addresses of both servers, in the form the settings read.

    :param owner_url: the same database for whoever makes its tables.
    """

    database_url: str
    owner_url: str
    redis_url: str
    keeper: Keeper | None = None

    def died(self) -> str | None:
        """Which server ended by itself; None while both run (or are not ours)."""
        return self.keeper.died() if self.keeper else None

    def environment(self) -> dict[str, str]:
        return dict(
            zip(_VARIABLES, (self.database_url, self.owner_url, self.redis_url), strict=True)
        )


@contextmanager
def servers(name: str = THROWAWAY) -> Iterator[Servers]:
    """Run both servers for the length of the block.

    :param name: whose data: one name, one folder, one run at a time; ``"test"`` is always new.
    :raises EmbeddedError: if they cannot start, or that name is already running.
    """
    given = _given()
    if given:
        yield given
        return
    base = base_folder()
    if name == THROWAWAY:
        home, lock = new_throwaway(base)
    else:
        home, lock = kept(base, name)
    try:
        running = _start(base, home, lock, throwaway=name == THROWAWAY)
        try:
            yield running
        finally:
            assert running.keeper
            running.keeper.stop()
    finally:
        if name == THROWAWAY:
            shutil.rmtree(home, ignore_errors=True)
            home.with_suffix(".lock").unlink(missing_ok=True)
        os.close(lock)


def home_of(name: str) -> Path:
    """The folder that holds what the named run keeps (data, logs, anything its caller adds)."""
    return base_folder() / name


def _given() -> Servers | None:
    given = [os.environ.get(name, "") for name in _VARIABLES]
    missing = [name for name, url in zip(_VARIABLES, given, strict=True) if not url]
    if len(missing) == len(given):
        return None
    if missing:
        raise EmbeddedError(
            f"{' and '.join(missing)} not set: set all of {', '.join(_VARIABLES)} to use your own "
            "servers, or none of them to have them started for you."
        )
    database, owner, queue = given
    return Servers(database, owner, queue)


def _start(base: Path, home: Path, lock: int, *, throwaway: bool) -> Servers:
    account = Account.choose()
    postgres, valkey = find_programs(base, account)
    run = home / "run"  # sockets and configuration, for the account alone
    shutil.rmtree(run, ignore_errors=True)
    run.mkdir(mode=0o700)
    account.own(run)
    initialise(home, postgres, account, throwaway=throwaway)
    for _ in range(3):
        port, password = _free_port(), secrets.token_urlsafe(24)
        keeper = Keeper(
            [
                postgres_program(home, postgres, account, throwaway=throwaway),
                valkey_program(home, valkey, account, port, password),
            ],
            holding=[lock],
        )
        try:
            _wait("PostgreSQL", partial(_postgres_answers, run), keeper, home / "postgres.log")
            _wait("Valkey", partial(_valkey_answers, port, password), keeper, home / "valkey.log")
            _ensure_roles(run, throwaway=throwaway)
        except (EmbeddedError, psycopg.Error):
            keeper.stop()
            if not _listens(port):
                raise
            continue  # another process took the port between our look and Valkey's
        except BaseException:
            keeper.stop()
            raise
        at = f"@/{ROLE}?host={quote(str(run), safe='')}"
        return Servers(
            database_url=f"postgresql://{ROLE}{at}",
            owner_url=f"postgresql://{OWNER}{at}",
            redis_url=f"redis://:{password}@127.0.0.1:{port}/0",
            keeper=keeper,
        )
    raise EmbeddedError("Valkey found no free port on this machine in three tries.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _administer(run: Path, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=str(run), port=5432, user="postgres", dbname=database, autocommit=True
    )


def _postgres_answers(run: Path) -> bool:
    try:
        with _administer(run):
            return True
    except psycopg.OperationalError:
        return False


def _valkey_answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(f"AUTH {password}\r\n".encode())
            return connection.recv(16).startswith(b"+OK")
    except OSError:
        return False


def _listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def _wait(name: str, ready: Callable[[], bool], keeper: Keeper, log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        if (reason := keeper.died()) is not None:
            raise EmbeddedError(f"{reason}:\n{_tail(log)}")
        if ready():
            return
        if time.monotonic() > deadline:
            raise EmbeddedError(f"{name} did not start within {_PATIENCE:.0f} s:\n{_tail(log)}")
        time.sleep(0.02)


def _tail(log: Path) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
    except OSError:
        return "(it wrote no log)"


def _ensure_roles(run: Path, *, throwaway: bool) -> None:
    """The owner with its database, and the application's role, which owns nothing."""
    with _administer(run) as connection:
        known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for role in {OWNER, ROLE} - known:
            connection.execute(f"CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS")
        connection.execute(f"ALTER ROLE {ROLE} NOCREATEDB")
        if throwaway:  # the tests make a database of their own, and then act as the application
            connection.execute(f"ALTER ROLE {OWNER} CREATEDB")
            connection.execute(f"GRANT {ROLE} TO {OWNER} WITH INHERIT FALSE, SET TRUE")
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [ROLE])
        if not found.fetchone():
            connection.execute(f"CREATE DATABASE {ROLE} OWNER {OWNER}")
    if ROLE in known:  # earlier runs had one role for both
        with _administer(run, ROLE) as connection:
            connection.execute(f"REASSIGN OWNED BY {ROLE} TO {OWNER}")


# ---------------------------------------------------------------- command line


def _run(name: str, command: list[str]) -> int:
    """Run the command with both addresses set; end it and the servers when we are ended."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell script's & has it ignored
    with servers(name) as running:
        process = subprocess.Popen(command, env={**os.environ, **running.environment()})
        try:
            return process.wait()
        except KeyboardInterrupt:  # the command had it too: let it end in its own way
            process.wait()
            return 130
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m protocol_portal.embedded", description="Run a command beside the servers."
    )
    parser.add_argument("action", choices=["run"])
    parser.add_argument("--name", default=THROWAWAY, help="whose data (default: a throw-away)")
    parser.add_argument("command", nargs="+", help="the command, after --")
    options = parser.parse_args(arguments)
    try:
        return _run(options.name, options.command)
    except EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
