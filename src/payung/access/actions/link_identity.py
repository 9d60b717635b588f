"""Say who a user is at the identity provider: by its own number for the person, or by an e-mail that it has verified."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from payung.access.models import IdentityLink, User
from payung.units.refusal import Refused


def link_identity(*, username: str, subject: str = "", email: str = "") -> None:
    """Writes the link, in place of an earlier one. Raises Refused for an unknown user, no identity, or one that is taken."""
    user = User.objects.filter(username=username, is_demo=False).first()
    if user is None:
        raise Refused("user_unknown", username=username)
    if not (subject or email):
        raise Refused("identity_says_nobody")
    facts = {"subject": subject.strip(), "email": email.strip().lower()}
    try:
        with transaction.atomic():
            IdentityLink.objects.update_or_create(user=user, defaults=facts)
    except IntegrityError:
        raise Refused("identity_is_taken") from None


def user_behind(*, subject: str, email: str, email_verified: bool) -> User | None:
    """The active user whom the provider's answer names. An e-mail counts only when the provider says it is verified.

    A link by e-mail takes on the provider's number at the first sign-in: from then on the address counts no more, so
    that nobody inherits a user with an old address.
    """
    linked = IdentityLink.objects.select_related("user").filter(user__is_active=True)
    found = linked.filter(subject=subject).first() if subject else None
    if found is None and email and email_verified and subject:
        found = linked.filter(subject="", email=email.strip().lower()).first()
        if found is not None:
            found.subject = subject
            found.save(update_fields=["subject"])
    return found.user if found else None
