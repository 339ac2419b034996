"""Misconceptions about `grad_quadratic`: the gradient of x^T A x."""

import numpy as np

from autograder.misconceptions import misconception

from .common import CARD, measured

MOVES = "One move behind all rules"
VECTOR = "Derive: a number by a vector"


# The function that belongs to 02-MC01 of steps.py.
@misconception(
    id="02-QF01",
    exercise="grad-quadratic",
    says="Your gradient is right for symmetric matrices only.",
    try_this="Try A = [[0, 1], [0, 0]]: what does your rule give for the slope of "
    "x[0]*x[1] along x[1], and what does nudging x[1] give?",
    section=VECTOR,
)
def taken_for_symmetric(A, x):
    return 2 * A @ x


@misconception(
    id="02-QF02",
    exercise="grad-quadratic",
    says="Your gradient sees x on one side of A only, the left one.",
    try_this="At how many places of x^T A x does a single entry of x stand?",
    section=VECTOR,
)
def left_place_only(A, x):
    return A @ x


@misconception(
    id="02-QF03",
    exercise="grad-quadratic",
    says="Your gradient sees x on one side of A only, the right one.",
    try_this="At how many places of x^T A x does a single entry of x stand?",
    section=VECTOR,
)
def right_place_only(A, x):
    return A.T @ x


@misconception(
    id="02-QF04",
    exercise="grad-quadratic",
    says="The columns of A are counted twice and its rows not at all.",
    try_this="In the two parts of step 2, where does k stand in A each time?",
    section=VECTOR,
)
def columns_twice(A, x):
    return 2 * A.T @ x


@misconception(
    id="02-QF05",
    exercise="grad-quadratic",
    says="x is missing: you return a whole table.",
    try_this="What is the slope of 7*u*v along u: does v still appear in it?",
    section=VECTOR,
)
def without_the_other_x(A, x):
    return A + A.T


@misconception(
    id="02-QF06",
    exercise="grad-quadratic",
    says="You multiply entry by entry, so nothing is added up.",
    try_this="Step 2 has a sum over l. Which sign of Python adds up products?",
    section=VECTOR,
)
def star_instead_of_at(A, x):
    return (A + A.T) * x


@misconception(
    id="02-QF07",
    exercise="grad-quadratic",
    says="You return the number x^T A x itself, and not its slopes.",
    try_this="How many entries of x can be nudged, so how many slopes are there?",
    section=MOVES,
)
def value_instead_of_slopes(A, x):
    return x @ A @ x


@misconception(
    id="02-QF08",
    exercise="grad-quadratic",
    says="Your slopes are the mean of the two parts.",
    try_this="When x stands at two places, are the two slopes added or averaged?",
    section=VECTOR,
)
def mean_of_both_places(A, x):
    return 0.5 * (A + A.T) @ x


@misconception(
    id="02-QF09",
    exercise="grad-quadratic",
    says="Only the squares are in your gradient: the mixed products are gone.",
    try_this="For A = [[0, 1], [0, 0]] the number is x[0]*x[1]. Is its slope zero?",
    section=VECTOR,
)
def squares_only(A, x):
    return 2 * np.diag(A) * x


@misconception(
    id="02-QF10",
    exercise="grad-quadratic",
    says="The diagonal of A is counted once, and its terms are squares.",
    try_this="Take n = 1 and A = [[5]]: what is the slope of 5*x*x?",
    section=VECTOR,
)
def diagonal_once(A, x):
    return (A + A.T) @ x - np.diag(A) * x


@misconception(
    id="02-QF11",
    exercise="grad-quadratic",
    says="The call changes the caller's A.",
    try_this="Print A before and after the call. Which sign writes into an array?",
    section=CARD,
)
def matrix_made_symmetric_in_place(A, x):
    A += A.T
    return A @ x


@misconception(
    id="02-QF12",
    exercise="grad-quadratic",
    says="Your numbers are right, and they stand in a table with one column.",
    try_this="Print x.shape. Could you subtract your gradient from x?",
    section=CARD,
)
def as_a_column(A, x):
    return ((A + A.T) @ x).reshape(-1, 1)


@misconception(
    id="02-QF13",
    exercise="grad-quadratic",
    says="You measure the slopes instead of computing them.",
    try_this="Step 3 has no h in it. Can you do without one here?",
    section=VECTOR,
    rtol=1e-4,
)
def measured_quadratic(A, x):
    return measured(lambda z: z @ A @ z, x)
