"""Misconceptions about `grad_bilinear`: the gradient of a^T W b."""

import numpy as np

from autograder.misconceptions import misconception

from .common import CARD, MATRIX


# The function that belongs to 02-MC02 of steps.py.
@misconception(
    id="02-BF01",
    exercise="grad-bilinear",
    says="Your table lies on its side: it has one row for each class.",
    try_this="In the slope along W[k,l], which of a and b carries k?",
    section=MATRIX,
)
def factors_swapped(a, b):
    return np.outer(b, a)


@misconception(
    id="02-BF02",
    exercise="grad-bilinear",
    says="You pair entries of equal place, and every pair should appear.",
    try_this="With 5 features and 3 classes, how many weights can be nudged?",
    section=MATRIX,
)
def paired_entries(a, b):
    return a * b


@misconception(
    id="02-BF03",
    exercise="grad-bilinear",
    says="You add up to a single number.",
    try_this="How many weights can be nudged, so how many slopes are there?",
    section=MATRIX,
)
def one_number(a, b):
    return a @ b


@misconception(
    id="02-BF04",
    exercise="grad-bilinear",
    says="Your slopes do not look at b.",
    try_this="In the term 2*w*5, what is the slope along w: does the 5 matter?",
    section=MATRIX,
)
def without_b(a, b):
    return np.outer(a, np.ones(len(b)))


@misconception(
    id="02-BF05",
    exercise="grad-bilinear",
    says="Your slopes do not look at a.",
    try_this="In the term 2*w*5, what is the slope along w: does the 2 matter?",
    section=MATRIX,
)
def without_a(a, b):
    return np.outer(np.ones(len(a)), b)


@misconception(
    id="02-BF06",
    exercise="grad-bilinear",
    says="You add the two factors of the weight.",
    try_this="Raise w by 1 in the term 2*w*5. By how much does it rise?",
    section=MATRIX,
)
def factors_added(a, b):
    return a[:, None] + b[None, :]


@misconception(
    id="02-BF07",
    exercise="grad-bilinear",
    says="All your slopes are twice as large as they should be.",
    try_this="At how many places of a^T W b does W stand?",
    section=MATRIX,
)
def weight_counted_twice(a, b):
    return 2.0 * np.outer(a, b)


@misconception(
    id="02-BF08",
    exercise="grad-bilinear",
    says="The slopes are right, and they stand in one long row.",
    try_this="Print the shape of your answer. What has a gradient the shape of?",
    section=CARD,
)
def one_long_row(a, b):
    return np.kron(a, b)


@misconception(
    id="02-BF09",
    exercise="grad-bilinear",
    says="When a holds whole numbers, your slopes are cut off to whole numbers.",
    try_this="Print the dtype of the array that you fill. Where does it come from?",
    section=MATRIX,
)
def cut_to_whole_numbers(a, b):
    table = np.zeros((len(a), len(b)), dtype=a.dtype)
    for k in range(len(a)):
        table[k] = a[k] * b
    return table


@misconception(
    id="02-BF10",
    exercise="grad-bilinear",
    says="You use the length of a for both sides of the table.",
    try_this="Which of the two vectors says how many columns W has?",
    section=MATRIX,
)
def square_table(a, b):
    table = np.zeros((len(a), len(a)))
    for k in range(len(a)):
        for j in range(len(a)):
            table[k, j] = a[k] * b[j]
    return table
