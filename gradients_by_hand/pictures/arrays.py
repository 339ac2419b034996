"""Pictures of arrays: what an entry depends on, and which names share an array.

depends   the numbers of a table on which one entry of f(table) depends
boxes     names, and the boxes of memory that they stand for
sharing   names in groups that share memory; content: what stands in a box
"""

import functools

import numpy as np

from gradients_by_hand.dependency_mask import dependency_mask, listed
from gradients_by_hand.pictures.canvas import (
    BLUE,
    INK,
    MAGENTA,
    Picture,
    drawn_with,
    framed,
    new_figure,
    sheet_of,
)

_WRITTEN = 8  # numbers of a box that are written out


@drawn_with
def depends(f, A, entry):
    """Two tables: A and f(A); framed are the numbers of A that move `entry` of f(A).

    f takes a table and returns an array of one or two axes; entry is an index tuple.
    Each number of A is nudged both ways.
    """
    A = np.array(A, dtype=float)
    result = np.asarray(f(A.copy()), dtype=float)
    value = result[tuple(entry)]
    if np.ndim(value) or A.ndim != 2 or not 1 <= result.ndim <= 2:
        raise ValueError(f"{entry} is no entry of an array of shape {result.shape}")
    mask = dependency_mask(f, {"A": A}, entry)["A"]
    # A result with one axis stands as a row, as numpy prints it.
    table, at = np.atleast_2d(result), (0, *entry)[-2:]
    step = A.shape[1] + 1

    def draw():
        figure = sheet_of({(1, 0): ("the table", A), (1, step): ("the result", table)})
        axes = figure.axes[0]
        framed(axes, np.argwhere(mask) + np.array([1, 0]))
        framed(axes, [(1 + at[0], step + at[1])])
        return figure

    return Picture(
        draw,
        f"Two tables: one of shape {A.shape}, and the result of shape {result.shape}. "
        f"Entry {list(entry)} of the result depends on "
        f"{listed('', mask) or 'nothing'} of the table.",
    )


@drawn_with
def boxes(make):
    """Names on the left, arrays on the right, and a line from each name to its array.

    make() returns a dict of names and arrays.  Names whose arrays share memory share a
    box, also where one of them sees a part of it only.
    """
    named = {name: np.asarray(value) for name, value in make().items()}
    if not named:
        raise ValueError("there are no names")
    groups = sharing(named)
    said = "; ".join(" and ".join(group) for group in groups)
    return Picture(
        functools.partial(_draw_boxes, named, groups),
        f"{len(named)} names and {len(groups)} boxes. Each box with its names: {said}. "
        f"In the boxes: {'; '.join(content(named[group[0]]) for group in groups)}.",
    )


def _draw_boxes(named, groups):
    height = 0.55 * len(named) + 0.6
    figure = new_figure(8.5, height)
    axes = figure.add_axes((0.01, 0.02, 0.98, 1 - 0.45 / height))
    axes.set(xlim=(0, 10), ylim=(len(named) - 0.4, -0.6))
    axes.set_axis_off()
    axes.set_title("names, and the boxes that they stand for", fontsize=11)
    row = {name: i for i, name in enumerate(named)}
    for number, group in enumerate(groups):
        centre = (number + 0.5) * len(named) / len(groups) - 0.5
        largest = max((named[name] for name in group), key=np.size)
        colour = MAGENTA if len(group) > 1 else BLUE
        look = {"boxstyle": "round,pad=0.4", "fc": "white", "ec": colour, "lw": 2}
        axes.text(5.2, centre, content(largest), va="center", fontsize=9, bbox=look)
        for name in group:
            axes.plot([2.9, 5.1], [row[name], centre], color=colour, linewidth=2)
            part = " (a part)" if named[name].size < largest.size else ""
            axes.text(2.8, row[name], name + part, ha="right", va="center", color=INK)
    return figure


def sharing(named):
    """The names in groups: those in one group share memory."""
    groups = []
    for name, value in named.items():
        for group in groups:
            if any(np.shares_memory(value, named[other]) for other in group):
                group.append(name)
                break
        else:
            groups.append([name])
    return groups


def content(array):
    """What stands in a box, on one line."""
    numbers = [f"{each:g}" for each in np.ravel(array).tolist()]
    more = ", ..." if len(numbers) > _WRITTEN else ""
    return f"{', '.join(numbers[:_WRITTEN])}{more}   shape {array.shape}"
