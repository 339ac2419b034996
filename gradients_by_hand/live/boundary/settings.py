"""What a person sets in a run of training, and how a journal tells of it.

A journal is a list of (step, {name: new value}): the first entry holds what is not as
usual at the start, and `weights` in an entry are nine numbers put in by hand.
"""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Settings:
    """What a person sets.  A changed `data` or `start` begins a new run."""

    loss: str = ""
    data: str = ""
    lr: float = 0.5
    reg: float = 1e-3
    batch: int = 0  # examples in a step; 0: all of them
    bias: bool = True
    noise: float = 0.2
    seed: int = 0
    held_out: float = 0.0  # the share of the points that no step sees
    start: int = 0  # 0: the given or almost zero weights; else: that random draw
    own: tuple | None = None  # ((x, y, class), ...) once a point was set by hand


def point(x, y, label):
    """A point that was set by hand: short in a text, and the same after reading it."""
    return round(float(x), 4), round(float(y), 4), int(label)


def not_default(settings):
    """The settings that are not as usual, by name."""
    usual = asdict(Settings())
    return {
        name: value for name, value in asdict(settings).items() if value != usual[name]
    }


def settings_after(journal):
    """The settings after all entries of a journal."""
    found = {}
    for _, changes in journal:
        found |= changes
    found.pop("weights", None)
    if found.get("own") is not None:
        found["own"] = tuple(map(tuple, found["own"]))
    return Settings(**found)
