"""Wrong rules of 01_numerical_gradient, each as code that a student might have written.

A rule is recognised by what it gives, so it changes one thing and is right in all
others; what the rules have in common stands in the helpers.  Ids NG and RE are those of
the course's list of misconceptions, the others are this assignment's.  RE11 is a wrong
answer to a step and stands in steps.py.

    helpers
    NG   one slope for each entry (NG13 is about many outputs)
    NJ   many outputs
    RE   the relative error
    GC   the gradient check
    BS   the blind spot

Longer than other modules: it is a list, and its entries are read one at a time.
"""

import numpy as np

import gradients_by_hand.gradients as gradients
from autograder.misconceptions import misconception

POINTS = "Derive: two points and a slope"
ENTRIES = "Write it: one slope for each entry"
OUTPUTS = "Write it: many outputs"
STEP = "The best step"
COMPARE = "Compare: the relative error"
CHECK = "Write it: the gradient check"
FAULT = "Find the fault: the generous check"


# --- helpers ----------------------------------------------------------------------


def moved(x, entry, step):
    """A copy of x with one entry moved."""
    other = x.copy()
    other[entry] += step
    return other


def entry_by_entry(f, x, slope):
    """x's shape: slope(at) of each entry, where at(step) is f with that entry moved."""
    x = np.array(x, float)
    found = np.zeros(x.shape)
    for entry in np.ndindex(x.shape):
        found[entry] = slope(lambda step, entry=entry: f(moved(x, entry, step)))
    return found


def column_by_column(f, x, slope):
    """(m, k): slope(at) of each input, where at(step) is a copy of f's result."""
    x = np.array(x, float)
    columns = [
        slope(lambda step, j=j: np.array(f(moved(x, j, step)))) for j in range(len(x))
    ]
    return np.stack(columns, axis=1)


def both_sides(h):
    """The central difference with step h, to be given to the helpers above."""
    return lambda at: (at(h) - at(-h)) / (2 * h)


def same_shapes(a, n):
    """a and n as arrays, or a ValueError."""
    a, n = np.asarray(a, dtype=float), np.asarray(n, dtype=float)
    if a.shape != n.shape:
        raise ValueError(f"{a.shape} is not {n.shape}")
    return a, n


def looked_at(f, grad, x, entries, slope=None):
    """entries, a, n: the index tuples, and the claimed and measured slopes there."""
    x = np.array(x, float)
    claimed = np.array(grad(x.copy()))
    if x.shape != claimed.shape:
        raise ValueError(f"{claimed.shape} is not {x.shape}")
    entries = list(np.ndindex(x.shape) if entries is None else entries)
    slope = slope or both_sides(1e-5)
    n = [slope(lambda step, e=e: f(moved(x, e, step))) for e in entries]
    return entries, np.array([claimed[e] for e in entries]), np.array(n)


def relative(a, n):
    """The relative error of each entry."""
    return np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-12)


def told(entries, errors):
    """The report on some entries with their errors."""
    worst = int(np.argmax(errors))
    return {
        "max_error": float(errors[worst]),
        "worst_index": tuple(entries[worst]),
        "checked": len(entries),
    }


# --- one slope for each entry ------------------------------------------------------


@misconception(
    id="NG01",
    exercise="numerical-gradient",
    says="Your difference looks to one side of x only.",
    try_this="Halve h and look at your error. Does it halve, or does it quarter?",
    section=POINTS,
)
def one_sided(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: (at(h) - at(0.0)) / h)


@misconception(
    id="NG17",
    exercise="numerical-gradient",
    says="Your difference looks to the left of x only.",
    try_this="Where do your two points lie? Is x in the middle between them?",
    section=POINTS,
)
def backward(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: (at(0.0) - at(-h)) / h)


@misconception(
    id="NG02",
    exercise="numerical-gradient",
    says="All your slopes are too large, by the same factor.",
    try_this="How far apart are your two points? And by what do you divide?",
    section=POINTS,
)
def divided_by_h(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: (at(h) - at(-h)) / h)


