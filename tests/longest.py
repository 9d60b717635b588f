"""The files of tests that take longest, the longest first: started first, no worker is left with one when the others are done."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
LONGEST = [
    "attacks/test_role_walk.py",
    "journeys/test_look.py",
    "attacks/test_role_walk_narrow.py",
    "journeys/test_look_roles.py",
    "cli/test_demo.py",
    "web/test_injection.py",
    "attacks/test_odd_requests.py",
    "sealing/test_rotate.py",
    "web/test_attacks.py",
    "attacks/test_own_place.py",
    "journeys/test_look_log.py",
    "journeys/test_look_rights.py",
    "cli/test_commands.py",
    "journeys/test_look_lines.py",
    "journeys/test_look_places.py",
    "faults/test_backup_faults.py",
    "faults/test_disk_full.py",
    "faults/test_races.py",
    "web/test_exports.py",
    "journeys/test_clerk.py",
    "faults/test_killed.py",
    "cli/test_backup.py",
    "web/audit/test_questions.py",
    "web/test_fresh_sign_in.py",
    "web/test_headers.py",
    "journeys/test_worker_killed.py",
    "faults/test_invoice_faults.py",
    "web/test_pages_invitation.py",
    "journeys/test_look_signing_in.py",
    "journeys/test_sealed.py",
]
_PLACE = {FOLDER / name: at for at, name in enumerate(LONGEST)}


def longest_first(items: list[pytest.Item]) -> None:
    """Orders tests by their files; inside a file, and among the files that are not named here, they stay as they were."""
    items.sort(key=lambda item: _PLACE.get(item.path, len(LONGEST)))
