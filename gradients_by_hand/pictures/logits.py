"""Pictures of a function from scores to probabilities, drawn by the student's function.

mixer            scores and what f makes of them, before and after a common shift
overflow_meter   for which scores f gives no number, in three types of numbers
sharpness        what f makes of all scores multiplied by a factor
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
)

TYPES = (np.float16, np.float32, np.float64)
# Straight lines are told apart by their dashes as well as by their colour.
LINES = ("-", "--", ":", "-.")
COLOURS = (BLUE, MAGENTA, "#B87A00", INK)


@drawn_with
def mixer(f, s, shift=10.0):
    """f(s) -> one number for each score, asked for s and for s + shift.

    Left the scores, right what f gives; above for s, below for s + shift.
    An answer that is no number is shown as a word, not as a bar.
    """
    s = np.asarray(s, dtype=float)
    moved = f"s {'+' if shift >= 0 else '-'} {abs(shift):g}"
    rows = {
        name: (scores, _answer(f, scores))
        for name, scores in {"s": s, moved: s + shift}.items()
    }

    def draw():
        figure = new_figure(9, 4.6)
        panels = figure.subplots(2, 2)
        for (left, right), (name, (scores, given)) in zip(panels, rows.items()):
            _bars(left, scores, f"the scores {name}", "{:g}")
            _bars(right, given, f"your function of {name}", "{:.3f}")
            right.set_ylim(0, 1.15)
        return figure

    words = [f"of {name} it gives {_list(given)}" for name, (_, given) in rows.items()]
    return Picture(
        draw,
        f"Four bar charts. On the left the scores {_list(s)}, and below them the same "
        f"scores moved by {shift:g}. On the right what your function makes of them: "
        f"{'; '.join(words)}.",
    )


@drawn_with
def overflow_meter(f, heights=None):
    """f, asked about the scores (h, h - 1) for many heights h, in float16 to float64.

    One row for each type.  A dot where all answers of f are finite, a cross where not;
    the numbers are the last height downwards and upwards at which they are.
    """
    heights = np.arange(-1200, 1201, 20) if heights is None else np.asarray(heights)
    rows, words = {}, []
    for kind in TYPES:
        name = np.dtype(kind).name
        fine = np.array([_is_fine(f, h, kind) for h in heights])
        low, high = _ends(f, heights, fine, kind)
        rows[name] = fine, low, high
        words.append(f"in {name} {_range_in_words(heights, low, high)}")
    return Picture(
        functools.partial(_draw_meter, heights, rows),
        "Three rows of marks over the height of the scores, a dot where the function "
        f"gives numbers and a cross where not: {'; '.join(words)}.",
    )


def _draw_meter(heights, rows):
    """rows: for each type, which heights are fine, and both ends or None."""
    figure = new_figure(10, 2.7, left=0.9, bottom=0.55)
    axes = figure.subplots()
    for level, (fine, low, high) in enumerate(rows.values()):
        for mark, colour, which in (("o", BLUE, fine), ("x", MAGENTA, ~fine)):
            look = {"color": colour, "markersize": 4, "linestyle": "none"}
            axes.plot(heights[which], np.full(which.sum(), level), mark, **look)
        for end, align in ((low, "right"), (high, "left")):
            if end is not None:
                axes.axvline(end, 0.33 * level + 0.02, 0.33 * level + 0.31, color=INK)
                text = f" {end:.1f} "
                axes.text(end, level + 0.27, text, ha=align, fontsize=9, color=INK)
    axes.set_yticks(range(len(rows)), rows)
    axes.set(ylim=(-0.5, 2.6), xlabel="height of the scores")
    axes.set_title("dots: finite numbers; crosses: nan, infinity, an error", size=11)
    return figure


@drawn_with
def sharpness(f, s, factors=None):
    """f(t * s) for factors t, one line for each class."""
    s = np.asarray(s, dtype=float)
    factors = np.linspace(0, 6, 61) if factors is None else np.asarray(factors)
    given = np.array([_answer(f, t * s) for t in factors])

    def draw():
        figure = new_figure(8, 3.8, left=0.6, bottom=0.5)
        axes = figure.subplots()
        for k, line in enumerate(given.T):
            look = {"color": COLOURS[k % 4], "linestyle": LINES[k % 4], "lw": 2.5}
            axes.plot(factors, line, label=f"class {k}, score {s[k]:g}", **look)
        axes.axvline(1, color="#CCCCCC", zorder=0)
        axes.set(xlabel="factor t", ylabel="your function of t s", ylim=(-0.03, 1.03))
        axes.set_title("all scores multiplied by t", fontsize=11)
        axes.legend(frameon=False, fontsize=9)
        return figure

    return Picture(
        draw,
        f"{len(s)} lines, one for each class, over the factor t from {factors[0]:g} to "
        f"{factors[-1]:g}. At the left end your function gives {_list(given[0])}, at "
        f"the right end {_list(given[-1])}.",
    )


def _answer(f, s):
    """What f makes of a vector, as numbers of its shape, or an exception in words."""
    given = np.asarray(f(s.copy()), dtype=float)
    if given.shape != s.shape:
        raise ValueError(f"{s.size} scores gave an answer of shape {given.shape}")
    return given


def _bars(axes, values, title, digits):
    fine = np.isfinite(values)
    places = np.arange(len(values))
    axes.bar(places[fine], values[fine], color=BLUE)
    low, high = (values[fine].min(), values[fine].max()) if fine.any() else (0, 1)
    # Room for the numbers above and below the bars.
    low, high = min(low, 0), max(high, 0)
    room = 0.2 * max(high - low, 1e-12)
    axes.set_ylim(low - (room if low < 0 else 0), high + room)
    number = {"ha": "center", "color": INK}
    word = {"ha": "center", "color": MAGENTA, "fontweight": "bold", "fontsize": 13}
    for place, value in zip(places, values):
        if np.isfinite(value):
            side = "bottom" if value >= 0 else "top"
            axes.text(place, value, digits.format(value), va=side, **number)
        else:
            axes.text(place, 0.4 * high, str(value), **word)
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_xlim(-0.6, len(values) - 0.4)
    axes.set_xticks(places, [f"class {k}" for k in places])
    axes.set_yticks([])
    axes.set_title(title, fontsize=11)


def _is_fine(f, height, kind):
    """Whether f of two scores near a height is all numbers; an error is none."""
    # A score that the type cannot hold would say nothing of f.
    scores = np.array([height, height - 1], dtype=kind)
    try:
        return bool(np.isfinite(np.asarray(f(scores), dtype=float)).all())
    except ArithmeticError:
        return False


def _ends(f, heights, fine, kind):
    """Where f begins to give numbers and where it ends, None where it never fails."""
    if not fine.any():
        return None, None
    first, last = np.flatnonzero(fine)[[0, -1]]
    low = _border(f, heights[first], heights[first - 1], kind) if first else None
    at_end = last == len(heights) - 1
    high = None if at_end else _border(f, heights[last], heights[last + 1], kind)
    return low, high


def _border(f, inside, outside, kind):
    """The height between two at which f stops giving numbers."""
    for _ in range(14):
        middle = (inside + outside) / 2
        if _is_fine(f, middle, kind):
            inside = middle
        else:
            outside = middle
    return float(inside)


def _range_in_words(heights, low, high):
    if low is None and high is None:
        return "no limit shows"
    low = heights[0] if low is None else low
    high = heights[-1] if high is None else high
    return f"numbers come from {low:.1f} to {high:.1f}"


def _list(values):
    return ", ".join(f"{value:.3g}" for value in values)
