"""A traceback that names nobody: where it broke and what kind of error it was; the message only where it speaks of code.

An error's message may hold anything: psycopg quotes the row ("Key (nik)=(3214...) already exists"), KeyError the name that was
looked for. No mask finds a name among words, so such messages are left out, and a database error is told by its code and its
constraint.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from lokal.samaran import Samaran

from payung.rules.law import LawError
from payung.units.refusal import Refused

_SPEAKS_OF_CODE = (
    ImportError, AttributeError, NameError, TypeError, LawError, ImproperlyConfigured, TemplateDoesNotExist, TemplateSyntaxError,
)  # fmt: skip
_WITHHELD = "(message left out)"


def _database_error(error: psycopg.Error) -> str:
    seen = error.diag
    if seen.sqlstate is None:
        return str(error).split("\n")[0] if isinstance(error, psycopg.OperationalError) else _WITHHELD
    facts = {
        "sqlstate": seen.sqlstate,
        "constraint": seen.constraint_name,
        "table": seen.table_name,
        "column": seen.column_name,
    }
    return " ".join(f"{name}={value}" for name, value in facts.items() if value)


def _message(error: BaseException) -> str:
    if isinstance(error, psycopg.Error):
        return _database_error(error)
    if isinstance(error, Refused):
        return error.code
    if isinstance(error, OSError):
        return error.strerror or _WITHHELD
    if isinstance(error, _SPEAKS_OF_CODE):
        return str(error)
    return _WITHHELD if str(error) else ""


def _before(error: BaseException) -> BaseException | None:
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error, then what it came from, each once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = _before(error)


def _one(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"Traceback (most recent call last):\n{frames}{kind}: {_message(error)}".rstrip(": ")


def told(error: BaseException) -> str:
    """The traceback of an error and of those it came from, masked; no value of any row, variable or parameter."""
    parts = [_one(each) for each in _chain(error)]
    parts += [told(each) for each in getattr(error, "exceptions", ())]
    return Samaran(mode="partial").mask("\n\n".join(reversed(parts))).text


def tell_uncaught(error: BaseException | None) -> None:
    """What nobody caught goes to standard error in the same way."""
    if error is not None:
        print(told(error), file=sys.stderr)
