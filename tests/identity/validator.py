"""What the provider says of a person: the number, the e-mail, and whether it has verified that."""

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator


class Told(OAuth2Validator):
    """The e-mail is verified unless the person's last name says otherwise."""

    oidc_claim_scope = None

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        verified = request.user.last_name != "unverified"
        return {"email": request.user.email, "email_verified": verified, "name": request.user.username}
