"""Which limits a request counts against, from `limits.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from payung.access.actions.count_requests import bucket


@dataclass(frozen=True, slots=True)
class Limit:
    """Requests a minute for one address and for one user; `name` is also the name of its bucket."""

    name: str
    address: int
    user: int
    routes: tuple[str, ...] = ()
    posts: bool = False

    def fits(self, route: str, method: str) -> bool:
        """Whether this is the limit of a route asked for by a method."""
        return not (self.posts and method != "POST") and any(fnmatchcase(route, each) for each in self.routes)


@cache
def limits() -> dict[str, Limit]:
    """Every limit by its name, in the order of the file."""
    said = tomllib.loads((Path(__file__).parent / "limits.toml").read_text("utf-8"))
    return {name: Limit(name, **{**of, "routes": tuple(of.get("routes", ()))}) for name, of in said.items()}


def _route(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def limit_of(route: str, method: str) -> Limit:
    """The first limit that fits a route; of the addresses without one of their own, each has a bucket by itself."""
    if not route:
        return limits()["nowhere"]
    found = next(limit for limit in limits().values() if limit.fits(route, method))
    return Limit(f"page {route}", found.address, found.user) if found.name == "page" else found


def buckets(request: HttpRequest, address: str) -> dict[bytes, int]:
    """The buckets that this request counts in, each with its hits a minute."""
    user = request.user.get_username() if request.user.is_authenticated else ""
    found = {}
    for limit in (limits()["every"], limit_of(_route(request), request.method or "GET")):
        found[bucket(limit.name, "address", address)] = limit.address
        if user:
            found[bucket(limit.name, "user", user)] = limit.user
    return found
