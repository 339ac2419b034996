"""Two runs side by side: two settings, their losses, and their first steps."""

import numpy as np
import traitlets as t

from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.pictures.templates import two_runs


class TwoRuns(LiveWidget):
    """The losses of two short trainings, and how their first steps compare.

    run(reduction, lr, batch, steps) -> (losses, first step); first, second: settings
    to begin with, {"reduction": "mean" or "sum", "lr": number, "batch": count}.
    """

    _esm, _css = page_of(__file__)

    first = t.Dict().tag(page=True)
    second = t.Dict().tag(page=True)
    steps = t.Int(60, min=2, max=200).tag(page=True)

    def __init__(self, run, first, second, **traits):
        settings = ({"batch": 100, **each} for each in (first, second))
        super().__init__(
            {"run": run}, **dict(zip(("first", "second"), settings)), **traits
        )

    def view(self):
        with np.errstate(all="ignore"):
            (losses, one), (other_losses, other) = map(
                self._run, (self.first, self.second)
            )
            ratio = np.linalg.norm(other) / max(np.linalg.norm(one), 1e-300)
        return {
            "losses": [losses, other_losses],
            "steps": [one, other],
            "ratio": float(ratio),
            "farthest": float(np.abs(losses - other_losses).max()),
            "words": (
                f"The first run ends at {losses[-1]:.3g}, the second at "
                f"{other_losses[-1]:.3g}. The first step of the second run is "
                f"{ratio:.4g} times as long."
            ),
        }

    def still(self):
        return two_runs(self._functions["run"], self.first, self.second)

    def _run(self, settings):
        losses, step = self.call(
            "run", settings["reduction"], settings["lr"], settings["batch"], self.steps
        )
        losses, step = np.asarray(losses, dtype=float), np.asarray(step, dtype=float)
        if losses.ndim != 1 or len(losses) != self.steps:
            raise ValueError(f"{self.steps} steps gave losses of shape {losses.shape}")
        return losses, step.ravel()
