"""Make gradients_by_hand/data/digits.npz from the copy that scikit-learn ships.

Needed once, and again only if the format of the file changes.  scikit-learn is no
dependency of this project, so give it a place of its own outside of the repository::

    python -m venv ~/digits && ~/digits/bin/pip install scikit-learn
    ~/digits/bin/python tools/make_digits.py

The same numbers give the same file, byte for byte.  Where they come from and under
which licences stands in gradients_by_hand/data/LICENSE.md.
"""

import io
import zipfile
from pathlib import Path

import numpy as np

TARGET = Path(__file__).parent.parent / "gradients_by_hand" / "data" / "digits.npz"
# np.savez would write the time of day into the archive.
EPOCH = (1980, 1, 1, 0, 0, 0)


def main():
    from sklearn.datasets import load_digits

    found = load_digits()
    images = found.images.astype(np.uint8)
    if not np.array_equal(images, found.images):
        raise SystemExit("The pixels are no whole numbers: is this another data set?")
    TARGET.write_bytes(archive(images=images, labels=found.target.astype(np.uint8)))
    print(f"{TARGET.name}: {len(images)} images, {TARGET.stat().st_size} bytes")


def archive(**arrays):
    """The bytes of an .npz file that holds the arrays under their names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, content.getvalue())
    return file.getvalue()


if __name__ == "__main__":
    main()
