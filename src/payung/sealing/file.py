"""A file sealed as columns are: with a data key of its own, bound to the place that it lies in."""

from __future__ import annotations

import tink

from payung.sealing.envelope import new_data_keys, open_keys
from payung.units.refusal import Refused

_HEAD = b"payung-sealed-1:"


def sealed_file(data: bytes, *, bound: bytes) -> bytes:
    """The content sealed: a head with the number of its data key, then what nobody can read without that key."""
    (key,) = new_data_keys(1)
    return _HEAD + str(key.id).encode() + b":" + bytes(key.cipher.encrypt(data, bound))


def opened_file(sealed: bytes, *, bound: bytes) -> bytes:
    """The content inside. Raises Refused("sealed_value_damaged") when it was changed or lies where it was not sealed for."""
    head, _, rest = sealed.removeprefix(_HEAD).partition(b":")
    if not sealed.startswith(_HEAD) or not head.isdigit():
        raise Refused("sealed_value_damaged")
    try:
        key = open_keys([int(head)])[int(head)]
        return bytes(key.cipher.decrypt(rest, bound))
    except tink.TinkError:
        raise Refused("sealed_value_damaged") from None
