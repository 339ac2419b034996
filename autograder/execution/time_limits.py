"""How long a student's code may take: long at first, then short, and not for ever.

An endless loop costs its seconds once and not in every check of its function, and many
slow answers do not add up without end; what is right beside them is still found, and
marked as it would be alone.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class TimeBudgetSpent(Exception):
    """All the time that there was is spent: it is not tried again."""


@dataclass
class TimeLimits:
    """Limits in seconds of wall-clock time.

    first: for one use; then: for what has hung before; in_all: for all uses of the
    same thing.
    """

    first: float
    then: float
    in_all: float = math.inf
    _hung: set[str] = field(default_factory=set)
    _spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def limit(self, what: str) -> Iterator[float]:
        """The limit for `what`, within a block that uses it up or not.

        Raises:
            TimeBudgetSpent: nothing is left for it.
        """
        left = self.in_all - self._spent.get(what, 0.0)
        if left <= 0:
            raise TimeBudgetSpent
        limit_s = self.then if what in self._hung else self.first
        if left < limit_s:
            limit_s = float(math.ceil(left))  # a number for a sentence
        started = time.monotonic()
        try:
            yield limit_s
        finally:
            took = time.monotonic() - started
            self._spent[what] = self._spent.get(what, 0.0) + took
            if took >= limit_s:
                self._hung.add(what)
