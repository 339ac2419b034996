"""Misconceptions about `parse_idx`: files of images and labels."""

import gzip

import numpy as np

from autograder.misconceptions import misconception

from .common import FILES


def opened(data):
    """The bytes of a file, unpacked."""
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def head(data):
    """What the file holds (2051 or 2049), and its sizes."""
    magic = int.from_bytes(data[:4], "big")
    if magic not in (2049, 2051):
        raise ValueError("another kind of file")
    axes = magic - 2048
    return magic, np.frombuffer(data, ">u4", axes, offset=4).astype(int).tolist()


@misconception(
    id="10-ID01",
    exercise="parse-idx",
    # Stands for every reader that refuses all files.
    says="A good file is refused: the numbers of its head come out as others.",
    try_this="Print the sizes that you have read. From which end do you read a number?",
    section=FILES,
)
def bytes_from_the_wrong_end(data):
    data = opened(data)
    if int.from_bytes(data[:4], "little") not in (2049, 2051):
        raise ValueError("another kind of file")
    return np.frombuffer(data, np.uint8, offset=8)


@misconception(
    id="10-ID02",
    exercise="parse-idx",
    says="The first labels are taken for a part of the head.",
    try_this="A file of labels says fewer things first. After how many bytes do they "
    "begin?",
    section=FILES,
)
def one_offset_as_for_images(data):
    data = opened(data)
    magic, sizes = head(data)
    values = np.frombuffer(data, np.uint8, offset=16)
    return values.reshape(sizes) if magic == 2051 else values


@misconception(
    id="10-ID03",
    exercise="parse-idx",
    says="In files of images, a part of the head is taken for pixels.",
    try_this="How many numbers stand in the head of a file of images, and how long is "
    "each?",
    section=FILES,
)
def one_offset_as_for_labels(data):
    data = opened(data)
    _, sizes = head(data)
    return np.frombuffer(data, np.uint8, offset=8).reshape(sizes)


@misconception(
    id="10-ID04",
    exercise="parse-idx",
    says="Rows and columns of an image are exchanged.",
    try_this="Read an image that is not square. Which size comes first in the file?",
    section=FILES,
)
def rows_and_columns_exchanged(data):
    data = opened(data)
    magic, sizes = head(data)
    values = np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes))
    return values.reshape(sizes[0], *sizes[:0:-1]) if magic == 2051 else values


@misconception(
    id="10-ID05",
    exercise="parse-idx",
    says="Each image comes back as one long row.",
    try_this="The docstring names three axes. Which of your axes holds two of them?",
    section=FILES,
)
def images_left_flat(data):
    data = opened(data)
    _, sizes = head(data)
    values = np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes))
    return values.reshape(sizes[0], -1) if len(sizes) == 3 else values.reshape(sizes)


@misconception(
    id="10-ID06",
    exercise="parse-idx",
    says="Bright pixels have become negative numbers.",
    try_this="Which numbers can a byte hold that has a sign? And one without?",
    section=FILES,
)
def bytes_with_a_sign(data):
    data = opened(data)
    _, sizes = head(data)
    return np.frombuffer(data, np.int8, offset=4 + 4 * len(sizes)).reshape(sizes)


@misconception(
    id="10-ID07",
    exercise="parse-idx",
    says="A packed file is not recognised.",
    try_this="Print the first two bytes of a packed file. What tells you that it is "
    "packed?",
    section=FILES,
)
def never_unpacked(data):
    _, sizes = head(data)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes)).reshape(sizes)


@misconception(
    id="10-ID08",
    exercise="parse-idx",
    says="Whatever is not a file of images is read as a file of labels.",
    try_this="Hand it the bytes of a photograph. What should the caller be told?",
    section=FILES,
)
def anything_is_labels(data):
    data = opened(data)
    if int.from_bytes(data[:4], "big") == 2051:
        return np.frombuffer(data, np.uint8, offset=16).reshape(head(data)[1])
    n = int.from_bytes(data[4:8], "big")
    return np.frombuffer(data, np.uint8, offset=8).reshape(n)


@misconception(
    id="10-ID09",
    exercise="parse-idx",
    says="A file of labels that is cut off is not noticed.",
    try_this="The head says how many labels there are. Which line of yours reads that?",
    section=FILES,
)
def labels_are_not_counted(data):
    data = opened(data)
    magic, sizes = head(data)
    values = np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes))
    return values.reshape(sizes) if magic == 2051 else values


@misconception(
    id="10-ID10",
    exercise="parse-idx",
    says="The images are cut across: their number stands on the last axis.",
    try_this="In the file, are neighbours pixels of one image, or pixels of many?",
    section=FILES,
)
def number_of_images_last(data):
    data = opened(data)
    magic, sizes = head(data)
    values = np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes))
    return values.reshape(*sizes[1:], sizes[0]) if magic == 2051 else values


@misconception(
    id="10-ID11",
    exercise="parse-idx",
    says="Files with more than 255 of something are not read.",
    try_this="Four bytes hold a size. How many of them do you look at?",
    section=FILES,
)
def sizes_of_one_byte(data):
    data = opened(data)
    _, sizes = head(data)
    few = [size % 256 for size in sizes]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes)).reshape(few)


@misconception(
    id="10-ID12",
    exercise="parse-idx",
    says="A file with more bytes than its head says is read without a word.",
    try_this="Put one more byte at the end of a file. Who compares it with the head?",
    section=FILES,
)
def bytes_at_the_end_are_ignored(data):
    data = opened(data)
    _, sizes = head(data)
    count, start = int(np.prod(sizes)), 4 + 4 * len(sizes)
    return np.frombuffer(data, np.uint8, count=count, offset=start).reshape(sizes)
