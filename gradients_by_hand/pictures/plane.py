"""What a plane with the regions of some classes is drawn with.

A region has the colour of its class, and is the deeper the further its score is ahead
of the next one: that lead asks the same question of every loss.

limits_of, points_of, read_off   limits, the points of a grid, and the way back to cells
scores_on, lead                  the scores on a grid; how far the best one is ahead
draw_regions, draw_zero_lines, draw_points, draw_key
mixed                            a colour between two others
"""

import numpy as np
from numpy.linalg import norm

from gradients_by_hand.pictures.canvas import CLASSES, INK

MARKERS = "os^"


def limits_of(X):
    """One pair of limits for both axes, so that the plane is a square."""
    return -1.12 * np.abs(X).max(), 1.12 * np.abs(X).max()


def points_of(limits, n):
    ticks = np.linspace(*limits, n)
    return np.array(np.meshgrid(ticks, ticks)).reshape(2, -1).T


def scores_on(limits, n, W, b):
    if W.ndim != 2 or len(W) != 2:
        raise ValueError(f"W has the shape {W.shape}: this is a picture of a plane")
    return (points_of(limits, n).dot(W) + b.reshape(1, -1)).reshape(n, n, -1)


def lead(table):
    """How far the best score of each point is ahead of the second one."""
    best = np.sort(table, axis=-1)
    return best[..., -1] - best[..., -2]


def read_off(classes, X, limits):
    """The class of the cell on which each point lies, as an eye would read it."""
    low, high = limits
    cell = np.rint((X - low) / (high - low) * (len(classes) - 1)).astype(int)
    return classes[cell[:, 1], cell[:, 0]]


def draw_regions(axes, classes, ahead, limits):
    """Colour for the class, depth for its lead, white lines between classes."""
    pale = np.array([mixed(colour, "white", 0.86) for colour in CLASSES])
    deep = np.array([mixed(colour, "white", 0.25) for colour in CLASSES])
    which = np.clip(classes, 0, len(CLASSES) - 1)
    # A fixed scale: the same lead has the same depth in every frame of a film.
    depth = (ahead / (ahead + 1.5))[..., None]
    image = (1 - depth) * pale[which] + depth * deep[which]
    axes.imshow(
        np.nan_to_num(image, nan=1.0), origin="lower", extent=(*limits, *limits),
        interpolation="bilinear", zorder=0,
    )  # fmt: skip
    ticks = np.linspace(*limits, len(classes))
    for c in range(classes.max() + 1):
        inside = (classes == c).astype(float)
        if 0 < inside.mean() < 1:
            axes.contour(ticks, ticks, inside, [0.5], colors="white", linewidths=2)
    axes.set(xlim=limits, ylim=limits, xticks=[], yticks=[], aspect="equal")
    for side in axes.spines.values():
        side.set_color("#BBBBBB")


def draw_zero_lines(axes, W, b, limits):
    reach = limits[1]
    longest = max(norm(W, axis=0).max(), 1e-12)
    for c, (w, offset) in enumerate(zip(W.T, b.ravel())):
        size = norm(w)
        if not 1e-9 < size < np.inf:
            continue
        foot = -offset / size**2 * w
        colour = mixed(CLASSES[c % 3], INK, 0.35)
        across = np.array([-w[1], w[0]]) / size
        ends = np.array([foot - 4 * reach * across, foot + 4 * reach * across])
        axes.plot(*ends.T, "--", color=colour, lw=1.8, zorder=2)
        if np.abs(foot).max() < reach:
            tip = foot + 0.42 * reach * w / longest
            look = {"arrowstyle": "-|>", "color": colour, "lw": 3.2, "shrinkA": 0}
            axes.annotate("", tip, foot, arrowprops=look, zorder=5)
    axes.set(xlim=limits, ylim=limits)


def draw_points(axes, X, y, right, size=30, edge=0.7):
    """Filled where the prediction is right, hollow where it is not."""
    for c, (colour, marker) in enumerate(zip(CLASSES, MARKERS)):
        dark = mixed(colour, INK, 0.3)
        look = {"marker": marker, "s": size, "linewidths": edge}
        kept, lost = X[(y == c) & right], X[(y == c) & ~right]
        axes.scatter(*kept.T, color=[dark], edgecolors="white", zorder=4, **look)
        look["linewidths"] = 1.8 * edge
        axes.scatter(*lost.T, color="white", edgecolors=[dark], zorder=3, **look)


def draw_key(axes, count, *, hollow=True):
    """Below the plane: a marker for each class, and what hollow means."""
    for c, (colour, marker) in enumerate(zip(CLASSES[:count], MARKERS)):
        axes.scatter(
            [], [], marker=marker, s=45, color=[mixed(colour, INK, 0.3)],
            label=f"class {c}",
        )  # fmt: skip
    if hollow:
        look = {"marker": "o", "s": 45, "color": "white", "edgecolors": INK}
        axes.scatter([], [], label="hollow: wrong", **look)
    axes.legend(
        loc="upper center", bbox_to_anchor=(0.5, -0.01), ncols=count + 1,
        frameon=False, fontsize=9.5, handletextpad=0.1, columnspacing=1.2,
    )  # fmt: skip


def mixed(colour, other, share):
    from matplotlib.colors import to_rgb

    return (1 - share) * np.array(to_rgb(colour)) + share * np.array(to_rgb(other))
