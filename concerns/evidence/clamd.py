"""Asking ClamAV's daemon about a file, over its socket: the INSTREAM command, and no more."""

from __future__ import annotations

import re
import socket
import struct
import time
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

_CHUNK = 1 << 16
_LONGEST_ANSWER = 4096  # bytes; a real one has under a hundred
_FOUND = re.compile(r"stream: (?P<name>\S[^\0]*) FOUND")
_LIMITS = "Heuristics.Limits.Exceeded"  # it stopped looking, so it says nothing of the file

#: The test file of the European Institute for Computer Antivirus Research, which harms nothing and
#: is found by every scanner. In two halves, so that none finds it here.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()


class Verdict(StrEnum):
    CLEAN = "clean"
    FOUND = "found"


class Unavailable(Exception):
    """There is nobody to ask: the daemon is not there, or does not do its work."""


class NoVerdict(Exception):
    """It was asked about this file, and did not say."""


@dataclass(frozen=True, slots=True)
class Clamd:
    """The daemon.

    :param address: `unix:/path/of/the.sock` or `tcp://host:3310`.
    :param seconds: for one file, from the connection to the answer.
    """

    address: str
    seconds: float = 60.0

    def scan(self, data: bytes) -> Verdict:
        """What it says of a file.

        :raises Unavailable: if it could not be reached. :raises NoVerdict: if it gave no answer in
            time, an error, or an answer that is none.
        """
        until = time.monotonic() + self.seconds
        try:
            connection = self._connected()
        except OSError as error:
            raise Unavailable("the scanner could not be reached") from error
        with connection:
            try:
                answer = _asked(connection, data, until)
            except OSError as error:  # a time that is up is one too
                raise NoVerdict("the scanner broke off") from error
        return _verdict(answer)

    def check(self) -> None:
        """Whether it tells a file that is to be found from one that is not.

        :raises Unavailable: if it does not, so that nothing it says counts.
        """
        try:
            works = self.scan(EICAR) is Verdict.FOUND and self.scan(b"words") is Verdict.CLEAN
        except NoVerdict as error:
            raise Unavailable("the scanner does not answer") from error
        if not works:
            raise Unavailable("the scanner did not find the test file")

    def _connected(self) -> socket.socket:
        parts = urlsplit(self.address)
        if parts.scheme == "tcp":
            return socket.create_connection((parts.hostname, parts.port or 3310), self.seconds)
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(self.seconds)
        try:
            connection.connect(parts.path)
        except OSError:
            connection.close()
            raise
        return connection


def _asked(connection: socket.socket, data: bytes, until: float) -> bytes:
    """Send each piece with its length before it, and read the answer up to its NUL."""

    def in_time() -> None:
        connection.settimeout(max(until - time.monotonic(), 0.001))

    in_time()
    connection.sendall(b"zINSTREAM\0")
    for start in range(0, len(data), _CHUNK):
        piece = data[start : start + _CHUNK]
        in_time()
        connection.sendall(struct.pack("!I", len(piece)) + piece)
    connection.sendall(struct.pack("!I", 0))
    answer = b""
    while b"\0" not in answer and len(answer) < _LONGEST_ANSWER:
        in_time()
        more = connection.recv(_LONGEST_ANSWER)
        if not more:
            break
        answer += more
    return answer


def _verdict(answer: bytes) -> Verdict:
    said, end, _ = answer.partition(b"\0")
    text = said.decode("ascii", "replace").strip() if end else ""
    if text == "stream: OK":
        return Verdict.CLEAN
    found = _FOUND.fullmatch(text)
    if found is None or found["name"].startswith(_LIMITS):
        raise NoVerdict("the scanner did not say")
    return Verdict.FOUND
