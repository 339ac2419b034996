"""One thing that is fuzzed."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st


@dataclass(frozen=True)
class Target:
    """A name, where inputs come from, what is done with one, and its share of runs.

    vary: another input like one, with random numbers; it is much faster than a draw.
    """

    name: str
    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], object]
    share: float
    vary: Callable[[Any, random.Random], Any] | None = None
