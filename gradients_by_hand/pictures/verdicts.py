"""A table of verdicts: which of some questions each of some programs passes.

verdicts   one row for each program, one column for each question, signs in the cells
"""

import functools

from gradients_by_hand.pictures.canvas import INK, MAGENTA, Picture, new_figure

_GOOD, _BAD, _PALE = "#1B6B45", MAGENTA, "#F3F3F7"


def verdicts(rows, questions, words):
    """rows: {name: [True, False, or None where a question was not reached]}."""
    return Picture(functools.partial(_draw, rows, questions), words)


def _draw(rows, questions):
    from matplotlib.patches import Rectangle

    figure = new_figure(9, 0.45 * len(rows) + 1.1)
    axes = figure.add_axes((0.01, 0.02, 0.98, 0.96))
    axes.set_axis_off()
    axes.set(xlim=(-1.2, len(questions) - 0.45), ylim=(len(rows) - 0.4, -1.3))
    for column, question in enumerate(questions):
        _write(axes, (column, -0.85), question.replace(" slope", "\nslope"), INK)
    for row, (name, answers) in enumerate(rows.items()):
        axes.text(-1.15, row, name, va="center", fontsize=10, color=INK)
        for column, answer in enumerate(answers):
            corner = column - 0.47, row - 0.42
            colour = _BAD if answer is False else _PALE
            axes.add_patch(Rectangle(corner, 0.94, 0.84, facecolor=colour))
            sign = {True: ("✓", _GOOD), False: ("✗", "white"), None: ("–", INK)}
            _write(axes, (column, row), *sign[answer])
    return figure


def _write(axes, where, text, colour):
    middle = {"ha": "center", "va": "center", "fontsize": 10}
    axes.text(*where, text, color=colour, **middle)
