"""Tables of access: users and roles, signing in, the history and its checks, breaches."""

from __future__ import annotations

from payung.access.models.audit_check import AuditCheck
from payung.access.models.breach import NOTICE_WITHIN, Breach, BreachNotice, BreachPerson
from payung.access.models.history import History
from payung.access.models.sign_in import IdentityLink, Invitation, ServiceToken, SignInWait, UsedCode
from payung.access.models.user import RoleChange, RoleHeld, User, Users

__all__ = [
    "NOTICE_WITHIN",
    "AuditCheck",
    "Breach",
    "BreachNotice",
    "BreachPerson",
    "History",
    "IdentityLink",
    "Invitation",
    "RoleChange",
    "RoleHeld",
    "ServiceToken",
    "SignInWait",
    "UsedCode",
    "User",
    "Users",
]
