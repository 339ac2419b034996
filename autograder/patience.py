"""How long a student's code may take: long at first, short for what hung once.

An endless loop costs its seconds once and not in every check of its function; what is
right beside it is still found, and marked as it would be alone.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Patience:
    """Limits in seconds of wall-clock time: `first`, and `then` for what has hung."""

    first: float
    then: float
    _hung: set[str] = field(default_factory=set)

    @contextmanager
    def limit(self, what: str) -> Iterator[float]:
        """The limit for `what`, within a block that uses it up or not."""
        limit_s = self.then if what in self._hung else self.first
        started = time.monotonic()
        try:
            yield limit_s
        finally:
            if time.monotonic() - started >= limit_s:
                self._hung.add(what)
