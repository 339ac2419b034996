"""Pictures of where a classifier draws its borders, made by the student's functions.

examples    the points alone
landscape   the plane after a run: regions, zero lines, points; the loss beside it
film        the regions at several steps of one run, as its callback saw them
rates       the accuracy in the end against the learning rate
regions     the plane of any classifier that gives scores

A region has the colour of its class, and is the deeper the further its score is ahead
of the next one: that lead is the same question for every loss.
"""

import functools

import numpy as np

from gradients_by_hand.pictures.canvas import (
    CLASSES,
    INK,
    Picture,
    drawn_with,
    new_figure,
)
from gradients_by_hand.pictures.plane import (
    MARKERS,
    draw_key,
    draw_points,
    draw_regions,
    draw_zero_lines,
    lead,
    limits_of,
    mixed,
    points_of,
    read_off,
    scores_on,
)

FILM, HOLE = "#2B2B33", "#F4F1EA"
_CELLS, _CELLS_OF_A_FRAME = 120, 60


@drawn_with
def examples(make):
    """The points of make() -> (X (N, 2), y), a colour and a marker for each class."""
    X, y = make()
    X, y = _numbers(X), np.asarray(y)
    count = int(y.max()) + 1
    radius = np.hypot(*X.T)
    parts = [
        f"class {c}: {np.sum(y == c)} points, from {radius[y == c].min():.2f} to "
        f"{radius[y == c].max():.2f} away from the middle"
        for c in np.unique(y)
    ]

    def draw():
        figure = new_figure(5.2, 5.2, left=0.1, bottom=0.45)
        axes = figure.subplots()
        limits = limits_of(X)
        draw_points(axes, X, y, np.ones(len(y), dtype=bool))
        axes.set(xlim=limits, ylim=limits, xticks=[], yticks=[], aspect="equal")
        axes.axhline(0, color="#DDDDDD", zorder=0)
        axes.axvline(0, color="#DDDDDD", zorder=0)
        draw_key(axes, count, hollow=False)
        return figure

    return Picture(draw, f"Points in a plane. {'; '.join(parts)}.")


@drawn_with
def landscape(train, predict, grid, X, y):
    """Where each class wins after a run, and the losses of the run beside it.

    train() -> a dict with W (2, C), b, history, accuracy.  predict(X, W, b) -> labels.
    grid(W, b, xlim, ylim, n) -> (n, n) labels, row 0 at the lowest y.  X (N, 2).
    """
    run = train()
    W, b, history = _numbers(run["W"]), _numbers(run["b"]), _numbers(run["history"])
    right = _numbers(predict(X, W, b)).reshape(len(y)) == y
    limits = limits_of(X)
    classes = _labels(grid(W, b, limits, limits, _CELLS), _CELLS)
    ahead = lead(scores_on(limits, _CELLS, W, b))
    seen = read_off(classes, X, limits) == y

    def draw():
        figure = new_figure(10, 5.2, bottom=0.62)
        panels = figure.add_gridspec(
            2, 2, width_ratios=(1.2, 1), height_ratios=(2, 1), wspace=0.16, hspace=0.5
        )
        plane = figure.add_subplot(panels[:, 0])
        draw_regions(plane, classes, ahead, limits)
        draw_zero_lines(plane, W, b, limits)
        draw_points(plane, X, y, right)
        plane.set_title(f"{right.sum()} of {len(y)} points right", fontsize=12)
        draw_key(plane, W.shape[1])
        _draw_losses(figure.add_subplot(panels[0, 1]), history)
        _draw_shares(figure.add_subplot(panels[1, 1]), y, right, W.shape[1])
        return figure

    return Picture(
        draw,
        f"A plane with {len(y)} points and the region of each class behind them. "
        f"{right.sum()} points are predicted right, those that are not are hollow; "
        f"{seen.sum()} lie in the region of their own class. {_shares(y, right)} "
        "Dashed lines show where the score of a class is zero, and arrows where it "
        f"grows. Beside it the loss, from {history[0]:.3f} to {history[-1]:.3f} in "
        f"{len(history)} steps.",
    )


