"""The logit mixer: sliders for scores, and bars for what a function makes of them."""

import numpy as np
import traitlets as t

from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.live.chosen import ChosenFunction
from gradients_by_hand.live.live_lookup import table
from gradients_by_hand.pictures.logits import mixer


class LogitMixer(ChosenFunction):
    """Bars for the scores and for f(scores), with a common shift and a temperature.

    functions: {name: f}, f(s) -> one number for each score; the first one is shown.
    scores (C,): where the sliders begin.
    """

    _esm, _css = page_of(__file__)

    scores = t.List(t.Float()).tag(page=True)
    shift = t.Float(0.0, help="Added to every score.").tag(page=True)
    temperature = t.Float(1.0, help="Divides every score.").tag(page=True)

    def __init__(self, functions, scores, **traits):
        scores = [float(each) for each in scores]
        super().__init__(functions, scores=scores, **traits)

    @property
    def given(self):
        """The scores that the function gets: (C,)."""
        return self._unmoved + self.shift

    @property
    def _unmoved(self):
        return np.array(self.scores) / self.temperature

    def view(self):
        shares = self._shares(self.given)
        with np.errstate(all="ignore"):
            powers = np.exp(self.given)  # infinite, or rounded to 0: that is the point
        told = ", ".join(f"{share:.3f}" for share in shares)
        return {
            "given": [float(each) for each in self.given],
            "powers": [float(each) for each in powers],
            "shares": [float(share) for share in shares],
            "unmoved": [float(share) for share in self._shares(self._unmoved)],
            "total": float(shares.sum()),
            "words": f"{self.which} gives {told}; the sum is {shares.sum():.3f}.",
        }

    def still(self):
        return mixer(self.chosen, self._unmoved, self.shift or 1000)

    def _shares(self, scores):
        return table(self.ask(scores.copy()), scores.shape, "what your function gives")
