"""Small datasets that need no download.

blobs     three round clusters in the plane, drawn at random
digits    1797 handwritten digits of 8 x 8 pixels, which come with the course
mnist     70 000 digits of 28 x 28 pixels, from your own copy of the files
"""

from pathlib import Path

import numpy as np

_DATA = Path(__file__).parent / "data"
_INK = 16


def blobs(n=12, spread=0.45, seed=0):
    """Three round clusters of n examples around the origin: X (3n, 2), y (3n,)."""
    rng = np.random.default_rng(seed)
    angle = np.pi * np.array([1 / 2, 7 / 6, 11 / 6])
    centres = np.column_stack([np.cos(angle), np.sin(angle)])
    y = rng.permutation(np.repeat(np.arange(3), n))
    return centres[y] + spread * rng.normal(size=(3 * n, 2)), y


def digits(scaled=True):
    """1797 handwritten digits: X (1797, 64) float64, y (1797,) int64 from 0 to 9.

    A pixel without ink is 0; a pixel full of ink is 1.  With scaled=False full ink is
    16, as in the source, and you have to scale the pixels yourself.
    X[i].reshape(8, 8) is image i.  The order is that of the source, without shuffling.
    Source and licences (CC BY 4.0, BSD-3-Clause): gradients_by_hand/data/LICENSE.md.
    """
    with np.load(_DATA / "digits.npz", allow_pickle=False) as found:
        X = found["images"].reshape(-1, 64).astype(np.float64)
        y = found["labels"].astype(np.int64)
    return (X / _INK if scaled else X), y


def mnist(folder, parse_idx):
    """The content of the four files of MNIST: X, y, X_test, y_test.

    folder: the folder of the files.
    parse_idx: your function from the bytes of a file (with or without gzip) to an
    array; nothing here knows the format.
    X (60000, 784) and X_test (10000, 784) have one image per row.  Pixels stay as
    parse_idx returns them; labels become int64.
    Raises:
        FileNotFoundError: a file is missing; the message lists the possible names.
    """
    parts = []
    for part in ("train", "t10k"):
        images = parse_idx(_content(folder, f"{part}-images-idx3-ubyte"))
        labels = parse_idx(_content(folder, f"{part}-labels-idx1-ubyte"))
        if len(images) != len(labels):
            raise ValueError(
                f"{part}: there are {len(images)} images and {len(labels)} labels."
            )
        images = np.asarray(images)
        parts += [images.reshape(len(images), -1), np.asarray(labels, dtype=np.int64)]
    return tuple(parts)


def _content(folder, name):
    """The bytes of a file, whose name may end in .gz and may contain a dot."""
    spellings = name, name.replace("-idx", ".idx")
    names = [each + end for each in spellings for end in ("", ".gz")]
    for candidate in names:
        path = Path(folder) / candidate
        if path.is_file():
            return path.read_bytes()
    raise FileNotFoundError(
        f"There is no {name} in {folder}. Any of these would do: {', '.join(names)}."
    )
