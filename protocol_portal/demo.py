"""``make demo``: the whole service on one machine, with invented people, until Ctrl-C.

The real parts, small: PostgreSQL, Valkey, gunicorn, a Celery worker, Celery beat, and an SMTP
server that keeps each mail as a file instead of sending it on. Everything listens on this machine
only. What was filed is kept between runs; ``--fresh`` begins again.
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
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

import psycopg

from protocol_portal import embedded
from protocol_portal.keeper import Keeper, Program

ROOT = Path(__file__).resolve().parent.parent
NAME = "demo"
_PATIENCE = 60.0


class DemoError(RuntimeError):
    """The demonstration cannot go on; the message is one sentence for the person waiting."""


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)  # SIGINT too: a shell script's & makes it ignored
    try:
        with embedded.servers(NAME) as servers:
            _serve(servers, options)
    except KeyboardInterrupt:
        print("\nStopped. What was filed is kept for the next time.")
        return 0
    except (embedded.EmbeddedError, DemoError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="default 8000, or the next free")
    parser.add_argument("--fresh", action="store_true", help="forget what earlier runs kept")
    return parser


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _serve(servers: embedded.Servers, options: argparse.Namespace) -> None:
    if options.fresh and servers.keeper is None:
        raise DemoError("--fresh empties the demonstration's own database, never DATABASE_URL's.")
    home = embedded.home_of(NAME)
    port = free_port(options.port)
    environment = _environment(home, servers, port)
    os.environ.update(environment)
    if options.fresh:
        _forget(home, servers)
    _prepare(home)
    # Nobody sees this port, so it is any, and asked for last: preparing takes a while, in which
    # another program may take whatever was free before.
    mail_port = any_port()
    environment["EMAIL_URL"] = f"smtp://127.0.0.1:{mail_port}"
    with _kept(_programs(home, environment, mail_port)) as programs:
        _wait_until_served(port, programs, home)
        _greet(port, home)
        while True:
            for part in (programs, servers):
                if (reason := part.died()) is not None:
                    raise DemoError(f"{reason}, so the demonstration has ended: see {home}/*.log")
            time.sleep(0.5)


def free_port(wanted: int) -> int:
    """The first port from `wanted` that nothing on this machine listens on."""
    for port in range(wanted, min(wanted + 100, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise DemoError(f"No port from {wanted} on is free: choose another, --port 9000 for one.")


def any_port() -> int:
    """A port that nothing on this machine listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(home: Path, servers: embedded.Servers, port: int) -> dict[str, str]:
    """Ours alone: what the shell had set for a real service must not leak into this one."""
    return {
        **servers.environment(),
        "DJANGO_SETTINGS_MODULE": "protocol_portal.settings",
        "PORTAL_DEMO": "1",
        "PORTAL_PACKS_ONLY": "0",
        "PORTAL_AS_OWNER": "0",
        "DEBUG": "0",
        "SECRET_KEY": _secret(home / "secret"),
        "SECRET_KEY_FALLBACKS": "",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "SITE_URL": f"http://localhost:{port}",
        "TRUSTED_PROXY_COUNT": "0",
        "STATIC_ROOT": str(home / "static"),
        "EMAIL_URL": "smtp://127.0.0.1:25",  # replaced when the server of the mail is started
        "EMAIL_FROM": "protocol-portal@example.org",
        "DEMO_MAILBOX": str(home / "mail"),
        "DELIVER_EVERY_SECONDS": "5",
        "SWEEP_EVERY_SECONDS": "20",
        "WEB_BIND": f"127.0.0.1:{port}",
        "WEB_WORKERS": "2",
    }


