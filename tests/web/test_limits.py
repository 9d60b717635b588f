"""The limits are written for addresses that there are: a pattern that fits none guards nothing."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from payung.web.access.limits import limit_of, limits
from tests.attacks.addresses import walk
from tests.web.addresses import patterns
from tests.web.test_files_that_leave import senders

# By limit: what must stand under it, with the method that is counted.
COVERED = {
    "sign-in": ["sign-in", "account_login", "account_reauthenticate", "mfa_authenticate", "openid_connect_login",
                "invitation", "invitations", "password"],
    "reveal": ["person-nik", "person-bank", "screening-results"],
    "export": ["region-export", "cards-person", "cards-village", "intake-workbook", "person-file", "breach-people",
               "breach-notice", "request-letter", "claim-letter"],
    "upload": ["intake-upload", "membership-enrol"],
    "search": ["people", "claim-report"],
    "track": ["claim-track"],
}  # fmt: skip


def names() -> set[str]:
    return set(patterns())


def test_every_pattern_fits_an_address() -> None:
    idle = {
        f"{name}: {pattern}"
        for name, limit in limits().items()
        for pattern in limit.routes
        if not any(fnmatchcase(route, pattern) for route in names())
    }
    assert idle == set()


@pytest.mark.parametrize("limit", COVERED)
def test_what_can_be_guessed_or_carried_off_has_a_limit_of_its_own(limit: str) -> None:
    assert set(COVERED[limit]) <= names(), "there is no such address any more"
    assert {route: limit_of(route, "POST").name for route in COVERED[limit]} == dict.fromkeys(COVERED[limit], limit)


def test_every_address_that_sends_a_file_or_follows_somebody_has_a_limit_of_its_own() -> None:
    by_pattern = {pattern: name for name, pattern in patterns().items()}
    sending = {by_pattern[route] for route in senders(list(walk()))}
    following = {name for name in names() if "track" in name or "reveal" in name or "export" in name}
    assert len(sending) >= 8
    assert {name for name in sending | following if limit_of(name, "POST").name.startswith("page")} == set()


def test_looking_at_a_page_counts_as_a_page() -> None:
    assert limit_of("person-bank", "GET").name == "page person-bank"
    assert limit_of("region-export", "GET").name == "export"


def test_the_api_has_its_own() -> None:
    assert {limit_of(name, "GET").name for name in names() if name.startswith("api-")} == {"api"}
