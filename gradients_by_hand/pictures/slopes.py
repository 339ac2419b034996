"""Pictures of slopes that the student's own function measures.

u_curve          the error of a measured slope for many steps, as curves
kink_walk        two points at a kink, and what is measured on the way across it
entry_by_entry   a claimed gradient, a measured one, and the error of each entry
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

_LOOKS = (
    {"color": GOLD, "marker": "s"},
    {"color": BLUE, "marker": "o"},
    {"color": MAGENTA, "marker": "^"},
)
# Below this an error cannot be drawn on a logarithmic axis, and it means "exact".
_EXACT = 1e-16
_WRONG = 1e-6


@drawn_with
def u_curve(measures, true_slope):
    """The relative error of each measure for steps from 1 down to 1e-17.

    measures: name -> function of h that returns a slope (at most three of them).
    """
    steps = 10.0 ** np.arange(0, -17.5, -0.5)
    curves, words = {}, []
    for name, measure in measures.items():
        slopes = np.array([float(measure(float(h))) for h in steps])
        errors = np.maximum(np.abs(slopes / true_slope - 1), _EXACT)
        best = int(np.nanargmin(errors))
        curves[name] = errors, best
        words.append(
            f"{name}: smallest error {errors[best]:.0e} at h = {steps[best]:.0e}, "
            f"error {errors[-1]:.0e} at the far left"
        )
    return Picture(
        functools.partial(_draw_errors, steps, curves),
        "The relative error against the step h, both axes logarithmic, one curve for "
        f"each way of measuring. {'; '.join(words)}.",
    )


def _draw_errors(steps, curves):
    """curves: the errors of each measure, and where they are smallest."""
    figure = new_figure(8.5, 4.4, left=0.75, bottom=0.55)
    axes = figure.subplots()
    for (name, (errors, best)), look in zip(curves.items(), _LOOKS):
        axes.loglog(steps, errors, label=name, markersize=4, linewidth=1.2, **look)
        axes.loglog(steps[best], errors[best], "o", ms=12, mfc="none", mec=INK, mew=1.5)
    axes.set(ylim=(_EXACT / 5, 30), xlabel="step h", ylabel="relative error")
    axes.grid(visible=True, color="#DDDDDD", linewidth=0.6)
    axes.set_title("the error of a measured slope (circles: the smallest)", fontsize=11)
    axes.legend(fontsize=9, loc="lower left")
    return figure


@drawn_with
def kink_walk(measure, f, x, h):
    """Left: f near x with the two points x - h and x + h.  Right: slopes across 0.

    measure(f, array, h) -> array: the student's function; f takes an array (1,).
    """
    here = _slope(measure, f, x, h)
    reach = max(2.5 * h, 1.5 * abs(x) + h)
    line = np.linspace(-reach, reach, 201)
    slopes = np.array([_slope(measure, f, each, h) for each in line])
    values = [float(f(np.array([each]))) for each in line]
    ends = np.array([x - h, x + h])
    heights = np.array([float(f(np.array([each]))) for each in ends])

    def draw():
        figure = new_figure(10, 4, left=0.6, bottom=0.55)
        left, right = figure.subplots(1, 2)
        left.plot(line, values, color=INK, linewidth=2.5, label="f")
        left.plot(ends, heights, "o--", color=MAGENTA, lw=2, label="your two points")
        left.axvline(x, color="#999999", linestyle=":", label="x")
        left.set_title(f"your slope at x = {x:g}, h = {h:g}: {here:.4g}", fontsize=11)
        left.legend(fontsize=9, loc="upper left")
        _draw_walk(right, line, slopes, (x, here))
        for axes in (left, right):
            axes.set_xlabel("x")
            axes.locator_params(nbins=5)
        return figure

    return Picture(
        draw,
        f"Left: f near x = {x:g}, the points at x - {h:g} and x + {h:g}, and the line "
        f"through them; its slope is {here:.4g}. Right: the slope that your function "
        f"measures for x from {line[0]:.2g} to {line[-1]:.2g}; it goes from "
        f"{slopes[0]:.3g} to {slopes[-1]:.3g}, and {_between(slopes)} of "
        f"{len(slopes)} values are neither of the two.",
    )


def _draw_walk(axes, line, slopes, now):
    x, here = now
    axes.plot(line, slopes, color=BLUE, linewidth=2.5)
    axes.plot([x], [here], "o", color=MAGENTA, markersize=9)
    axes.axvline(0, color="#999999", linestyle=":")
    axes.set_title("what your function measures on the way", fontsize=11)


@drawn_with
def entry_by_entry(error, claimed, measured):
    """Three tables: claimed, measured, and error(a, n) of each single entry.

    error: the student's function of two numbers; entries above 1e-6 get a frame.
    """
    claimed, measured = np.asarray(claimed, float), np.asarray(measured, float)
    if claimed.shape != measured.shape or claimed.ndim != 2:
        raise ValueError(f"tables of shapes {claimed.shape} and {measured.shape}")
    errors = np.array(
        [
            [float(error(a, n)) for a, n in zip(*rows)]
            for rows in zip(claimed.tolist(), measured.tolist())
        ]
    )
    width = claimed.shape[1] + 1
    off = np.argwhere(~(errors <= _WRONG))
    # What is not judged wrong is noise of the measuring: no digits of it are shown.
    shown = np.where(errors <= _WRONG, 0.0, errors)
    tables = ("claimed", claimed), ("measured", measured), ("relative error", shown)

    def draw():
        figure = sheet_of({(1, k * width): each for k, each in enumerate(tables)})
        framed(figure.axes[0], off + np.array([1, 2 * width]))
        return figure

    where = ", ".join(str(list(map(int, each))) for each in off[:6]) or "nowhere"
    return Picture(
        draw,
        "Three tables: the claimed gradient, the measured one, and the relative error "
        f"of each entry, framed where it is above {_WRONG:g}: {where}.",
    )


def _slope(measure, f, x, h):
    found = np.asarray(measure(f, np.array([float(x)]), h), dtype=float)
    if found.shape != (1,):
        raise ValueError(f"slopes of shape {found.shape} where x has the shape (1,)")
    return float(found[0])


def _between(slopes):
    """How many slopes are neither the first nor the last one."""
    ends = np.isclose(slopes, slopes[0]) | np.isclose(slopes, slopes[-1])
    return int((~ends).sum())
