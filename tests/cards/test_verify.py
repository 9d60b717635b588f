"""A card is judged by its signature first and by the months second."""

import zlib
from dataclasses import replace
from datetime import date, datetime, timedelta

import claim169
import pytest

from payung.cards.actions.keep_key import CardKey
from payung.cards.actions.sign import JAKARTA, sign
from payung.cards.actions.verify import VERDICT_TEXTS, _from_base45, verify, verify_text
from tests.cards.conftest import FACE, ISSUED_ON, LAUNCH

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def state(text: str, key: CardKey, at: datetime = LAUNCH) -> str:
    return verify_text(text, issuers=[key.issuer], at=at).state


def test_a_card_of_a_known_office_is_valid_and_says_whose_it_is(token, key):
    verdict = verify_text(token, issuers=[key.issuer], at=LAUNCH)
    assert (verdict.state, verdict.number, verdict.name) == ("valid", "D100-000001", "Siti Aminah")
    assert (verdict.village, verdict.until) == ("Desa Tanjungsari", date(2026, 1, 1))
    assert verdict.reason == VERDICT_TEXTS["valid"]["id"]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2025, 10, 31, 23, 59, 59, tzinfo=JAKARTA), "not_yet_valid"),
        (datetime(2025, 11, 1, 0, 0, tzinfo=JAKARTA), "valid"),
        (datetime(2025, 12, 31, 23, 59, 59, tzinfo=JAKARTA), "valid"),
        (datetime(2026, 1, 1, 0, 0, tzinfo=JAKARTA), "expired"),
        (datetime(2026, 1, 1, 12, 0, tzinfo=JAKARTA), "expired"),
    ],
)
def test_a_card_holds_from_its_first_to_its_last_minute_in_jakarta(token, key, moment, expected):
    assert state(token, key, moment) == expected


def test_an_expired_card_still_says_whose_it_was(token, key):
    verdict = verify_text(token, issuers=[key.issuer], at=LAUNCH + timedelta(days=365))
    assert (verdict.state, verdict.name, verdict.until) == ("expired", "Siti Aminah", date(2026, 1, 1))


def test_any_one_changed_character_makes_a_card_tampered(token, key):
    for place, character in enumerate(token):
        other = BASE45[(BASE45.index(character) + 7) % 45]
        changed = token[:place] + other + token[place + 1 :]
        assert state(changed, key) == "tampered", place


def test_a_shortened_or_lengthened_text_is_tampered(token, key):
    for lost in (1, 2, 3, 5, 6, 30, 200):
        assert state(token[:-lost], key) == "tampered", lost
    for more in ("0", "00", "AAA", "AAAAAA"):
        assert state(token + more, key) == "tampered", more


def test_a_card_under_our_key_id_with_anothers_signature_is_tampered(key, other_key):
    forged = sign(FACE, CardKey(other_key.private_key, key.issuer), ISSUED_ON)
    assert state(forged, key) == "tampered"


def test_the_old_signature_under_a_new_name_is_tampered(token, key):
    # The compressed token holds its text as it is, so a forger can swap letters of equal length and pack it again.
    forged = repack(token, lambda content: content.replace(b"Siti Aminah", b"Siti Rohaya"))
    assert claim169.decode_unverified(forged, validate_timestamps=False).claim169.full_name == "Siti Rohaya"
    assert state(forged, key) == "tampered"


def test_a_later_end_under_the_old_signature_is_tampered(token, key):
    later = (1767200400 + 365 * 86400).to_bytes(4, "big")
    forged = repack(token, lambda content: content.replace((1767200400).to_bytes(4, "big"), later))
    assert state(forged, key) == "tampered"


def test_a_strangers_key_is_unknown_even_under_our_name(key, other_key):
    verdict = verify_text(sign(FACE, other_key, ISSUED_ON), issuers=[key.issuer], at=LAUNCH)
    assert (verdict.state, verdict.name, verdict.number, verdict.until) == ("unknown_issuer", None, None, None)


def test_a_trusted_key_does_not_speak_for_another_office(key):
    abroad = CardKey(key.private_key, replace(key.issuer, name="Disnaker Kabupaten Lain"))
    assert state(sign(FACE, abroad, ISSUED_ON), key) == "unknown_issuer"


def test_one_of_several_known_offices_is_enough(key, other_key):
    text = sign(FACE, other_key, ISSUED_ON)
    assert verify_text(text, issuers=[key.issuer, other_key.issuer], at=LAUNCH).state == "valid"


def test_without_any_known_office_every_card_is_unknown(token):
    assert verify_text(token, issuers=[], at=LAUNCH).state == "unknown_issuer"


def test_an_unsigned_card_under_our_name_is_tampered(key):
    claim = claim169.Claim169Input(id="D100-000001", full_name="Siti Aminah", address="Desa Tanjungsari " * 4)
    unsigned = claim169.encode_unsigned(claim, claim169.CwtMetaInput(issuer=key.issuer.name, expires_at=1767200400))
    assert state(unsigned, key) == "tampered"


def test_a_card_without_an_end_is_not_accepted(key):
    claim, meta = (claim169.Claim169Input(id="D100-000001"), claim169.CwtMetaInput(issuer=key.issuer.name))
    endless = claim169.encode_with_ed25519(claim, meta, key.private_key.private_bytes_raw())
    assert state(endless, key) == "unknown_issuer"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "halo",
        "HELLO WORLD",
        "https://payung.example/k/1",
        "HC1:6BFOXN" + "A" * 200,
        "6BF",
        "é" * 300,
        "0" * 9000,
    ],
)
def test_what_is_no_card_is_unreadable(text, key):
    assert state(text, key) == "unreadable"


def test_space_around_a_pasted_text_does_no_harm(token, key):
    assert state(f"\n  {token} \r\n", key) == "valid"


def test_a_moment_without_its_time_zone_is_a_mistake_of_the_caller(token, key):
    with pytest.raises(ValueError, match="time zone"):
        verify_text(token, issuers=[key.issuer], at=datetime(2025, 11, 21))


def test_every_state_has_a_sentence_in_both_languages():
    assert all(set(texts) == {"id", "en"} and all(texts.values()) for texts in VERDICT_TEXTS.values())


def test_a_missing_picture_is_told_apart_from_a_bad_card(tmp_path, key):
    with pytest.raises(FileNotFoundError):
        verify(str(tmp_path / "tidak-ada.png"), issuers=[key.issuer], at=LAUNCH)


def repack(token: str, change) -> str:
    """Undo base45 and compression, change the bytes, and pack them as a card again."""
    content = zlib.compress(change(zlib.decompress(_from_base45(token))))
    packed = ""
    for start in range(0, len(content), 2):
        pair = content[start : start + 2]
        value = int.from_bytes(pair, "big")
        packed += "".join(BASE45[value // 45**place % 45] for place in range(len(pair) + 1))
    return packed
