"""The region tree holds codes with dots and known kinds alone."""

from tests.roles import as_owner, breaks, put


def test_a_region_code_has_two_two_two_and_four_digits():
    with as_owner() as db:
        for code in ("3214", "32.1", "32.14.16.200", "AB.14"):
            with breaks(db, "region_code_is_dotted_digits"):
                put(db, "region", code=code, name="X", kind="desa", postal_code="")


def test_a_region_is_of_a_known_kind():
    with as_owner() as db, breaks(db, "region_kind_is_known"):
        put(db, "region", code="99.99", name="X", kind="county", postal_code="")
