"""Pictures of a loss f(W, X, y) -> (loss, dW), drawn by the student's function.

build_up   how the gradients of single examples add up to that of a batch
pulls      where each example pulls the weights, as arrows in the plane
tangent    the loss along a line, and the slope that the gradient claims
"""

import functools

import numpy as np

from gradients_by_hand.pictures.canvas import (
    BLUE,
    CLASSES,
    INK,
    MAGENTA,
    Picture,
    draw_classes,
    drawn_with,
    new_figure,
    sheet_of,
)


@drawn_with
def build_up(f, W, X, y):
    """f(W, X, y) -> (loss, dW), asked for each example alone and for the whole batch.

    Above: x and dW of each example by itself.
    Below: the total so far, and last what f gives for the batch.
    """
    alone = [_gradient(f, W, X[i : i + 1], y[i : i + 1]) for i in range(len(X))]
    totals = np.cumsum(alone, axis=0)
    height, width = W.shape
    tables = {}
    for i, dW in enumerate(alone):
        left = i * (width + 2)
        tables[1, left] = f"example {i}, class {y[i]}: x | dW", np.c_[X[i], dW]
        tables[height + 3, left + 1] = f"total of {i + 1}", totals[i]
    batch = "your dW of the batch", _gradient(f, W, X, y)
    tables[height + 3, len(X) * (width + 2) + 1] = batch

    def draw():
        figure = sheet_of(tables)
        for i in range(len(X)):
            x = [i * (width + 2) + 0.5] * 2
            figure.axes[0].plot(x, [0.5, height + 0.5], color=INK, linewidth=3)
        return figure

    return Picture(
        draw,
        f"Two rows of tables. Above, for each of {len(X)} examples, its features x and "
        "the gradient of its own loss. Below, these gradients added up one after the "
        "other, and last your gradient of the whole batch.",
    )


@drawn_with
def pulls(f, W, X, y):
    """One panel per class: from each example, downhill for that column of W alone.

    f(W, X, y) -> (loss, dW); X (N, 2), W (2, 3).
    An arrow is a step against the gradient of one example; it lies in the plane of X.
    """
    steps = -np.array(
        [_gradient(f, W, X[i : i + 1], y[i : i + 1]) for i in range(len(X))]
    )
    draw = functools.partial(_draw_pulls, W, (X, y), steps)
    return Picture(draw, _pulls_in_words(X, y, steps))


def _draw_pulls(W, examples, steps):
    X, y = examples
    figure = new_figure(10.5, 3.9)
    reach = 1.35 * np.abs(X).max()
    longest = max(np.linalg.norm(steps, axis=1).max(), 1e-12)
    # Weights that would leave the panel are all drawn shorter, by the same factor.
    shrink = min(1.0, 0.9 * reach / max(np.abs(W).max(), 1e-12))
    arrows = {"angles": "xy", "scale_units": "xy"}
    for column, axes in enumerate(figure.subplots(1, W.shape[1])):
        draw_classes(axes, X, y)
        axes.quiver(
            *X.T, *steps[:, :, column].T,
            scale=longest / (0.3 * reach), width=0.006, color=INK, **arrows,
        )  # fmt: skip
        axes.quiver(
            [0], [0], *(shrink * W[:, column]),
            scale=1, width=0.018, color=CLASSES[column], ec=INK, lw=0.8, **arrows,
        )  # fmt: skip
        axes.axhline(0, color="#CCCCCC", zorder=0)
        axes.axvline(0, color="#CCCCCC", zorder=0)
        axes.set(xlim=(-reach, reach), ylim=(-reach, reach), xticks=[], yticks=[])
        axes.set_title(f"pulls on the weights of class {column}", fontsize=11)
        size = "" if shrink == 1 else f" (weights drawn {shrink:.2g} times as long)"
        axes.set_xlabel(f"feature 0{size}", fontsize=9)
    figure.axes[0].set_ylabel("feature 1", fontsize=9)
    figure.axes[0].legend(loc="lower left", fontsize=8, handletextpad=0)
    return figure


def _pulls_in_words(X, y, steps):
    outwards = np.einsum("nd,ndc->nc", X, steps) > 0
    panels = "; ".join(
        f"on class {c}, {outwards[y == c, c].sum()} of its own {(y == c).sum()} "
        f"examples and {outwards[y != c, c].sum()} others pull outwards"
        for c in range(steps.shape[2])
    )
    return (
        "One panel for each column of W, with all examples as points, the column as a "
        "thick arrow from the origin, and at each example an arrow that shows where "
        f"it pulls that column: {panels}."
    )


@drawn_with
def tangent(f, W, X, y):
    """The loss on a line through W, and the slope that dW claims on it.

    f(W, X, y) -> (loss, dW).  Left: along dW itself.  Right: along one random line.
    """
    loss, dW = float(f(W, X, y)[0]), _gradient(f, W, X, y)
    random = np.random.default_rng(0).normal(size=W.shape)
    lines = {"along your dW": dW, "along a random line": random}
    t = np.linspace(-1.5, 1.5, 25)
    curves, words = {}, []
    for name, line in lines.items():
        line = line / max(np.linalg.norm(line), 1e-12)
        values = np.array([float(f(W + step * line, X, y)[0]) for step in t])
        claimed = np.sum(dW * line)
        curves[name] = values, loss + t * claimed
        seen = (values[13] - values[11]) / (t[13] - t[11])
        words.append(f"{name} it rises by {seen:.2g} and dW claims {claimed:.2g}")

    def draw():
        figure = new_figure(9, 3.6, left=0.65, bottom=0.5)
        panels = figure.subplots(1, 2)
        for axes, (name, (values, claim)) in zip(panels, curves.items()):
            axes.plot(t, values, color=BLUE, linewidth=3, label="your loss")
            axes.plot(t, claim, "--", color=MAGENTA, label="your dW")
            axes.plot([0], [loss], "o", color=INK)
            axes.set_title(f"{name}, W in the middle")
            axes.set_xlabel("distance from W")
            axes.locator_params(nbins=4)
        panels[0].set_ylabel("loss")
        panels[1].legend(frameon=False)
        return figure

    return Picture(
        draw,
        "Two curves of your loss on lines through W, each with a dashed straight line "
        f"of the slope that your dW claims. Per unit of distance {'; '.join(words)}.",
    )


def _gradient(f, W, X, y):
    """What f claims as dW, as an array of W's shape, or an exception in words."""
    _, dW = f(W, X, y)
    dW = np.asarray(dW, dtype=float)
    if dW.shape != W.shape:
        raise ValueError(f"dW has the shape {dW.shape}, and W {W.shape}")
    return dW
