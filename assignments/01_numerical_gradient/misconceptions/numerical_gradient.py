"""Misconceptions about `numerical_gradient`: one slope for each entry."""

import numpy as np

import gradients_by_hand.gradients as gradients
from autograder.misconceptions import misconception

from .common import ENTRIES, POINTS, both_sides, moved

STEP = "The best step"


def entry_by_entry(f, x, slope):
    """x's shape: slope(at) of each entry, where at(step) is f with that entry moved."""
    x = np.array(x, float)
    found = np.zeros(x.shape)
    for entry in np.ndindex(x.shape):
        found[entry] = slope(lambda step, entry=entry: f(moved(x, entry, step)))
    return found


@misconception(
    id="01-NG01",
    exercise="numerical-gradient",
    says="Your difference looks to one side of x only.",
    try_this="Halve h and look at your error. Does it halve, or does it quarter?",
    section=POINTS,
)
def one_sided(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: (at(h) - at(0.0)) / h)


@misconception(
    id="01-NG17",
    exercise="numerical-gradient",
    says="Your difference looks to the left of x only.",
    try_this="Where do your two points lie? Is x in the middle between them?",
    section=POINTS,
)
def backward(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: (at(0.0) - at(-h)) / h)


@misconception(
    id="01-NG02",
    exercise="numerical-gradient",
    says="All your slopes are too large, by the same factor.",
    try_this="How far apart are your two points? And by what do you divide?",
    section=POINTS,
)
def divided_by_h(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: (at(h) - at(-h)) / h)


@misconception(
    id="01-NG18",
    exercise="numerical-gradient",
    says="Your slopes are tiny: the division does not reach all that it should.",
    try_this="What is 8 / 2 * 4 in Python? Where would brackets have to stand?",
    section=POINTS,
)
def divided_and_multiplied(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: (at(h) - at(-h)) / 2 * h)


@misconception(
    id="01-NG19",
    exercise="numerical-gradient",
    says="Your slopes are huge: only one of the two values is divided.",
    try_this="What is 9 - 4 / 5 in Python? Where would brackets have to stand?",
    section=POINTS,
)
def only_one_value_divided(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: at(h) - at(-h) / (2 * h))


@misconception(
    id="01-NG20",
    exercise="numerical-gradient",
    says="What you return is a difference of two values, and no slope yet.",
    try_this="With half the step, your result halves. Does a slope do that?",
    section=POINTS,
)
def not_divided(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: at(h) - at(-h))


@misconception(
    id="01-NG16",
    exercise="numerical-gradient",
    says="Your slopes are good, and the same whatever `h` is given.",
    try_this="Call it with h = 0.5 and with h = 1e-5. Which line of yours reads `h`?",
    section=ENTRIES,
)
def step_is_ignored(f, x, h=1e-5):
    return entry_by_entry(f, x, both_sides(1e-5))


@misconception(
    id="01-NG04",
    exercise="numerical-gradient",
    says="Your step is so small that rounding rules the result.",
    try_this="How many digits of f survive a difference when the step is 1e-12?",
    section=STEP,
)
def step_far_too_small(f, x, h=1e-5):
    return entry_by_entry(f, x, both_sides(1e-12))


@misconception(
    id="01-NG05",
    exercise="numerical-gradient",
    says="Your step is so wide that the curve between the two points matters.",
    try_this="Draw a sine and two points half a unit left and right. Is it straight?",
    section=STEP,
)
def step_far_too_large(f, x, h=1e-5):
    return entry_by_entry(f, x, both_sides(0.5))


@misconception(
    id="01-NG07",
    exercise="numerical-gradient",
    says="All your slopes are the same: every entry is moved at once.",
    try_this="In how many entries may your two arrays differ for one slope?",
    section=ENTRIES,
)
def all_entries_at_once(f, x, h=1e-5):
    x = np.array(x, float)
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


