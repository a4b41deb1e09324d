"""AES-256-GCM, bound to a place: what was sealed for one row does not open in another.

Sealed bytes: one byte of version, eight of the key's id, twelve of nonce, then the text with its
tag. A nonce is random; the key of one concern seals far fewer texts than the 2**32 for which that
is safe (NIST SP 800-38D, 8.3).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
KEY_BYTES = 32
_NONCE_BYTES = 12
_HEAD_BYTES = 1 + 8
_LEAST = _HEAD_BYTES + _NONCE_BYTES + 16  # with the tag of an empty text


class CannotOpen(Exception):
    """Something sealed stays shut: the key is missing or wrong, or it was changed or moved.

    The message never holds what was sealed, nor the sealed bytes.
    """


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it is called in what it sealed. Its secret is shown nowhere."""

    id: int
    secret: bytes = field(repr=False)

    @classmethod
    def new(cls, id: int) -> Key:
        return cls(id, new_secret())


def new_secret() -> bytes:
    return AESGCM.generate_key(bit_length=KEY_BYTES * 8)


def seal(key: Key, plain: bytes, *, bound_to: str) -> bytes:
    """Seal a text for one place. Twice the same text gives two different results."""
    nonce = os.urandom(_NONCE_BYTES)
    head = bytes([VERSION]) + key.id.to_bytes(8)
    return head + nonce + AESGCM(key.secret).encrypt(nonce, plain, _bound(head, bound_to))


def open(key: Key, sealed: bytes, *, bound_to: str) -> bytes:
    """The text, if this key sealed it for this place and nobody touched it since.

    :raises CannotOpen: otherwise.
    """
    if key_id(sealed) != key.id:
        raise CannotOpen("It was sealed with another key.")
    nonce, text = sealed[_HEAD_BYTES:][:_NONCE_BYTES], sealed[_HEAD_BYTES + _NONCE_BYTES :]
    try:
        return AESGCM(key.secret).decrypt(nonce, text, _bound(sealed[:_HEAD_BYTES], bound_to))
    except InvalidTag:
        raise CannotOpen("The key is wrong, or it was changed or moved.") from None


def key_id(sealed: bytes) -> int:
    """By which key it was sealed.

    :raises CannotOpen: if this was never sealed here.
    """
    if len(sealed) < _LEAST or sealed[0] != VERSION:
        raise CannotOpen("It is not in a form that this version seals.")
    return int.from_bytes(sealed[1:_HEAD_BYTES])


def _bound(head: bytes, bound_to: str) -> bytes:
    return head + bound_to.encode()
