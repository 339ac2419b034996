"""Pictures of a classifier of images, drawn by the student's functions.

templates   the weights of each class as an image, all in one colour scale
two_runs    two trainings side by side: their losses, and their first steps compared
one_image   an image, and the score that every class gives it
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

_PER_ROW = 5


@drawn_with
def templates(f, W, shape, limit=None):
    """f(W, shape) -> (C, height, width): one image for each class.

    White is 0 in every image.  limit: the size of a weight at which the colours end, by
    default the largest one; give a number to compare pictures of different weights.
    """
    images = _images(f(W, shape), (W.shape[1], *shape))
    limit = max(float(np.abs(images).max()), 1e-12) if limit is None else float(limit)
    return Picture(
        functools.partial(_draw_templates, images, limit),
        f"The weights of {len(images)} classes as images of {shape[0]} by {shape[1]} "
        f"pixels. White is 0, and the colours end at -{limit:.2g} (blue) and "
        f"{limit:.2g} (magenta) in all of them. The largest and the smallest weight: "
        f"{_extremes(images)}.",
    )


def _draw_templates(images, limit):
    rows = -(-len(images) // _PER_ROW)
    figure = new_figure(8.4, 1.75 * rows, left=0.05, bottom=0.05)
    figure.subplots_adjust(right=0.88, top=1 - 0.28 / (1.75 * rows), hspace=0.2)
    panels = figure.subplots(rows, _PER_ROW, squeeze=False).ravel()
    for panel in panels[len(images) :]:
        panel.set_axis_off()
    for c, (panel, image) in enumerate(zip(panels, images)):
        shown = panel.imshow(image, cmap=_signed(), vmin=-limit, vmax=limit)
        panel.set_title(f"class {c}", fontsize=10, pad=4)
        panel.set(xticks=[], yticks=[])
        panel.spines[:].set_color("#BBBBBB")
    scale = figure.add_axes((0.91, 0.1, 0.018, 0.78))
    figure.colorbar(shown, cax=scale).set_ticks([-limit, 0, limit])
    scale.tick_params(labelsize=9)
    scale.set_yticklabels([f"{each:.2g}" for each in (-limit, 0, limit)])
    return figure


def _extremes(images):
    return "; ".join(
        f"class {c} {image.max():.2g} and {image.min():.2g}"
        for c, image in enumerate(images)
    )


@drawn_with
def two_runs(run, first, second):
    """run(**settings) -> (losses, first step): asked with two dicts of settings.

    Left: both curves of the loss.  Right: each entry of the first step in both runs; on
    a straight line through 0, one step is a multiple of the other.
    """
    runs = [_losses_and_step(run(**each)) for each in (first, second)]
    names = [_named(each) for each in (first, second)]
    (_, one), (_, other) = runs
    if one.shape != other.shape:
        raise ValueError(f"the first steps have {one.size} and {other.size} entries")
    ratio = np.linalg.norm(other) / max(np.linalg.norm(one), 1e-300)

    def draw():
        figure = new_figure(9.4, 3.7, left=0.65, bottom=0.55)
        figure.subplots_adjust(wspace=0.3)
        left, right = figure.subplots(1, 2, width_ratios=(3, 2))
        _draw_losses(left, [losses for losses, _ in runs], names)
        _draw_steps(right, one, other)
        right.set_title(f"first steps: second / first = {ratio:.4g}", fontsize=10)
        return figure

    ends = "; ".join(
        f"with {name} from {losses[0]:.3g} to {losses[-1]:.3g}, at most "
        f"{losses.max():.3g}"
        for (losses, _), name in zip(runs, names)
    )
    return Picture(
        draw,
        f"Left, the losses of two runs over their steps: {ends}. Right, the entries of "
        "their first steps against each other: the second run's first step is "
        f"{ratio:.4g} times as long as the first run's.",
    )


def _draw_losses(axes, curves, names):
    looks = ((BLUE, "-", 3.5), (MAGENTA, "--", 1.6))
    for losses, name, (colour, line, width) in zip(curves, names, looks):
        axes.plot(losses, line, color=colour, linewidth=width, label=name)
    axes.set(xlabel="step", ylabel="loss of an example", title="two runs")
    # A run that leaps would flatten the other one; the loss may well be 0.
    axes.set_yscale("symlog", linthresh=0.1)
    axes.legend(fontsize=8)


def _draw_steps(axes, one, other):
    axes.scatter(one, other, s=9, color=INK, alpha=0.5, linewidths=0)
    axes.axhline(0, color="#CCCCCC", zorder=0)
    axes.axvline(0, color="#CCCCCC", zorder=0)
    axes.locator_params(nbins=4)
    axes.ticklabel_format(scilimits=(-2, 3))
    axes.set_xlabel("entry of the first step, first run", fontsize=9)
    axes.set_ylabel("the same entry, second run", fontsize=9)


@drawn_with
def one_image(score, image, shape, truth):
    """score(x (1, D)) -> (1, C): what every class says of one image.

    image (D,), of shape (height, width).  truth: the class that it belongs to.
    """
    scores = np.asarray(score(image[np.newaxis]), dtype=float)
    if scores.ndim != 2 or len(scores) != 1:
        raise ValueError(f"the scores of one image have the shape {scores.shape}")
    scores = scores[0]
    winner = int(scores.argmax())
    verdict = "rightly" if winner == truth else "wrongly"

    def draw():
        figure = new_figure(7.6, 2.9, left=0.2, bottom=0.5)
        figure.subplots_adjust(wspace=0.25)
        left, right = figure.subplots(1, 2, width_ratios=(1, 2.2))
        left.imshow(image.reshape(shape), cmap="gray_r", vmin=0)
        left.set(xticks=[], yticks=[], title=f"a {truth}")
        colours = [GOLD if c == truth else BLUE for c in range(len(scores))]
        right.bar(range(len(scores)), scores, color=colours)
        right.plot(winner, scores[winner], "v", color=INK, markersize=8)
        right.axhline(0, color=INK, linewidth=0.8)
        right.set(xticks=range(len(scores)), xlabel="class", ylabel="score")
        right.set_title(f"read as {winner}: {verdict} (gold: the truth)", fontsize=10)
        return figure

    told = ", ".join(f"{c}: {each:.2f}" for c, each in enumerate(scores))
    return Picture(
        draw,
        f"An image of a {truth}, and a bar for the score of each class: {told}. "
        f"The highest bar is that of {winner}, so it is {verdict} read.",
    )


def _images(value, shape):
    """What the student's function gives, as an array of the shape that is needed."""
    images = np.asarray(value, dtype=float)
    if images.shape != shape:
        raise ValueError(f"the templates have the shape {images.shape}, not {shape}")
    if not np.isfinite(images).all():
        raise ValueError("some of the weights are nan or infinite")
    return images


def _losses_and_step(result):
    losses, step = result
    losses, step = np.asarray(losses, dtype=float), np.asarray(step, dtype=float)
    if losses.ndim != 1 or not len(losses):
        raise ValueError(f"the losses have the shape {losses.shape}")
    return losses, step.ravel()


def _named(settings):
    """Settings as a legend shows them."""
    told = {k: f"{v:.4g}" if isinstance(v, float) else v for k, v in settings.items()}
    return ", ".join(f"{name} {value}" for name, value in told.items())


def _signed():
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("signed", [BLUE, "white", MAGENTA])
