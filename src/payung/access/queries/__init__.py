"""Reads of access: roles and eyes, users, the log, breaches."""

from __future__ import annotations

from payung.access.queries.acting import (
    NOBODY,
    OPERATOR,
    SECOND_STEP,
    Acting,
    holds,
    may,
    must_have_second_step,
    roles,
    statement,
    titles_with,
)
from payung.access.queries.breach import (
    Search,
    Touched,
    TouchedPerson,
    breach,
    breaches,
    notices,
    touched,
    touched_people,
)
from payung.access.queries.eyes import acting_as, roles_of, seeing, seeing_by_token
from payung.access.queries.log import PAGE, changes_of, done_by, readings_of, row_as_it_is
from payung.access.queries.users import (
    WAITS,
    RoleOf,
    demo_users,
    may_look_after,
    open_invitations,
    service_tokens,
    token_holder,
    users_with_roles,
    waiting_changes,
)

__all__ = [
    "NOBODY",
    "OPERATOR",
    "PAGE",
    "SECOND_STEP",
    "WAITS",
    "Acting",
    "RoleOf",
    "Search",
    "Touched",
    "TouchedPerson",
    "acting_as",
    "breach",
    "breaches",
    "changes_of",
    "demo_users",
    "done_by",
    "holds",
    "may",
    "may_look_after",
    "must_have_second_step",
    "notices",
    "open_invitations",
    "readings_of",
    "roles",
    "roles_of",
    "row_as_it_is",
    "seeing",
    "seeing_by_token",
    "service_tokens",
    "statement",
    "titles_with",
    "token_holder",
    "touched",
    "touched_people",
    "users_with_roles",
    "waiting_changes",
]
