"""Django's test client in small, over the wire: for pages of a server in another process."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import urlencode

_TOKEN = "a" * 32  # of the form that Django's check for forged posts looks for


@dataclass
class Answer:
    """What came back. :param headers: as they were sent, each as often as it was."""

    status_code: int
    headers: Message
    content: bytes
    redirect_chain: list[tuple[str, int]] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return str(self.headers[name])


class Wire:
    """Somebody at a server. :param cookies: theirs. `seen` is all that was answered."""

    def __init__(self, port: int, cookies: Mapping[str, str]) -> None:
        self.port = port
        self.cookies = {**cookies, "csrf": _TOKEN}
        self.seen: list[Answer] = []

    def get(self, path: str, *, follow: bool = False) -> Answer:
        answer = self.ask("GET", path)
        chain = []
        while follow and answer.status_code in {301, 302}:
            chain.append((answer["Location"], answer.status_code))
            answer = self.ask("GET", answer["Location"])
        answer.redirect_chain = chain
        return answer

    def post(self, path: str, data: Mapping[str, Any]) -> Answer:
        body = urlencode(data, doseq=True)
        kind = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": _TOKEN}
        return self.ask("POST", path, body, kind)

    def ask(
        self, method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=30)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(
                method, path.partition("#")[0], body, {"Cookie": cookies, **(headers or {})}
            )
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        self.seen.append(answer)
        return answer

    def raw(self, sent: bytes) -> bytes:
        """What is answered to something that need not be a request."""
        with socket.create_connection(("localhost", self.port), timeout=30) as connection:
            connection.sendall(sent)
            received = b""
            while part := connection.recv(65536):
                received += part
        return received
