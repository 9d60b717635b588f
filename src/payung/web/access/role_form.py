"""The fields by which a role is wished for: read, held against one's own area, and told where one of them is wrong."""

from __future__ import annotations

from payung.units.refusal import Refused
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say

FIELDS = ("username", "role", "area", "line", "why")
# Whatever else is refused is the name's fault.
_FIELD_OF = {
    "role_unknown": "role", "role_not_chosen": "role", "role_line_misplaced": "line", "role_line_outside": "line",
    "region_unknown": "area",
    "area_outside": "area", "reason_missing": "why", "full_name_missing": "full_name",
}  # fmt: skip


def written(request: SignedIn, *more: str) -> dict[str, str]:
    """What was written into the fields of the form, by field."""
    return {field: request.POST.get(field, "").strip() for field in (*FIELDS, *more)}


def check_wish(request: SignedIn, given: dict[str, str]) -> None:
    """Raises Refused for a name or a role that was left out, or an area that is not within one's own."""
    if not given["username"]:
        raise Refused("username_missing")
    if not given["role"]:
        raise Refused("role_not_chosen")
    if given["area"] not in request.acting.sees and (given["area"] or request.acting.area):
        raise Refused("area_outside", given=given["area"])


def told_wrong(refusal: Refused | None) -> dict[str, object]:
    """The sentence of a refusal at its field, for the form and for the summary above it."""
    wrong = {_FIELD_OF.get(refusal.code, "username"): say(refusal.code, refusal.facts)} if refusal else {}
    return {"wrong": wrong, "errors": [{"field": field, "text": text} for field, text in wrong.items()]}