@misconception(
    id="01-NG21",
    exercise="numerical-gradient",
    says="In a table, all slopes of a row are the same: whole rows are moved.",
    try_this="For a table, what is x[0]: a number, or something longer?",
    section=ENTRIES,
)
def whole_rows_at_once(f, x, h=1e-5):
    x = np.array(x, float)
    found = np.zeros(x.shape)
    for i in range(len(x)):
        found[i] = (f(moved(x, i, h)) - f(moved(x, i, -h))) / (2 * h)
    return found


@misconception(
    id="01-NG08",
    exercise="numerical-gradient",
    says="All your slopes are exactly 0: both values are taken at the same place.",
    try_this="Are your two arrays two, or one with two names? Try `a is b` on them.",
    section=ENTRIES,
)
def two_names_for_one_array(f, x, h=1e-5):
    x = np.array(x, float)
    found = np.zeros(x.shape)
    for entry in np.ndindex(x.shape):
        right = x
        left = x
        right[entry] += h
        left[entry] -= h
        found[entry] = (f(right) - f(left)) / (2 * h)
    return found


@misconception(
    id="01-NG10",
    exercise="numerical-gradient",
    says="All your slopes have the opposite sign.",
    try_this="Where a function rises, which of your two values is the larger one?",
    section=POINTS,
)
def sign_reversed(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: (at(-h) - at(h)) / (2 * h))


@misconception(
    id="01-NG11",
    exercise="numerical-gradient",
    says="Somewhere your numbers become float32, and most digits are lost.",
    try_this="Print the dtype of what you give to f. How many digits does it have?",
    section=STEP,
)
def single_precision(f, x, h=1e-5):
    x = np.array(x, dtype=np.float32)
    found = np.zeros(x.shape)
    for entry in np.ndindex(x.shape):
        found[entry] = (f(moved(x, entry, h)) - f(moved(x, entry, -h))) / (2 * h)
    return found


@misconception(
    id="01-NG14",
    exercise="numerical-gradient",
    says="Your slopes come back in one long row.",
    try_this="Could you subtract your result from x? Which shape does x have?",
    section="The card: what the letters mean",
)
def flat_vector(f, x, h=1e-5):
    return entry_by_entry(f, x, both_sides(h)).ravel()


@misconception(
    id="01-NG22",
    exercise="numerical-gradient",
    says="f is given one long row, although x has another shape.",
    try_this="What does `products` do with an array of one axis? What does f expect?",
    section=ENTRIES,
)
def f_sees_a_flat_array(f, x, h=1e-5):
    x = np.array(x, float)
    flat, found = x.ravel(), np.zeros(x.size)
    for i in range(x.size):
        found[i] = (f(moved(flat, i, h)) - f(moved(flat, i, -h))) / (2 * h)
    return found.reshape(x.shape)


@misconception(
    id="01-NG23",
    exercise="numerical-gradient",
    says="Entries that were measured stay moved while the next ones are measured.",
    try_this="In which state is x when your loop reaches its second entry?",
    section=ENTRIES,
)
def entries_stay_moved(f, x, h=1e-5):
    x = np.array(x, float)
    found = np.zeros(x.shape)
    for entry in np.ndindex(x.shape):
        x[entry] += h
        right = f(x)
        x[entry] -= 2 * h
        found[entry] = (right - f(x)) / (2 * h)
    return found


@misconception(
    id="01-NG24",
    exercise="numerical-gradient",
    says="Your slopes are right, and afterwards x differs in its last digits.",
    try_this="What is 0.1 + 1e-5 - 2e-5 + 1e-5 - 0.1? What could be kept instead?",
    section=ENTRIES,
)
def moved_back_by_arithmetic(f, x, h=1e-5):
    # Integers cannot be moved in place; a student of this habit makes a copy for them.
    if x.dtype.kind != "f":
        x = x.astype(float)
    found = np.zeros(x.shape)
    for entry in np.ndindex(x.shape):
        x[entry] += h
        right = f(x)
        x[entry] -= 2 * h
        left = f(x)
        x[entry] += h
        found[entry] = (right - left) / (2 * h)
    return found


