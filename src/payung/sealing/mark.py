"""Marks of sealed values: the same value has the same mark, and without the keys nobody can tell which value it is.

A mark is a keyed digest (HMAC-SHA-256 as a PRF of tink). Its key is one of the data keys, one for each purpose: wrapped by the
keyring, and wrapped anew when that rotates, so that marks stay comparable. Why so: `docs/adr/0019-marks-of-sealed-accounts.md`.
"""

from __future__ import annotations

from collections.abc import Sequence

import tink
from django.db import connection, transaction
from tink import prf

from payung.sealing.envelope import SEALING_LOCK, keep_data_keys, unwrapped
from payung.sealing.models import DataKey

prf.register()
BYTES = 32
_FIRST_LOCK = SEALING_LOCK + 2


def _known(purpose: str) -> DataKey | None:
    return DataKey.objects.filter(purpose=purpose).first()


def _key(purpose: str) -> DataKey:
    """The key of a purpose, made at its very first mark: whoever comes at the same moment waits, and takes that one."""
    if found := _known(purpose):
        return found
    with transaction.atomic():
        with connection.cursor() as db:
            # In this order everywhere: a rotation that waits for the first would else come between two that wait for each other.
            db.execute("SELECT pg_advisory_xact_lock_shared(%s)", [SEALING_LOCK])
            db.execute("SELECT pg_advisory_xact_lock(%s)", [_FIRST_LOCK])
        if found := _known(purpose):
            return found
        return keep_data_keys([tink.new_keyset_handle(prf.prf_key_templates.HMAC_SHA256)], purpose=purpose)[0]


def marks_of(texts: Sequence[str], *, purpose: str) -> list[bytes]:
    """The marks of these texts, 32 bytes each, in their order. Raises Refused without the right keyring."""
    if not texts:
        return []
    keyed = unwrapped(_key(purpose)).primitive(prf.PrfSet).primary()
    return [bytes(keyed.compute(text.encode(), BYTES)) for text in texts]
