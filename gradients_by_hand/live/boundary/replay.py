"""A run of training as a short text; pasting the text replays the run.

The text holds the settings at the start, each change with its step, the points set by
hand, and the number of steps.  It does not hold the loss function or the points of the
notebook; a checksum tells whether the points are the same.
"""

import base64
import json
import zlib

from gradients_by_hand.live.boundary.settings import settings_after
from gradients_by_hand.live.live_lookup import UserError

_MARK, _MOST_BYTES = "run1-", 1_000_000


def written(training):
    """The text of a run."""
    content = {
        "steps": training.t,
        "journal": list(_packed(training)),
        "points": training.fingerprint(),
    }
    text = json.dumps(content, separators=(",", ":"), sort_keys=True)
    return _MARK + base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode()


def read(text, training):
    """(journal, steps, fingerprint of the points) from such a text.

    Raises:
        UserError: the text is damaged, or is not the text of a run.
    """
    text = "".join(text.split())
    if not text.startswith(_MARK):
        raise UserError(
            f"This text does not describe a run: such a text begins with {_MARK}"
        )
    try:
        packed = base64.urlsafe_b64decode(text[len(_MARK) :].encode())
        content = json.loads(zlib.decompressobj().decompress(packed, _MOST_BYTES))
        journal = _unpacked(content["journal"], training)
        return journal, int(content["steps"]), int(content["points"])
    except (ValueError, TypeError, KeyError, zlib.error):
        raise UserError(
            "A part of this text is missing or damaged, or its points are not here."
        ) from None


def _packed(training):
    """The journal, with points set by hand stored as differences."""
    for place, (at, changes) in enumerate(training.journal):
        if changes.get("own") is None:
            yield at, changes
        else:
            before = _points_before(training, training.journal, place)
            yield at, changes | {"own": _difference(before, changes["own"])}


def _unpacked(entries, training):
    journal = []
    for place, (at, changes) in enumerate(entries):
        journal.append((int(at), dict(changes)))
        if changes.get("own") is not None:
            same, last, new = changes["own"]
            before = _points_before(training, journal, place)
            after = before[len(before) - last :]
            journal[-1][1]["own"] = (*before[:same], *map(tuple, new), *after)
    return journal


def _points_before(training, journal, place):
    """The points that an entry changes: of the entries before, and of its own data."""
    at, changes = journal[place]
    alone = {name: changes[name] for name in changes if name != "own"}
    if alone.keys() & {"data", "noise", "seed"}:
        alone["own"] = None
    return training.points_of(settings_after([*journal[:place], (at, alone)]))


def _difference(before, after):
    """(how many points stay in front, how many at the end, those in between)."""
    most = min(len(before), len(after))
    same = next((i for i in range(most) if before[i] != after[i]), most)
    most -= same
    last = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
    return same, last, after[same : len(after) - last]
