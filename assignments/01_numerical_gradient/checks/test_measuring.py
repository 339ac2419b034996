"""Hidden checks of numerical_gradient and numerical_jacobian.

Slopes that are known from formulas come first, with little demand on digits: a formula
that looks to one side is a slope, too.  That the difference is central, and that it is
taken with the step that was asked for, is seen with wide steps, where nothing is lost
to rounding.
"""

import numpy as np

from autograder.checks import agree, check, untouched, written_here

LIBRARIES = (
    "scipy.differentiate.derivative",
    "scipy.differentiate.jacobian",
    "scipy.optimize.approx_fprime",
    "scipy.optimize.check_grad",
    "gradients_by_hand.gradients.numerical_gradient",
    "gradients_by_hand.gradients.gradient_check",
)
# One-sided differences with a step of 1e-5 are that good.
RTOL = 1e-4


# --- numerical_gradient -----------------------------------------------------------


# A gate: the exercise is to measure, and whoever lets measure has not done it.
@check(exercise="numerical-gradient", weight=0)
def test_gradient_is_written_here(student, code, rng):
    """Your own code measures, and no library does it for you."""
    student.numerical_gradient(student.cubes, rng.normal(size=3))

    written_here(code, "numerical_gradient", *LIBRARIES)


@check(
    exercise="numerical-gradient", weight=4, depends_on=test_gradient_is_written_here
)
def test_slopes(student, reference, rng):
    """For smooth functions of a row or a table, the slopes are those of calculus."""
    row, table = rng.uniform(-1, 1, size=6), rng.uniform(0.5, 2, size=(2, 3))
    answers = [
        student.numerical_gradient(student.waves, row),
        student.numerical_gradient(student.neighbours, table),
    ]

    agree(answers[0], np.cos(row), what="the gradient of `waves`", rtol=RTOL)
    right = reference.slopes_of_neighbours(table)
    agree(answers[1], right, what="the gradient of `neighbours`", rtol=RTOL)


@check(
    exercise="numerical-gradient", weight=3, depends_on=test_gradient_is_written_here
)
def test_central_difference_with_the_step_that_is_asked_for(student, reference, rng):
    """With any step h, the slope is the central difference of that step."""
    inputs = [
        (student.cubes, rng.normal(size=(2, 3)), 0.5),
        (student.neighbours, rng.normal(size=5), 0.25),
        (student.waves, rng.uniform(-1, 1, size=4), 0.125),
    ]
    answers = [student.numerical_gradient(*each) for each in inputs]

    for (f, x, h), answer in zip(inputs, answers):
        right = reference.numerical_gradient(getattr(reference, f.name), x, h)
        what = f"the central difference of `{f.name}` with h = {h}"
        agree(answer, right, what=what, rtol=1e-9)


@check(exercise="numerical-gradient", weight=2, depends_on=test_slopes)
def test_any_shape(student, reference, rng):
    """Whatever shape x has, f is given that shape, and the gradient has it too."""
    shapes = (3, 2), (3, 3), (2, 3, 2), (1, 4)
    inputs = [rng.normal(size=each) for each in shapes]
    answers = [student.numerical_gradient(student.products, each) for each in inputs]
    single = student.numerical_gradient(student.cubes, np.array([1.5]))

    for x, answer in zip(inputs, answers):
        what = f"the gradient at an x of shape {x.shape}"
        agree(answer, reference.slopes_of_products(x), what=what, rtol=RTOL)
    agree(single, [6.75], what="the gradient at an x with one entry", rtol=RTOL)


@check(exercise="numerical-gradient", weight=2, depends_on=test_slopes)
def test_x_stays(student, rng):
    """After the call, x is what it was, to the last bit."""
    x = rng.normal(size=(6, 5))
    for time in ("", ", called a second time"):
        answer = student.numerical_gradient(student.waves, x)
        untouched(student)
        agree(answer, np.cos(x), what=f"the gradient of `waves`{time}", rtol=RTOL)


@check(exercise="numerical-gradient", weight=1, depends_on=test_slopes)
def test_integers(student, rng):
    """x may be an array of integers, and the slopes are no integers for that."""
    inputs = [
        rng.permutation(np.arange(-2, 3)),
        rng.integers(1, 5, size=(2, 2)).astype(np.int32),
    ]
    answers = [student.numerical_gradient(student.waves, each) for each in inputs]

    for x, answer in zip(inputs, answers):
        agree(answer, np.cos(x), what="the gradient at integers", rtol=RTOL)


# --- numerical_jacobian -----------------------------------------------------------


@check(exercise="numerical-jacobian", weight=0)
def test_jacobian_is_written_here(student, code, rng):
    """Your own code measures, and no library does it for you."""
    student.numerical_jacobian(student.fan, rng.normal(size=3))

    written_here(code, "numerical_jacobian", *LIBRARIES)


@check(
    exercise="numerical-jacobian", weight=3, depends_on=test_jacobian_is_written_here
)
def test_rows_are_outputs_and_columns_are_inputs(student, reference, rng):
    """J has a row for each output and a column for each input, and the right slopes."""
    names = "polar", "fan", "extremes"
    inputs = [rng.uniform(0.5, 2, size=n) for n in (2, 3, 5)]
    answers = [
        student.numerical_jacobian(getattr(student, name), v)
        for name, v in zip(names, inputs)
    ]

    for name, v, answer in zip(names, inputs, answers):
        right = getattr(reference, f"slopes_of_{name}")(v)
        agree(answer, right, what=f"the Jacobian of `{name}`", rtol=RTOL)


@check(
    exercise="numerical-jacobian", weight=1, depends_on=test_jacobian_is_written_here
)
def test_central_differences_of_all_outputs(student, reference, rng):
    """With any step h, every slope is the central difference of that step."""
    v = rng.normal(size=4)
    answer = student.numerical_jacobian(student.extremes, v, 0.5)

    right = reference.numerical_jacobian(reference.extremes, v, 0.5)
    agree(answer, right, what="the Jacobian of `extremes` with h = 0.5", rtol=1e-9)


@check(
    exercise="numerical-jacobian", weight=1, depends_on=test_jacobian_is_written_here
)
def test_functions_that_reuse_their_array(student, rng):
    """A function that writes into the same array every time has slopes as well."""
    v = rng.uniform(0.5, 2, size=3)
    answer = student.numerical_jacobian(student.on_a_tray, v)

    right = np.vstack([np.ones(3), 2 * v])
    agree(answer, right, what="the Jacobian of `on_a_tray`", rtol=RTOL)


@check(
    exercise="numerical-jacobian",
    weight=1,
    depends_on=test_rows_are_outputs_and_columns_are_inputs,
)
def test_jacobian_of_integers_and_x_stays(student, reference, rng):
    """x may hold integers, and after the call it is what it was, to the last bit."""
    inputs = rng.permutation(np.arange(1, 4)), rng.normal(size=9)
    for v in inputs:
        answer = student.numerical_jacobian(student.fan, v)
        untouched(student)
        right = reference.slopes_of_fan(v)
        agree(answer, right, what="the Jacobian of `fan`", rtol=RTOL)
