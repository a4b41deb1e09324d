"""Finds the Chromium that the browser tests drive.

``python -m tests.chromium`` prints its path, or fails when there is none.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> Path | None:
    """The program named by CHROMIUM, else the machine's own, else Playwright's."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if shutil.which(named) else None
    for name in NAMES:
        if path := shutil.which(name):
            return Path(path)
    return _of_playwright()


def _of_playwright() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


if __name__ == "__main__":
    found = find()
    print(found or "no Chromium")
    sys.exit(found is None)