@misconception(
    id="NG18",
    exercise="numerical-gradient",
    says="Your slopes are tiny: the division does not reach all that it should.",
    try_this="What is 8 / 2 * 4 in Python? Where would brackets have to stand?",
    section=POINTS,
)
def divided_and_multiplied(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: (at(h) - at(-h)) / 2 * h)


@misconception(
    id="NG19",
    exercise="numerical-gradient",
    says="Your slopes are huge: only one of the two values is divided.",
    try_this="What is 9 - 4 / 5 in Python? Where would brackets have to stand?",
    section=POINTS,
)
def only_one_value_divided(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: at(h) - at(-h) / (2 * h))


@misconception(
    id="NG20",
    exercise="numerical-gradient",
    says="What you return is a difference of two values, and no slope yet.",
    try_this="With half the step, your result halves. Does a slope do that?",
    section=POINTS,
)
def not_divided(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: at(h) - at(-h))


@misconception(
    id="NG16",
    exercise="numerical-gradient",
    says="Your slopes are good, and the same whatever `h` is given.",
    try_this="Call it with h = 0.5 and with h = 1e-5. Which line of yours reads `h`?",
    section=ENTRIES,
)
def step_is_ignored(f, x, h=1e-5):
    return entry_by_entry(f, x, both_sides(1e-5))


@misconception(
    id="NG04",
    exercise="numerical-gradient",
    says="Your step is so small that rounding rules the result.",
    try_this="How many digits of f survive a difference when the step is 1e-12?",
    section=STEP,
)
def step_far_too_small(f, x, h=1e-5):
    return entry_by_entry(f, x, both_sides(1e-12))


@misconception(
    id="NG05",
    exercise="numerical-gradient",
    says="Your step is so wide that the curve between the two points matters.",
    try_this="Draw a sine and two points half a unit left and right. Is it straight?",
    section=STEP,
)
def step_far_too_large(f, x, h=1e-5):
    return entry_by_entry(f, x, both_sides(0.5))


@misconception(
    id="NG07",
    exercise="numerical-gradient",
    says="All your slopes are the same: every entry is moved at once.",
    try_this="In how many entries may your two arrays differ for one slope?",
    section=ENTRIES,
)
def all_entries_at_once(f, x, h=1e-5):
    x = np.array(x, float)
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


@misconception(
    id="NG21",
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
    id="NG08",
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
    id="NG10",
    exercise="numerical-gradient",
    says="All your slopes have the opposite sign.",
    try_this="Where a function rises, which of your two values is the larger one?",
    section=POINTS,
)
def sign_reversed(f, x, h=1e-5):
    return entry_by_entry(f, x, lambda at: (at(-h) - at(h)) / (2 * h))


@misconception(
    id="NG11",
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
    id="NG14",
    exercise="numerical-gradient",
    says="Your slopes come back in one long row.",
    try_this="Could you subtract your result from x? Which shape does x have?",
    section="The card: what the letters mean",
)
def flat_vector(f, x, h=1e-5):
    return entry_by_entry(f, x, both_sides(h)).ravel()


@misconception(
    id="NG22",
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
    id="NG23",
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
    id="NG24",
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
    id="NG25",
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
    id="NG26",
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
    id="NG27",
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
    id="NG28",
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
    id="NG29",
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
    id="NG30",
    exercise="numerical-gradient",
    says="Your function returns nothing.",
    try_this="Which line hands your array to the caller?",
    section=ENTRIES,
)
def nothing_is_returned(f, x, h=1e-5):
    entry_by_entry(f, x, both_sides(h))


@misconception(
    id="NG32",
    exercise="numerical-gradient",
    says="Your slopes come back as a list, and a gradient is an array.",
    try_this="Can you compute 0.1 * [1.0, 2.0]? What would be needed for that?",
    section="The card: what the letters mean",
)
def a_list_of_slopes(f, x, h=1e-5):
    return entry_by_entry(f, x, both_sides(h)).tolist()


