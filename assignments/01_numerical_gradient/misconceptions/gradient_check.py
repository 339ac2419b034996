"""Misconceptions about `gradient_check`."""

import numpy as np

import gradients_by_hand.gradients as gradients
from autograder.misconceptions import misconception

from .common import COMPARE, ENTRIES, POINTS, both_sides, moved

CHECK = "Write it: the gradient check"


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


@misconception(
    id="01-GC01",
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
    id="01-GC02",
    exercise="gradient-check",
    says="Your check looks at all entries, whatever `entries` says.",
    try_this="Which line of yours reads `entries`?",
    section=CHECK,
)
def entries_are_ignored(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, None)
    return told(entries, relative(a, n))


@misconception(
    id="01-GC03",
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
    id="01-GC04",
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
    id="01-GC05",
    exercise="gradient-check",
    says="Your check finds no error in anything: it compares a thing with itself.",
    try_this="Where do your two gradients come from? Is f ever called?",
    section=CHECK,
)
def compared_with_itself(f, grad, x, entries=None):
    entries, a, _ = looked_at(f, grad, x, entries, slope=lambda at: 0.0)
    return told(entries, relative(a, a))


@misconception(
    id="01-GC06",
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
    id="01-GC07",
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
    id="01-GC08",
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
    id="01-GC09",
    exercise="gradient-check",
    says="Your check reports the plain difference, compared with nothing.",
    try_this="Multiply f and its gradient by 1e-6. Should the verdict change?",
    section=COMPARE,
)
def absolute_differences(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    return told(entries, np.abs(a - n))


@misconception(
    id="01-GC10",
    exercise="gradient-check",
    says="Your check answers yes or no, and a report is asked for.",
    try_this="Somebody gets a no. What will they want to know next?",
    section=CHECK,
)
def a_verdict_only(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    return bool(np.max(relative(a, n)) < 1e-6)


@misconception(
    id="01-GC11",
    exercise="gradient-check",
    says="Your report comes back as a tuple, and a dict is asked for.",
    try_this="How does a reader see which of your three values is which?",
    section=CHECK,
)
def a_tuple(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    return tuple(told(entries, relative(a, n)).values())


@misconception(
    id="01-GC12",
    exercise="gradient-check",
    says="A claimed slope that is too small counts as no error.",
    try_this="Which sign has the difference of 1 and 3? And is it a small error?",
    section=COMPARE,
)
def errors_upwards_only(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    return told(entries, (a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-12))


@misconception(
    id="01-GC13",
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
    id="01-GC14",
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
    id="01-GC15",
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
    id="01-GC16",
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
    id="01-GC17",
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
    id="01-GC18",
    exercise="gradient-check",
    says="All entries share the denominator of the largest one.",
    try_this="One small entry among large ones is all wrong. What do you report?",
    section=COMPARE,
)
def one_denominator_for_all(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    return told(entries, np.abs(a - n) / np.max(np.abs(a) + np.abs(n)))


@misconception(
    id="01-GC19",
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
    id="01-GC20",
    exercise="gradient-check",
    says="Your function returns nothing.",
    try_this="Printing shows a report. Which line hands it to the caller?",
    section=CHECK,
)
def nothing_is_reported(f, grad, x, entries=None):
    entries, a, n = looked_at(f, grad, x, entries)
    told(entries, relative(a, n))


@misconception(
    id="01-GC21",
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
    id="01-GC22",
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
