"""Heads signed with Ed25519, one a line, for a file that the database's owner cannot rewrite."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    load_pem_private_key,
    load_pem_public_key,
)

from concerns.chain import heads as heads_
from concerns.chain.heads import Heads

# So that no signature made for something else is ever taken for one of ours.
_PURPOSE = b"protocol-portal anchor 1\n"


class BadKey(ValueError):
    """The file holds no such key. The text is fit to show."""


def private_key(pem: bytes) -> Ed25519PrivateKey:
    """The key that signs. :raises BadKey: if it is not an Ed25519 private key in PEM."""
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey("not an Ed25519 private key in PEM without a password")
    return key


def public_key(pem: bytes) -> Ed25519PublicKey:
    """The key that checks. :raises BadKey: if it is not an Ed25519 public key in PEM."""
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise BadKey("not an Ed25519 public key in PEM")
    return key


def sign(heads: Heads, key: Ed25519PrivateKey) -> str:
    """An anchor: one line, without its end."""
    signature = key.sign(_PURPOSE + heads.as_text().encode())
    return json.dumps({"heads": json.loads(heads.as_text()), "signature": signature.hex()})


def read(line: str, key: Ed25519PublicKey) -> Heads:
    """What an anchor says.

    :raises ValueError: if the key did not sign it, or it is no anchor.
    """
    try:
        anchor = json.loads(line)
        heads = heads_.of_plain(anchor["heads"])
        key.verify(bytes.fromhex(anchor["signature"]), _PURPOSE + heads.as_text().encode())
    except (InvalidSignature, KeyError, TypeError) as error:
        raise ValueError("not an anchor signed by this key") from error
    return heads


def read_all(lines: Iterable[str], key: Ed25519PublicKey) -> tuple[list[Heads], list[int]]:
    """The anchors of a file, and the numbers of the lines that are none."""
    good: list[Heads] = []
    bad: list[int] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            good.append(read(line, key))
        except ValueError:
            bad.append(number)
    return good, bad
