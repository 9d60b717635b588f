"""What the commands of the law have in common: the day of a question, an option that is given twice, and one before the law."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from typer.core import TyperCommand

from payung.cli.console import now
from payung.rules.law import LawUnknown
from payung.rules.read import key_of_day, read_day
from payung.units.refusal import Refused


def day_or_today(text: str | None) -> date:
    """The day of the question, today in Jakarta when none is given. Raises Refused naming the field."""
    return now().date() if text is None else read_day("on", text)


def _key(option: Any) -> str:
    """What a refusal calls an option: "--months-paid" is "months_paid", as in the address of the API."""
    return str(option.opts[0]).removeprefix("--").replace("-", "_")


class Question(TyperCommand):
    """A command whose refusals name the option: one given twice (the last would win in silence), or a day before the law."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Raises Refused("field_repeated")."""
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        for option, times in Counter(given).items():
            if times > 1 and not option.multiple:
                raise Refused("field_repeated", field=_key(option), times=times)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Raises Refused("field_before_the_law") in place of LawUnknown."""
        try:
            return super().invoke(ctx)
        except LawUnknown as unknown:
            given = {_key(option): ctx.params.get(option.name) for option in self.params}
            raise Refused(
                "field_before_the_law", field=key_of_day(given, unknown.on), given=unknown.on, concept=unknown.concept,
                known_from=unknown.known_from,
            ) from None  # fmt: skip
