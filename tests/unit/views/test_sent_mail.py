"""The demonstration's page of sent mail; outside the demonstration there is none."""

from __future__ import annotations

import os
from email.message import EmailMessage
from mailbox import Maildir
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.template.response import TemplateResponse
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from concerns.presenters import mail
from concerns.views.sent_mail import urls
from concerns.views.sent_mail.sent_mail import SentMailList


@pytest.fixture
def mailbox(tmp_path: Path, settings: Any) -> Maildir:
    """The demonstration's mailbox, as its mail server makes it."""
    settings.DEMO = True
    settings.DEMO_MAILBOX = tmp_path / "mail"
    return Maildir(tmp_path / "mail")


def keep(mailbox: Maildir, number: int, *, subject: str = "") -> None:
    message = EmailMessage()
    message["To"] = f"person{number}@example.org"
    message["Subject"] = subject or f"Due today: K{number}"
    message["Date"] = "Mon, 01 Jun 2026 09:05:00 -0000"
    message.set_content(
        f"Something is due.\n\nSign in to read it:\nhttp://localhost/concerns/K{number}/\n"
    )
    name = mailbox.add(message)
    path = Path(mailbox._path) / "new" / name
    os.utime(path, (1_000_000 + number, 1_000_000 + number))


def page(**query: str) -> str:
    request = RequestFactory().get("/demo/mail/", query)
    response = SentMailList.as_view()(request)
    assert isinstance(response, TemplateResponse)
    return str(response.render().content.decode())


def test_outside_the_demonstration_there_is_no_such_address() -> None:
    assert urls.routes(demo=False) == []
    assert len(urls.routes(demo=True)) == 1
    with pytest.raises(NoReverseMatch):
        reverse("sent-mail-list")


def test_outside_the_demonstration_the_page_itself_refuses(mailbox: Maildir, settings: Any) -> None:
    keep(mailbox, 1)
    settings.DEMO = False
    with pytest.raises(Http404):
        page()


def test_the_newest_is_first_with_its_link(mailbox: Maildir) -> None:
    keep(mailbox, 1)
    keep(mailbox, 2)
    html = page()
    assert html.index("Due today: K2") < html.index("Due today: K1")
    assert '<a class="govuk-link" href="http://localhost/concerns/K2/">' in html
    assert "person2@example.org" in html
    assert "1 June 2026 at 10:05am</time>" in html


def test_before_anything_was_sent_it_says_so(settings: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.DEMO_MAILBOX = True, tmp_path / "not there"
    assert "Nothing has been sent yet" in page()


def test_there_are_twenty_five_a_page(mailbox: Maildir) -> None:
    for number in range(27):
        keep(mailbox, number)
    first, second = page(), page(page="2")
    assert first.count("<article") == 25
    assert second.count("<article") == 2
    assert "Due today: K26" in first
    assert "Due today: K0<" in second


def test_markup_in_a_mail_is_shown_and_not_obeyed(mailbox: Maildir) -> None:
    keep(mailbox, 1, subject="<script>alert(1)</script>")
    assert "<script>alert" not in page()


def test_only_a_whole_line_that_is_an_address_is_a_link() -> None:
    message = EmailMessage()
    message.set_content("See http://a.example now\njavascript:alert(1)\nhttps://b.example/x\n")
    [lines] = mail.shown(message).paragraphs
    assert [line.href for line in lines] == ["", "", "https://b.example/x"]