@misconception(
    id="NG33",
    exercise="numerical-gradient",
    says="Your slopes are added up to a single number.",
    try_this="How many entries has x? How many slopes do you expect?",
    section="The card: what the letters mean",
)
def slopes_added_up(f, x, h=1e-5):
    return float(entry_by_entry(f, x, both_sides(h)).sum())


# Equal to NG16 in what it gives; its marks tell them apart.
@misconception(
    id="NG31",
    exercise="numerical-gradient",
    says="A library measures for you, and the measuring is what you learn here.",
    try_this="Which two values of f make one slope? How would you ask for them?",
    section=ENTRIES,
    marks=("gradients", "differentiate", "optimize", "derivative", "jacobian"),
)
def borrowed_gradient(f, x, h=1e-5):
    return gradients.numerical_gradient(f, x)


# --- many outputs -----------------------------------------------------------------


@misconception(
    id="NG13",
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
    id="NJ01",
    exercise="numerical-jacobian",
    says="Your J lies on its side: rows and columns are exchanged.",
    try_this="You move input j. Which entries of J does that give you, by the card?",
    section=OUTPUTS,
)
def jacobian_on_its_side(f, x, h=1e-5):
    return column_by_column(f, x, both_sides(h)).T


@misconception(
    id="NJ02",
    exercise="numerical-jacobian",
    says="Your differences look to one side of x only.",
    try_this="Halve h and look at your error. Does it halve, or does it quarter?",
    section=POINTS,
)
def jacobian_from_one_side(f, x, h=1e-5):
    return column_by_column(f, x, lambda at: (at(h) - at(0.0)) / h)


@misconception(
    id="NJ03",
    exercise="numerical-jacobian",
    says="Only the first output has slopes in your result.",
    try_this="How many outputs has f? How many of them do you look at?",
    section=OUTPUTS,
)
def first_output_only(f, x, h=1e-5):
    return column_by_column(f, x, both_sides(h))[0]


@misconception(
    id="NJ04",
    exercise="numerical-jacobian",
    says="The slopes of all outputs are added up.",
    try_this="How many numbers does f return? Which of them did you want to see move?",
    section=OUTPUTS,
)
def outputs_added_up(f, x, h=1e-5):
    return column_by_column(f, x, both_sides(h)).sum(axis=0)


@misconception(
    id="NJ05",
    exercise="numerical-jacobian",
    says="All your slopes are too large, by the same factor.",
    try_this="How far apart are your two points? And by what do you divide?",
    section=POINTS,
)
def jacobian_divided_by_h(f, x, h=1e-5):
    return column_by_column(f, x, lambda at: (at(h) - at(-h)) / h)


@misconception(
    id="NJ06",
    exercise="numerical-jacobian",
    says="All your slopes have the opposite sign.",
    try_this="Where an output rises, which of your two values is the larger one?",
    section=POINTS,
)
def jacobian_with_reversed_sign(f, x, h=1e-5):
    return -column_by_column(f, x, both_sides(h))


@misconception(
    id="NJ07",
    exercise="numerical-jacobian",
    says="All your slopes are exactly 0: both values are taken at the same place.",
    try_this="Are your two arrays two, or one with two names? Try `a is b` on them.",
    section=ENTRIES,
)
def jacobian_of_one_array_with_two_names(f, x, h=1e-5):
    return 0.0 * column_by_column(f, x, both_sides(h))


@misconception(
    id="NJ08",
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
    id="NJ09",
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
    id="NJ10",
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
    id="NJ11",
    exercise="numerical-jacobian",
    says="Your slopes come back in one long row.",
    try_this="Which shape does the docstring promise? Where does your table end?",
    section=OUTPUTS,
)
def flat_jacobian(f, x, h=1e-5):
    return column_by_column(f, x, both_sides(h)).ravel()


@misconception(
    id="NJ12",
    exercise="numerical-jacobian",
    says="Your slopes are good, and the same whatever `h` is given.",
    try_this="Call it with h = 0.5 and with h = 1e-5. Which line of yours reads `h`?",
    section=OUTPUTS,
)
def step_of_the_jacobian_is_ignored(f, x, h=1e-5):
    return column_by_column(f, x, both_sides(1e-5))


