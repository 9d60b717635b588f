"""What a role may do, and under which of the roles held somebody acts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from payung.units.region import Area

OPERATOR = "operator"


# Whoever may approve, pay, change roles, run the system or move places must show a second step at sign-in.
SECOND_STEP = ("approve-claims", "pay-claims", "pay", "decide-roles", "operate", "release-places")


@cache
def statement(name: str) -> str:
    """The SQL of this folder with this name."""
    return (Path(__file__).parents[1] / "sql" / f"{name}.sql").read_text("utf-8")


@cache
def roles() -> dict[str, dict[str, Any]]:
    """Every role with its title and its permissions, from `roles.toml`."""
    return tomllib.loads((Path(__file__).parents[1] / "roles.toml").read_text("utf-8"))


def holds(role: str, permission: str) -> bool:
    """Whether a role holds a permission; an unknown role holds none."""
    return permission in roles().get(role, {}).get("may", [])


def approves_up_to(role: str) -> int | None:
    """The largest claim in rupiah that a role approves; None without a limit."""
    return roles().get(role, {}).get("approves_up_to_idr")


def titles_with(permission: str) -> list[str]:
    """The titles of the roles that hold a permission."""
    return [str(each["title"]) for role, each in roles().items() if holds(role, permission)]


def must_have_second_step(acting: Acting) -> bool:
    """Whether somebody holds a permission that wants a second step at sign-in, under this role or any other held."""
    return any(each.may(permission) for each in (acting, *acting.others) for permission in SECOND_STEP)


@dataclass(frozen=True, slots=True)
class Acting:
    """One person acting under one role held: who, as what, in which area or on which line, from which address."""

    by: str
    role: str = ""
    area: str = ""
    line: str = ""
    address: str = ""
    held: int = 0
    others: tuple[Acting, ...] = ()

    @property
    def sees(self) -> Area:
        return Area(self.area)

    @property
    def title(self) -> str:
        return str(roles().get(self.role, {}).get("title", self.role))

    def may(self, permission: str) -> bool:
        return holds(self.role, permission)


NOBODY = Acting("")


def may(acting: object, permission: str) -> bool:
    """Whether somebody acts under a role that holds a permission; a visitor holds none."""
    return isinstance(acting, Acting) and acting.may(permission)
