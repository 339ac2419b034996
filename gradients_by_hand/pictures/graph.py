"""Pictures of a graph of tinyflow, drawn by the student's order and gradients.

walk_back   values forward, gradients backward, as far as some nodes have had their turn
along       numbers that functions give along a line, and where they give none
places_of, title_of, in_letters    where a node stands, and what stands in it
"""

import numpy as np

from gradients_by_hand.pictures.canvas import (
    BLUE,
    GOLD,
    INK,
    MAGENTA,
    Picture,
    drawn_with,
    new_figure,
)
from gradients_by_hand.tinyflow import rules, value_of

_SIGNS = {
    "add": "+", "sub": "−", "mul": "×", "div": "/", "neg": "−", "matmul": "@",
    "reduce_sum": "sum", "reduce_mean": "mean",
}  # fmt: skip
_WAITING, _DONE = "#EEF2FF", "#FFE3F1"
_COLUMN, _ROW, _BOW = 1.75, 1.3, 0.3
_LINES = ((MAGENTA, 5, "-"), (BLUE, 2.5, "--"), (GOLD, 2, ":"))


@drawn_with
def walk_back(gradients, order, y, known=None, turns=None):
    """The graph of y: each node with its value, and with its gradient after its turn.

    gradients(y, xs) and order(y) are the student's; known: placeholder -> value.
    turns: how many nodes have had their turn on the way back, counted from y; all of
    them if it is None.  A number at an arrow is what was handed on along it.
    """
    nodes = list(order(y))
    where = places_of(nodes)
    back = nodes[::-1][: len(nodes) if turns is None else turns]
    found = gradients(y, back)
    totals = {node: g for node, g in zip(back, found) if g is not None}
    handed = _handed_on(totals, known)
    columns, rows = _size_of(where)
    values = {node: in_letters(node, known) for node in nodes}
    slopes = {node: in_letters(total, known) for node, total in totals.items()}

    def draw():
        figure = new_figure(_COLUMN * columns + 0.2, _ROW * rows + 0.4, left=0.1)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(-0.6, columns - 0.4), ylim=(-rows / 2 - 0.1, rows / 2 + 0.1))
        axes.set_axis_off()
        for node in nodes:
            _draw_arrows(axes, node, where, handed)
        for node in nodes:
            _draw_node(axes, node, where[node], values[node], slopes.get(node, ""))
        return figure

    told = ", ".join(f"{title_of(node)} {slope}" for node, slope in slopes.items())
    return Picture(
        draw,
        f"A graph of {len(nodes)} nodes from the leaves on the left to {title_of(y)} "
        f"on the right, each with its value. Gradients so far, from the right: "
        f"{told or 'none'}.",
    )


@drawn_with
def along(f, xs, *, label, title=""):
    """What f(x) -> {name: number} gives at each of xs, as curves.

    Where a curve has no number (nan, or infinite), a cross stands below all curves.
    """
    rows = [f(x) for x in xs]
    curves = {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}
    heading = title or "crosses: no number there (nan or infinite)"
    numbers = np.concatenate(list(curves.values()))
    numbers = numbers[np.isfinite(numbers)]

    def draw():
        figure = new_figure(8, 3.4, left=0.8, bottom=0.55)
        axes = figure.add_subplot()
        low, high = numbers.min(initial=0.0), numbers.max(initial=1.0)
        below = low - 0.15 * (high - low)
        for (name, values), (colour, width, line) in zip(curves.items(), _LINES):
            missing = ~np.isfinite(values)
            shown = np.where(missing, np.nan, values)
            axes.plot(xs, shown, line, color=colour, linewidth=width, label=name)
            crosses = np.full(missing.sum(), below)
            axes.plot(np.asarray(xs)[missing], crosses, "x", color=colour, markersize=7)
            below -= 0.06 * (high - low)
        axes.set_xlabel(label)
        axes.set_title(heading, fontsize=11)
        axes.legend(frameon=False, loc="upper right")
        return figure

    words = "; ".join(
        f"{name} has no number at {(~np.isfinite(values)).sum()} of {len(xs)} points"
        for name, values in curves.items()
    )
    return Picture(draw, f"{len(curves)} curves over {label}: {words}.")


# --- where everything is ----------------------------------------------------------


