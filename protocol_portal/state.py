"""Where the embedded servers keep their data: one folder per checkout, one lock per run."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

_CHECKOUT = Path(__file__).resolve().parent.parent
PATIENCE = 10.0  # seconds to wait for a run of the same name that is just ending
_LONGEST_SOCKET_PATH = 100  # the kernel's limit is 107 bytes on Linux, 103 on macOS


class EmbeddedError(RuntimeError):
    """The servers could not be started; the message is one sentence for the person waiting."""


def base_folder() -> Path:
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
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
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


def new_throwaway(base: Path) -> tuple[Path, int]:
    """A new folder, and its lock; removes those whose owner is gone."""
    with locked(base / "throwaway.lock"):  # nobody may sweep a folder before it has its lock
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


def kept(base: Path, name: str) -> tuple[Path, int]:
    """The named folder, and its lock; waits a little for a run that is just ending."""
    home = base / name
    deadline = time.monotonic() + PATIENCE
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
def locked(path: Path) -> Iterator[None]:
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
