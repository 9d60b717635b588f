"""Who may enter and do what: no fixed password anywhere, no permission that is not listed."""

from datetime import datetime
from pathlib import Path

import pytest

from payung.access import queries
from payung.access.actions.invite import DEMO_USERS, invite, invite_demo_users
from payung.access.models import Invitation, RoleHeld, User
from payung.access.queries import NOBODY, Acting, acting_as, holds, may, roles, seeing
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.users import a_user

pytestmark = pytest.mark.django_db
AT = datetime(2025, 11, 21, 9, 0).astimezone()


def somebody(username="siti", role="village-clerk", area="32.14.16.2005"):
    with seeing(Area(""), by="operator"):
        return invite(username=username, full_name="Siti", role=role, area=area, why="baru", by="operator", at=AT)


def test_the_token_of_an_invitation_is_made_at_random_and_kept_as_a_hash_alone():
    token = somebody()
    kept = Invitation.objects.get()
    assert len(token) >= 40 and token not in kept.token_hash and not User.objects.get().has_usable_password()


def test_two_users_have_two_tokens():
    assert somebody() != somebody("budi")


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
    assert len(users) == len(DEMO_USERS) and all(user.is_demo and not user.has_usable_password() for user in users)


@pytest.mark.parametrize(("role", "permission", "held"), [
    ("village-clerk", "propose", True), ("village-clerk", "release-places", False), ("auditor", "see", True),
    ("auditor", "propose", False), ("regency-officer", "release-places", True), ("nobody", "see", False),
])  # fmt: skip
def test_a_role_holds_what_is_listed_and_nothing_else(role, permission, held):
    assert may(Acting("siti", role), permission) is held


def test_a_visitor_may_do_nothing():
    assert not any(may(nobody, "see") for nobody in (None, NOBODY, "auditor"))


def test_whoever_is_no_longer_active_acts_under_no_role():
    user = a_user("siti", "auditor", "32.14")
    with acting_as(user, wanted=None, address="") as acting:
        assert acting.role == "auditor"
    user.is_active = False
    with acting_as(user, wanted=None, address="") as acting:
        assert acting.role == ""


def test_a_role_that_is_not_held_cannot_be_chosen():
    siti, budi = a_user("siti", "village-clerk", "32.14.16.2005"), a_user("budi", "auditor", "32.14")
    theirs = RoleHeld.objects.all()
    with seeing(Area(""), by="test"):
        wanted = theirs.get(username=budi.username).pk
    with acting_as(siti, wanted=wanted, address="") as acting:
        assert (acting.role, acting.area) == ("village-clerk", "32.14.16.2005")


def test_every_role_of_the_mission_is_there_and_says_what_it_is_called():
    assert set(roles()) == {
        "village-clerk", "regency-officer", "treasurer", "bpjs-officer", "claims-officer", "claims-approver", "claims-head",
        "province-planner", "sponsor", "apdesi-coordinator", "courier", "health-staff", "auditor", "administrator",
    }  # fmt: skip
    assert all(role["title"] for role in roles().values())


def test_every_permission_that_a_role_holds_is_explained_at_the_top_of_the_file():
    text = (Path(queries.__file__).parents[1] / "roles.toml").read_text("utf-8")
    explained = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    held = {permission for role in roles().values() for permission in role["may"]}
    assert [permission for permission in held if f" {permission} " not in explained] == []


def test_only_an_administrator_decides_about_roles():
    assert [name for name in roles() if holds(name, "decide-roles")] == ["administrator"]