@misconception(
    id="NJ13",
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
    id="NJ14",
    exercise="numerical-jacobian",
    says="Your function returns nothing.",
    try_this="Which line hands your table to the caller?",
    section=OUTPUTS,
)
def no_jacobian_is_returned(f, x, h=1e-5):
    column_by_column(f, x, both_sides(h))


# Equal to NJ12 in what it gives; its marks tell them apart.
@misconception(
    id="NJ15",
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


# --- the relative error -------------------------------------------------------------


@misconception(
    id="RE01",
    exercise="relative-error",
    says="Two zeros give nan: nothing protects the denominator.",
    try_this="What is 0 / 0 in numpy? What should two equal zeros report?",
    section=COMPARE,
)
def no_floor(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.max(np.abs(a - n) / (np.abs(a) + np.abs(n))))


@misconception(
    id="RE02",
    exercise="relative-error",
    says="You divide by the size of the measured one only.",
    try_this="Exchange the two arguments. Is it the same number?",
    section=COMPARE,
)
def divided_by_the_measured_one(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / np.maximum(np.abs(n), floor)))


@misconception(
    id="RE12",
    exercise="relative-error",
    says="You divide by the size of the claimed one only.",
    try_this="Exchange the two arguments. Is it the same number?",
    section=COMPARE,
)
def divided_by_the_claimed_one(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / np.maximum(np.abs(a), floor)))


@misconception(
    id="RE13",
    exercise="relative-error",
    says="You divide by the larger of the two sizes.",
    try_this="What do you get for 1 and -1? And what does the formula give?",
    section=COMPARE,
)
def divided_by_the_larger_one(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    size = np.maximum(np.maximum(np.abs(a), np.abs(n)), floor)
    return float(np.max(np.abs(a - n) / size))


@misconception(
    id="RE03",
    exercise="relative-error",
    says="A claimed slope that is too small counts as no error.",
    try_this="Which sign has 1 - 3? Which is larger, that or 0?",
    section=COMPARE,
)
def no_absolute_value_above(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max((a - n) / np.maximum(np.abs(a) + np.abs(n), floor)))


@misconception(
    id="RE04",
    exercise="relative-error",
    says="Your denominator adds up numbers, and not their sizes.",
    try_this="What is your denominator for +1 and -1? And for -3 and -5?",
    section=COMPARE,
)
def no_absolute_values_below(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / np.maximum(a + n, floor)))


@misconception(
    id="RE14",
    exercise="relative-error",
    says="Your denominator takes the size of the sum, not the sum of the sizes.",
    try_this="What is your denominator for +1 and -1?",
    section=COMPARE,
)
def size_of_the_sum(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / np.maximum(np.abs(a + n), floor)))


@misconception(
    id="RE05",
    exercise="relative-error",
    says="You report the average error of the entries.",
    try_this="One entry of 1000 is all wrong. What do you report? Is it alarming?",
    section=COMPARE,
)
def the_average(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    size = np.maximum(np.abs(a) + np.abs(n), floor)
    return float(np.mean(np.abs(a - n) / size))


@misconception(
    id="RE15",
    exercise="relative-error",
    says="You add up the errors of all entries.",
    try_this="Can a million good entries make a bad gradient?",
    section=COMPARE,
)
def the_sum(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    size = np.maximum(np.abs(a) + np.abs(n), floor)
    return float(np.sum(np.abs(a - n) / size))


@misconception(
    id="RE16",
    exercise="relative-error",
    says="You compare the lengths of whole arrays, and single entries get lost.",
    try_this="One small entry among large ones is all wrong. What do you report?",
    section=COMPARE,
)
def lengths_of_whole_arrays(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    size = max(np.sqrt(np.sum(a * a)) + np.sqrt(np.sum(n * n)), floor)
    return float(np.sqrt(np.sum((a - n) ** 2)) / size)


@misconception(
    id="RE17",
    exercise="relative-error",
    says="All entries share the denominator of the largest one.",
    try_this="One small entry among large ones is all wrong. What do you report?",
    section=COMPARE,
)
def one_size_for_all(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    size = max(float(np.max(np.abs(a) + np.abs(n))), floor)
    return float(np.max(np.abs(a - n)) / size)


@misconception(
    id="RE07",
    exercise="relative-error",
    says="Your error is the plain difference, compared with nothing.",
    try_this="Multiply both gradients by 1e-6. Should the verdict change?",
    section=COMPARE,
)
def absolute_error(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n)))


@misconception(
    id="RE08",
    exercise="relative-error",
    says="Arrays of different shapes are compared all the same.",
    try_this="Print the shape of np.ones((4, 1)) - np.ones(4). What was compared?",
    section=COMPARE,
)
def shapes_are_not_compared(a, n, floor=1e-12):
    size = np.maximum(np.abs(a) + np.abs(n), floor)
    return float(np.max(np.abs(np.subtract(a, n)) / size))


@misconception(
    id="RE18",
    exercise="relative-error",
    says="Both arrays are laid out in one row, so their shapes are never compared.",
    try_this="Would your function notice a gradient that lies on its side?",
    section=COMPARE,
)
def both_laid_out_in_a_row(a, n, floor=1e-12):
    a, n = same_shapes(np.ravel(a), np.ravel(n))
    return float(np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), floor)))


