"""Misconceptions about `numerical_jacobian`: a function with many outputs."""

import numpy as np

import gradients_by_hand.gradients as gradients
from autograder.misconceptions import misconception

from .common import ENTRIES, POINTS, both_sides, moved

OUTPUTS = "Write it: many outputs"


def column_by_column(f, x, slope):
    """(m, k): slope(at) of each input, where at(step) is a copy of f's result."""
    x = np.array(x, float)
    columns = [
        slope(lambda step, j=j: np.array(f(moved(x, j, step)))) for j in range(len(x))
    ]
    return np.stack(columns, axis=1)


@misconception(
    id="01-NG13",
    exercise="numerical-jacobian",
    says="For a function that reuses its array, all your slopes are 0.",
    try_this="After the second call, is your first result still what it was?",
    section=OUTPUTS,
)
def results_not_copied(f, x, h=1e-5):
    x = np.array(x, float)
    columns = []
    for j in range(len(x)):
        right = f(moved(x, j, h))
        left = f(moved(x, j, -h))
        columns.append((right - left) / (2 * h))
    return np.stack(columns, axis=1)


@misconception(
    id="01-NJ01",
    exercise="numerical-jacobian",
    says="Your J lies on its side: rows and columns are exchanged.",
    try_this="You move input j. Which entries of J does that give you, by the card?",
    section=OUTPUTS,
)
def jacobian_on_its_side(f, x, h=1e-5):
    return column_by_column(f, x, both_sides(h)).T


@misconception(
    id="01-NJ02",
    exercise="numerical-jacobian",
    says="Your differences look to one side of x only.",
    try_this="Halve h and look at your error. Does it halve, or does it quarter?",
    section=POINTS,
)
def jacobian_from_one_side(f, x, h=1e-5):
    return column_by_column(f, x, lambda at: (at(h) - at(0.0)) / h)


@misconception(
    id="01-NJ03",
    exercise="numerical-jacobian",
    says="Only the first output has slopes in your result.",
    try_this="How many outputs has f? How many of them do you look at?",
    section=OUTPUTS,
)
def first_output_only(f, x, h=1e-5):
    return column_by_column(f, x, both_sides(h))[0]


@misconception(
    id="01-NJ04",
    exercise="numerical-jacobian",
    says="The slopes of all outputs are added up.",
    try_this="How many numbers does f return? Which of them did you want to see move?",
    section=OUTPUTS,
)
def outputs_added_up(f, x, h=1e-5):
    return column_by_column(f, x, both_sides(h)).sum(axis=0)


@misconception(
    id="01-NJ05",
    exercise="numerical-jacobian",
    says="All your slopes are too large, by the same factor.",
    try_this="How far apart are your two points? And by what do you divide?",
    section=POINTS,
)
def jacobian_divided_by_h(f, x, h=1e-5):
    return column_by_column(f, x, lambda at: (at(h) - at(-h)) / h)


@misconception(
    id="01-NJ06",
    exercise="numerical-jacobian",
    says="All your slopes have the opposite sign.",
    try_this="Where an output rises, which of your two values is the larger one?",
    section=POINTS,
)
def jacobian_with_reversed_sign(f, x, h=1e-5):
    return -column_by_column(f, x, both_sides(h))


@misconception(
    id="01-NJ07",
    exercise="numerical-jacobian",
    says="All your slopes are exactly 0: both values are taken at the same place.",
    try_this="Are your two arrays two, or one with two names? Try `a is b` on them.",
    section=ENTRIES,
)
def jacobian_of_one_array_with_two_names(f, x, h=1e-5):
    return 0.0 * column_by_column(f, x, both_sides(h))


@misconception(
    id="01-NJ08",
    exercise="numerical-jacobian",
    says="All your columns are the same: every input is moved at once.",
    try_this="In how many entries may your two arrays differ for one column?",
    section=OUTPUTS,
)
def all_inputs_at_once(f, x, h=1e-5):
    x = np.array(x, float)
    slopes = (np.array(f(x + h)) - np.array(f(x - h))) / (2 * h)
    return np.stack([slopes] * len(x), axis=1)


@misconception(
    id="01-NJ09",
    exercise="numerical-jacobian",
    says="Your J has as many rows as there are inputs.",
    try_this="Who knows how many outputs there are? What could you ask f for that?",
    section=OUTPUTS,
)
def always_square(f, x, h=1e-5):
    found = np.zeros((len(x), len(x)))
    found[:] = column_by_column(f, x, both_sides(h))
    return found


@misconception(
    id="01-NJ10",
    exercise="numerical-jacobian",
    says="With integers your slopes are far off: an integer cannot move by h.",
    try_this="Print np.array([3]) after [0] += 0.4. Which type can hold x + h?",
    section=ENTRIES,
)
def integer_inputs_do_not_move(f, x, h=1e-5):
    columns = []
    for j in range(len(x)):
        right, left = x.copy(), x.copy()
        right[j] = right[j] + h
        left[j] = left[j] - h
        columns.append((np.array(f(right)) - np.array(f(left))) / (2 * h))
    return np.stack(columns, axis=1)


@misconception(
    id="01-NJ11",
    exercise="numerical-jacobian",
    says="Your slopes come back in one long row.",
    try_this="Which shape does the docstring promise? Where does your table end?",
    section=OUTPUTS,
)
def flat_jacobian(f, x, h=1e-5):
    return column_by_column(f, x, both_sides(h)).ravel()


@misconception(
    id="01-NJ12",
    exercise="numerical-jacobian",
    says="Your slopes are good, and the same whatever `h` is given.",
    try_this="Call it with h = 0.5 and with h = 1e-5. Which line of yours reads `h`?",
    section=OUTPUTS,
)
def step_of_the_jacobian_is_ignored(f, x, h=1e-5):
    return column_by_column(f, x, both_sides(1e-5))


@misconception(
    id="01-NJ13",
    exercise="numerical-jacobian",
    says="After the call, the caller's x is not what it was.",
    try_this="Print the difference to a copy. Whose array do you write into?",
    section=ENTRIES,
)
def inputs_moved_back_by_arithmetic(f, x, h=1e-5):
    if x.dtype.kind != "f":
        x = x.astype(float)
    columns = []
    for j in range(len(x)):
        x[j] += h
        right = np.array(f(x))
        x[j] -= 2 * h
        left = np.array(f(x))
        x[j] += h
        columns.append((right - left) / (2 * h))
    return np.stack(columns, axis=1)


@misconception(
    id="01-NJ14",
    exercise="numerical-jacobian",
    says="Your function returns nothing.",
    try_this="Which line hands your table to the caller?",
    section=OUTPUTS,
)
def no_jacobian_is_returned(f, x, h=1e-5):
    column_by_column(f, x, both_sides(h))


# Equal to 01-NJ12 in what it gives; its marks tell them apart.
@misconception(
    id="01-NJ15",
    exercise="numerical-jacobian",
    says="A library measures for you, and the measuring is what you learn here.",
    try_this="Which two values of f make one column? How would you ask for them?",
    section=OUTPUTS,
    marks=("gradients", "differentiate", "optimize", "derivative", "jacobian"),
)
def borrowed_jacobian(f, x, h=1e-5):
    rows = [
        gradients.numerical_gradient(lambda v, i=i: f(v)[i], x)
        for i in range(len(f(np.array(x, dtype=float))))
    ]
    return np.array(rows)
