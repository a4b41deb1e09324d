"""ClamAV's daemon for one machine: the one that is installed there, with the signatures it has.

The demonstration starts it, and so do the tests with signatures of their own. A machine without
either goes without: files then stay as they came, and the pages say so.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from protocol_portal.keeper import Program

#: More than an upload may have, so that no file goes unscanned for its size; and what is over a
#: limit of the daemon's is told, not passed as clean. The same as in docker-compose.yml.
LIMITS = {
    "AlertExceedsMax": "yes",
    "StreamMaxLength": "50M",
    "MaxFileSize": "200M",
    "MaxScanSize": "400M",
}
_KINDS = frozenset({".cvd", ".cld", ".cud", ".hdb", ".ndb"})


def installed() -> str | None:
    """The program, if this machine has one."""
    return shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def signatures() -> Path | None:
    """The folder of signatures, if there are any and a program that reads them."""
    folder = Path(os.environ.get("CLAMD_SIGNATURES", "/var/lib/clamav"))
    there = folder.is_dir() and any(file.suffix in _KINDS for file in folder.iterdir())
    return folder if there and installed() else None


def program(home: Path, folder: Path | None = None) -> Program | None:
    """The daemon, listening on `clamd.sock` in that folder; None where it cannot be.

    :param home: of its socket, its settings and its log. :param folder: of its signatures.
    """
    argv, found = installed(), folder or signatures()
    if argv is None or found is None:
        return None
    settings = home / "clamd.conf"
    lines = {
        "LocalSocket": str(home / "clamd.sock"),
        "LocalSocketMode": "600",
        "FixStaleSocket": "yes",
        "DatabaseDirectory": str(found),
        "Foreground": "yes",
        "TemporaryDirectory": str(home),
        **LIMITS,
    }
    settings.write_text("".join(f"{name} {value}\n" for name, value in lines.items()))
    return Program(
        name="clamd",
        argv=[argv, f"--config-file={settings}"],
        env={"PATH": os.environ.get("PATH", os.defpath)},
        cwd=str(home),
        log=str(home / "clamd.log"),
    )
