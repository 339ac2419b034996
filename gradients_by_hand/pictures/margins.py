"""Pictures of margins and of their corners, drawn by the student's functions.

margin_bars       for each example its margins as bars, and where each score is pushed
kink_microscope   a loss around one weight, and its one-sided slopes against the step
"""

import functools

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

_PALE = "#D5D5D5"
# From here on a bar or an arrow can be seen.
_VISIBLE = 1e-9


@drawn_with
def margin_bars(margins, coefficients, S, y):
    """One panel for each example: a bar for each class, and an arrow below it.

    margins(S, y) -> (N, C) and coefficients(M, y) -> (N, C) are the student's; S (N, C)
    are scores.  A bar that stands up is lit.  An arrow shows where a step downhill
    pushes a score: against its coefficient, and as long as that says.
    """
    M = _table(margins(S, y), S.shape, "the table of margins")
    B = _table(coefficients(M.copy(), y), S.shape, "the table of coefficients")
    draw = functools.partial(_draw_panels, (M, B), S, y)
    return Picture(draw, _bars_in_words(M, B, y))


def _draw_panels(tables, S, y):
    """tables: the margins, and the coefficients."""
    M, B = tables
    count = len(S)
    figure = new_figure(max(3.1 * count, 4.2), 4.4, left=0.55, bottom=0.2)
    panels = figure.subplots(
        2, count, squeeze=False, sharey="row", height_ratios=(3, 2)
    )
    for i in range(count):
        _draw_bars(panels[0, i], M[i], S[i], int(y[i]))
        lit = int((M[i] > _VISIBLE).sum())
        title = f"example {i}: {lit} lit, {M[i].sum():.3g} in all"
        panels[0, i].set_title(title, fontsize=10)
        _draw_pulls(panels[1, i], B[i], int(y[i]))
    panels[0, 0].set_ylabel("your margin", fontsize=9)
    panels[1, 0].set_ylabel("pushed downhill", fontsize=9)
    heights, pulls = M[np.isfinite(M)], B[np.isfinite(B)]
    low, top = heights.min(initial=0.0), heights.max(initial=1.0)
    panels[0, 0].set_ylim(1.2 * low, 1.3 * top)
    reach = 1.5 * np.abs(pulls).max(initial=1.0)
    panels[1, 0].set_ylim(-reach, reach)
    return figure


def _draw_bars(axes, m, s, label):
    lit = m > _VISIBLE
    colours = [MAGENTA if each else _PALE for each in lit]
    axes.bar(range(len(m)), m, color=colours, edgecolor=INK, linewidth=0.8)
    for j in np.flatnonzero(lit):
        where = {"ha": "center", "va": "bottom", "fontsize": 9}
        axes.text(j, m[j], f"{m[j]:.3g}", **where)
    axes.plot([label], [0], "*", color=BLUE, markersize=15, mec=INK, clip_on=False)
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_xticks(range(len(m)))
    # Each class with its score, because the margins come from them.
    axes.set_xticklabels([f"class {j}\nscore {each:.3g}" for j, each in enumerate(s)])
    axes.tick_params(axis="x", labelsize=8, length=0, pad=8)
    axes.set_xlim(-0.6, len(m) - 0.4)


def _draw_pulls(axes, b, label):
    from matplotlib.patches import FancyArrowPatch

    axes.axhline(0, color=_PALE, linewidth=0.8, zorder=0)
    for j in np.flatnonzero(np.abs(b) > _VISIBLE):
        colour = BLUE if j == label else MAGENTA
        axes.add_patch(
            FancyArrowPatch(
                (j, 0), (j, -b[j]), arrowstyle="simple,tail_width=5,head_width=13,"
                "head_length=6", shrinkA=0, shrinkB=0, color=colour,
            )
        )  # fmt: skip
        beyond = {"ha": "center", "va": "bottom" if b[j] < 0 else "top"}
        axes.text(j, -b[j], f"{-b[j]:+.3g}", fontsize=9, **beyond)
    axes.set(xticks=[], yticks=[])
    axes.set_xlim(-0.6, len(b) - 0.4)