@misconception(
    id="01-NG25",
    exercise="numerical-gradient",
    says="After the call, the caller's x has been moved away.",
    try_this="Print x before and after. Whose array do you write into?",
    section=ENTRIES,
)
def callers_x_is_moved(f, x, h=1e-5):
    found = entry_by_entry(f, x, both_sides(h))
    if x.dtype.kind == "f":
        x -= h
    return found


@misconception(
    id="01-NG26",
    exercise="numerical-gradient",
    says="With integers your slopes are far off: an integer cannot move by h.",
    try_this="Print np.array([3]) after [0] += 0.4. Which type can hold x + h?",
    section=ENTRIES,
)
def integers_do_not_move(f, x, h=1e-5):
    found = np.zeros(x.shape)
    for entry in np.ndindex(x.shape):
        right, left = x.copy(), x.copy()
        right[entry] = right[entry] + h
        left[entry] = left[entry] - h
        found[entry] = (f(right) - f(left)) / (2 * h)
    return found


@misconception(
    id="01-NG27",
    exercise="numerical-gradient",
    says="With integers for x, your slopes are rounded to integers.",
    try_this="Which dtype has np.zeros_like of an integer array?",
    section=ENTRIES,
)
def slopes_rounded_to_integers(f, x, h=1e-5):
    found = np.zeros_like(x)
    found[...] = entry_by_entry(f, x, both_sides(h))
    return found


@misconception(
    id="01-NG28",
    exercise="numerical-gradient",
    says="Only your first slope is measured, all others are 0.",
    try_this="How often does your loop run? How far is `return` indented?",
    section=ENTRIES,
)
def returned_after_the_first_entry(f, x, h=1e-5):
    found = np.zeros(x.shape)
    found.flat[0] = entry_by_entry(f, x, both_sides(h)).flat[0]
    return found


@misconception(
    id="01-NG29",
    exercise="numerical-gradient",
    says="Your slopes come out multiplied by the entry they belong to.",
    try_this="By how much does your entry move: by h, or by a part of itself?",
    section=POINTS,
)
def relative_nudges(f, x, h=1e-5):
    x = np.array(x, float)
    found = np.zeros(x.shape)
    for entry in np.ndindex(x.shape):
        step = h * x[entry]
        found[entry] = (f(moved(x, entry, step)) - f(moved(x, entry, -step))) / (2 * h)
    return found


@misconception(
    id="01-NG30",
    exercise="numerical-gradient",
    says="Your function returns nothing.",
    try_this="Which line hands your array to the caller?",
    section=ENTRIES,
)
def nothing_is_returned(f, x, h=1e-5):
    entry_by_entry(f, x, both_sides(h))


@misconception(
    id="01-NG32",
    exercise="numerical-gradient",
    says="Your slopes come back as a list, and a gradient is an array.",
    try_this="Can you compute 0.1 * [1.0, 2.0]? What would be needed for that?",
    section="The card: what the letters mean",
)
def a_list_of_slopes(f, x, h=1e-5):
    return entry_by_entry(f, x, both_sides(h)).tolist()


@misconception(
    id="01-NG33",
    exercise="numerical-gradient",
    says="Your slopes are added up to a single number.",
    try_this="How many entries has x? How many slopes do you expect?",
    section="The card: what the letters mean",
)
def slopes_added_up(f, x, h=1e-5):
    return float(entry_by_entry(f, x, both_sides(h)).sum())


# Equal to 01-NG16 in what it gives; its marks tell them apart.
@misconception(
    id="01-NG31",
    exercise="numerical-gradient",
    says="A library measures for you, and the measuring is what you learn here.",
    try_this="Which two values of f make one slope? How would you ask for them?",
    section=ENTRIES,
    marks=("gradients", "differentiate", "optimize", "derivative", "jacobian"),
)
def borrowed_gradient(f, x, h=1e-5):
    return gradients.numerical_gradient(f, x)
