"""`payung card verify` as a real process, with no database in reach."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from payung.cards.actions.keep_key import card_key
from payung.cards.actions.sign import sign
from payung.units.card_face import CardFace
from tests.warm import payung

FACE = CardFace(
    "0123456789AB", "ONAH NURAENI", "Desa Tanjungsari", "Kecamatan Pondoksalam", "Kabupaten Purwakarta",
    "1 Desa 100 Perlindungan", date(2025, 11, 1), date(2026, 1, 1), "APBD",
)  # fmt: skip


def _verify(folder: Path, text: str, on: str) -> dict[str, str]:
    environment = {
        "PATH": os.environ["PATH"],
        "PAYUNG_DATA": str(folder),
        "DATABASE_URL": "postgresql://nobody@/nowhere",
    }
    done = payung("card", "verify", text, "--on", on, "--json", environment=environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def token(tmp_path: Path) -> str:
    return sign(FACE, card_key(tmp_path / "keys"), date(2025, 11, 21))


def test_a_card_is_judged_without_a_database(tmp_path: Path, token: str) -> None:
    assert _verify(tmp_path, token, "2025-12-31")["state"] == "valid"
    assert _verify(tmp_path, token, "2026-01-01")["state"] == "expired"


def test_one_changed_character_is_told(tmp_path: Path, token: str) -> None:
    changed = token[:200] + ("A" if token[200] != "A" else "B") + token[201:]
    told = _verify(tmp_path, changed, "2025-12-31")
    assert told["state"] == "tampered" and told["reason"]
    assert "ONAH" not in json.dumps(told)
