"""The gradient check as a light: it measures a few entries at a time.

While the classifier trains there is no time to measure every slope in every step.
The light goes round the entries and reports the last result of each; at rest it
measures all at once.  A kink of the loss may lie within a step: before the light turns
red, it measures a doubtful entry again with a much smaller step.
"""

import time

import numpy as np

from gradients_by_hand.gradients import gradient_check

# Small compared with the distance of kinks, large compared with rounding errors.
_STEP, _CLOSER = 1e-5, 1e-7
_NAMES = [f"dW[{i},{j}]" for i in range(2) for j in range(3)]
_NAMES += [f"db[0,{j}]" for j in range(3)]


class GradientLight:
    """The result of the latest checks: "right", "wrong" or "unknown"."""

    def __init__(self):
        self.clear()
        self._entry_s = 1e-3

    def clear(self):
        self._gaps, self._next = {}, 0

    def look(self, ask, W, b, *, seconds=np.inf, bias=True):
        """Measure as many entries as fit into `seconds`, at least one.

        ask(W, b) -> (loss, dW, db) is the student's.
        """

        def f(table):
            loss, dW, db = ask(table[:2], table[2:])
            return loss, np.vstack([dW, db])

        rows = 3 if bias else 2
        table, count = np.vstack([W, b]), 3 * rows
        many = int(np.clip(seconds / self._entry_s, 1, count))
        numbers = [(self._next + k) % count for k in range(many)]
        self._next = (self._next + many) % count
        began = time.perf_counter()
        entries = [divmod(number, 3) for number in numbers]
        for entry, gap in _gaps(f, table, entries).items():
            self._gaps[entry] = gap
        self._entry_s = max(1e-5, (time.perf_counter() - began) / many)
        return self.said

    @property
    def said(self):
        """{"state", "worst": its name, "claimed", "measured", "count"}."""
        off = {entry: each for entry, each in self._gaps.items() if each[0] > 0}
        told = {"state": "unknown", "count": len(self._gaps)}
        if self._gaps:
            told["state"] = "wrong" if off else "right"
        if off:
            worst = max(off, key=lambda entry: off[entry][0])
            told["worst"] = _NAMES[3 * worst[0] + worst[1]]
            told["claimed"], told["measured"] = off[worst][1:]
        return told


def _gaps(f, table, entries):
    """{entry: (gap or 0 where it agrees, claimed, measured)}."""
    found = _measured(f, table, entries, _STEP, 1e-5)
    doubtful = [entry for entry in entries if found[entry][0] > 0]
    return found | _measured(f, table, doubtful, _CLOSER, 1e-3) if doubtful else found


def _measured(f, table, entries, h, rtol):
    report = gradient_check(f, table, entries=entries, h=h, rtol=rtol)
    loss = abs(f(table)[0])
    # Where the loss is flat, the measured slope is rounding noise.
    noise = 1e-15 * max(1.0, loss) / h * 1e3
    found = {}
    for entry in entries:
        claimed, measured = report.claimed[entry], report.measured[entry]
        gap = abs(claimed - measured)
        agrees = not report.off[entry] or gap <= noise
        found[entry] = (
            0.0 if agrees else float(np.nan_to_num(gap, nan=np.inf)),
            float(claimed), float(measured),
        )  # fmt: skip
    return found