def _bars_in_words(M, B, y):
    panels = []
    for i, (m, b) in enumerate(zip(M, B)):
        lit = [int(j) for j in np.flatnonzero(m > _VISIBLE)]
        classes = " and ".join(map(str, lit)) or "none"
        pushes = ", ".join(f"{each + 0.0:+.3g}" for each in -b)
        panels.append(
            f"example {i}, true class {y[i]}: lit classes {classes}, "
            f"margins {m.sum():.3g} in all, pushes {pushes}"
        )
    return (
        "A panel for each example with a bar for the margin of each class, the true "
        "class marked with a star, and below an arrow that shows where a step downhill "
        f"pushes each score. {'; '.join(panels)}."
    )


@drawn_with
def kink_microscope(f, W, X, y, entry):
    """The student's loss around one weight, and how its slopes depend on the step h.

    f(W, X, y) -> (loss, dW); entry: which weight is nudged.
    Left: the loss.  Right: the slope measured to the left, to the right, and in the
    middle of the two, for h from 0.3 down to 0.0003; dashed: what dW claims.
    """

    def loss(step):
        moved = np.array(W, dtype=float)
        moved[entry] += step
        return float(f(moved, X, y)[0])

    claimed = _table(f(np.array(W, dtype=float), X, y)[1], np.shape(W), "dW")[entry]
    h = np.geomspace(0.3, 3e-4, 31)
    here = loss(0.0)
    rising = np.array([loss(each) - here for each in h]) / h
    falling = np.array([here - loss(-each) for each in h]) / h
    steps = np.linspace(-0.3, 0.3, 61)
    around = np.array([loss(each) for each in steps])

    def draw():
        figure = new_figure(9.5, 3.7, left=0.65, bottom=0.5)
        left, right = figure.subplots(1, 2)
        left.plot(steps, around, color=BLUE, linewidth=3, label="your loss")
        left.plot(steps, here + claimed * steps, "--", color=INK, label="your dW")
        left.plot([0], [here], "o", color=INK)
        left.set_xlabel(f"change of the weight {list(map(int, entry))}")
        left.set_title("your loss, W in the middle", fontsize=11)
        left.legend(frameon=False, fontsize=8)
        _draw_slopes(right, h, (rising, falling), claimed)
        return figure

    return Picture(draw, _kink_in_words(h, rising, falling, claimed))


def _draw_slopes(axes, h, measured, claimed):
    rising, falling = measured
    axes.axhline(claimed, color=INK, linestyle="--", label="your dW")
    axes.plot(h, rising, ">-", color=MAGENTA, ms=4, label="slope to the right")
    axes.plot(h, falling, "<-", color=BLUE, ms=4, label="slope to the left")
    middle = (rising + falling) / 2
    axes.plot(h, middle, "s", color=GOLD, mec=INK, ms=4, label="the middle of both")
    axes.set_xscale("log")
    axes.invert_xaxis()
    axes.set_xlabel("h, smaller and smaller")
    axes.set_title("slopes that are measured with h", fontsize=11)
    low, high = axes.get_ylim()
    room = max(high - low, 0.2)
    axes.set_ylim(low - 0.1 * room, high + 0.4 * room)
    axes.legend(frameon=False, fontsize=8, ncols=2, loc="upper center")


def _kink_in_words(h, rising, falling, claimed):
    apart = np.abs(rising - falling) > 1e-3 * max(np.abs([*rising, *falling]).max(), 1)
    if apart[-1]:
        meeting = "they never meet"
    elif apart.any():
        first = int(np.flatnonzero(apart)[-1]) + 1
        meeting = f"they meet when h is {h[first]:.2g} or less"
    else:
        meeting = "they agree for every h"
    return (
        "Left, your loss around one weight, with a dashed line of the slope that dW "
        "claims. Right, its slope measured to the left and to the right with smaller "
        f"and smaller steps h: {meeting}. With the smallest h they are "
        f"{falling[-1]:.3g} and {rising[-1]:.3g}, and dW claims {claimed:.3g}."
    )


def _table(value, shape, what):
    """A table of the student as an array of `shape`, or an exception in words."""
    table = np.asarray(value, dtype=float)
    if table.shape != tuple(shape):
        raise ValueError(f"{what} has the shape {table.shape}, and not {tuple(shape)}")
    return table
