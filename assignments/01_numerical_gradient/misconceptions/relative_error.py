"""Misconceptions about `relative_error`."""

import numpy as np

from autograder.misconceptions import misconception

from .common import COMPARE


def same_shapes(a, n):
    """a and n as arrays, or a ValueError."""
    a, n = np.asarray(a, dtype=float), np.asarray(n, dtype=float)
    if a.shape != n.shape:
        raise ValueError(f"{a.shape} is not {n.shape}")
    return a, n


@misconception(
    id="01-RE01",
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
    id="01-RE02",
    exercise="relative-error",
    says="You divide by the size of the measured one only.",
    try_this="Exchange the two arguments. Is it the same number?",
    section=COMPARE,
)
def divided_by_the_measured_one(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / np.maximum(np.abs(n), floor)))


@misconception(
    id="01-RE12",
    exercise="relative-error",
    says="You divide by the size of the claimed one only.",
    try_this="Exchange the two arguments. Is it the same number?",
    section=COMPARE,
)
def divided_by_the_claimed_one(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / np.maximum(np.abs(a), floor)))


@misconception(
    id="01-RE13",
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
    id="01-RE03",
    exercise="relative-error",
    says="A claimed slope that is too small counts as no error.",
    try_this="Which sign has 1 - 3? Which is larger, that or 0?",
    section=COMPARE,
)
def no_absolute_value_above(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max((a - n) / np.maximum(np.abs(a) + np.abs(n), floor)))


@misconception(
    id="01-RE04",
    exercise="relative-error",
    says="Your denominator adds up numbers, and not their sizes.",
    try_this="What is your denominator for +1 and -1? And for -3 and -5?",
    section=COMPARE,
)
def no_absolute_values_below(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / np.maximum(a + n, floor)))


@misconception(
    id="01-RE14",
    exercise="relative-error",
    says="Your denominator takes the size of the sum, not the sum of the sizes.",
    try_this="What is your denominator for +1 and -1?",
    section=COMPARE,
)
def size_of_the_sum(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / np.maximum(np.abs(a + n), floor)))


@misconception(
    id="01-RE05",
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
    id="01-RE15",
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
    id="01-RE16",
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
    id="01-RE17",
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
    id="01-RE07",
    exercise="relative-error",
    says="Your error is the plain difference, compared with nothing.",
    try_this="Multiply both gradients by 1e-6. Should the verdict change?",
    section=COMPARE,
)
def absolute_error(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n)))


@misconception(
    id="01-RE08",
    exercise="relative-error",
    says="Arrays of different shapes are compared all the same.",
    try_this="Print the shape of np.ones((4, 1)) - np.ones(4). What was compared?",
    section=COMPARE,
)
def shapes_are_not_compared(a, n, floor=1e-12):
    size = np.maximum(np.abs(a) + np.abs(n), floor)
    return float(np.max(np.abs(np.subtract(a, n)) / size))


@misconception(
    id="01-RE18",
    exercise="relative-error",
    says="Both arrays are laid out in one row, so their shapes are never compared.",
    try_this="Would your function notice a gradient that lies on its side?",
    section=COMPARE,
)
def both_laid_out_in_a_row(a, n, floor=1e-12):
    a, n = same_shapes(np.ravel(a), np.ravel(n))
    return float(np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), floor)))


@misconception(
    id="01-RE10",
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
    id="01-RE19",
    exercise="relative-error",
    says="The argument `floor` changes nothing in your function.",
    try_this="Call it with a floor of 1 and with a floor of 1e-12. Who reads it?",
    section=COMPARE,
)
def floor_is_ignored(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-12)))


@misconception(
    id="01-RE20",
    exercise="relative-error",
    says="The floor is added to every denominator.",
    try_this="For sizes that are far above the floor, should it change anything?",
    section=COMPARE,
)
def floor_is_added(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / (np.abs(a) + np.abs(n) + floor)))


@misconception(
    id="01-RE21",
    exercise="relative-error",
    says="You report the best entry instead of the worst.",
    try_this="One entry is right by luck, all others are wrong. What do you report?",
    section=COMPARE,
)
def the_best_entry(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.min(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), floor)))


@misconception(
    id="01-RE22",
    exercise="relative-error",
    says="You report the error of every entry, and one number is asked for.",
    try_this="If somebody may look at a single number only, which one must it be?",
    section=COMPARE,
)
def all_errors(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), floor)


@misconception(
    id="01-RE23",
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
    id="01-RE24",
    exercise="relative-error",
    says="Your function refuses every pair of arrays.",
    try_this="When does your condition hold? Print both shapes and it.",
    section=COMPARE,
)
def everything_is_refused(a, n, floor=1e-12):
    raise ValueError("the shapes differ")


@misconception(
    id="01-RE25",
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
    id="01-RE26",
    exercise="relative-error",
    says="Python's max compares its arguments as a whole, and yours are arrays.",
    try_this="How many denominators are there? Which maximum goes entry by entry?",
    section=COMPARE,
)
def maximum_of_whole_arrays(a, n, floor=1e-12):
    a, n = same_shapes(a, n)
    return float(np.max(np.abs(a - n) / max(np.abs(a) + np.abs(n), floor)))
