"""The logit mixer: scores under your fingers, and what a function makes of them."""

import numpy as np
import traitlets as t

from workbook.live.base import LiveWidget
from workbook.live.bundle import page_of
from workbook.pictures.logits import mixer


class LogitMixer(LiveWidget):
    """Bars for the scores and for f(scores); a common shift; a temperature.

    functions: {name: f}, f(s) -> one number for each score; the first one is shown.
    scores (C,): where the sliders begin.
    """

    _esm, _css = page_of(__file__)

    scores = t.List(t.Float()).tag(page=True)
    shift = t.Float(0.0, help="Added to every score.").tag(page=True)
    temperature = t.Float(1.0, help="Divides every score.").tag(page=True)
    which = t.Unicode(help="The function that is shown.").tag(page=True)

    def __init__(self, functions, scores, **traits):
        first = next(iter(functions))
        scores = [float(each) for each in scores]
        super().__init__(functions, scores=scores, which=first, **traits)

    @property
    def given(self):
        """The scores that the function gets: (C,)."""
        return np.array(self.scores) / self.temperature + self.shift

    def view(self):
        with np.errstate(all="ignore"):  # infinities are what there is to see
            shares = np.asarray(self.call(self.which, self.given), dtype=float)
        if shares.shape != (len(self.scores),):
            raise ValueError(f"{len(self.scores)} scores gave the shape {shares.shape}")
        told = ", ".join(f"{share:.3f}" for share in shares)
        return {
            "names": list(self._functions),
            "given": self.given,
            "shares": [float(share) for share in shares],
            "total": float(shares.sum()),
            "words": f"{self.which} gives {told}; the sum is {shares.sum():.3f}.",
        }

    def still(self):
        function = self._functions[self.which]
        return mixer(function, np.array(self.scores) / self.temperature)
