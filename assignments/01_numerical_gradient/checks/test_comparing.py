"""Hidden checks of relative_error, gradient_check and blind_spot."""

import numpy as np

from autograder.checks import (
    WrongAnswer,
    agree,
    array,
    check,
    number,
    unpack,
    untouched,
    written_here,
)

LIBRARIES = (
    "scipy.differentiate.derivative",
    "scipy.differentiate.jacobian",
    "scipy.optimize.approx_fprime",
    "scipy.optimize.check_grad",
    "gradients_by_hand.gradients.numerical_gradient",
    "gradients_by_hand.gradients.gradient_check",
)
KEYS = "max_error", "worst_index", "checked"


# --- relative_error ---------------------------------------------------------------


@check(exercise="relative-error", weight=3)
def test_worst_entry(student, reference, rng):
    """Of arrays of any shape, the relative error is that of the worst entry."""
    inputs = [pair(rng, size) for size in (8, (3, 4), (2, 3, 2), 1)]
    answers = [student.relative_error(*each) for each in inputs]
    untouched(student)

    for each, answer in zip(inputs, answers):
        agree(answer, reference.relative_error(*each), what="the relative error")


@check(exercise="relative-error", weight=1)
def test_signs_and_sides(student, reference, rng):
    """It is the same with a and n exchanged, and a wrong sign is as wrong as can be."""
    a, n = pair(rng, 6)
    inputs = [(float(a[0]), float(-a[0])), (n, a), (a, -a), (-abs(a), -abs(n))]
    answers = [student.relative_error(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        agree(answer, reference.relative_error(*each), what="the relative error")


@check(exercise="relative-error", weight=2)
def test_zeros_and_the_floor(student, reference, rng):
    """Equal zeros have the error 0, and no denominator is smaller than the floor."""
    a, n = pair(rng, 5)
    inputs = [
        (0.0, 1.0),
        (np.zeros(4), np.zeros(4)),
        (np.array([0.0, 1.0]), np.array([0.0, 3.0])),
        (a, n, 100.0),
        (np.array([1e-13]), np.array([-1e-13])),
    ]
    answers = [student.relative_error(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        agree(answer, reference.relative_error(*each), what="the relative error")


@check(exercise="relative-error", weight=1)
def test_small_gradients_are_judged_like_large_ones(student, reference, rng):
    """Multiply both by 1e-7 or by 1e7: the relative error stays."""
    a, n = pair(rng, 5)
    answers = [student.relative_error(c * a, c * n) for c in (1.0, 1e-7, 1e7)]

    for answer in answers:
        agree(answer, reference.relative_error(a, n), what="the relative error")


@check(exercise="relative-error", weight=1)
def test_other_shapes_are_refused(student, reference, rng):
    """Arrays of different shapes are refused with a ValueError, equal ones are not."""
    shapes = [
        ((5, 1), (5,)),
        ((1, 5), (5,)),
        ((2, 3), (3, 2)),
        ((4,), ()),
        ((4,), (4,)),
    ]
    inputs = [(rng.normal(size=a), rng.normal(size=n)) for a, n in shapes]
    answers = [student.refuses(student.relative_error, *each) for each in inputs]

    for (a, n), refused in zip(shapes, answers):
        if a != n and refused is not True:
            raise WrongAnswer(f"Shapes {a} and {n} are compared as if they were equal.")
        if a == n and refused is not False:
            raise WrongAnswer(f"Two arrays of the same shape {a} are refused.")


def pair(rng, size):
    """a and n of either sign: some entries are close, some are not, none is 0."""
    n = rng.uniform(0.5, 2, size=size) * rng.choice([-1.0, 1.0], size=size)
    return n * rng.uniform(0.3, 1.8, size=size), n


# --- gradient_check ---------------------------------------------------------------


@check(exercise="gradient-check", weight=0)
def test_check_is_written_here(student, code, rng):
    """Your own code checks, and no library does it for you."""
    x = rng.uniform(-1, 1, size=3)
    student.gradient_check(student.waves, student.one_entry_off, x)

    written_here(code, "gradient_check", *LIBRARIES)


@check(exercise="gradient-check", weight=2, depends_on=test_check_is_written_here)
def test_wrong_entries_are_found(student, reference, rng):
    """A single wrong entry decides the error, whether it is too large or too small."""
    inputs = [
        (student.one_entry_off, rng.uniform(-1, 1, size=(4, 3))),
        (student.one_entry_small, rng.uniform(-1, 1, size=7)),
    ]
    answers = [student.gradient_check(student.waves, *each) for each in inputs]

    for (grad, x), answer in zip(inputs, answers):
        right = expected(reference, grad.name, x)
        given = number(entry(answer, "max_error"), "`max_error`")
        agree(given, right["max_error"], what="`max_error`", rtol=1e-3)


@check(exercise="gradient-check", weight=1, depends_on=test_check_is_written_here)
def test_right_gradients_pass(student, rng):
    """For a right gradient, the error is tiny."""
    inputs = [rng.uniform(-1, 1, size=size) for size in ((3, 2), 5)]
    args = student.gradient_check, student.waves, student.cosines
    answers = [student.agrees(*args, x) for x in inputs]
    wrong = student.agrees(
        student.gradient_check, student.waves, student.one_entry_off, inputs[0]
    )

    for answer in answers:
        if answer is not True:
            raise WrongAnswer("A right gradient is said to be wrong.")
    if wrong is not False:
        raise WrongAnswer("A wrong gradient is said to be right.")


@check(exercise="gradient-check", weight=1, depends_on=test_check_is_written_here)
def test_the_worst_entry_is_named(student, reference, rng):
    """worst_index is the place of the worst entry in x, as an index tuple."""
    inputs = [
        (student.one_entry_off, rng.uniform(-1, 1, size=(5, 2))),
        (student.one_entry_small, rng.uniform(-1, 1, size=6)),
        (student.one_entry_off, rng.uniform(-1, 1, size=(2, 2, 3))),
    ]
    answers = [student.gradient_check(student.waves, *each) for each in inputs]

    for (grad, x), answer in zip(inputs, answers):
        right = expected(reference, grad.name, x)["worst_index"]
        compare_index(entry(answer, "worst_index"), right)


@check(exercise="gradient-check", weight=1, depends_on=test_check_is_written_here)
def test_only_the_entries_that_are_given(student, reference, rng):
    """With entries, only these are looked at, and places are still places in x."""
    x = rng.uniform(-1, 1, size=(4, 3))
    # The wrong entry is (3, 1): once it is among them, once it is not.
    chosen = [(2, 0), (3, 1), (0, 2)], [(1, 1), (3, 2)]
    args = student.waves, student.one_entry_off, x
    answers = [student.gradient_check(*args, each) for each in chosen]
    everything = student.gradient_check(*args)

    for entries, answer in zip((*chosen, range(12)), (*answers, everything)):
        agree(entry(answer, "checked"), len(entries), what="`checked`")
    compare_index(entry(answers[0], "worst_index"), (3, 1))
    if number(entry(answers[1], "max_error"), "`max_error`") > 1e-4:
        raise WrongAnswer("An entry that was not among `entries` counts all the same.")


@check(exercise="gradient-check", weight=1, depends_on=test_check_is_written_here)
def test_costs(student, rng):
    """Only the slopes of the given entries are measured, at two calls of f for each."""
    x, entries = rng.uniform(-1, 1, size=(6, 5)), [(5, 0), (2, 3), (0, 4)]
    calls = number(student.calls_of(student.gradient_check, x, entries), "the calls")

    if not len(entries) < calls <= 3 * len(entries):
        raise WrongAnswer(f"For {len(entries)} entries, f is called {calls:.0f} times.")


@check(exercise="gradient-check", weight=1, depends_on=test_check_is_written_here)
def test_gradients_of_another_shape_are_refused(student, rng):
    """A claimed gradient that has not the shape of x is refused with a ValueError."""
    check, f = student.gradient_check, student.waves
    inputs = [rng.uniform(-1, 1, size=size) for size in ((3, 4), (5, 1), (1, 5))]
    refused = [
        student.refuses_gradient(check, f, student.flat_cosines, x) for x in inputs
    ]
    fine = student.refuses_gradient(check, f, student.cosines, inputs[0])

    for x, answer in zip(inputs, refused):
        if answer is not True:
            raise WrongAnswer(
                f"A gradient of shape {(x.size,)} is accepted for an x of {x.shape}."
            )
    if fine is not False:
        raise WrongAnswer("A gradient of the right shape is refused.")


@check(exercise="gradient-check", weight=1, depends_on=test_wrong_entries_are_found)
def test_x_stays_in_a_check(student, reference, rng):
    """After a check, x is what it was; it may be an array of integers."""
    inputs = [rng.uniform(-1, 1, size=(5, 4)), np.array([[1, 0], [-1, 1]])]
    for x in inputs:
        answer = student.gradient_check(student.waves, student.one_entry_small, x)
        untouched(student)
        right = expected(reference, "one_entry_small", x)["max_error"]
        agree(entry(answer, "max_error"), right, what="`max_error`", rtol=1e-3)


def expected(reference, claim, x):
    grad = getattr(reference, claim)
    return reference.gradient_check(reference.waves, grad, x)


def entry(answer, key):
    """One value of a report, or what is wrong with the report in words."""
    if not isinstance(answer, dict):
        raise WrongAnswer("The report should be a dict, and is something else.")
    if set(answer) != set(KEYS):
        raise WrongAnswer(f"The report should have the keys {', '.join(KEYS)}.")
    return answer[key]


def compare_index(given, right):
    parts = unpack(given, *(f"the index along axis {i}" for i in range(len(right))))
    if tuple(number(each, "an index") for each in parts) != tuple(right):
        raise WrongAnswer("`worst_index` is not the place of the worst entry in x.")


# --- blind_spot -------------------------------------------------------------------


@check(exercise="blind-spot", weight=1)
def test_positive_slopes(student, reference, rng):
    """Where all slopes are positive, a gradient that is all wrong gets through."""
    judge_blind_spot(student, reference, slopes_of_many_sizes(rng, 5))


@check(exercise="blind-spot", weight=2)
def test_slopes_of_any_sign(student, reference, rng):
    """It also gets through where some slopes are negative, and in tables."""
    for size in (8, (3, 4)):
        signs = rng.permutation(np.resize([1.0, -1.0], np.prod(size))).reshape(size)
        judge_blind_spot(student, reference, signs * slopes_of_many_sizes(rng, size))


def slopes_of_many_sizes(rng, size):
    """Positive numbers, and one that is much larger than the others."""
    slopes = rng.uniform(0.2, 3, size=size)
    slopes.flat[rng.integers(slopes.size)] *= 200
    return slopes


def judge_blind_spot(student, reference, measured):
    answer = student.blind_spot(measured)
    untouched(student)
    claimed = array(answer, measured.shape, "the claimed gradient")

    if reference.check_of_a_colleague(claimed, measured) > 0:
        raise WrongAnswer("The colleague's check notices that something is wrong.")
    errors = np.abs(claimed - measured) / (np.abs(claimed) + np.abs(measured))
    if errors.min() < 0.2:
        count = int((errors < 0.2).sum())
        raise WrongAnswer(f"{count} of {errors.size} entries are right, or nearly so.")
