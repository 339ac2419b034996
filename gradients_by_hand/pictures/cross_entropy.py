"""Pictures of a loss of scores and of its gradient, drawn by the student's functions.

pull         probabilities with the gradient as arrows; the loss along the true score
balance      what the examples of a batch pull, and what each row adds up to
far_behind   the loss and its measured slope, while the truth falls behind
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
    framed,
    new_figure,
    sheet_of,
)

_REACH = 6.0  # how far the true score is moved to both sides


@drawn_with
def pull(loss, gradient, probabilities, scores, truth):
    """One example: where its gradient pulls, and the loss along its true score.

    loss(S, y) -> number, gradient(S, y) -> (1, C), probabilities(s) -> (C,).
    scores (C,), truth: the true class.
    Left: bars of the probabilities; an arrow goes from the top of each bar against the
    gradient.  Right: the loss along the score of the truth, with three claimed slopes.
    """
    scores = np.asarray(scores, dtype=float)
    p = np.asarray(probabilities(scores), dtype=float)
    slopes = _row(gradient, scores, truth)
    curve = _loss_curve(loss, scores, truth)
    claims = _claimed_slopes(loss, gradient, scores, truth)
    ends = ", ".join(f"{each:.2f}" for each in p - slopes)
    tops = ", ".join(f"{each:.2f}" for each in p)
    words = "; ".join(f"{slope:.2f} at {at:.1f}" for at, _, slope in claims)

    def draw():
        figure = new_figure(9.5, 3.8, left=0.65, bottom=0.55)
        left, right = figure.subplots(1, 2)
        _draw_bars(left, p, slopes, truth)
        _draw_curve(right, curve, claims)
        right.set_xlabel(f"score of class {truth}, the others stay (large dot: now)")
        return figure

    return Picture(
        draw,
        f"Left, bars of the probabilities {tops}; class {truth} is true. Arrows go "
        f"from their tops against your gradient and end at {ends}. Right, your loss "
        f"along the score of class {truth}, with straight lines of the slopes that "
        f"your gradient claims: {words}.",
    )


def _draw_bars(axes, p, slopes, truth):
    classes = np.arange(len(p))
    colours = [GOLD if each == truth else BLUE for each in classes]
    axes.bar(classes, p, width=0.55, color=colours, edgecolor="white")
    # A gradient that is far too large must not push the bars out of sight.
    ends = np.clip(np.nan_to_num(p - slopes), -1.5, 2.5)
    for each, top, end, slope in zip(classes, p, ends, slopes):
        if abs(top - end) > 0.01:
            arrow = {"arrowstyle": "-|>", "color": INK, "lw": 2, "shrinkA": 0}
            axes.annotate(
                "", (each, end), (each, top), arrowprops={**arrow, "shrinkB": 0}
            )
        axes.text(each + 0.32, top, f"{-slope:+.2f}", fontsize=9, va="center")
    for level in (0, 1):
        axes.axhline(level, color="#AAAAAA", linewidth=0.8, zorder=0)
    axes.set_ylim(min(ends.min(), 0.0) - 0.08, max(ends.max(), 1.0) + 0.12)
    axes.set_xlim(-0.6, len(p) - 0.2)
    names = [f"class {each}" + (", true" if each == truth else "") for each in classes]
    axes.set_xticks(classes, names, fontsize=9)
    axes.set_ylabel("probability")
    axes.set_title("bars: p   arrows: against your gradient", fontsize=11)


def _loss_curve(loss, scores, truth):
    """Where the true score is moved to, and the loss there."""
    y = np.array([truth])
    t = np.linspace(-_REACH, _REACH, 61)
    values = [float(loss(_moved(scores, truth, each), y)) for each in t]
    return scores[truth] + t, values


def _claimed_slopes(loss, gradient, scores, truth):
    """At three places: the true score, the loss, and the slope that is claimed."""
    claims = []
    for where in (-0.75 * _REACH, 0.0, 0.75 * _REACH):
        moved = _moved(scores, truth, where)
        height = float(loss(moved, np.array([truth])))
        slope = _row(gradient, moved[0], truth)[truth]
        claims.append((scores[truth] + where, height, slope))
    return claims


def _draw_curve(axes, curve, claims):
    """The loss while the true score moves, and the slopes that are claimed of it."""
    places, values = curve
    axes.plot(places, values, color=BLUE, linewidth=3, label="your loss", zorder=2)
    side = np.array([-1.2, 1.2])
    for (at, height, slope), size in zip(claims, (5, 8, 5)):
        axes.plot(at + side, height + slope * side, color=MAGENTA, lw=2, zorder=3)
        axes.plot([at], [height], "o", color=INK, zorder=4, ms=size)
    axes.plot([], [], color=MAGENTA, label="slope claimed by your gradient")
    finite = [each for each in values if np.isfinite(each)]
    top = max(finite, default=1.0)
    axes.set_ylim(min(0.0, min(finite, default=0.0)) - 0.35, max(top, 1.0) * 1.12)
    axes.set_ylabel("loss")
    axes.legend(frameon=False, fontsize=9)


@drawn_with
def balance(gradient, probabilities, S, y):
    """A batch: probabilities, the gradient of each example, and its row sums.

    gradient(S, y) -> (N, C), probabilities(s) -> (C,) for one row of scores.
    """
    dS = np.asarray(gradient(S.copy(), y.copy()), dtype=float)
    if dS.shape != S.shape:
        raise ValueError(f"dS has the shape {dS.shape}, and S {S.shape}")
    width = S.shape[1]
    P = np.array([probabilities(row) for row in S], dtype=float)
    if P.shape != S.shape:
        raise ValueError(f"the probabilities have the shape {P.shape}, and S {S.shape}")
    # What is left of a sum of rounded numbers is no pull.
    sums = np.round(dS.sum(axis=1, keepdims=True), 12) + 0.0
    off = int(np.sum(np.abs(sums) > 1e-9))

    def draw():
        figure = sheet_of(
            {
                (1, 0): ("probabilities, true class framed", P),
                (1, width + 1): ("your dS", dS),
                (1, 2 * width + 2): ("sum", sums),
            }
        )
        truths = [(1 + row, int(label)) for row, label in enumerate(y)]
        framed(figure.axes[0], truths)
        return figure

    return Picture(
        draw,
        f"Three tables for {len(S)} examples: their probabilities with the true class "
        "framed, your gradient, and the sums of its rows; "
        f"{off} of {len(S)} sums are not 0.",
    )


@drawn_with
def far_behind(loss, others=None):
    """One example with two classes, the truth from 0 to 1000 behind.

    loss(S, y) -> number; others: {name: another such loss} to compare with.
    Left the loss, right its slope as it is measured from the curve.
    Where a loss is no number there is a cross at the upper edge.
    """
    losses = {"your loss": loss, **(others or {})}
    gaps = np.linspace(0.0, 1000.0, 201)
    y = np.array([0])
    curves = {
        name: np.array([float(each(np.array([[0.0, gap]]), y)) for gap in gaps])
        for name, each in losses.items()
    }
    words = [f"{name}: {_course(gaps, each)}" for name, each in curves.items()]
    return Picture(
        functools.partial(_draw_far_behind, gaps, curves),
        "Two panels over how far the true class is behind, from 0 to 1000. Left the "
        f"loss, right its measured slope. {'. '.join(words)}.",
    )


def _draw_far_behind(gaps, curves):
    figure = new_figure(9.5, 3.6, left=0.75, bottom=0.5)
    left, right = figure.subplots(1, 2)
    looks = ((BLUE, "-", 4), (MAGENTA, "--", 2.5), (GOLD, ":", 3))
    for (name, values), (colour, style, width) in zip(curves.items(), looks):
        slopes = (values[1:] - values[:-1]) / (gaps[1] - gaps[0])
        look = {"color": colour, "linestyle": style, "linewidth": width}
        left.plot(gaps, values, label=name, **look)
        right.plot((gaps[1:] + gaps[:-1]) / 2, slopes, label=name, **look)
        lost = gaps[~np.isfinite(values)][::6]
        left.plot(lost, np.full(len(lost), 1050.0), "x", color=colour, ms=5)
    left.set(xlabel="how far the truth is behind", ylabel="loss", ylim=(-40, 1100))
    right.set(xlabel="how far the truth is behind", ylim=(-0.15, 1.25))
    right.set_xlim(left.get_xlim())
    left.set_title("loss (cross: not a finite number)", fontsize=11)
    right.set_title("its slope, measured", fontsize=11)
    left.legend(frameon=False, fontsize=9, loc="center left")
    return figure


def _course(gaps, values):
    """How a curve runs, in words."""
    finite = np.isfinite(values)
    if not finite.any():
        return "nowhere a finite number"
    last = values[finite][-1]
    until = gaps[finite][-1]
    says = f"{values[finite][0]:.2f} at first, {last:.4g} at {until:.0f}"
    if not finite.all():
        says += f", not a finite number for {int((~finite).sum())} of {len(gaps)} gaps"
    return says


def _moved(scores, truth, by):
    """The scores as a batch of one example, with the true one moved."""
    S = scores[None].copy()
    S[0, truth] += by
    return S


def _row(gradient, scores, truth):
    """What gradient claims for one example, or an exception in words."""
    dS = np.asarray(gradient(scores[None].copy(), np.array([truth])), dtype=float)
    if dS.shape != (1, len(scores)):
        raise ValueError(f"dS has the shape {dS.shape}, and S (1, {len(scores)})")
    return dS[0]