@drawn_with
def film(train, grid, X, y, at=(0, 1, 3, 10, 30, 199)):
    """The regions before some steps of one run, with the loss curve underneath.

    train(callback) calls callback(t, W, b, loss) before each step, and what it hands
    over is kept as it is: whoever hands over the same array each time sees one frame.
    """
    kept, losses = {}, []

    def keep(t, W, b, loss):
        losses.append(float(loss))
        if t in at:
            kept[int(t)] = W, b

    train(keep)
    if not kept:
        raise ValueError("the callback was not called at any of these steps")
    limits, n = limits_of(X), _CELLS_OF_A_FRAME
    frames, words = {}, []
    for t, (W, b) in kept.items():
        W, b = _numbers(W), _numbers(b)
        classes = _labels(grid(W, b, limits, limits, n), n)
        right = read_off(classes, X, limits) == y
        frames[t] = classes, lead(scores_on(limits, n, W, b)), right
        words.append(f"step {t}, loss {losses[t]:.3f}, {np.mean(right):.0%}")
    return Picture(
        functools.partial(_draw_film, frames, losses, (X, y)),
        f"A film strip of {len(kept)} frames, each with the regions of the classes "
        "before a step and the points on them, and below it the loss of every step. "
        f"Points in the region of their own class: {'; '.join(words)}.",
    )


@drawn_with
def rates(train, rates, losses):
    """The accuracy in the end for each learning rate, one line per loss.

    train(loss, lr) -> a dict with accuracy.
    """
    lines = {
        loss: [float(train(loss, rate)["accuracy"]) for rate in rates]
        for loss in losses
    }
    words = [
        f"{loss}: {', '.join(f'{s:.2f} at {r:g}' for s, r in zip(shares, rates))}"
        for loss, shares in lines.items()
    ]
    return Picture(
        functools.partial(_draw_rates, rates, lines),
        "The accuracy after a run against the learning rate, a line for each loss. "
        + ". ".join(words)
        + ".",
    )


def _draw_rates(rates, lines):
    figure = new_figure(8, 3.6, left=0.75, bottom=0.6)
    axes = figure.subplots()
    for colour, marker, (loss, shares) in zip(CLASSES, MARKERS, lines.items()):
        look = {"color": colour, "marker": marker, "ms": 8, "mec": INK, "mew": 0.6}
        axes.plot(rates, shares, lw=2, label=loss, **look)
    axes.set_xscale("log")
    axes.set(ylim=(0, 1.02), xlabel="learning rate", ylabel="accuracy in the end")
    axes.axhline(1, color=INK, lw=0.8)
    for level in (0.25, 0.5, 0.75):
        axes.axhline(level, color="#DDDDDD", lw=0.8, zorder=0)
    axes.legend(frameon=False, ncols=len(lines), loc="upper left")
    _without_box(axes)
    return figure


@drawn_with
def regions(scores, X, y, title=""):
    """The plane of any classifier: scores(points (M, 2)) -> (M, C)."""
    limits = limits_of(X)
    table = _numbers(scores(points_of(limits, _CELLS)))
    table = table.reshape(_CELLS, _CELLS, -1)
    right = _numbers(scores(X)).argmax(axis=1).reshape(len(y)) == y
    classes, ahead = table.argmax(axis=2), lead(table)
    share = f"{right.sum()} of {len(y)} points right"

    def draw():
        figure = new_figure(5.2, 5.2, left=0.1, bottom=0.45)
        axes = figure.subplots()
        draw_regions(axes, classes, ahead, limits)
        draw_points(axes, X, y, right)
        axes.set_title(f"{title}: {share}" if title else share, fontsize=12)
        draw_key(axes, table.shape[2])
        return figure

    return Picture(
        draw,
        f"A plane with {len(y)} points and the region of each class behind them: "
        f"{share}; those that are not are hollow. {_shares(y, right)}",
    )


