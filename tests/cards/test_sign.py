"""What the QR code says, and what it must never say."""

import re
from dataclasses import replace
from datetime import date

import claim169
import pytest

from payung.cards.actions.sign import sign
from tests.cards.conftest import FACE, ISSUED_ON


def test_the_code_holds_number_name_and_village_and_no_more(token, key):
    content = claim169.decode(token, verify_with_ed25519=key.issuer.public_key, validate_timestamps=False)
    assert content.claim169.to_dict() == {"id": "D100-000001", "fullName": "Siti Aminah", "address": "Desa Tanjungsari"}


def test_the_code_names_the_office_and_its_key(token, key):
    seen = claim169.inspect(token)
    assert (seen.issuer, seen.key_id.hex()) == (key.issuer.name, key.issuer.key_id)


def test_the_months_begin_and_end_at_midnight_in_jakarta(token):
    meta = claim169.decode_unverified(token, validate_timestamps=False).cwt_meta
    assert (meta.not_before, meta.expires_at) == (1761930000, 1767200400)  # 1 Nov 2025 and 1 Jan 2026, 00:00 WIB


def test_nothing_in_the_code_looks_like_a_nik(token):
    result = claim169.decode_unverified(token, validate_timestamps=False)
    said = f"{result.claim169.to_dict()} {[getattr(result.cwt_meta, k) for k in ('issuer', 'subject', 'expires_at')]}"
    assert not re.search(r"\d{16}", said)


@pytest.mark.parametrize("field", ["number", "name", "village", "line"])
@pytest.mark.parametrize("nik", ["3214990101900001", "3214 9901 0190 0001", "A-3214.9901.0190.0001"])
def test_a_nik_in_any_text_is_refused_without_repeating_it(field, nik):
    with pytest.raises(ValueError, match="NIK") as refused:
        replace(FACE, **{field: nik})
    assert "3214" not in str(refused.value)


@pytest.mark.parametrize(
    "months", [{"first_month": date(2025, 11, 2)}, {"until": date(2025, 12, 31)}, {"until": date(2025, 11, 1)}]
)
def test_a_card_covers_whole_months(months):
    with pytest.raises(ValueError, match="whole months"):
        replace(FACE, **months)


def test_the_longest_name_still_fits_the_code(key):
    assert len(sign(replace(FACE, name="Ž" * 60), key, ISSUED_ON)) < 600
