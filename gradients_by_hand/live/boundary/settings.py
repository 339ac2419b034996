"""The settings of a run of training, and the journal that records their changes.

A journal is a list of (step, {name: new value}).  Its first entry holds the settings
that differ from the defaults; `weights` in an entry are nine numbers typed by hand.
"""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Settings:
    """The settings of a run.  A change of `data` or `start` begins a new run."""

    loss: str = ""
    data: str = ""
    lr: float = 0.5
    reg: float = 1e-3
    batch: int = 0  # examples in a step; 0: all of them
    bias: bool = True
    noise: float = 0.2
    seed: int = 0
    held_out: float = 0.0  # the share of the points that no step sees
    start: int = 0  # 0: the given weights, or almost zero; else the number of a draw
    own: tuple | None = None  # ((x, y, class), ...) once a point was set by hand


def point(x, y, label):
    """A point set by hand, rounded: short in a text, and equal after a round trip."""
    return round(float(x), 4), round(float(y), 4), int(label)


def not_default(settings):
    """The settings that differ from the defaults, by name."""
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
