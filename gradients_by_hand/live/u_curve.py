"""The U-curve: the error of a measured slope as a function of the step h."""

import numpy as np
import traitlets as t

from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.pictures.slopes import u_curve

_STEPS = 10.0 ** np.arange(0, -17.2, -0.25)
EXACT = 1e-16  # smaller errors cannot be drawn; all digits are right


class UCurve(LiveWidget):
    """A slider for the step h, and the error of each way of measuring at that step.

    measures(where) -> {name: function of h that returns a slope}, at most three; they
    call the student's function.  true_slope(where) -> the slope that is known.
    """

    _esm, _css = page_of(__file__)

    h = t.Float(0.1, help="The step.").tag(page=True)
    where = t.Float(1.0, help="Where the slope is measured.").tag(page=True)
    whole = t.Bool(False, help="Show the whole curves.").tag(page=True)

    def __init__(self, measures, true_slope, **traits):
        super().__init__({"measures": measures}, **traits)
        self._true_slope = true_slope

    def view(self):
        measures, true = self.call("measures", self.where), self._true()
        with np.errstate(all="ignore"):
            slopes = [float(measure(self.h)) for measure in measures.values()]
            curves = [_curve(f, true) for f in measures.values()] if self.whole else []
        errors = [_error(slope, true) for slope in slopes]
        told = [
            f"{name} gives {slope:.10g}, error {error:.0e}"
            for name, slope, error in zip(measures, slopes, errors)
        ]
        return {
            "names": list(measures),
            "slopes": slopes,
            "errors": errors,
            "true": true,
            "steps": _STEPS,
            "curves": np.array(curves),
            "words": f"h = {self.h:.0e}; the slope is {true:.10g}. {'; '.join(told)}.",
        }

    def still(self):
        return u_curve(self.call("measures", self.where), self._true())

    def _true(self):
        return float(self._true_slope(self.where))


def _error(slope, true):
    return max(abs(slope / true - 1), EXACT) if true else abs(slope)


def _curve(measure, true):
    return [_error(float(measure(float(h))), true) for h in _STEPS]
