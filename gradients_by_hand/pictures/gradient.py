"""The picture of a gradient check: claimed, measured, and where they differ."""

import numpy as np

from gradients_by_hand.pictures.canvas import Picture, Sentence, framed, sheet_of


def gradient_picture(report):
    """The picture of a GradientReport: yours, measured, and where they differ."""
    is_table = report.measured.ndim in (1, 2)
    if report.claimed.shape != report.measured.shape or not is_table:
        return Sentence(str(report))
    # A vector is a table of one row.
    claimed, measured, off, kink = map(
        np.atleast_2d, (report.claimed, report.measured, report.off, report.kink)
    )
    gap = np.where(kink, np.nan, claimed - measured)
    # What is not judged wrong is noise of the measuring: no digits of it are shown.
    gap = np.where(off, gap, np.round(gap, 2) + 0.0)
    step = measured.shape[1] + 1
    name, loss = report.names

    def draw():
        figure = sheet_of(
            {
                (1, 0): (name[:1].lower() + name[1:], claimed),
                (1, step): ("measured slope", measured),
                (1, 2 * step): ("difference", gap),
            }
        )
        framed(figure.axes[0], np.argwhere(off) + np.array([1, 2 * step]))
        return figure

    return Picture(
        draw,
        f"Three tables: {name[:1].lower() + name[1:]}, the measured slopes of {loss}, "
        f"and their difference, framed where it is too large. {report}",
    )
