"""Runs the cells of a notebook so that one bad cell does not cost the others.

A cell that raises or takes too long is left behind, as in Jupyter.  A cell that ends
its process takes everything with it: the notebook is then run again without that cell.
"""

import time
from collections.abc import Callable, Sequence

from autograder.kernel import CellResult, Kernel
from autograder.submission import Cell

CELL_TIMEOUT_S = 20.0
NOTEBOOK_S = 120.0  # for all cells together, restarts included
_RESTARTS = 4
_TIMEOUTS = 3


def run_notebook(
    cells: Sequence[Cell], start: Callable[[], Kernel]
) -> tuple[Kernel, list[CellResult | None]]:
    """The kernel after the last cell, and each cell's result (None: not run).

    The kernel may have died if cells kept ending it.
    """
    results: list[CellResult | None] = [None] * len(cells)
    deadly: set[int] = set()
    deadline = time.monotonic() + NOTEBOOK_S
    kernel = start()
    try:
        while (fatal := _run(kernel, cells, deadly, results, deadline)) is not None:
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
    cells: Sequence[Cell],
    deadly: set[int],
    results: list[CellResult | None],
    deadline: float,
) -> int | None:
    """Run the cells that are not deadly; the index of one that ended the kernel.

    Past the deadline the rest is left: what is defined by then is what is checked.
    """
    timeouts = 0
    for index, cell in enumerate(cells):
        if index in deadly or not cell.source.strip():
            continue
        result = kernel.run_cell(cell.source, timeout_s=CELL_TIMEOUT_S)
        results[index] = result
        if result.status == "stopped":
            return index
        timeouts += result.status == "timeout"
        if timeouts >= _TIMEOUTS or time.monotonic() > deadline:
            break
    return None
