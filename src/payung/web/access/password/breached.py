"""Is a password on a list of stolen ones? Two lists, both read on this machine, without loading either.

In the house: `stolen.bin`, the first six bytes of the SHA-1 of each entry, sorted; `scripts/stolen_passwords` makes it
from the lists that come with Django and zxcvbn: some 50,000 common passwords, and no more than that. The operator may
name a larger one in PAYUNG_BREACHED_PASSWORDS: SHA-1 in hexadecimal, one a line and sorted, with or without a count
behind a colon, as Have I Been Pwned gives it.
"""

from __future__ import annotations

import hashlib
import mmap
from pathlib import Path

STOLEN = Path(__file__).parent / "stolen.bin"
PREFIX_BYTES = 6


def digest_of(password: str) -> bytes:
    """The SHA-1 of a password: not to keep it, but because the lists of stolen ones are kept so."""
    return hashlib.sha1(password.encode(), usedforsecurity=False).digest()


def in_list(password: str, file: Path = STOLEN) -> bool:
    """Whether the list of the house knows the password, its small letters alone counting as well."""
    return any(_in_prefixes(digest_of(form)[:PREFIX_BYTES], file) for form in {password, password.lower()})


def _in_prefixes(prefix: bytes, file: Path) -> bool:
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as kept:
        low, high = 0, len(kept) // PREFIX_BYTES
        while low < high:
            middle = (low + high) // 2
            found = kept[middle * PREFIX_BYTES : (middle + 1) * PREFIX_BYTES]
            if found == prefix:
                return True
            low, high = (middle + 1, high) if found < prefix else (low, middle)
    return False


def in_sorted_file(password: str, file: Path) -> bool:
    """Whether a sorted file of SHA-1 lines knows the password, by halving: some 35 looks at a file of 40 gigabytes."""
    wanted = digest_of(password).hex().upper().encode()
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as kept:
        low, high = 0, len(kept)
        while low < high:
            start = kept.rfind(b"\n", 0, (low + high) // 2) + 1
            end = kept.find(b"\n", start)
            end = len(kept) if end < 0 else end
            found = kept[start : start + len(wanted)].upper()
            if found == wanted:
                return True
            if found < wanted:
                low = end + 1
            else:
                high = start
    return False
