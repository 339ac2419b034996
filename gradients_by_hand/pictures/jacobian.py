"""Pictures of a table of slopes, drawn by the student's functions.

heat_map   the table with the sums of its rows and columns
blocks     the tables of a batch inside the table of all slopes
"""

import functools

import numpy as np

from gradients_by_hand.pictures.canvas import (
    BLUE,
    INK,
    MAGENTA,
    Picture,
    drawn_with,
    new_figure,
    sheet_of,
)


@drawn_with
def heat_map(jacobian, s):
    """jacobian(s) -> (C, C), coloured by sign and size, with its sums.

    Row i is output i, column j is input j.
    """
    s = np.asarray(s, dtype=float)
    J = _table(jacobian(s.copy()), (s.size, s.size))
    rows, columns = J.sum(axis=1), J.sum(axis=0)
    size = max(np.abs(J[np.isfinite(J)]).max(initial=0.0), 1e-12)
    # What is left of a sum after rounding is no digit worth showing.
    rows, columns = (np.where(np.abs(v) < 1e-9 * size, 0, v) for v in (rows, columns))
    C = s.size
    tables = {
        (1, 0): ("your table: row = output, column = input", J),
        (1, C + 1): ("sums", rows[:, np.newaxis]),
        (C + 2, 0): ("sums of the columns", columns[np.newaxis]),
    }
    return Picture(
        functools.partial(sheet_of, tables),
        f"A table of {C} times {C} slopes, coloured by sign and size. Its rows are "
        f"{'; '.join(_list(row) for row in J)}. The sums of the rows are "
        f"{_list(rows)}, those of the columns {_list(columns)}.",
    )


@drawn_with
def blocks(jacobians, S):
    """jacobians(S) -> (N, C, C), drawn as blocks of the table of all slopes."""
    S = np.asarray(S, dtype=float)
    N, C = S.shape
    tables = _table(jacobians(S.copy()), (N, C, C))
    zeros = N * N * C * C - N * C * C
    return Picture(
        functools.partial(_draw_blocks, tables, f"{zeros} zeros outside"),
        f"A square table of {N * C} times {N * C} slopes. Along its diagonal stand {N} "
        f"framed blocks of {C} times {C}, one for each example, in the colours of sign "
        f"and size; the other {zeros} entries are zero.",
    )


def _draw_blocks(tables, outside):
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    N, C, _ = tables.shape
    everything = np.zeros((N * C, N * C))
    figure = new_figure(4.9, 4.9, left=0.95, bottom=0.5)
    axes = figure.subplots()
    for n in range(N):
        corner = n * C
        everything[corner : corner + C, corner : corner + C] = tables[n]
        axes.add_patch(
            Rectangle((corner - 0.5, corner - 0.5), C, C, fill=False, ec=INK, lw=2)
        )
    size = max(np.abs(everything[np.isfinite(everything)]).max(initial=0.0), 1e-12)
    colours = LinearSegmentedColormap.from_list("signed", [BLUE, "white", MAGENTA])
    axes.imshow(everything, cmap=colours, vmin=-size, vmax=size)
    middle = np.arange(N) * C + (C - 1) / 2
    axes.set_xticks(middle, [f"inputs {n}" for n in range(N)])
    axes.set_yticks(middle, [f"outputs {n}" for n in range(N)])
    axes.set_title(f"{tables.size} slopes in blocks, {outside}", fontsize=11)
    return figure


def _table(value, shape):
    """What a student's function gave, as numbers of a shape, or an exception."""
    given = np.asarray(value, dtype=float)
    if given.shape != shape:
        raise ValueError(f"its answer has shape {given.shape}, and not {shape}")
    return given


def _list(values):
    return ", ".join(f"{value + 0.0:.3g}" for value in values)
