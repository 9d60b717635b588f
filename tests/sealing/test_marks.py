"""Marks: equal for the same text, of no use without the keys, and the same after the key has been changed."""

import hashlib

import pytest
from django.conf import settings

from payung.sealing.keyring import keep, keyring, new_keyring
from payung.sealing.mark import marks_of
from payung.sealing.models import DataKey
from payung.units.refusal import Refused

pytestmark = pytest.mark.usefixtures("eyes")
SAID = "bri 123456789"


def mark(text=SAID, purpose="account"):
    return marks_of([text], purpose=purpose)[0]


def test_the_same_text_has_the_same_mark_and_another_text_or_purpose_another():
    assert mark() == mark() and len(mark()) == 32
    assert len({mark(), mark("bri 123456788"), mark(purpose="other")}) == 3
    assert marks_of([], purpose="account") == []


def test_marks_keep_the_order_of_what_they_mark():
    assert marks_of(["a", SAID], purpose="account") == [mark("a"), mark()]


def test_a_mark_is_no_digest_that_anybody_could_try_out():
    assert mark() not in {hashlib.new(name, SAID.encode()).digest() for name in ("sha256", "sha3_256", "blake2s")}


def test_one_key_is_made_for_a_purpose_and_lies_wrapped_among_the_data_keys():
    mark()
    mark("b")
    kept, ring = DataKey.objects.get(purpose="account"), keyring()
    assert ring is not None and kept.sealed_by == ring.primary and b"HmacPrfKey" not in bytes(kept.wrapped)
    assert b"HmacPrfKey" in repr(ring.unwrap(bytes(kept.wrapped), kept.sealed_by).keyset_info()).encode()


def test_without_the_keys_there_is_no_mark_and_none_is_made_up(tmp_path):
    before = mark()
    settings.KEY_FOLDER = tmp_path / "elsewhere"
    with pytest.raises(Refused, match="sealing_keys_lost"):
        mark()
    keep(new_keyring())
    with pytest.raises(Refused, match="sealing_key_missing"):
        mark()
    assert before
