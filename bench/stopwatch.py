"""Where the time goes inside the door, found by wrapping the program's functions and statements while it runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from types import ModuleType
from typing import Any

# The steps that are one statement, known by how it begins; the first that fits counts.
_STATEMENTS = {
    "COPY staged": "copy to staging",
    "ANALYZE staged": "analyze staging",
    "UPDATE staged": "match",
    "INSERT INTO person": "register new people",
    "SELECT move_people": "move known people",
    "WITH said": "refresh known people",
    "SELECT id FROM quota": "lock quotas",
    "CREATE TEMP TABLE decided": "decide",
    "ANALYZE decided": "analyze decided",
    "WITH taken": "take places",
    "INSERT INTO enrolment": "enrol",
    "INSERT INTO cover_month": "cover",
    "ANALYZE person": "analyze after",
}


class Stopwatch:
    """Seconds by step; what runs inside another watched step is taken off that one, so that the steps add up."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._inner = [0.0]

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Counts what happens inside as this step."""
        begun = perf_counter()
        self._inner.append(0.0)
        try:
            yield
        finally:
            took = perf_counter() - begun
            self.seconds[name] += took - self._inner.pop()
            self._inner[-1] += took

    def watch(self, module: ModuleType, function: str, name: str) -> None:
        """From now on, calls of the function through this module count as the step."""
        original = getattr(module, function)

        def watched(*args: Any, **kwargs: Any) -> Any:
            with self.step(name):
                return original(*args, **kwargs)

        setattr(module, function, watched)

    def watch_iterator(self, module: ModuleType, function: str, name: str) -> None:
        """The same for a function that gives its answer piece by piece."""
        original = getattr(module, function)

        def watched(*args: Any, **kwargs: Any) -> Iterator[Any]:
            pieces = original(*args, **kwargs)
            while True:
                with self.step(name):
                    piece = next(pieces, None)
                if piece is None:
                    return
                yield piece

        setattr(module, function, watched)

    def statement(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """An execute wrapper of Django that counts each statement as its step."""
        said = "\n".join(line for line in sql.strip().splitlines() if not line.startswith("--")).strip()
        name = next((name for begins, name in _STATEMENTS.items() if said.startswith(begins)), "other statements")
        with self.step(name):
            return execute(sql, params, many, context)