@misconception(
    id="RE10",
    exercise="relative-error",
    says="Your floor is so high that small gradients pass whatever they are.",
    try_this="What is the smallest gradient you care about? Is your floor below it?",
    section=COMPARE,
)
def floor_far_too_high(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    size = np.maximum(np.abs(a) + np.abs(n), max(floor, 1e-3))
    return float(np.max(np.abs(a - n) / size))


@misconception(
    id="RE19",
    exercise="relative-error",
    says="The argument `floor` changes nothing in your function.",
    try_this="Call it with a floor of 1 and with a floor of 1e-12. Who reads it?",
    section=COMPARE,
)
def floor_is_ignored(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-12)))


@misconception(
    id="RE20",
    exercise="relative-error",
    says="The floor is added to every denominator.",
    try_this="For sizes that are far above the floor, should it change anything?",
    section=COMPARE,
)
def floor_is_added(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / (np.abs(a) + np.abs(n) + floor)))


@misconception(
    id="RE21",
    exercise="relative-error",
    says="You report the best entry instead of the worst.",
    try_this="One entry is right by luck, all others are wrong. What do you report?",
    section=COMPARE,
)
def the_best_entry(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.min(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), floor)))


@misconception(
    id="RE22",
    exercise="relative-error",
    says="You report the error of every entry, and one number is asked for.",
    try_this="If somebody may look at a single number only, which one must it be?",
    section=COMPARE,
)
def all_errors(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), floor)


@misconception(
    id="RE23",
    exercise="relative-error",
    says="You report a verdict, and a number is asked for.",
    try_this="Which of two wrong gradients is worse? Can a yes or no tell?",
    section=COMPARE,
)
def yes_or_no(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    errors = np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), floor)
    return bool(np.max(errors) < 1e-5)


@misconception(
    id="RE24",
    exercise="relative-error",
    says="Your function refuses every pair of arrays.",
    try_this="When does your condition hold? Print both shapes and it.",
    section=COMPARE,
)
def everything_is_refused(a, n, floor=1e-12):
    raise ValueError("the shapes differ")


@misconception(
    id="RE25",
    exercise="relative-error",
    says="You hand a ValueError back, and the caller takes it for a result.",
    try_this="Which of the two words stops a function with an error: return or raise?",
    section=COMPARE,
)
def error_is_returned(a, n, floor=1e-12):
    a, n = np.asarray(a, dtype=float), np.asarray(n, dtype=float)
    if a.shape != n.shape:
        return ValueError("the shapes differ")
    return float(np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), floor)))


@misconception(
    id="RE26",
    exercise="relative-error",
    says="Python's max compares its arguments as a whole, and yours are arrays.",
    try_this="How many denominators are there? Which maximum goes entry by entry?",
    section=COMPARE,
)
def maximum_of_whole_arrays(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / max(np.abs(a) + np.abs(n), floor)))


