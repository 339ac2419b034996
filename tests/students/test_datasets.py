"""The sets of examples: what is in them, and what is said where one is missing."""

import gzip

import numpy as np
import pytest

from gradients_by_hand.datasets import blobs, digits, mnist


def test_blobs_are_three_groups_of_equal_size():
    X, y = blobs(n=4)

    assert X.shape == (12, 2)
    assert np.bincount(y).tolist() == [4, 4, 4]


def test_digits_have_the_shapes_and_types_that_are_promised():
    X, y = digits()

    assert (X.shape, X.dtype) == ((1797, 64), np.float64)
    assert (y.shape, y.dtype) == ((1797,), np.int64)
    assert np.unique(y).tolist() == list(range(10))


def test_pixels_are_scaled_unless_they_are_wanted_as_recorded():
    X, y = digits()
    raw, same_y = digits(scaled=False)

    assert (X.min(), X.max()) == (0.0, 1.0)
    assert raw.max() == 16
    assert np.array_equal(raw, raw.round())
    assert np.array_equal(raw, 16 * X)
    assert np.array_equal(y, same_y)


def test_the_first_digit_is_a_ring():
    X, y = digits()
    image = X[0].reshape(8, 8)

    assert y[0] == 0
    assert image[:, 0].sum() == 0
    assert image[3, 3] < image[3, 2]
    assert image[3, 4] < image[3, 5]


def test_every_call_gives_arrays_of_its_own():
    X, _ = digits()
    X[:] = 7

    assert digits()[0].max() == 1


# --- mnist ------------------------------------------------------------------------


def idx(array):
    """The bytes of an IDX file of unsigned bytes."""
    sizes = b"".join(size.to_bytes(4, "big") for size in array.shape)
    return bytes([0, 0, 8, array.ndim]) + sizes + array.astype(np.uint8).tobytes()


def read_idx(data):
    """Stands for the loader that a student writes."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    sizes = np.frombuffer(data, ">i4", data[3], offset=4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(sizes)


IMAGES = np.arange(5 * 28 * 28).reshape(5, 28, 28) % 256
LABELS = np.array([3, 1, 4, 1, 5])


def four_files(folder, *, spelled="{}-idx{}-ubyte", pack=bytes):
    for part, count in (("train", 5), ("t10k", 2)):
        contents = {
            spelled.format(f"{part}-images", 3): idx(IMAGES[:count]),
            spelled.format(f"{part}-labels", 1): idx(LABELS[:count]),
        }
        for name, content in contents.items():
            (folder / name).write_bytes(pack(content))


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"spelled": "{}-idx{}-ubyte.gz", "pack": gzip.compress},
        {"spelled": "{}.idx{}-ubyte"},
    ],
    ids=["plain", "packed", "with a dot"],
)
def test_mnist_is_read_by_the_students_loader(tmp_path, files):
    four_files(tmp_path, **files)

    X, y, X_test, y_test = mnist(tmp_path, read_idx)

    assert np.array_equal(X, IMAGES.reshape(5, 784))
    assert (y.tolist(), y.dtype) == (LABELS.tolist(), np.int64)
    assert (X_test.shape, y_test.tolist()) == ((2, 784), [3, 1])


def test_a_missing_file_is_named_with_all_its_spellings(tmp_path):
    four_files(tmp_path)
    (tmp_path / "t10k-labels-idx1-ubyte").unlink()

    with pytest.raises(FileNotFoundError, match=r"t10k-labels-idx1-ubyte\.gz") as told:
        mnist(tmp_path, read_idx)

    assert str(tmp_path) in str(told.value)
    assert "t10k-labels.idx1-ubyte" in str(told.value)


def test_files_that_do_not_belong_together_are_refused(tmp_path):
    four_files(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx(LABELS[:4]))

    with pytest.raises(ValueError, match="5 images and 4 labels"):
        mnist(tmp_path, read_idx)