def _numbers(value):
    return np.asarray(value, dtype=float)


def _labels(grid, n):
    classes = np.asarray(grid)
    if classes.shape != (n, n):
        raise ValueError(f"the grid has the shape {classes.shape}, not ({n}, {n})")
    return classes.astype(int)


def _shares(y, right):
    parts = [
        f"{np.sum(right[y == c])} of {np.sum(y == c)} in class {c}"
        for c in np.unique(y)
    ]
    return f"Right are {', '.join(parts)}."


def _draw_losses(axes, history, marked=()):
    axes.plot(history, color=INK, lw=2)
    for t in marked:
        axes.plot([t], [history[t]], "o", ms=7, color=CLASSES[1], mec="white")
    axes.margins(x=0.02)
    axes.set_xlabel("step", fontsize=9.5)
    axes.set_ylabel("loss", fontsize=9.5)
    axes.locator_params(axis="y", nbins=4)
    axes.tick_params(labelsize=9)
    _without_box(axes)


def _draw_shares(axes, y, right, count):
    """A bar for each class: how many of its points are right."""
    for c, colour in enumerate(CLASSES[:count]):
        own = max(np.sum(y == c), 1)
        share = np.sum(right[y == c]) / own
        axes.barh(c, 1, color=mixed(colour, "white", 0.8), height=0.7)
        axes.barh(c, share, color=mixed(colour, INK, 0.15), height=0.7)
        axes.text(1.02, c, f"{share:.0%}", va="center", fontsize=9.5)
    names = [f"class {c}" for c in range(count)]
    axes.set(yticks=range(count), xticks=[], xlim=(0, 1.14))
    axes.set_yticklabels(names, fontsize=9.5)
    axes.set_title("points right, by class", fontsize=10, loc="left")
    axes.invert_yaxis()
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0)


def _without_box(axes):
    axes.spines[["top", "right"]].set_visible(False)


def _place_on_film(place, count):
    """Left, bottom, width and height of a frame, as shares of the figure."""
    width = 0.985 / count
    return 0.0075 + width * (place + 0.02), 0.435, 0.96 * width, 0.435


def _draw_film(frames, losses, examples):
    """frames: step -> the classes on the grid, their lead, and which points fit."""
    X, y = examples
    figure = new_figure(1.9 * len(frames), 4.1, left=0.62, bottom=0.5)
    for place, (t, (classes, ahead, right)) in enumerate(frames.items()):
        axes = figure.add_axes(_place_on_film(place, len(frames)))
        draw_regions(axes, classes, ahead, limits_of(X))
        draw_points(axes, X, y, right, size=7, edge=0.25)
        axes.set_title(f"step {t}", fontsize=10, color=HOLE, pad=3)
    _draw_strip(figure, len(frames))
    _draw_losses(figure.add_axes((0.06, 0.12, 0.925, 0.17)), losses, marked=frames)
    return figure


def _draw_strip(figure, count):
    """The dark strip behind the frames, with a row of holes above and below."""
    from matplotlib.patches import FancyBboxPatch, Rectangle

    look = {"transform": figure.transFigure, "lw": 0}
    figure.patches.append(Rectangle((0, 0.36), 1, 0.63, color=FILM, zorder=-2, **look))
    holes = 7 * count
    for hole in range(holes):
        for bottom in (0.375, 0.945):
            corner = (hole + 0.28) / holes, bottom
            shape = "round,pad=0,rounding_size=0.003"
            size = 0.44 / holes, 0.03
            hole_of_film = FancyBboxPatch(
                corner, *size, boxstyle=shape, color=HOLE, zorder=-1, **look
            )
            figure.patches.append(hole_of_film)
