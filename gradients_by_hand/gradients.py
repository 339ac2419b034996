"""Slopes that are measured, to compare with gradients that were derived.

    numerical_gradient   the slopes of a loss, entry by entry
    gradient_check       a claimed gradient beside the slopes of its own loss
    GradientReport       what came out: in words, as a picture, entry by entry

The measuring is done by `scipy.differentiate`; nothing here knows what is measured.
A loss may have kinks.  Where the slope on the left is not the slope on the right there
is no single right answer, so such entries are reported and not judged.
"""

from dataclasses import dataclass

import numpy as np

from gradients_by_hand._measuring import filled, numerical_gradient, slopes

__all__ = ["GradientReport", "gradient_check", "numerical_gradient"]


def gradient_check(
    f, x, *, entries=None, h=1e-3, rtol=1e-5, names=("Your gradient", "your own loss")
):
    """Compare a gradient with the slopes of its own loss: a GradientReport.

    f: x -> (loss, gradient).  An entry agrees when it is closer to its slope than rtol
    times the largest slope.  names: what the report calls the gradient and the loss.
    """
    x = np.array(x, dtype=float)
    entries = list(np.ndindex(x.shape)) if entries is None else list(entries)
    _, claimed = f(x.copy())
    claimed = np.asarray(claimed, dtype=float)

    def loss(moved):
        return f(moved)[0]

    measured = slopes(loss, x, entries, h)
    if claimed.shape != x.shape:
        nothing = np.zeros(x.shape, dtype=bool)
        return GradientReport(
            claimed, filled(x.shape, entries, measured), nothing, nothing, names
        )
    given = np.array([claimed[entry] for entry in entries])
    scale = np.abs(measured[np.isfinite(measured)]).max(initial=1e-12)
    # "not close" rather than "far": a nan agrees with nothing.
    off = ~(np.abs(given - measured) <= rtol * scale)
    kink = _kinks(loss, x, entries, h, off, scale)
    return GradientReport(
        claimed,
        filled(x.shape, entries, measured),
        filled(x.shape, entries, off & ~kink, fill=False),
        filled(x.shape, entries, kink, fill=False),
        names,
    )


@dataclass(frozen=True)
class GradientReport:
    """A claimed gradient beside the measured slopes of its own loss.

    claimed, measured: arrays; measured is nan where nothing was measured.
    off, kink: booleans of measured's shape: where they disagree, and where the loss has
    a kink, so that there is nothing to agree with.  names: of the gradient, the loss.
    """

    claimed: np.ndarray
    measured: np.ndarray
    off: np.ndarray
    kink: np.ndarray
    names: tuple[str, str] = ("Your gradient", "your own loss")

    @property
    def ok(self):
        """Whether the shapes are equal and no judged entry disagrees."""
        return self.claimed.shape == self.measured.shape and not self.off.any()

    @property
    def worst(self):
        """The largest difference of a judged entry, relative to the largest slope."""
        judged = np.isfinite(self.measured) & ~self.kink
        if self.claimed.shape != self.measured.shape or not judged.any():
            return np.nan
        gap = np.abs(self.claimed - self.measured)[judged].max()
        return float(gap / max(np.abs(self.measured[judged]).max(), 1e-12))

    def __bool__(self):
        return self.ok

    def __str__(self):
        gradient, loss = self.names
        if self.claimed.shape != self.measured.shape:
            return (
                f"{gradient} has the shape {self.claimed.shape}, "
                f"and what it belongs to has the shape {self.measured.shape}."
            )
        if self.ok:
            return f"{gradient} is the slope of {loss}.{self._kinks()}"
        where = [tuple(map(int, each)) for each in np.argwhere(self.off)]
        return (
            f"{gradient} is not the slope of {loss} in {len(where)} of "
            f"{self.off.size} entries; the first is {list(where[0])}.{self._kinks()}"
        )

    def _kinks(self):
        count = int(self.kink.sum())
        return f" ({count} entries lie on a kink and were not judged.)" if count else ""

    def _repr_mimebundle_(self, include=None, exclude=None):
        from gradients_by_hand.pictures.gradient import gradient_picture

        return gradient_picture(self)._repr_mimebundle_(include, exclude)


def _kinks(loss, x, entries, h, off, scale):
    """Of the entries that are off: where the two one-sided slopes differ."""
    kink = np.zeros(len(entries), dtype=bool)
    doubtful = [entry for entry, each in zip(entries, off) if each]
    if doubtful:
        left, right = (slopes(loss, x, doubtful, h, side) for side in (-1, 1))
        kink[off] = np.abs(left - right) > 1e-2 * scale
    return kink
