"""What `npm run build` makes: no mark of GOV.UK or the Crown, and the same bytes each time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

BUILT = Path(settings.BASE_DIR, "static", "build")


def bytes_of(directory: Path) -> dict[str, bytes]:
    files = (path for path in sorted(directory.rglob("*")) if path.is_file())
    return {str(path.relative_to(directory)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def css() -> str:
    assert BUILT.is_dir(), "run `npm ci && npm run build` first"
    return (BUILT / "app.css").read_text()


@pytest.mark.parametrize("mark", ["GDS Transport", "@font-face", "crest", "crown", "logotype"])
def test_the_sheet_carries_nothing_that_is_gov_uk_s_alone(css: str, mark: str) -> None:
    assert mark.lower() not in css.lower()


def test_the_sheet_uses_our_typeface_and_brand_colour(css: str) -> None:
    assert 'font-family:"Helvetica Neue",Helvetica,Arial,sans-serif' in css
    assert "--govuk-brand-colour: #2b5f75" in css


def test_every_picture_the_sheet_names_is_there_and_no_other(css: str) -> None:
    named = set(re.findall(r"url\(\./([^)]+)\)", css))

    assert named == {f"icons/{path.name}" for path in (BUILT / "icons").iterdir()}
    assert css.count("url(") == css.count("url(./")


def test_no_built_file_points_to_a_source_map() -> None:
    assert not [name for name, content in bytes_of(BUILT).items() if b"sourceMappingURL" in content]


def test_the_script_is_one_file_that_imports_nothing() -> None:
    script = (BUILT / "app.js").read_text()

    assert not re.search(r"^import |\bimport\(", script, flags=re.M)
    assert "initAll()" in script


def test_a_second_build_is_the_same_to_the_byte(tmp_path: Path) -> None:
    node = os.environ.get("NODE") or shutil.which("node")
    if node is None:
        pytest.skip("no Node.js on the path to build a second time")
    build = Path(settings.BASE_DIR, "static", "src", "build.js")

    subprocess.run([node, build, tmp_path / "again"], check=True, timeout=120)

    same = bytes_of(tmp_path / "again") == bytes_of(BUILT)
    assert same, "static/build is older than static/src, or a build cannot be repeated"
