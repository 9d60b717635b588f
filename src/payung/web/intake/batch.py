"""One list on one page: what is happening to it, what was understood, or what became of every row."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.access.queries import may
from payung.intake.columns import FIELD_LABELS, Mapping
from payung.intake.failure import columns_are_the_reason, may_pass, why_it_failed
from payung.intake.models import Batch
from payung.intake.preview import columns, preview, rows_read, sheet_of
from payung.intake.queries import batch as batch_with_id
from payung.intake.report import explain, summary
from payung.intake.told import told_page
from payung.membership.actions.decide import paid_term
from payung.regions import queries as regions
from payung.units.refusal import Refused
from payung.units.words import say
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import language
from payung.web.intake.stages import ignored_in_words, position, stage_in_words, steps
from payung.web.number import number

_ROWS_A_PAGE = 100
UNDER_WAY = ("received", "read", "landing")


def found(batch_id: int) -> Batch:
    """The batch inside the area that is seen. Raises Http404 for any other."""
    batch = batch_with_id(batch_id)
    if batch is None:
        raise Http404
    return batch


@needs("see")
def batch(request: SignedIn, batch_id: int) -> HttpResponse:
    """The page of a list at its stage."""
    held = found(batch_id)
    return render(request, f"intake/{_page_of(held)}.html", facts_of(request, held))


def _page_of(held: Batch) -> str:
    return "under_way" if held.stage in UNDER_WAY else held.stage


def facts_of(request: SignedIn, held: Batch) -> dict[str, Any]:
    """What every page of a list shows, and what its stage adds."""
    facts: dict[str, Any] = {
        "batch": held,
        "stage": stage_in_words(held),
        "may_send": may(request.acting, "propose"),
        "village": regions.region(held.village) if held.village else None,
        "area": regions.region(held.area) if held.area else None,
    }
    return facts | _OF_STAGE[_page_of(held)](request, held)


def _under_way(request: SignedIn, held: Batch) -> dict[str, Any]:
    return way_of(held)


def way_of(held: Batch) -> dict[str, Any]:
    """The steps of a list under way, how many are done, and how many rows are landing."""
    rows = rows_read(held) if held.stage == "landing" else None
    return {"steps": steps(held), "position": position(held), "rows": rows}


def _checked(request: SignedIn, held: Batch) -> dict[str, Any]:
    seen = preview(held)
    return {
        **understood(held),
        "over": _term_over(held),
        "preview": seen,
        "problems": _said(held, seen.problems),
        "warnings": _said(held, seen.warnings),
    }


def _landed(request: SignedIn, held: Batch) -> dict[str, Any]:
    counts = summary(held)
    after = request.GET.get("after", "")
    rows, more = ([], False) if held.files_gone_on else told_page(
        held, after=number(after) or 0, at_most=_ROWS_A_PAGE, language=language()
    )  # fmt: skip
    return {
        "counts": counts,
        "problems": _said(held, counts["problems"]),
        "warnings": _said(held, counts["warnings"]),
        "rows": rows,
        "next_url": f"?after={rows[-1].sheet_row}#baris" if more else "",
        "back_url": "?#baris" if after else "",
        "region_url": reverse("region", args=[held.area]) if held.area and may(request.acting, "see-numbers") else "",
    }


def _failed(request: SignedIn, held: Batch) -> dict[str, Any]:
    by_columns = columns_are_the_reason(held) and not held.files_gone_on
    return {
        "why": why_it_failed(held, language()),
        "by_columns": by_columns,
        "open_columns": by_columns,
        "may_retry": may_pass(held) and not held.files_gone_on,
        **(understood(held) if by_columns else {}),
    }


def _withdrawn(request: SignedIn, held: Batch) -> dict[str, Any]:
    return {}


def understood(held: Batch, mapping: Mapping | None = None) -> dict[str, Any]:
    """The sheet, its columns, and the fields to choose from for each; `mapping` holds a person's unsaved choices."""
    sheet = sheet_of(held)
    if sheet is None:
        return {}
    shown = columns(held, sheet, mapping)
    labels = [(field, label[language()]) for field, label in FIELD_LABELS.items()]
    return {
        "sheet": sheet,
        "rows_read": rows_read(held),
        "columns": shown,
        "fields": labels,
        "ignored": ignored_in_words(sheet.ignored),
        "used_columns": sum(column.field is not None for column in shown),
    }


def _term_over(held: Batch) -> str:
    try:
        paid_term(held.line, held.judged_on)
    except Refused as refusal:
        return say(refusal.code, language(), **refusal.facts)
    return ""


def _said(held: Batch, counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"code": code, "count": count, "sentence": explain(held, code, language())} for code, count in counts.items()
    ]


_OF_STAGE = {
    "under_way": _under_way,
    "checked": _checked,
    "landed": _landed,
    "failed": _failed,
    "withdrawn": _withdrawn,
}
