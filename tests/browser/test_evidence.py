"""Files from whoever raised a concern to whoever deals with it, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from protocol_portal import scanner
from tests.browser import working
from tests.browser.filing import Answers, file
from tests.browser.visitor import Visitor
from tests.unit.evidence.corpus import HTML
from tests.unit.evidence.made import picture, word

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

Visitors = Callable[..., Visitor]

BANBURY = "Banbury Town Council"
CHECKED = 60_000  # milliseconds until the scanner has been asked
ABOUT = Answers(
    kind="A councillor",
    person="Gareth Pole",
    nature="Undue pressure",
    what="Pressed on the stairs about the stall list.",
    pick="The Monitoring Officer",
)


def payload(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def filed(visitor: Visitor, name: str, data: bytes) -> str:
    """A concern that brings a file along. :return: its reference."""
    answers = {field: getattr(ABOUT, field) for field in Answers.__dataclass_fields__}
    return file(visitor, "banbury", Answers(**{**answers, "file": payload(name, data)}))


def wait_until_checked(visitor: Visitor, reference: str) -> None:
    """Look again until the scanner has said something, as somebody who waits would."""
    if scanner.installed() is None:
        visitor.sees("It is being checked for viruses. Nobody can open it before that.")
        pytest.skip("There is no clamd on this machine, so the file stays being checked.")
    for _ in range(30):
        visitor.open(f"/concerns/{reference}/evidence/")
        if visitor.page.get_by_role("link", name="Download").count():
            return
        visitor.page.wait_for_timeout(CHECKED / 30)
    pytest.fail("the scanner never said anything")


def test_a_picture_is_filed_checked_looked_at_and_downloaded(visitor: Visitors) -> None:
    officer = visitor()
    officer.be("Tam Okonjo", BANBURY)
    name = "会議 “stairs”.png"
    reference = filed(officer, name, picture(size=(600, 400)))

    monitoring = visitor()
    monitoring.be("Marianne Keogh", BANBURY)
    working.open_as_review(monitoring, reference)
    monitoring.sees(name)
    wait_until_checked(monitoring, reference)
    monitoring.look()
    shown = monitoring.page.get_by_role("img", name="The email of 3 May.")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.naturalWidth") == 600
    with monitoring.page.expect_download() as download:
        monitoring.page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == name

    officer.open(f"/concerns/{reference}/evidence/")
    officer.follow("Remove")
    officer.sees("Somebody else has opened this file")
    subject = visitor()
    subject.be("Gareth Pole", BANBURY)
    subject.open(f"/concerns/{reference}/evidence/", status=404)


def test_with_scripts_one_sees_how_far_it_is_and_what_is_wrong(
    visitor: Visitors, tmp_path: Path
) -> None:
    officer = visitor()
    officer.be("Tam Okonjo", BANBURY)
    reference = file(officer, "banbury", ABOUT)
    officer.open(f"/concerns/{reference}/evidence/")
    officer.follow("Add a file")
    officer.write("What does it show?", "What was agreed.")
    chosen = officer.page.get_by_label("Choose a file")
    film = tmp_path / "film.txt"
    film.write_bytes(b"a" * 20_000_001)
    chosen.set_input_files(film)
    officer.page.get_by_role("button", name="Upload the file").click()
    expect(officer.page.get_by_role("alert")).to_contain_text("must be smaller than 20 MB")
    officer.page.wait_for_timeout(1_100)  # a second click within a second counts as a double one
    chosen.set_input_files(payload("page.png", HTML))
    officer.page.get_by_role("button", name="Upload the file").click()
    summary = officer.page.locator(".govuk-error-summary")
    expect(summary).to_contain_text("is not what its name says")
    expect(summary).to_be_focused()
    officer.look()
    assert officer.page.get_by_label("What does it show?").input_value() == "What was agreed."
    officer.page.get_by_label("Choose a file").set_input_files(payload("agreed.docx", word()))
    officer.page.get_by_role("button", name="Upload the file").click()
    officer.sees("The file was added. It is being checked for viruses.")
    officer.look()
    assert officer.page.url.endswith(f"/concerns/{reference}/evidence/")


def test_without_scripts_the_same_form_does(visitor: Visitors) -> None:
    officer = visitor(javascript=False)
    officer.be("Tam Okonjo", BANBURY)
    reference = filed(officer, "notes.txt", b"We met at noon.")
    officer.open(f"/concerns/{reference}/evidence/add/")
    officer.write("What does it show?", "What was agreed.")
    officer.press("Upload the file")
    officer.sees("Select a file")
    officer.page.get_by_label("Choose a file").set_input_files(payload("a.svg", b"<svg/>"))
    officer.press("Upload the file")
    officer.sees("The selected file must be a PDF")
    assert officer.page.get_by_label("What does it show?").input_value() == "What was agreed."
    officer.page.get_by_label("Choose a file").set_input_files(payload("a.txt", b"words"))
    officer.press("Upload the file")
    officer.sees("The file was added.")
    officer.page.get_by_role("link", name="Remove a.txt").click()
    officer.press("Remove the file")
    officer.sees("Select why you are removing it")
    officer.choose("It was added by mistake")
    officer.press("Remove the file")
    officer.sees("a.txt was removed.")
    officer.sees("notes.txt")