# --- the gradient check -------------------------------------------------------------


@misconception(
    id="GC01",
    exercise="gradient-check",
    says="Your max_error is the average of the errors.",
    try_this="One entry of 1000 is all wrong. What do you report?",
    section=COMPARE,
)
def average_of_all_entries(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    errors = relative(a, n)
    return {**told(entries, errors), "max_error": float(np.mean(errors))}


@misconception(
    id="GC02",
    exercise="gradient-check",
    says="Your check looks at all entries, whatever `entries` says.",
    try_this="Which line of yours reads `entries`?",
    section=CHECK,
)
def entries_are_ignored(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, None)
    return told(entries, relative(a, n))


@misconception(
    id="GC03",
    exercise="gradient-check",
    says="Your worst_index counts along your own list of errors.",
    try_this="Can x[worst_index] pick the entry out of x? Try it on a table.",
    section=CHECK,
)
def place_in_the_list(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    errors = relative(a, n)
    return {**told(entries, errors), "worst_index": int(np.argmax(errors))}


@misconception(
    id="GC04",
    exercise="gradient-check",
    says="Your worst_index counts x in one long row.",
    try_this="Can x[worst_index] pick the entry out of a table? Try it.",
    section=CHECK,
)
def place_in_a_long_row(f, grad, x, entries=None):
    places, a, n = looked_at(f, grad, x, entries)
    report = told(places, relative(a, n))
    flat = np.ravel_multi_index(report["worst_index"], np.shape(x))
    return {**report, "worst_index": (int(flat),)}


@misconception(
    id="GC05",
    exercise="gradient-check",
    says="Your check finds no error in anything: it compares a thing with itself.",
    try_this="Where do your two gradients come from? Is f ever called?",
    section=CHECK,
)
def compared_with_itself(f, grad, x, entries=None):
    entries, a, _ = looked_at(f, grad, x, entries, slope=lambda at: 0.0)
    return told(entries, relative(a, a))


@misconception(
    id="GC06",
    exercise="gradient-check",
    says="A gradient of another shape is bent into the shape of x, and passes.",
    try_this="A formula returns its numbers in another order. Would you notice?",
    section=CHECK,
)
def shape_is_smoothed_over(f, grad, x, entries=None):
    def bent(v):
        return np.reshape(grad(v), np.shape(v))

    entries, a, n = looked_at(f, bent, x, entries)
    return told(entries, relative(a, n))


@misconception(
    id="GC07",
    exercise="gradient-check",
    says="A gradient of another shape stops your check in the middle.",
    try_this="What could you compare before you take an entry of the claimed gradient?",
    section=CHECK,
)
def shape_is_not_compared(f, grad, x, entries=None):
    x = np.array(x, float)
    claimed = np.array(grad(x.copy()))
    entries = list(np.ndindex(x.shape) if entries is None else entries)
    errors = []
    for entry in entries:
        slope = (f(moved(x, entry, 1e-5)) - f(moved(x, entry, -1e-5))) / 2e-5
        errors.append(relative(claimed[entry], slope))
    return told(entries, errors)


@misconception(
    id="GC08",
    exercise="gradient-check",
    says="`checked` counts the rows of x, and slopes belong to entries.",
    try_this="How many slopes has a table with 4 rows and 3 columns?",
    section=CHECK,
)
def rows_are_counted(f, grad, x, entries=None):
    given = entries
    entries, a, n = looked_at(f, grad, x, entries)
    report = told(entries, relative(a, n))
    return {**report, "checked": len(x) if given is None else len(given)}


@misconception(
    id="GC09",
    exercise="gradient-check",
    says="Your check reports the plain difference, compared with nothing.",
    try_this="Multiply f and its gradient by 1e-6. Should the verdict change?",
    section=COMPARE,
)
def absolute_differences(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    return told(entries, np.abs(a - n))


@misconception(
    id="GC10",
    exercise="gradient-check",
    says="Your check answers yes or no, and a report is asked for.",
    try_this="Somebody gets a no. What will they want to know next?",
    section=CHECK,
)
def a_verdict_only(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    return bool(np.max(relative(a, n)) < 1e-6)


@misconception(
    id="GC11",
    exercise="gradient-check",
    says="Your report comes back as a tuple, and a dict is asked for.",
    try_this="How does a reader see which of your three values is which?",
    section=CHECK,
)
def a_tuple(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    return tuple(told(entries, relative(a, n)).values())


@misconception(
    id="GC12",
    exercise="gradient-check",
    says="A claimed slope that is too small counts as no error.",
    try_this="Which sign has the difference of 1 and 3? And is it a small error?",
    section=COMPARE,
)
def errors_upwards_only(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    return told(entries, (a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-12))


@misconception(
    id="GC13",
    exercise="gradient-check",
    says="For a wrong gradient your check stops with an error, and reports nothing.",
    try_this="How would somebody who looks for the mistake learn where it is?",
    section=CHECK,
)
def stops_at_a_wrong_gradient(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    report = told(entries, relative(a, n))
    if report["max_error"] > 1e-6:
        raise AssertionError("the gradient is wrong")
    return report


@misconception(
    id="GC14",
    exercise="gradient-check",
    says="After your check, the caller's x is not what it was.",
    try_this="Print the difference to a copy. Whose array do you write into?",
    section=ENTRIES,
)
def callers_x_is_not_the_same(f, grad, x, entries=None):
    places, a, n = looked_at(f, grad, x, entries)
    if x.dtype.kind == "f":
        for place in places:
            x[place] += 1e-5
            x[place] -= 2e-5
            x[place] += 1e-5
    return told(places, relative(a, n))


@misconception(
    id="GC15",
    exercise="gradient-check",
    says="With integers for x, your measured slopes are far off.",
    try_this="Print np.array([3]) after [0] += 0.4. Which type can hold x + h?",
    section=ENTRIES,
)
def integers_are_not_moved(f, grad, x, entries=None):
    claimed = np.array(grad(x.copy()))
    if x.shape != claimed.shape:
        raise ValueError("another shape")
    entries = list(np.ndindex(x.shape) if entries is None else entries)
    errors = []
    for entry in entries:
        right, left = x.copy(), x.copy()
        right[entry] = right[entry] + 1e-5
        left[entry] = left[entry] - 1e-5
        errors.append(relative(claimed[entry], (f(right) - f(left)) / 2e-5))
    return told(entries, errors)


@misconception(
    id="GC16",
    exercise="gradient-check",
    says="Your measured slopes look to one side only, and right gradients suffer.",
    try_this="What error do you report for a right gradient? Where might it come from?",
    section=POINTS,
)
def measured_from_one_side(f, grad, x, entries=None):
    def one_sided(at):
        return (at(1e-5) - at(0.0)) / 1e-5

    entries, a, n = looked_at(f, grad, x, entries, one_sided)
    return told(entries, relative(a, n))


@misconception(
    id="GC17",
    exercise="gradient-check",
    says="All slopes are measured, also where only a few entries are asked for.",
    try_this="For a million weights and three entries, how often do you call f?",
    section=CHECK,
)
def everything_is_measured(f, grad, x, entries=None):
    places, a, n = looked_at(f, grad, x, None)
    if entries is None:
        return told(places, relative(a, n))
    chosen = [places.index(tuple(map(int, each))) for each in entries]
    return told(list(entries), relative(a[chosen], n[chosen]))


@misconception(
    id="GC18",
    exercise="gradient-check",
    says="All entries share the denominator of the largest one.",
    try_this="One small entry among large ones is all wrong. What do you report?",
    section=COMPARE,
)
def one_denominator_for_all(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    return told(entries, np.abs(a - n) / np.max(np.abs(a) + np.abs(n)))


@misconception(
    id="GC19",
    exercise="gradient-check",
    says="Your check compares the lengths of whole gradients.",
    try_this="One entry among many is wrong. How much longer is the gradient then?",
    section=COMPARE,
)
def lengths_of_gradients(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    error = np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))
    return {**told(entries, relative(a, n)), "max_error": float(error)}


@misconception(
    id="GC20",
    exercise="gradient-check",
    says="Your function returns nothing.",
    try_this="Printing shows a report. Which line hands it to the caller?",
    section=CHECK,
)
def nothing_is_reported(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    told(entries, relative(a, n))


@misconception(
    id="GC21",
    exercise="gradient-check",
    says="`checked` counts the entries that are wrong.",
    try_this="What should `checked` say for a gradient that is right everywhere?",
    section=CHECK,
)
def wrong_entries_are_counted(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    errors = relative(a, n)
    return {**told(entries, errors), "checked": int(np.sum(errors > 1e-6))}


@misconception(
    id="GC22",
    exercise="gradient-check",
    says="A library checks for you, and the checking is what you learn here.",
    try_this="Which two arrays are to be compared? Who of yours could make them?",
    section=CHECK,
    marks=("gradients", "check_grad", "approx_fprime"),
)
def borrowed_check(f, grad, x, entries=None):
    x = np.array(x, float)
    entries = list(np.ndindex(x.shape) if entries is None else entries)
    found = gradients.gradient_check(lambda v: (f(v), grad(v)), x, entries=entries)
    gaps = [abs(found.claimed[e] - found.measured[e]) for e in entries]
    return {**told(entries, gaps), "max_error": found.worst}


# --- the blind spot -----------------------------------------------------------------


@misconception(
    id="BS01",
    exercise="blind-spot",
    says="You make every slope half as large, which fools it for some signs only.",
    try_this="Take a measured slope of -2. Is half of it smaller, or larger than -2?",
    section=FAULT,
)
def half_of_everything(measured):
    return measured / 2


@misconception(
    id="BS02",
    exercise="blind-spot",
    says="You claim that all slopes are 0, which fools it for some signs only.",
    try_this="Take a measured slope of -2. Which sign has 0 - (-2)?",
    section=FAULT,
)
def zeros_everywhere(measured):
    return np.zeros(measured.shape)


@misconception(
    id="BS03",
    exercise="blind-spot",
    says="You turn every sign, which fools it for some slopes only.",
    try_this="Take a measured slope of -2. Which sign has the difference in the loop?",
    section=FAULT,
)
def signs_turned(measured):
    return -measured


@misconception(
    id="BS04",
    exercise="blind-spot",
    says="Your claimed gradient is right, and a wrong one is asked for.",
    try_this="What is the relative error of your entries? How large should it be?",
    section=FAULT,
)
def the_right_gradient(measured):
    return measured.copy()


@misconception(
    id="BS05",
    exercise="blind-spot",
    says="Your claimed slopes are all too large, and that is what the colleague sees.",
    try_this="In the colleague's loop, when does `worst` stay as it is?",
    section=FAULT,
)
def all_too_large(measured):
    return measured + 2 * np.abs(measured)


@misconception(
    id="BS06",
    exercise="blind-spot",
    says="Only one of your entries is wrong.",
    try_this="What is the relative error of each of your entries?",
    section=FAULT,
)
def one_entry_is_wrong(measured):
    claimed = measured.copy()
    claimed.flat[0] -= 2 * abs(claimed.flat[0])
    return claimed


@misconception(
    id="BS07",
    exercise="blind-spot",
    says="Your claimed slopes are on the right side, and hardly wrong.",
    try_this="How far from the measured slope must you go for an error of 0.2?",
    section=FAULT,
)
def hardly_wrong(measured):
    return measured - 0.1 * np.abs(measured)


@misconception(
    id="BS08",
    exercise="blind-spot",
    says="You write into the array that you were given.",
    try_this="Print the argument after the call. Is it still what was measured?",
    section=FAULT,
)
def measured_is_overwritten(measured):
    measured -= 2 * np.abs(measured)
    return measured


@misconception(
    id="BS09",
    exercise="blind-spot",
    says="You take the same number off everywhere, and large slopes hardly feel it.",
    try_this="For a slope of 1000, how wrong is your claim, compared with its size?",
    section=FAULT,
)
def the_same_number_off_everywhere(measured):
    return measured - 1.0
