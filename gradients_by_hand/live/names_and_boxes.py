"""Names and boxes: lines of code one at a time, and which names share an array."""

import numpy as np
import traitlets as t

from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.pictures.arrays import boxes, content, sharing


class NamesAndBoxes(LiveWidget):
    """Runs the student's lines one by one, in a namespace of their own.

    lines: statements, which may use `np`.  They come from the notebook and never from
    the page: a page must not be able to run code.
    """

    _esm, _css = page_of(__file__)

    lines = t.List(t.Unicode(), help="The statements.")
    at = t.Int(0, help="How many lines have run.").tag(page=True)

    def __init__(self, lines, **traits):
        super().__init__({}, lines=list(lines), **traits)

    def view(self):
        at = min(max(self.at, 0), len(self.lines))
        before, _ = _run(self.lines[: max(at - 1, 0)])
        arrays, stopped = _run(self.lines[:at])
        groups = sharing(arrays)
        parts = [_box(names, arrays, before) for names in groups]
        told = [f"{' and '.join(g)}: {p['numbers']}" for g, p in zip(groups, parts)]
        last = f"After {self.lines[at - 1]}: " if at else "Nothing has run yet. "
        return {
            "lines": self.lines,
            "at": at,
            "names": list(arrays),
            "room": max(2, len(_run(self.lines)[0])),
            "boxes": parts,
            "stopped": stopped,
            "words": stopped or f"{last}{len(groups)} boxes. {'; '.join(told)}",
        }

    def still(self):
        return boxes(lambda: _run(self.lines)[0])


def _run(lines):
    """The arrays that the lines leave, and what stopped them ("" if nothing did)."""
    names = {"np": np, "__name__": "lines"}
    stopped = ""
    for line in lines:
        try:
            exec(line, names)
        except Exception as error:  # students try out lines that fail
            stopped = f"{line} stops with {type(error).__name__}: {error}"
            break
    return {k: v for k, v in names.items() if isinstance(v, np.ndarray)}, stopped


def _box(names, arrays, before):
    """What one box holds, the names for it, and whether the last line changed it."""
    largest = max((arrays[name] for name in names), key=np.size)
    kept = [name for name in names if name in before]
    written = any(
        before[name].shape == arrays[name].shape
        and not np.array_equal(before[name], arrays[name])
        for name in kept
    )
    parts = [name for name in names if arrays[name].size < largest.size]
    return {
        "numbers": content(largest),
        "names": names,
        "parts": parts,
        "written": written,
    }
