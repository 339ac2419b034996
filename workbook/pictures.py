"""Still pictures of what a student's own function does.

    gradient_picture   a claimed gradient, the measured slopes, and where they differ
    build_up           how the gradients of single examples add up to that of a batch
    pulls              where each example pulls the weights, as arrows in the plane
    tangent            the loss along a line, and the slope that the gradient claims

A picture says in words what it shows (`alt`), so that it can be heard as well as seen.
Unfinished code is a normal state: instead of an error, a sentence appears.  The colours
stay apart under every kind of colour blindness.  Where nobody looks (a grader), set
WORKBOOK_PICTURES=off in the environment, and only the words are made.
"""

import base64
import functools
import io
import os
from html import escape

import numpy as np

BLUE, MAGENTA, GOLD = "#648FFF", "#DC267F", "#FFB000"
CLASSES = (BLUE, MAGENTA, GOLD)
_INK = "#333333"


class Picture:
    """A figure of matplotlib with a text that tells what is in it."""

    def __init__(self, figure, alt):
        self.figure, self.alt = figure, alt

    def png(self):
        """The picture as bytes of a PNG file."""
        file = io.BytesIO()
        # Small files cost more time than they save here.
        options = {"compress_level": 1}
        self.figure.savefig(file, format="png", pil_kwargs=options)
        return file.getvalue()

    def __repr__(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        if os.environ.get("WORKBOOK_PICTURES") == "off":
            return {"text/plain": self.alt}
        # JupyterLab and nbconvert read an alternative text from HTML only.
        png = base64.b64encode(self.png()).decode("ascii")
        source = f"data:image/png;base64,{png}"
        html = f'<img alt="{escape(self.alt)}" src="{source}">'
        return {"text/html": html, "image/png": png, "text/plain": self.alt}


class Sentence:
    """What is shown in place of a picture that cannot be drawn yet."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


def _drawn_with(draw):
    """Show a sentence where the student's function is not ready for the picture."""

    @functools.wraps(draw)
    def picture(f, *args, **options):
        try:
            with np.errstate(all="ignore"):
                return draw(f, *args, **options)
        except NotImplementedError:
            why = "which is not written yet"
        except Exception as error:  # unfinished code is the normal case here
            why = f"and that stopped with {type(error).__name__}: {error}"
        return Sentence(
            f"This picture is drawn by your function, {why}. "
            "Run this cell again when the checks above hold."
        )

    return picture


@_drawn_with
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
    figure = _sheet(tables)
    for i in range(len(X)):
        x = [i * (width + 2) + 0.5] * 2
        figure.axes[0].plot(x, [0.5, height + 0.5], color=_INK, linewidth=3)
    return Picture(
        figure,
        f"Two rows of tables. Above, for each of {len(X)} examples, its features x and "
        "the gradient of its own loss. Below, these gradients added up one after the "
        "other, and last your gradient of the whole batch.",
    )


@_drawn_with
def pulls(f, W, X, y):
    """One panel per class: from each example, downhill for that column of W alone.

    f(W, X, y) -> (loss, dW); X (N, 2), W (2, 3).
    An arrow is a step against the gradient of one example; it lies in the plane of X.
    """
    steps = -np.array(
        [_gradient(f, W, X[i : i + 1], y[i : i + 1]) for i in range(len(X))]
    )
    figure = _figure(10.5, 3.9)
    reach = 1.35 * np.abs(X).max()
    longest = max(np.linalg.norm(steps, axis=1).max(), 1e-12)
    # Weights that would leave the panel are all drawn shorter, by the same factor.
    shrink = min(1.0, 0.9 * reach / max(np.abs(W).max(), 1e-12))
    arrows = {"angles": "xy", "scale_units": "xy"}
    for column, axes in enumerate(figure.subplots(1, W.shape[1])):
        _classes(axes, X, y)
        axes.quiver(
            *X.T, *steps[:, :, column].T,
            scale=longest / (0.3 * reach), width=0.006, color=_INK, **arrows,
        )  # fmt: skip
        axes.quiver(
            [0], [0], *(shrink * W[:, column]),
            scale=1, width=0.018, color=CLASSES[column], ec=_INK, lw=0.8, **arrows,
        )  # fmt: skip
        axes.axhline(0, color="#CCCCCC", zorder=0)
        axes.axvline(0, color="#CCCCCC", zorder=0)
        axes.set(xlim=(-reach, reach), ylim=(-reach, reach), xticks=[], yticks=[])
        axes.set_title(f"pulls on the weights of class {column}", fontsize=11)
        size = "" if shrink == 1 else f" (weights drawn {shrink:.2g} times as long)"
        axes.set_xlabel(f"feature 0{size}", fontsize=9)
    figure.axes[0].set_ylabel("feature 1", fontsize=9)
    figure.axes[0].legend(loc="lower left", fontsize=8, handletextpad=0)
    return Picture(figure, _pulls_in_words(X, y, steps))


def _classes(axes, X, y):
    """The examples, told apart by colour and by shape."""
    for label, (colour, marker) in enumerate(zip(CLASSES, "os^")):
        look = {"color": colour, "marker": marker, "s": 30, "edgecolors": "white"}
        axes.scatter(*X[y == label].T, label=f"class {label}", zorder=3, **look)


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


@_drawn_with
def tangent(f, W, X, y):
    """The loss on a line through W, and the slope that dW claims on it.

    f(W, X, y) -> (loss, dW).  Left: along dW itself.  Right: along one random line.
    """
    loss, dW = float(f(W, X, y)[0]), _gradient(f, W, X, y)
    random = np.random.default_rng(0).normal(size=W.shape)
    lines = {"along your dW": dW, "along a random line": random}
    figure = _figure(9, 3.6, left=0.65, bottom=0.5)
    t = np.linspace(-1.5, 1.5, 25)
    words = []
    for axes, (name, line) in zip(figure.subplots(1, 2), lines.items()):
        line = line / max(np.linalg.norm(line), 1e-12)
        values = np.array([float(f(W + step * line, X, y)[0]) for step in t])
        claimed = np.sum(dW * line)
        axes.plot(t, values, color=BLUE, linewidth=3, label="your loss")
        axes.plot(t, loss + t * claimed, "--", color=MAGENTA, label="your dW")
        axes.plot([0], [loss], "o", color=_INK)
        axes.set_title(f"{name}, W in the middle")
        axes.set_xlabel("distance from W")
        axes.locator_params(nbins=4)
        seen = (values[13] - values[11]) / (t[13] - t[11])
        words.append(f"{name} it rises by {seen:.2g} and dW claims {claimed:.2g}")
    figure.axes[0].set_ylabel("loss")
    axes.legend(frameon=False)
    return Picture(
        figure,
        "Two curves of your loss on lines through W, each with a dashed straight line "
        f"of the slope that your dW claims. Per unit of distance {'; '.join(words)}.",
    )


def gradient_picture(report):
    """The picture of a GradientReport: yours, measured, and where they differ."""
    if report.claimed.shape != report.measured.shape or report.measured.ndim != 2:
        return Sentence(str(report))
    gap = np.where(report.kink, np.nan, report.claimed - report.measured)
    # What is not judged wrong is noise of the measuring: no digits of it are shown.
    gap = np.where(report.off, gap, np.round(gap, 2) + 0.0)
    step = report.measured.shape[1] + 1
    name, loss = report.names
    figure = _sheet(
        {
            (1, 0): (name[:1].lower() + name[1:], report.claimed),
            (1, step): ("measured slope", report.measured),
            (1, 2 * step): ("difference", gap),
        }
    )
    _framed(figure.axes[0], np.argwhere(report.off) + np.array([1, 2 * step]))
    return Picture(
        figure,
        f"Three tables: {name[:1].lower() + name[1:]}, the measured slopes of {loss}, "
        f"and their difference, framed where it is too large. {report}",
    )


def _framed(axes, cells):
    """A frame around each of some (row, column), inside so that nothing cuts it off."""
    from matplotlib.patches import Rectangle

    for row, column in cells:
        corner = column - 0.46, row - 0.44
        axes.add_patch(Rectangle(corner, 0.92, 0.88, fill=False, ec=_INK, lw=1.5))


def _gradient(f, W, X, y):
    """What f claims as dW, as an array of W's shape, or an exception in words."""
    _, dW = f(W, X, y)
    dW = np.asarray(dW, dtype=float)
    if dW.shape != W.shape:
        raise ValueError(f"dW has the shape {dW.shape}, and W {W.shape}")
    return dW


def _figure(width, height, *, left=0.45, bottom=0.3):
    # Takes a quarter of a second to import; no pyplot, so no figure is shared.
    from matplotlib.figure import Figure

    # Margins are set by hand: a layout that measures texts would draw everything twice.
    figure = Figure(figsize=(width, height), dpi=80)
    figure.subplots_adjust(
        left=left / width,
        right=1 - 0.1 / width,
        bottom=bottom / height,
        top=1 - 0.45 / height,
        wspace=0.15,
        hspace=0.42,
    )
    return figure


def _sheet(tables):
    """Tables of numbers on one sheet: {(row, column) of its corner: (title, M)}.

    In each table the colour shows the sign and its depth the size.  One image for all
    tables, because every pair of axes costs as much as forty numbers.
    """
    from matplotlib.colors import LinearSegmentedColormap

    rows = max(top + len(M) for (top, _), (_, M) in tables.items())
    columns = max(left + M.shape[1] for (_, left), (_, M) in tables.items())
    figure = _figure(0.62 * columns, 0.42 * rows)
    axes = figure.add_axes((0.01, 0.02, 0.98, 0.96))
    axes.set_axis_off()
    sheet = np.full((rows, columns), np.nan)
    for (top, left), (title, M) in tables.items():
        size = np.abs(M[np.isfinite(M)]).max(initial=1e-12)
        sheet[top : top + len(M), left : left + M.shape[1]] = M / size
        axes.text(left - 0.45, top - 0.65, title, va="bottom", fontsize=10)
        for (row, column), value in np.ndenumerate(M):
            where = left + column, top + row
            axes.text(*where, _digits(value), ha="center", va="center", fontsize=8)
    colours = LinearSegmentedColormap.from_list("signed", [BLUE, "white", MAGENTA])
    axes.imshow(sheet, cmap=colours, vmin=-1, vmax=1, aspect="auto")
    return figure


def _digits(value):
    """A number for a narrow cell; what is not zero does not look like zero."""
    if 0 < abs(value) < 0.005:
        return f"{value:.0e}" if abs(value) < 1e-4 else f"{value:.1g}"
    return f"{value + 0.0:.2f}" if abs(value) < 100 else f"{value:.1e}"