def places_of(nodes):
    """node -> (column, level): right of all its inputs, levels centred at 0."""
    columns = {}
    for node in nodes:
        for taken in node.inputs:
            if taken not in columns:
                raise ValueError(
                    f"in your order {node.name} stands before {taken.name}, "
                    "which it is computed from"
                )
        columns[node] = 1 + max((columns[each] for each in node.inputs), default=-1)
    # A leaf stands just left of its first user, so that arrows stay short.
    for node in nodes:
        if not node.inputs:
            users = [columns[each] for each in nodes if node in each.inputs]
            columns[node] = min(users, default=1) - 1
    return _levels(nodes, columns)


def _levels(nodes, columns):
    places, taken = {}, {}
    for column in sorted(set(columns.values()), reverse=True):
        here = [each for each in nodes if columns[each] == column]

        def wish(node):
            users = [places[each][1] for each in places if node in each.inputs]
            return sum(users) / len(users) if users else 0.0

        here.sort(key=lambda node: -wish(node))
        for rank, node in enumerate(here):
            places[node] = column, (len(here) - 1) / 2 - rank
        taken[column] = len(here)
    return places


def _size_of(where):
    """How many columns and rows the places take, with room for arrows that bend."""
    columns = 1 + max(x for x, _ in where.values())
    rows = 1 + 2 * max(abs(level) for _, level in where.values())
    if any(where[n][0] - where[each][0] > 1 for n in where for each in n.inputs):
        rows += 1.6 * _BOW
    return columns, rows


def _handed_on(totals, known):
    """(consumer, place among its inputs) -> what its rule hands on along that arrow."""
    handed = {}
    for node, total in totals.items():
        if node.inputs:
            for place, part in enumerate(rules[node.op](node, total)):
                told = "none" if part is None else in_letters(part, known)
                handed[node, place] = told
    return handed


# --- drawing ----------------------------------------------------------------------


def _draw_arrows(axes, node, where, handed):
    for place in range(len(node.inputs)):
        start, end, label, bend = _arrow(node, place, where)
        arrow = {"arrowstyle": "->", "color": INK, "lw": 1.2}
        arrow["connectionstyle"] = f"arc3,rad={bend}"
        axes.annotate("", xy=end, xytext=start, arrowprops=arrow)
        if (node, place) in handed:
            axes.text(
                *label, handed[node, place], color=MAGENTA, fontsize=9, zorder=5,
                ha="center", va="center", bbox={"fc": "white", "ec": "none", "pad": 1},
            )  # fmt: skip


def _arrow(node, place, where):
    """Where an arrow begins and ends, where its number stands, and how it bends."""
    source = node.inputs[place]
    (x, level), (to_x, to_level) = where[source], where[node]
    middle = np.array([(x + to_x) / 2, (level + to_level) / 2])
    if to_x - x > 1:
        # Over other nodes, an arrow goes round them: above some, below others.
        side = 1 if x % 2 else -1
        bend = -side * 2 * _BOW * _ROW / ((to_x - x) * _COLUMN)
        ends = [(each, at + side * 0.36) for each, at in (where[source], where[node])]
        middle[1] += side * (0.36 + _BOW)
        return *ends, middle, bend
    bend = 0.0
    if node.inputs.count(source) > 1:
        bend = 0.5 if place else -0.5
    middle[1] -= 0.28 * bend
    return (x + 0.31, level), (to_x - 0.31, to_level), middle, bend


def _draw_node(axes, node, place, value, gradient):
    from matplotlib.patches import FancyBboxPatch

    x, level = place
    box = FancyBboxPatch(
        (x - 0.27, level - 0.33), 0.54, 0.66, boxstyle="round,pad=0.03",
        fc=_DONE if gradient else _WAITING, ec=MAGENTA if gradient else BLUE, lw=1.5,
    )  # fmt: skip
    axes.add_patch(box)
    middle = {"ha": "center", "va": "center", "zorder": 4}
    axes.text(x, level + 0.2, title_of(node), fontsize=10, weight="bold", **middle)
    axes.text(x, level - 0.02, value, fontsize=9, color=INK, **middle)
    axes.text(x, level - 0.23, gradient, fontsize=9, color=MAGENTA, **middle)


def title_of(node):
    if node.op == "constant":
        return "number"
    return node.name if not node.inputs else _SIGNS.get(node.op, node.op)


def in_letters(node, known):
    """The value of a node in a few letters: a number, or the shape of an array."""
    value = value_of(node, known)
    if np.ndim(value):
        return str(np.shape(value)).replace(",)", ")")
    return f"{float(value):.4g}"
