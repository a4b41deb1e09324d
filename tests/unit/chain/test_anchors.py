"""Heads signed and read again, and every way in which a line is none."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from concerns.chain import anchors, heads
from concerns.chain.heads import Heads

KEY = Ed25519PrivateKey.generate()
HEADS = Heads("2026-06-01T12:00:00.000000Z", ((0, 3, "a" * 64), (7, 12, "b" * 64)))


def test_what_was_signed_is_read_again() -> None:
    line = anchors.sign(HEADS, KEY)
    assert "\n" not in line
    assert anchors.read(line, KEY.public_key()) == HEADS
    assert heads.from_text(HEADS.as_text()) == HEADS


def test_a_line_that_was_changed_or_is_anothers_is_told_by_its_number() -> None:
    signed = anchors.sign(HEADS, KEY)
    changed = json.loads(signed)
    changed["heads"][1][1][1] = 11
    lines = [
        signed,
        "",
        json.dumps(changed),
        anchors.sign(HEADS, Ed25519PrivateKey.generate()),
        "{",
        "[]",
        '{"heads": 1, "signature": "00"}',
        '{"heads": ["x", []], "signature": 5}',
    ]
    good, bad = anchors.read_all(lines, KEY.public_key())
    assert good == [HEADS]
    assert bad == [3, 4, 5, 6, 7, 8]


def test_another_kind_of_key_is_refused() -> None:
    other = X25519PrivateKey.generate()
    private = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for pem in (private, b"", b"nothing"):
        with pytest.raises(anchors.BadKey, match="Ed25519 private key"):
            anchors.private_key(pem)
    for pem in (public, private, b""):
        with pytest.raises(anchors.BadKey, match="Ed25519 public key"):
            anchors.public_key(pem)
