"""Keeps the bytes of a built JSON file whose numbers changed in their last digits only.

exp, log, matrix products and single precision give other last digits on a processor
without AVX-512, or with another BLAS.  Two measures keep a build the same everywhere:

1. Samples of steps are drawn with three decimals (`gradients_by_hand.steps.draws`), and
   derived numbers are rounded.  So few digits differ in the first place.  That is not
   enough: exp of a sample, or single precision, can lie beside a rounding boundary.
2. The build compares what a file means.  If the new numbers agree with the old ones to
   the digits that a reader compares, the build keeps the old bytes.  A tolerant check
   alone would not do: `make build` must leave the repository clean as well.

A file is kept or replaced as a whole, so old and new numbers never stand side by side.
"""

import json
import math
from dataclasses import dataclass
from itertools import chain
from typing import Any

_ALMOST_ZERO = 1e-12


@dataclass(frozen=True)
class Tolerance:
    """How far two numbers may lie apart and mean the same to the reader of a file.

    relative: as a share of the number itself; of_row: of the largest one in its row.
    """

    relative: float
    of_row: float


# What the students' tutor cannot tell apart: `gradients_by_hand.recognition` reads
# hints.json, `gradients_by_hand.steps.comparison` reads steps.json.
HINTS = Tolerance(relative=0.0, of_row=1e-5)
STEPS = Tolerance(relative=1e-9, of_row=1e-12)


def keep_meaning(old: str, new: str, tolerance: Tolerance) -> str:
    """`old` if it means the same as `new`, else `new`; both are JSON texts."""
    try:
        content = json.loads(old)
    except ValueError:
        return new
    return old if _same(content, json.loads(new), tolerance) else new


def _same(old: Any, new: Any, tolerance: Tolerance, largest: float = 0.0) -> bool:
    if type(old) is not type(new):
        return False
    if isinstance(old, dict):
        return list(old) == list(new) and all(
            _same(old[key], new[key], tolerance) for key in old
        )
    if isinstance(old, list):
        largest = max(map(_size, chain(old, new)), default=0.0)
        return len(old) == len(new) and all(
            _same(one, other, tolerance, largest) for one, other in zip(old, new)
        )
    if isinstance(old, float):
        size = max(_size(old), _size(new))
        apart = max(
            _ALMOST_ZERO,
            tolerance.relative * size,
            tolerance.of_row * max(size, largest),
        )
        return math.isclose(old, new, rel_tol=0.0, abs_tol=apart)
    return bool(old == new)


def _size(value: Any) -> float:
    return abs(value) if isinstance(value, float) else 0.0
