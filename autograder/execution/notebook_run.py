"""Runs the cells of a notebook so that one bad cell does not cost the others.

If a cell raises or takes too long, the next cell runs, as in Jupyter.  After a timeout
the other cells have less time, because they probably call the same function.  If a cell
ends its process, the notebook is run again without that cell.
"""

import time
from collections.abc import Callable, Iterable, Sequence

from autograder.execution.kernel import CellResult, Kernel
from autograder.execution.time_limits import TimeLimits
from autograder.submission.notebook_file import Cell

CELL_TIMEOUT_S, NEXT_CELL_TIMEOUT_S = 10.0, 1.0
NOTEBOOK_S = 120.0  # for all cells together, restarts included
_RESTARTS = 4


def run_notebook(
    cells: Sequence[Cell], start: Callable[[], Kernel]
) -> tuple[Kernel, list[CellResult | None]]:
    """The kernel after the last cell, and each cell's result (None: not run).

    The kernel may have died if cells kept ending it.
    """
    results: list[CellResult | None] = [None] * len(cells)
    deadly: set[int] = set()
    time_limits = TimeLimits(CELL_TIMEOUT_S, NEXT_CELL_TIMEOUT_S)
    deadline = time.monotonic() + NOTEBOOK_S
    kernel = start()
    try:
        while True:
            left = ((i, each) for i, each in enumerate(cells) if i not in deadly)
            fatal = _run(kernel, left, results, time_limits, deadline)
            if fatal is None:
                break
            deadly.add(fatal)
            if len(deadly) > _RESTARTS or time.monotonic() > deadline:
                break
            kernel.close()
            kernel = start()
    except BaseException:
        kernel.close()
        raise
    return kernel, results


def _run(
    kernel: Kernel,
    cells: Iterable[tuple[int, Cell]],
    results: list[CellResult | None],
    time_limits: TimeLimits,
    deadline: float,
) -> int | None:
    """Run cells; returns the index of the cell that ended the kernel, if any.

    Cells after the deadline do not run; checks use what is defined by then.
    """
    for index, cell in cells:
        if not cell.source.strip():
            continue
        with time_limits.limit("a cell") as limit_s:
            result = kernel.run_cell(cell.source, timeout_s=limit_s)
        results[index] = result
        if result.status == "stopped":
            return index
        if time.monotonic() > deadline:
            break
    return None
