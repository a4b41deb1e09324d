"""The secrets of second factors: what an app's codes and the recovery codes are made of.

They belong to a person and to no council, so that no key of a council fits. Their keys are derived
from those of KEY_FILE (HKDF, RFC 5869), for this one purpose: whoever has the database has neither,
and one more file to lose would be one more way to lock everybody out.
"""

from __future__ import annotations

import base64
import binascii

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from concerns.sealing import cipher, master
from concerns.sealing.cipher import CannotOpen, Key

# Not to a row: whoever asks for it (django-allauth) does not say whose it is.
_PLACE = "second factor"


def seal(secret: str) -> str:
    """Seal a secret with the first key of KEY_FILE. :return: base64.

    :raises CannotOpen: if KEY_FILE cannot be used.
    """
    sealed = cipher.seal(_derived(master.current()), secret.encode(), bound_to=_PLACE)
    return base64.b64encode(sealed).decode()


def open(sealed: str) -> str:
    """The secret that was sealed.

    :raises CannotOpen: if KEY_FILE lacks its key, or it was changed, or never sealed.
    """
    outer = master.all_keys().get(key_id(sealed))
    if outer is None:
        raise CannotOpen("KEY_FILE lacks the key that a second factor is sealed with.")
    return cipher.open(_derived(outer), _bytes(sealed), bound_to=_PLACE).decode()


def key_id(sealed: str) -> int:
    """The number of the key of KEY_FILE that it was sealed with.

    :raises CannotOpen: if this was never sealed here.
    """
    return cipher.key_id(_bytes(sealed))


def _bytes(sealed: str) -> bytes:
    try:
        return base64.b64decode(sealed, validate=True)
    except (ValueError, binascii.Error):
        raise CannotOpen("It is not in a form that this version seals.") from None


def _derived(outer: Key) -> Key:
    kdf = HKDF(algorithm=SHA256(), length=cipher.KEY_BYTES, salt=None, info=_PLACE.encode())
    return Key(outer.id, kdf.derive(outer.secret))
