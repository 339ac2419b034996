"""Pictures of a table of slopes, drawn by the student's functions.

heat_map   the table with the sums of its rows and columns
nudge      how far outputs truly move, beside what one column of the table promises
blocks     the tables of a batch inside the table of all slopes
"""

import numpy as np

from workbook.pictures.canvas import (
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
    figure = sheet_of(
        {
            (1, 0): ("your table: row = output, column = input", J),
            (1, C + 1): ("sums", rows[:, np.newaxis]),
            (C + 2, 0): ("sums of the columns", columns[np.newaxis]),
        }
    )
    return Picture(
        figure,
        f"A table of {C} times {C} slopes, coloured by sign and size. Its rows are "
        f"{'; '.join(_list(row) for row in J)}. The sums of the rows are "
        f"{_list(rows)}, those of the columns {_list(columns)}.",
    )


@drawn_with
def nudge(jacobian, outputs, s, j=0, t=1.0):
    """outputs(s) with s[j] raised by t, and by t / 10, beside t times column j.

    jacobian(s) -> (C, C) and outputs(s) -> (C,); bars for what happens, marks for what
    the column of the table promises.
    """
    s = np.asarray(s, dtype=float)
    J = _table(jacobian(s.copy()), (s.size, s.size))
    before = _table(outputs(s.copy()), s.shape)
    figure = new_figure(9.5, 3.6, left=0.7, bottom=0.35)
    words = []
    for axes, step in zip(figure.subplots(1, 2), (t, t / 10)):
        moved = s.copy()
        moved[j] += step
        true, promised = _table(outputs(moved), s.shape) - before, step * J[:, j]
        places = np.arange(s.size)
        axes.bar(places, true, color=BLUE, label="true change")
        look = {"color": MAGENTA, "markersize": 30, "markeredgewidth": 3}
        axes.plot(places, promised, "_", label=f"{step:g} times column {j}", **look)
        axes.plot(places, promised, "D", color=MAGENTA, markersize=4)
        axes.axhline(0, color=INK, linewidth=0.8)
        axes.set_xticks(places, [f"output {i}" for i in places])
        axes.locator_params(axis="y", nbins=5)
        axes.margins(y=0.2)
        axes.set_title(f"input {j} raised by {step:g}", fontsize=11)
        axes.legend(frameon=False, fontsize=9, markerscale=0.5)
        gap = np.abs(true - promised).max()
        words.append(
            f"raised by {step:g}, the outputs move by {_list(true)} and your column "
            f"promises {_list(promised)}, at most {gap:.2g} apart"
        )
    figure.subplots_adjust(wspace=0.22)
    return Picture(
        figure,
        "Two bar charts of how far each output moves, with marks for what one column "
        f"of your table promises. With input {j} {'; '.join(words)}.",
    )


@drawn_with
def blocks(jacobians, S):
    """jacobians(S) -> (N, C, C), drawn as blocks of the table of all slopes."""
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    S = np.asarray(S, dtype=float)
    N, C = S.shape
    tables = _table(jacobians(S.copy()), (N, C, C))
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
    zeros = N * N * C * C - N * C * C
    axes.set_title(f"{N * C * C} slopes in blocks, {zeros} zeros outside", fontsize=11)
    return Picture(
        figure,
        f"A square table of {N * C} times {N * C} slopes. Along its diagonal stand {N} "
        f"framed blocks of {C} times {C}, one for each example, in the colours of sign "
        f"and size; the other {zeros} entries are zero.",
    )


def _table(value, shape):
    """What a student's function gave, as numbers of a shape, or an exception."""
    given = np.asarray(value, dtype=float)
    if given.shape != shape:
        raise ValueError(f"its answer has shape {given.shape}, and not {shape}")
    return given


def _list(values):
    return ", ".join(f"{value + 0.0:.3g}" for value in values)
