"""Pictures of a Jacobian f(X, C) -> (N*C, D*C), made by the student's function.

pattern   its numbers, cut into blocks, with one block lit
growth    how many numbers it stores, and how many of them are zeros
"""

import functools

import numpy as np

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

_MOST_NUMBERS = 240


@drawn_with
def pattern(jacobian, X, C, lit=None, *, block=None):
    """X and jacobian(X, C) beside each other, cut into blocks of shape `block`.

    lit: the (row, column) of the block that is framed; with blocks of the usual shape
    (C, C) the entry of X in the same place is framed as well.
    """
    X = np.asarray(X, dtype=float)
    J = _table(jacobian(X.copy(), C))
    if J.size > _MOST_NUMBERS:
        raise ValueError(f"{J.size} numbers are too many to be read: take fewer")
    height, width = block or (C, C)
    says = _stored(J)
    words = ""
    if lit is not None:
        row, column = lit
        part = J[row * height : (row + 1) * height, column * width :][:, :width]
        if part.shape != (height, width):
            raise ValueError(f"there is no block {row, column} of {height} x {width}")
        words = f" Block {row, column} holds {_in_words(part)}."
        if block is None:
            words += f" It stands for X[{row}, {column}], which is {X[lit]:.2f}."

    def draw():
        left = X.shape[1] + 1
        figure = sheet_of({(1, 0): ("X", X), (1, left): ("your Jacobian", J)})
        axes = figure.axes[0]
        _cut(axes, J.shape, (height, width), left)
        _make_room(figure, says)
        if lit is not None:
            _frame_block(axes, lit, (height, width), left)
            if block is None:
                framed(axes, [(1 + lit[0], lit[1])])
        return figure

    return Picture(
        draw,
        f"X, with {X.shape[0]} rows and {X.shape[1]} columns, and your Jacobian, cut "
        f"into blocks of {height} x {width}. {says}{words}",
    )


def _table(J):
    J = np.asarray(J, dtype=float)
    if J.ndim != 2 or not J.size:
        raise ValueError(f"a Jacobian of shape {J.shape} cannot be drawn")
    return J


def _make_room(figure, says):
    """A heading above the sheet; zeros step back behind the other numbers."""
    axes = figure.axes[0]
    for each in axes.texts:
        if each.get_text() == "0.00":
            each.set_color("#AAAAAA")
    right, bottom = axes.get_xlim()[1], axes.get_ylim()[0]
    width, height = figure.get_size_inches()
    wider = max(right, 9.0) / right
    figure.set_size_inches(width * wider, height * (bottom + 1.6) / (bottom + 0.5))
    axes.set(xlim=(-0.5, (right + 0.6) * wider - 0.5), ylim=(bottom + 0.1, -1.6))
    axes.text(-0.45, -0.8, says, fontsize=11)


def _stored(J):
    zeros = int(np.sum(J == 0))
    return (
        f"{J.shape[0]} x {J.shape[1]} = {J.size} numbers are stored, "
        f"{zeros} of them are zeros ({zeros / J.size:.0%})."
    )


def _in_words(part):
    rows = ["(" + ", ".join(f"{each + 0.0:.2f}" for each in row) + ")" for row in part]
    return "the rows " + ", ".join(rows)


def _cut(axes, shape, block, left):
    """Lines between the blocks of the table whose corner is row 1, column left."""
    (rows, columns), (height, width) = shape, block
    right, bottom = left + columns - 0.5, rows + 0.5
    for row in range(0, rows + 1, height):
        axes.plot([left - 0.5, right], [row + 0.5] * 2, color=INK, lw=0.8)
    for column in range(0, columns + 1, width):
        axes.plot([left + column - 0.5] * 2, [0.5, bottom], color=INK, lw=0.8)


def _frame_block(axes, lit, block, left):
    from matplotlib.patches import Rectangle

    (row, column), (height, width) = lit, block
    corner = left + column * width - 0.46, 1 + row * height - 0.44
    size = width - 0.08, height - 0.12
    axes.add_patch(Rectangle(corner, *size, fill=False, ec=INK, lw=3.5))


@drawn_with
def growth(jacobian, sizes):
    """A bar for each (N, D, C): numbers and zeros of jacobian(X, C), on a log scale.

    The mark is the number of weights: how many numbers a gradient has.
    """
    rng = np.random.default_rng(0)
    counts, words = [], []
    for N, D, C in sizes:
        J = _table(jacobian(rng.uniform(0.5, 1.5, size=(N, D)), C))
        numbers = max(int(np.sum(J != 0)), 1)
        counts.append((J.size, numbers))
        words.append(
            f"for N={N}, D={D}, C={C} it has {J.size} numbers, {J.size - numbers} of "
            f"them zeros, where the gradient has {D * C}"
        )
    return Picture(
        functools.partial(_draw_growth, sizes, counts),
        f"Bars on a logarithmic scale. Of your Jacobian, {'; '.join(words)}.",
    )


def _draw_growth(sizes, counts):
    """counts: for each size how many numbers are stored, and how many are not zero."""
    figure = new_figure(9, 0.75 + 0.42 * len(sizes), left=1.6, bottom=0.5)
    axes = figure.subplots()
    for place, ((_, D, C), (size, numbers)) in enumerate(zip(sizes, counts)):
        axes.barh(place, size, color=BLUE, alpha=0.35, height=0.6)
        axes.barh(place, numbers, color=BLUE, height=0.6)
        axes.plot([D * C] * 2, [place - 0.36, place + 0.36], color=MAGENTA, lw=4)
        share = f"{size:,} ({1 - numbers / size:.0%} zeros)"
        axes.text(size * 1.15, place, share, va="center", fontsize=9)
    axes.set(
        xscale="log", xlim=(1, axes.get_xlim()[1] * 15), ylim=(len(sizes) - 0.5, -0.5)
    )
    labels = [f"N={N}, D={D}, C={C}" for N, D, C in sizes]
    axes.set_yticks(range(len(sizes)), labels, fontsize=9)
    axes.set_xlabel("numbers that are stored", fontsize=9)
    axes.set_title("dark: not zero, light: zeros, mark: the gradient", fontsize=11)
    return figure
