"""The process that is measured: so many cards signed and drawn as A4 sheets. Prints its seconds as JSON.

python -m bench.draw CARDS OUT.pdf
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from bench.people import workers


def draw(cards: int, out: Path) -> float:
    """Seconds for signing, setting and joining; making the faces up is not counted."""
    from payung.cards.actions.draw import draw_cards
    from payung.cards.actions.keep_key import card_key
    from payung.units.card_face import CardFace

    names = workers(cards, ["32.14.16.2005"], spoilt=False).get_column("nama")
    common = ("Tanjungsari", "Pondoksalam", "Kabupaten Purwakarta", "1 Desa 100 Perlindungan")
    term = (date(2025, 11, 1), date(2026, 1, 1), "APBD Kabupaten Purwakarta 2025")
    faces = [CardFace(f"{at:012X}", name, *common, *term) for at, name in enumerate(names)]
    with tempfile.TemporaryDirectory(prefix="payung-bench-keys-") as folder:
        key = card_key(Path(folder))
        begun = perf_counter()
        drawn = draw_cards(faces, key, out, issued_on=date(2025, 11, 21))
        seconds = perf_counter() - begun
    assert drawn == cards
    return seconds


if __name__ == "__main__":
    json.dump(draw(int(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
