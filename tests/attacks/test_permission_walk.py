"""Every address says who may come; one that says nothing is found here, and so is one that is open to everybody."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import path

from payung.access.queries import roles
from payung.web.access.permission import OWN, PUBLIC
from tests.attacks.addresses import Address, operations, walk

# Open to anybody, signed in or not: by the beginning of the address, each with the reason.
OPEN = {
    "language/": "the language of a page, kept in a cookie",
    "access/sign-in/": "the way in",
    "access/sign-out/": "the way out; a stranger's changes nothing",
    "access/mfa/": "the second step of the way in, before it is done",
    "access/invitations/<": "the way in of whoever was invited: known by the hash of its token",
    "access/identity/": "the way in by a government's identity provider",
    "privacy/": "the notice on what is kept, why and for how long: the same for everybody",
    "law/": "the law is public and knows nobody",
    "health/": "alive or not: for machines, says nothing else",
    "ready/": "ready or not: for machines, says nothing else",
    "claims/track/": "an heir without an account: the state of one claim, for its number and a birth day",
    "claims/letter/": "a hospital without an account: how one letter stands, for its number and its secret code",
    "metrics": "figures for machines, behind a token of their own; counts of nobody",
}
OPEN_TO_PROGRAMS = {
    "/law/": "the law's answers: no account, no personal data",
}
# What the library for the API adds by itself.
OF_THE_LIBRARY = {
    "api/v1/openapi.json": "what the API can be asked, without any data",
    "api/v1/": "only there to be pointed at; answers 404",
}


def known_permissions() -> set[str]:
    return {permission for role in roles().values() for permission in role["may"]} | {OWN, PUBLIC}


def silent(addresses: list[Address]) -> set[str]:
    """Addresses that do not say who may come, or say it in a word that no role knows."""
    pages = [each for each in addresses if not each.is_api and each.route not in OF_THE_LIBRARY]
    return {each.route for each in pages if each.permission not in known_permissions()}


def unexplained(addresses: list[Address]) -> set[str]:
    """Addresses open to everybody without a reason above."""
    return {each.route for each in addresses if each.permission == PUBLIC and not each.route.startswith(tuple(OPEN))}


def test_every_address_says_who_may_come() -> None:
    assert silent(list(walk())) == set()
    assert len(list(walk())) > 30, "the walk does not see the addresses any more"


def test_every_address_open_to_everybody_has_a_reason() -> None:
    assert unexplained(list(walk())) == set()


def test_every_operation_of_the_api_asks_for_a_token_or_has_a_reason_not_to() -> None:
    found = list(operations())
    loose = {
        told
        for told, operation in found
        if not operation.auth_callbacks and not told.split(" ", 1)[1].startswith(tuple(OPEN_TO_PROGRAMS))
    }
    assert loose == set()
    walked = {id(operation) for each in walk() if each.is_api for operation in _behind(each.view)}
    assert walked == {id(operation) for _told, operation in found}, "an operation is not looked at"


def _behind(view: Callable[..., object]) -> list[object]:
    """The operations behind one address of the API; the library keeps them in the view's own cell."""
    return [each for cell in view.__closure__ or () for each in cell.cell_contents.operations]


def test_an_address_that_says_nothing_would_be_found() -> None:
    def page(request: object) -> None: ...

    def opened(request: object) -> None: ...

    opened.permission = PUBLIC  # type: ignore[attr-defined]
    misspelt = Address("x/", (), type("View", (), {"permission": "se", "__module__": "x"}))
    found = [*walk([path("people/all/", page), path("people/dump/", opened)]), misspelt]
    assert silent(found) == {"people/all/", "x/"} and unexplained(found) == {"people/dump/"}
