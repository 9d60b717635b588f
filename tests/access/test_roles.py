"""Who may enter and do what: no fixed password anywhere, no permission that is not listed."""

import pytest

from payung.access.actions.invite import invite, invite_demo_users
from payung.access.models import User
from payung.access.queries import may, roles
from payung.units.refusal import Refused

pytestmark = pytest.mark.django_db


def somebody(role="village-clerk", area="32.14.16.2005"):
    return invite(username="siti", full_name="Siti", role=role, area=area)


def test_a_password_is_made_at_random_and_kept_as_a_hash_alone():
    password = somebody()
    user = User.objects.get()
    assert len(password) >= 16 and user.check_password(password) and password not in user.password


def test_two_users_have_two_passwords():
    assert somebody() != invite(username="budi", full_name="Budi", role="auditor", area="32.14")


@pytest.mark.parametrize(
    ("code", "changes"), [("role_unknown", {"role": "king"}), ("region_unknown", {"area": "Purwakarta"})]
)
def test_an_unknown_role_or_area_is_refused(code, changes):
    with pytest.raises(Refused) as refused:
        somebody(**changes)
    assert refused.value.code == code and not User.objects.exists()


def test_a_user_name_is_given_once():
    somebody()
    with pytest.raises(Refused) as refused:
        somebody()
    assert refused.value.code == "username_taken"


def test_no_password_opens_a_demo_user():
    invite_demo_users()
    invite_demo_users()
    users = list(User.objects.all())
    assert len(users) == 3 and all(user.is_demo and not user.has_usable_password() for user in users)


@pytest.mark.parametrize(("role", "permission", "held"), [
    ("village-clerk", "propose", True), ("village-clerk", "release-places", False), ("auditor", "see", True),
    ("auditor", "propose", False), ("regency-officer", "release-places", True), ("nobody", "see", False),
])  # fmt: skip
def test_a_role_holds_what_is_listed_and_nothing_else(role, permission, held):
    assert may(User(role=role), permission) is held


def test_whoever_is_no_longer_active_may_do_nothing():
    assert not any(may(User(role=role, is_active=False), "see") for role in roles())
