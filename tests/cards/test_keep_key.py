"""The key is made once, kept whole, and never replaced."""

import json
import os

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from payung.cards.actions.keep_key import CardKeyDamaged, card_key, read_issuer
from tests.warm import Started

PRINT_KEY_ID = "import sys, pathlib; from payung.cards.actions.keep_key import card_key; \
print(card_key(pathlib.Path(sys.argv[1])).issuer.key_id)"


def test_the_second_call_gives_the_same_key(tmp_path):
    first, second = card_key(tmp_path / "keys"), card_key(tmp_path / "keys")
    assert first.private_key.private_bytes_raw() == second.private_key.private_bytes_raw()


def test_only_the_owner_may_read_the_private_key(tmp_path):
    card_key(tmp_path)
    assert (tmp_path / "card-private-key.pem").stat().st_mode & 0o777 == 0o600


def test_the_public_half_is_published_for_offline_checkers(tmp_path):
    kept = card_key(tmp_path, issuer="Disnaker Kabupaten Purwakarta").issuer
    public = load_pem_public_key((tmp_path / "card-public-key.pem").read_bytes())
    told = json.loads((tmp_path / "card-issuer.json").read_text())
    assert public.public_bytes_raw() == kept.public_key
    assert (told["issuer"], told["key_id"]) == ("Disnaker Kabupaten Purwakarta", kept.key_id)
    assert read_issuer(tmp_path / "card-issuer.json") == kept


def test_the_name_of_the_office_stays_as_first_written(tmp_path):
    card_key(tmp_path, issuer="Kabupaten Purwakarta")
    assert card_key(tmp_path, issuer="Nama Lain").issuer.name == "Kabupaten Purwakarta"


def test_processes_starting_at_once_end_with_one_key(tmp_path):
    running = [Started("-c", PRINT_KEY_ID, tmp_path, environment=dict(os.environ)) for _ in range(6)]
    told = {process.end().stdout.strip() for process in running}
    assert told == {card_key(tmp_path).issuer.key_id}
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "card-issuer.json",
        "card-private-key.pem",
        "card-public-key.pem",
    ]


@pytest.mark.parametrize("content", [b"", b"not a key", b"-----BEGIN PRIVATE KEY-----\nMC4CAQAw\n"])
def test_a_damaged_key_is_an_error_and_is_left_as_it_is(tmp_path, content):
    card_key(tmp_path)
    (tmp_path / "card-private-key.pem").write_bytes(content)
    with pytest.raises(CardKeyDamaged, match="cadangan"):
        card_key(tmp_path)
    assert (tmp_path / "card-private-key.pem").read_bytes() == content


def test_a_lost_key_is_not_replaced_while_its_issuer_is_known(tmp_path):
    card_key(tmp_path)
    (tmp_path / "card-private-key.pem").unlink()
    with pytest.raises(CardKeyDamaged, match="hilang"):
        card_key(tmp_path)


@pytest.mark.parametrize("file", ["card-issuer.json", "card-public-key.pem"])
def test_a_public_file_of_another_key_is_an_error(tmp_path, file):
    card_key(tmp_path / "ours")
    card_key(tmp_path / "theirs")
    (tmp_path / "ours" / file).write_bytes((tmp_path / "theirs" / file).read_bytes())
    with pytest.raises(CardKeyDamaged):
        card_key(tmp_path / "ours")


def test_a_crash_before_publishing_is_mended_by_the_next_call(tmp_path):
    kept = card_key(tmp_path, issuer="A").issuer
    (tmp_path / "card-issuer.json").unlink()
    (tmp_path / "card-public-key.pem").unlink()
    assert card_key(tmp_path, issuer="A").issuer == kept


def test_a_key_shows_no_secret_when_printed(tmp_path):
    key = card_key(tmp_path)
    assert key.private_key.private_bytes_raw().hex() not in repr(key)
    assert "private" not in repr(key)
