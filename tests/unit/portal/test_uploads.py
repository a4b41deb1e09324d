"""No more of an upload is read, or kept, than a file may have."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from concerns.evidence import limits
from protocol_portal import uploads

BOUNDARY = "x0x"
HEAD = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="description"\r\n\r\nThe email.\r\n'
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
    "Content-Type: text/plain\r\n\r\n"
).encode()
TAIL = f"\r\n--{BOUNDARY}--\r\n".encode()


class Endless(io.RawIOBase):
    """A body that never ends. :ivar given: how much of it was read."""

    def __init__(self) -> None:
        self.given = 0
        self._head = io.BytesIO(HEAD)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._head.read(size) or b"a" * size
        self.given += len(data)
        return data


def request(body: Any, length: int | None) -> HttpRequest:
    made = RequestFactory().post("/")
    made.META |= {
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
        "CONTENT_LENGTH": "" if length is None else str(length),
        "wsgi.input": body,
    }
    return type(made)(made.META)  # type: ignore[call-arg]


def sent(size: int) -> HttpRequest:
    body = HEAD + b"a" * size + TAIL
    return request(io.BytesIO(body), len(body))


def test_the_form_and_what_reads_for_it_have_one_limit() -> None:
    assert uploads.LARGEST_FILE == limits.LARGEST_FILE < uploads.LARGEST_BODY


@pytest.mark.parametrize("size", [1, uploads.LARGEST_FILE])
def test_a_file_within_the_limit_arrives_whole(size: int) -> None:
    file = sent(size).FILES["file"]
    assert file.size == len(file.read()) == size


def test_of_a_larger_one_only_its_size_arrives_and_what_was_typed() -> None:
    posted = sent(uploads.LARGEST_FILE + 1)
    file = posted.FILES["file"]
    assert (file.size, file.read()) == (uploads.LARGEST_FILE + 1, b"")
    assert posted.POST["description"] == "The email."


@pytest.mark.parametrize(
    "promised",
    [
        10_000_000_000,
        uploads.LARGEST_BODY + 1,
    ],
)
def test_far_too_large_a_body_is_not_read(promised: int) -> None:
    body = Endless()
    posted = request(body, promised)
    assert not posted.FILES
    assert posted.POST["description"] == "The email."
    assert posted.upload_cut_off  # type: ignore[attr-defined]
    assert body.given < 1_000_000


def test_a_body_that_does_not_say_how_long_it_is_is_not_read_at_all() -> None:
    body = Endless()
    assert not request(body, None).FILES
    assert body.given == 0
