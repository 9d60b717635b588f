"""The claim of a page: in sight, or not found; and the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.claims import queries as claims
from payung.claims.queries.accident import letters_of
from payung.web.access.signed_in import SignedIn

if TYPE_CHECKING:
    from payung.claims.models import Claim, ClaimDocument, ClaimHeir, TreatmentLetter


def seen_claim(number: str) -> Claim:
    """The claim with this number in sight. Http404 for any other."""
    found = claims.claim(number)
    if found is None:
        raise Http404
    return found


def seen_heir(heir_id: int) -> ClaimHeir:
    """A living relation of a claim in sight, not removed. Http404 for any other."""
    found = claims.heir(heir_id)
    if found is None:
        raise Http404
    return found


def seen_document(document_id: int) -> ClaimDocument:
    """A paper of a claim in sight. Http404 for any other."""
    found = claims.document(document_id)
    if found is None:
        raise Http404
    return found


def seen_accident(number: str) -> Claim:
    """The claim of an accident in sight. Http404 for any other."""
    found = seen_claim(number)
    if found.kind != "accident":
        raise Http404
    return found


def seen_guarantee(number: str, letter: str) -> TreatmentLetter:
    """A guarantee letter of a claim in sight. Http404 for any other."""
    found = next((each for each in letters_of(seen_claim(number)) if each.number == letter), None)
    if found is None:
        raise Http404
    return found


def crumbs(request: SignedIn, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of claims: the work list for whoever has one, and on."""
    return [(_("Klaim"), reverse("claims")), *more]
