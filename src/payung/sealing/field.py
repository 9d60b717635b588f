"""Columns of a model that are sealed before they are written; what is read stays sealed until `opened` is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import FieldError
from django.db import models

if TYPE_CHECKING:
    from payung.sealing.envelope import OpenKey

    _Text = models.TextField[Any, Any]
else:
    _Text = models.TextField

_KEY = "_data_key"
_Row = TypeVar("_Row", bound=models.Model)


class SealedJson(_Text):
    """Any JSON value. Give it plainly and save the row; read, it is a `Sealed`, and `opened(row)` gives the value.

    `bound_to`: the columns that say which row it is; a text copied to a row where they differ does not open.
    """

    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def __init__(self, *args: Any, bound_to: Sequence[str], **options: Any) -> None:
        self.bound_to = tuple(bound_to)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "bound_to": self.bound_to}

    def bound(self, row: models.Model) -> bytes:
        """What ties the value to this table, column and row."""
        from payung.sealing.envelope import binding

        return binding(self.model._meta.db_table, str(self.column), [getattr(row, name) for name in self.bound_to])

    def pre_save(self, row: models.Model, add: bool) -> Any:
        from payung.sealing.envelope import Sealed, seal

        value = getattr(row, self.attname)
        if value is not None and not isinstance(value, Sealed):
            value = seal(value, _key_of(row), self.bound(row))
            setattr(row, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        from payung.sealing.envelope import Sealed

        if value is None or isinstance(value, Sealed):
            return value.token if value else None
        raise FieldError(f"{self} is sealed to its row: give the value to a row and save that row")

    def to_python(self, value: Any) -> Any:
        return value

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        from payung.sealing.envelope import Sealed

        return None if value is None else Sealed(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self} is sealed: the database cannot search, compare or sort what it cannot read")

    def get_transform(self, lookup_name: str) -> Any:
        return None


class SealedText(SealedJson):
    """A text, sealed."""


def _key_of(row: models.Model) -> OpenKey:
    """The data key that this row object seals with: one for all its columns."""
    from payung.sealing.envelope import new_data_keys

    if _KEY not in row.__dict__:
        row.__dict__[_KEY] = new_data_keys(1)[0]
    key: OpenKey = row.__dict__[_KEY]
    return key


def give_keys(rows: Sequence[_Row]) -> Sequence[_Row]:
    """The same rows, each with a fresh data key, made in one statement: for many rows before `bulk_create`."""
    from payung.sealing.envelope import new_data_keys

    for row, key in zip(rows, new_data_keys(len(rows)), strict=True):
        row.__dict__[_KEY] = key
    return rows


def sealed_texts(rows: Iterable[models.Model], column: str) -> list[str]:
    """What these rows hold in a sealed column as the database keeps it, for a statement that writes many of them at once."""
    return [str(_column(row, column).pre_save(row, False).token) for row in rows]


def opened_rows(rows: Iterable[models.Model], *columns: str) -> list[dict[str, Any]]:
    """The values of sealed columns, one dictionary a row, their data keys read in one statement; nothing stays None.

    Raises Refused when a key is missing or wrong, or a value was changed or moved.
    """
    from payung.sealing.envelope import open_keys, unseal

    rows = list(rows)
    held = [{name: getattr(row, name) for name in columns} for row in rows]
    keys = open_keys(value.data_key_id for row in held for value in row.values() if value is not None)
    return [
        {name: None if value is None else unseal(value, keys[value.data_key_id], _column(row, name).bound(row))
         for name, value in values.items()}
        for row, values in zip(rows, held, strict=True)
    ]  # fmt: skip


def opened(row: models.Model, column: str) -> Any:
    """The value of one sealed column of a row that was read from the database or saved."""
    return opened_rows([row], column)[0][column]


def _column(row: models.Model, name: str) -> SealedJson:
    field = row._meta.get_field(name)
    assert isinstance(field, SealedJson), f"{name} is not sealed"
    return field
