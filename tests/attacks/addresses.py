"""Every address of the program as the table of addresses has it: its arguments, the view behind it, and who may come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern


@dataclass(frozen=True)
class Address:
    """One line of the table: `people/<int:person_id>/`, the names of its arguments, and its view."""

    route: str
    arguments: tuple[str, ...]
    view: Any

    @property
    def permission(self) -> str | None:
        """What `needs`, `signed_in` or `public` wrote on the view; None when nobody said who may come."""
        return getattr(self.view, "permission", None)

    @property
    def is_api(self) -> bool:
        return str(self.view.__module__).startswith("ninja")

    def path(self, given: dict[str, str]) -> str:
        """The address with its arguments filled in, as a browser would ask for it."""
        from urllib.parse import quote

        path = self.route
        for name in self.arguments:
            start = path.index("<")
            end = path.index(">", start)
            assert path[start:end].split(":")[-1].strip("<") == name
            path = path[:start] + quote(given[name], safe="") + path[end + 1 :]
        return "/" + path


def walk(patterns: list[Any] | None = None, before: str = "", names: tuple[str, ...] = ()) -> Iterator[Address]:
    """Every address, includes and the API's own among them."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        assert isinstance(each.pattern, RoutePattern), f"{before}{each.pattern}: only path() can be walked"
        route, arguments = before + str(each.pattern), (*names, *each.pattern.converters)
        if isinstance(each, URLResolver):
            yield from walk(each.url_patterns, route, arguments)
        else:
            assert isinstance(each, URLPattern)
            yield Address(route, arguments, each.callback)


def operations() -> Iterator[tuple[str, Any]]:
    """Every operation of the API with its path below /api/v1."""
    from payung.api.address import api

    for router in api._get_bound_routers():
        for path, held in router.path_operations.items():
            for operation in held.operations:
                yield f"{','.join(operation.methods)} {router.prefix}{path}", operation
