"""What all pictures share: the palette, figures, alt texts, and a sheet of tables.

Picture            a figure, drawn only when it is shown, and its alt text
Sentence           shown in place of a picture that cannot be drawn yet
drawn_with         decorator: unfinished code gives a Sentence, not an error
headless           whether words are enough, so that nothing is drawn
new_figure         a figure with fixed margins
sheet_of           tables of numbers, coloured by sign and size
framed             a frame around cells of a sheet
draw_classes       examples in the plane; classes differ in colour and in shape
"""

import base64
import functools
import io
import os
from html import escape

import numpy as np

BLUE, MAGENTA, GOLD = "#648FFF", "#DC267F", "#FFB000"
CLASSES = (BLUE, MAGENTA, GOLD)
INK = "#333333"


class Picture:
    """A matplotlib figure and its alt text.

    draw() makes the figure; it is called once, when a front end shows the picture.
    """

    def __init__(self, draw, alt):
        self._draw, self.alt = draw, alt

    @functools.cached_property
    def figure(self):
        return self._draw()

    def png(self):
        """The picture as bytes of a PNG file."""
        file = io.BytesIO()
        # Stronger compression costs more time than it saves.
        options = {"compress_level": 1}
        self.figure.savefig(file, format="png", pil_kwargs=options)
        return file.getvalue()

    def __repr__(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        if headless():
            return {"text/plain": self.alt}
        # JupyterLab and nbconvert read an alternative text from HTML only.
        png = base64.b64encode(self.png()).decode("ascii")
        source = f"data:image/png;base64,{png}"
        html = f'<img alt="{escape(self.alt)}" src="{source}">'
        return {"text/html": html, "image/png": png, "text/plain": self.alt}


class Sentence:
    """A sentence, shown in place of a picture that cannot be drawn yet."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": self.text}


def headless():
    """Whether nobody sees the pictures, as in a grader: words are enough."""
    return os.environ.get("WORKBOOK_PICTURES") == "off"


def drawn_with(make):
    """Show a sentence where the student's function is not ready for the picture.

    make(f, ...) calls the student's functions and returns a Picture.  Its draw() calls
    none of them, so the words are the same whether or not the picture is drawn.
    """

    @functools.wraps(make)
    def picture(f, *args, **options):
        try:
            with np.errstate(all="ignore"):
                made = make(f, *args, **options)
                if not headless():
                    _ = (
                        made.figure
                    )  # numbers that cannot be drawn get a sentence as well
                return made
        except NotImplementedError:
            why = "which is not written yet"
        except Exception as error:  # unfinished code is the normal case here
            why = f"and that stopped with {type(error).__name__}: {error}"
        return Sentence(
            f"This picture is drawn by your function, {why}. "
            "Run this cell again when the checks above hold."
        )

    return picture


def new_figure(width, height, *, left=0.45, bottom=0.3):
    # The import takes a quarter of a second; without pyplot no figure is global.
    from matplotlib.figure import Figure

    # Fixed margins: a layout that measures texts would draw everything twice.
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


def sheet_of(tables):
    """Tables of numbers on one sheet: {(row, column) of its corner: (title, M)}.

    In each table the colour shows the sign and its depth the size.  One image for all
    tables, because every pair of axes costs as much as forty numbers.
    """
    from matplotlib.colors import LinearSegmentedColormap

    rows = max(top + len(M) for (top, _), (_, M) in tables.items())
    columns = max(left + M.shape[1] for (_, left), (_, M) in tables.items())
    figure = new_figure(0.62 * columns, 0.42 * rows)
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


def framed(axes, cells):
    """Draw a frame inside each cell (row, column)."""
    from matplotlib.patches import Rectangle

    for row, column in cells:
        corner = column - 0.46, row - 0.44
        axes.add_patch(Rectangle(corner, 0.92, 0.88, fill=False, ec=INK, lw=1.5))


def draw_classes(axes, X, y):
    """Draw the examples; classes differ in colour and in shape."""
    for label, (colour, marker) in enumerate(zip(CLASSES, "os^")):
        look = {"color": colour, "marker": marker, "s": 30, "edgecolors": "white"}
        axes.scatter(*X[y == label].T, label=f"class {label}", zorder=3, **look)


def _digits(value):
    """A number for a narrow cell; only zero looks like zero."""
    if 0 < abs(value) < 0.005:
        return f"{value:.0e}" if abs(value) < 1e-4 else f"{value:.1g}"
    return f"{value + 0.0:.2f}" if abs(value) < 100 else f"{value:.1e}"