def _secret(path: Path) -> str:
    """Kept, so that nobody is signed out by a second run."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60))
    return path.read_text()


# ---------------------------------------------------------------- before serving


def _forget(home: Path, servers: embedded.Servers) -> None:
    _say("Forgetting what earlier runs kept ...")
    shutil.rmtree(home / "mail", ignore_errors=True)
    with psycopg.connect(servers.owner_url) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def _prepare(home: Path) -> None:
    """Everything that must be in place before the first page."""
    import django
    from django.core.management import call_command
    from django.db import connection

    _say("Preparing the database ...")
    # By itself: it signs in as the owner of the tables, which nothing after it may.
    prepared = [sys.executable, "manage.py", "prepare_database", "--verbosity=0"]
    if subprocess.run(prepared, cwd=ROOT, check=False).returncode != 0:
        raise DemoError("The database could not be prepared, for the reason above.")
    django.setup()
    if _static_is_stale(home / "static"):
        _say("Collecting style sheets and scripts ...")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    _say("Loading the five protocols and the invented people ...")
    call_command("load_demo")
    connection.close()


def _static_is_stale(collected: Path) -> bool:
    manifest = collected / "staticfiles.json"
    if not manifest.exists():
        return True
    sources = [ROOT / "requirements" / "demo.txt", *(ROOT / "static" / "build").rglob("*")]
    return any(source.stat().st_mtime > manifest.stat().st_mtime for source in sources)


# ---------------------------------------------------------------- serving


def _programs(home: Path, environment: dict[str, str], mail_port: int) -> list[Program]:
    """The parts beside PostgreSQL and Valkey, which outlast them."""
    shared = {**os.environ, **environment}

    def program(name: str, *argv: str, process: str = "command") -> Program:
        return Program(
            name=name,
            argv=[sys.executable, "-m", *argv],
            env={**shared, "PORTAL_PROCESS": process},
            cwd=str(ROOT),
            log=str(home / f"{name}.log"),
        )

    mailbox = ["-c", "aiosmtpd.handlers.Mailbox", str(home / "mail")]
    celery = ["celery", "--app", "protocol_portal"]
    return [
        program("mail", "aiosmtpd", "-n", "-l", f"127.0.0.1:{mail_port}", *mailbox),
        program(
            "worker",
            *celery,
            "worker",
            "--loglevel=INFO",
            "--concurrency=1",
            "--without-gossip",
            "--without-mingle",
            process="worker",
        ),
        program(
            "beat",
            *celery,
            "beat",
            "--loglevel=INFO",
            "--pidfile=",
            f"--schedule={home / 'beat-schedule'}",
            process="beat",
        ),
        program("web", "gunicorn", "--config", "python:protocol_portal.server", process="web"),
    ]


@contextmanager
def _kept(programs: list[Program]) -> Iterator[Keeper]:
    for program in programs:
        assert program.log
        Path(program.log).unlink(missing_ok=True)  # one run's worth
        Path(program.log).touch(mode=0o600)
    keeper = Keeper(programs)
    try:
        yield keeper
    finally:
        keeper.stop()


def _wait_until_served(port: int, programs: Keeper, home: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if (reason := programs.died()) is not None:
            raise DemoError(f"{reason}:\n{_last_lines(home, reason.split()[0])}")
        # Another demonstration may have taken the port meanwhile, and it would answer too.
        if _listening(home / "web.log") and _answers(f"http://127.0.0.1:{port}/health"):
            return
        time.sleep(0.1)
    raise DemoError(f"The site did not answer within {_PATIENCE:.0f} s: see {home}/web.log")


def _listening(log: Path) -> bool:
    return "Listening at:" in log.read_text(errors="replace")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310  (our own, on this machine)
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _last_lines(home: Path, name: str) -> str:
    log = home / f"{name}.log"
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:]) if log.exists() else ""


def _greet(port: int, home: Path) -> None:
    print(
        f"\n  Protocol Portal is at   http://localhost:{port}/\n"
        f"  Sign in as anybody at   http://localhost:{port}/demo/   (all people are invented)\n"
        f"  Logs are in             {home}\n"
        f"  Stop with               Ctrl-C\n",
        flush=True,
    )


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
