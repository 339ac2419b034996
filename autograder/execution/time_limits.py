"""Time limits per call and per submission.

Code that has hung once gets a shorter limit, so an endless loop does not cost its full
time in every check.  A time budget bounds the sum of many slow calls.  Other exercises
keep their own limits, so they are graded as if the slow code did not exist.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class TimeBudgetSpent(Exception):
    """The time budget is spent; the code is not called again."""


@dataclass
class TimeLimits:
    """Limits in seconds of wall-clock time.

    first: for one use; then: for code that has hung before; in_all: the time budget
    of all uses together.
    """

    first: float
    then: float
    in_all: float = math.inf
    _hung: set[str] = field(default_factory=set)
    _spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def limit(self, what: str) -> Iterator[float]:
        """The limit for `what`; the time that the block takes counts.

        Raises:
            TimeBudgetSpent: the time budget of `what` is spent.
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
