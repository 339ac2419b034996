"""Pictures of gradients by index, drawn by the student's functions.

lens     one entry of a gradient, and the numbers that it depends on
arrows   a gradient as arrows on the map of the number that it belongs to
"""

import numpy as np

from gradients_by_hand._measuring import numerical_gradient
from gradients_by_hand.dependency_mask import dependency_mask, listed
from gradients_by_hand.pictures.canvas import (
    BLUE,
    INK,
    MAGENTA,
    Picture,
    drawn_with,
    new_figure,
    sheet_of,
)

YOURS = "your gradient"


@drawn_with
def lens(gradient, given, entry, *, result_name=YOURS):
    """One entry of gradient(*given), and which of the given numbers it depends on.

    given: {name: array}; entry: the indices of the entry, a tuple.  result_name: what
    is written above the answer.
    Each given number is nudged; those that move the entry light up.
    """
    given = {name: np.array(each, dtype=float) for name, each in given.items()}
    result = _result(gradient, given)
    entry = tuple(int(index) for index in entry)
    lit = dependency_mask(gradient, given, entry)
    says = _heading(lit, entry, (result_name, result))
    lit[result_name] = np.zeros(result.shape, dtype=bool)
    lit[result_name][entry] = True
    shown = {**given, result_name: result}
    corners = _corners(given, (result_name, result))
    across = {name for name in given if _is_row(name, given, result)}
    tables = {
        corners[name]: (name, _table(each, name in across))
        for name, each in shown.items()
    }

    def draw():
        figure = sheet_of(tables)
        _make_room(figure, says)
        for name, each in lit.items():
            _light_up(figure.axes[0], corners[name], _table(each, name in across))
        return figure

    named = [listed(name, lit[name]) for name in given if lit[name].any()]
    return Picture(
        draw,
        f"Tables of {', '.join(given)} and of {result_name}. {says} "
        f"Lit are: {', '.join(named) or 'none'}.",
    )


def _heading(lit, entry, named):
    moving, count = (sum(f(each) for each in lit.values()) for f in (np.sum, np.size))
    name, result = named
    return (
        f"Entry {list(entry)} of {name} is {result[entry]:.3g}; "
        f"it depends on {moving} of {count} numbers."
    )


def _result(gradient, given):
    """What the student's function gives, as an array, or an exception in words."""
    result = gradient(*(each.copy() for each in given.values()))
    result = np.asarray(result, dtype=float)
    if result.ndim not in (1, 2):
        raise ValueError(f"a gradient of shape {result.shape} has no rows to be drawn")
    return result


def _corners(given, named):
    """Where each table begins: above the gradient what fits its columns, else left."""
    result_name, result = named
    above = [name for name in given if _is_row(name, given, result)]
    top, column, corners = 1 + 2 * len(above), 0, {}
    for name, each in given.items():
        if name not in above:
            corners[name] = top, column
            column += _table(each).shape[1] + 1
    for number, name in enumerate(above):
        corners[name] = 1 + 2 * number, column
    corners[result_name] = top, column
    return corners


def _is_row(name, given, result):
    """Whether a vector is drawn as a row: it fits the columns, and is not the first."""
    each = given[name]
    fits = each.ndim == 1 and result.ndim == 2 and len(each) == result.shape[1]
    return fits and name != next(iter(given))


def _table(each, across=False):
    """An array as rows and columns: a vector is a column, or a row."""
    return each if each.ndim == 2 else each[None, :] if across else each[:, None]


def _make_room(figure, says):
    """Space for a heading above a sheet, and for long titles on its right."""
    axes = figure.axes[0]
    right, bottom = axes.get_xlim()[1], axes.get_ylim()[0]
    width, height = figure.get_size_inches()
    wider = max(right + 2, 9.0) / (right + 0.5)
    figure.set_size_inches(width * wider, height * (bottom + 1.6) / (bottom + 0.5))
    axes.set(xlim=(-0.5, (right + 0.5) * wider - 0.5), ylim=(bottom, -1.6))
    axes.text(-0.45, -0.8, says, fontsize=11)


def _light_up(axes, corner, lit):
    """A frame around what is lit, and a veil over what is not."""
    from matplotlib.patches import Rectangle

    for (row, column), on in np.ndenumerate(lit):
        at = corner[1] + column, corner[0] + row
        if on:
            look = {"fill": False, "ec": INK, "lw": 2.5}
            frame = Rectangle((at[0] - 0.46, at[1] - 0.44), 0.92, 0.88, **look)
        else:
            look = {"fc": "white", "alpha": 0.75, "lw": 0}
            frame = Rectangle((at[0] - 0.5, at[1] - 0.5), 1, 1, **look)
        axes.add_patch(frame)


@drawn_with
def arrows(number, gradient, reach=2.0):
    """Lines of equal height of number(x), and gradient(x) as arrows; x has 2 entries.

    Each arrow is compared with the slopes that are measured at its point.
    """
    side = np.linspace(-reach, reach, 41)
    heights = np.array([[float(number(np.array([u, v]))) for u in side] for v in side])
    places = 0.65 * reach * np.linspace(-1, 1, 5)
    points = [np.array([u, v]) for v in places for u in places]
    claimed = np.array([_pair(gradient, each) for each in points])
    measured = np.array([numerical_gradient(number, each) for each in points])
    scale = max(np.abs(measured).max(), 1e-6)
    lengths = np.linalg.norm(claimed, axis=1)
    longest = max(lengths[np.isfinite(lengths)].max(initial=0), scale) / (0.3 * reach)
    good = (np.abs(claimed - measured) <= 1e-5 * scale).all(axis=1)

    def draw():
        figure = new_figure(5.2, 5.2, left=0.55, bottom=0.5)
        axes = figure.subplots()
        if np.ptp(heights) > 1e-9:
            lines = axes.contour(side, side, heights, 14, colors=BLUE, linewidths=1.2)
            axes.clabel(lines, lines.levels[::3], fontsize=8)
        for right, colour in ((True, INK), (False, MAGENTA)):
            _draw_arrows(axes, points, claimed / longest, good == right, colour)
        axes.set(xlabel="x[0]", ylabel="x[1]", aspect="equal")
        axes.set(xlim=(-reach, reach), ylim=(-reach, reach))
        axes.set_title(_verdict(good), fontsize=11)
        return figure

    return Picture(
        draw,
        "A map of the number over the plane of x[0] and x[1], with lines of equal "
        f"height from {heights.min():.3g} to {heights.max():.3g}, and your gradient as "
        f"an arrow at {len(points)} points. {_verdict(good)}",
    )


def _draw_arrows(axes, points, arrows, chosen, colour):
    """Arrows of the chosen points: solid, or dashed for the second colour."""
    style = "-" if colour == INK else (0, (3, 2))
    look = {"arrowstyle": "-|>", "color": colour, "lw": 1.8, "ls": style}
    for point, arrow in zip(np.array(points)[chosen], arrows[chosen]):
        if np.isfinite(arrow).all() and np.abs(arrow).max() > 1e-9:
            ends = {"xy": point + arrow, "xytext": point}
            axes.annotate("", **ends, arrowprops={**look, "shrinkA": 0, "shrinkB": 0})
    axes.plot(*np.array(points)[chosen].T, ".", color=colour)


def _verdict(good):
    if good.all():
        return "Every arrow is the slope that was measured there."
    return f"{(~good).sum()} of {good.size} arrows are not the slope measured there."


def _pair(gradient, point):
    slope = np.asarray(gradient(point.copy()), dtype=float)
    if slope.shape != (2,):
        raise ValueError(f"a gradient of shape {slope.shape} is no arrow in the plane")
    return slope
