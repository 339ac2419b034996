"""Hidden checks of the Jacobians, the product with one, and the find of a fault.

Values, scores of any size and unchanged arguments are separate checks.  For functions
without loops, the checks of values depend on the one that looks for loops.
"""

import numpy as np

from autograder.checks import (
    WrongAnswer,
    agree,
    array,
    check,
    steady,
    untouched,
    without_loops,
)

JACOBIAN, JACOBIANS, PRODUCT = "the Jacobian", "the table of Jacobians", "the product"
# Difference quotients and float32 lose more digits than this.
DIGITS = 1e-10


# --- softmax_jacobian_naive -------------------------------------------------------


@check(exercise="softmax-jacobian-naive", weight=6)
def test_naive_entries(student, reference, rng):
    """J[i, j] is the slope of p_i along s_j, whether i and j are equal or not."""
    judge_one(student.softmax_jacobian_naive, reference, rng)


@check(exercise="softmax-jacobian-naive", weight=2)
def test_naive_scores_of_any_size(student, reference, rng):
    """A common shift of the scores changes nothing, however large it is."""
    judge_shift(student.softmax_jacobian_naive, reference, rng)


@check(exercise="softmax-jacobian-naive", weight=2, depends_on=test_naive_entries)
def test_naive_manners(student, reference, rng):
    """Whole numbers are scores, too; J is right to the last digits; s stays."""
    judge_manners(student, student.softmax_jacobian_naive, reference, rng)


# --- softmax_jacobian_vectorized --------------------------------------------------


# A gate: other checks depend on it, and it has no weight itself.
@check(exercise="softmax-jacobian-vectorized", weight=0)
def test_vectorized_without_loops(student, code, reference, rng):
    """There is no Python loop in the function or in the helpers that it calls."""
    answer = student.softmax_jacobian_vectorized(reference.scores(rng, 3))
    array(answer, (3, 3), JACOBIAN)
    without_loops(code, "softmax_jacobian_vectorized")
    scores = [(reference.scores(rng, C),) for C in (3, 24)]
    steady(student.softmax_jacobian_vectorized, *scores)


@check(
    exercise="softmax-jacobian-vectorized",
    weight=5,
    depends_on=test_vectorized_without_loops,
)
def test_vectorized_entries(student, reference, rng):
    """J[i, j] is the slope of p_i along s_j, whether i and j are equal or not."""
    judge_one(student.softmax_jacobian_vectorized, reference, rng)


@check(exercise="softmax-jacobian-vectorized", weight=2)
def test_vectorized_scores_of_any_size(student, reference, rng):
    """A common shift of the scores changes nothing, however large it is."""
    judge_shift(student.softmax_jacobian_vectorized, reference, rng)


@check(
    exercise="softmax-jacobian-vectorized", weight=1, depends_on=test_vectorized_entries
)
def test_vectorized_manners(student, reference, rng):
    """Whole numbers are scores, too; J is right to the last digits; s stays."""
    judge_manners(student, student.softmax_jacobian_vectorized, reference, rng)


# --- softmax_jacobian_batch -------------------------------------------------------


@check(exercise="softmax-jacobian-batch", weight=0)
def test_batch_without_loops(student, code, reference, rng):
    """There is no Python loop in the function or in the helpers that it calls."""
    answer = student.softmax_jacobian_batch(reference.scores(rng, 3, 3))
    array(answer, (3, 3, 3), JACOBIANS)
    without_loops(code, "softmax_jacobian_batch")
    tables = [(reference.scores(rng, *n),) for n in ((4, 3), (64, 3), (4, 24))]
    steady(student.softmax_jacobian_batch, *tables)


@check(exercise="softmax-jacobian-batch", weight=5, depends_on=test_batch_without_loops)
def test_batch_entries(student, reference, rng):
    """Entry [n, i, j] is the slope of p_i along s_j in example n, in any batch."""
    tables = [reference.scores(rng, *each) for each in ((3, 3), (5, 4), (1, 3), (2, 2))]
    answers = [student.softmax_jacobian_batch(each) for each in tables]

    for each, answer in zip(tables, answers):
        agree(answer, reference.softmax_jacobian_batch(each), what=JACOBIANS)


@check(exercise="softmax-jacobian-batch", weight=2)
def test_batch_rows_at_different_heights(student, reference, rng):
    """Each row may lie at a height of its own: nothing changes, in no row."""
    S = reference.scores(rng, 3, 4)
    plain = student.softmax_jacobian_batch(S)
    lifted = student.softmax_jacobian_batch(S + heights(rng))

    right = not_zero(plain, (3, 4, 4), JACOBIANS)
    agree(lifted, right, what=f"{JACOBIANS} of rows at different heights")


@check(exercise="softmax-jacobian-batch", weight=1, depends_on=test_batch_entries)
def test_batch_manners(student, reference, rng):
    """Whole numbers are scores, too; right to the last digits; S stays."""
    for S in (rng.integers(-2, 3, (2, 3)), reference.scores(rng, 3, 2)):
        answer = student.softmax_jacobian_batch(S)
        untouched(student)
        right = reference.softmax_jacobian_batch(S)
        agree(answer, right, what=JACOBIANS, rtol=DIGITS)


# --- softmax_vjp ------------------------------------------------------------------


@check(exercise="softmax-vjp", weight=0)
def test_vjp_without_loops(student, code, reference, rng):
    """There is no Python loop in the function or in the helpers that it calls."""
    answer = student.softmax_vjp(reference.scores(rng, 3, 3), rng.normal(size=(3, 3)))
    array(answer, (3, 3), PRODUCT)
    without_loops(code, "softmax_vjp")
    sizes = (4, 3), (64, 3), (4, 24)
    inputs = [(reference.scores(rng, *n), rng.normal(size=n)) for n in sizes]
    steady(student.softmax_vjp, *inputs)


@check(exercise="softmax-vjp", weight=4, depends_on=test_vjp_without_loops)
def test_vjp_values(student, reference, rng):
    """Along each score, the slopes of all probabilities that it moves add up."""
    sizes = (4, 4), (5, 3), (1, 6)
    inputs = [(reference.scores(rng, *n), rng.normal(size=n)) for n in sizes]
    answers = [student.softmax_vjp(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        agree(answer, reference.softmax_vjp(*each), what=PRODUCT)


@check(exercise="softmax-vjp", weight=1)
def test_vjp_of_one_example(student, reference, rng):
    """An example gets the same answer alone and beside others."""
    S, G = reference.scores(rng, 4, 3), rng.normal(size=(4, 3))
    together, alone = student.softmax_vjp(S, G), student.softmax_vjp(S[:1], G[:1])

    first = array(together, (4, 3), PRODUCT)[:1]
    if not first.any():
        raise WrongAnswer("The product is 0 whatever G is.")
    agree(alone, first, what=f"{PRODUCT} of the first example alone")


@check(exercise="softmax-vjp", weight=2, depends_on=test_vjp_values)
def test_vjp_without_jacobians(student):
    """No table of N times C times C numbers is made on the way."""
    if student.builds_jacobians(student.softmax_vjp, 12, 50) is not False:
        raise WrongAnswer("On the way your function fills as much memory as Jacobians.")


@check(exercise="softmax-vjp", weight=1)
def test_vjp_rows_at_different_heights(student, reference, rng):
    """Each row may lie at a height of its own: nothing changes, in no row."""
    S, G = reference.scores(rng, 3, 4), rng.normal(size=(3, 4))
    plain, lifted = student.softmax_vjp(S, G), student.softmax_vjp(S + heights(rng), G)

    right = not_zero(plain, (3, 4), PRODUCT)
    agree(lifted, right, what=f"{PRODUCT} of rows at different heights")


@check(exercise="softmax-vjp", weight=1, depends_on=test_vjp_values)
def test_vjp_manners(student, reference, rng):
    """Whole numbers are scores, too; right to the last digits; S and G stay."""
    whole = rng.integers(-2, 3, (2, 3)), rng.integers(-3, 4, (2, 3))
    for S, G in (whole, (reference.scores(rng, 3, 2), rng.normal(size=(3, 2)))):
        answer = student.softmax_vjp(S, G)
        untouched(student)
        agree(answer, reference.softmax_vjp(S, G), what=PRODUCT, rtol=DIGITS)


# --- revealing_upstream -----------------------------------------------------------


NEARLY_EQUAL = 2 + np.array(
    [[0.01, 0.03, 0.06], [0.06, 0.01, 0.0], [0.0, 0.04, 0.05], [0.05, 0.02, 0.0]]
)


@check(exercise="revealing-upstream", weight=3)
def test_upstream_that_moves_something(student, reference, rng):
    """With this G the faults show that the ones of the colleague hide."""
    judge_upstream(student, reference, rng, {"first slopes for all"}, unless=True)


@check(exercise="revealing-upstream", weight=1)
def test_upstream_that_tells_examples_apart(student, reference, rng):
    """With this G it shows, too, if every example gets the slopes of the first."""
    judge_upstream(student, reference, rng, {"first slopes for all"}, unless=False)


def judge_upstream(student, reference, rng, names, *, unless):
    tables = [reference.scores(rng, *each) for each in ((3, 3), (4, 3), (2, 5))]
    tables.append(NEARLY_EQUAL)  # numbers computed from the scores reveal little here
    answers = [student.revealing_upstream(S) for S in tables]
    untouched(student)

    for S, answer in zip(tables, answers):
        G = array(answer, S.shape, "G")
        right = reference.softmax_vjp(S, G)
        for name, faulty in reference.faults().items():
            seen = np.abs(faulty(S, G) - right).max() > 1e-3 * np.abs(G).max()
            if (name in names) != unless and not seen:
                raise WrongAnswer(f"With this G the fault {name!r} stays hidden.")


# --- how each mark is judged ------------------------------------------------------


def judge_one(function, reference, rng):
    vectors = [reference.scores(rng, C) for C in (4, 2, 5, 1)]
    answers = [function(each) for each in vectors]

    for each, answer in zip(vectors, answers):
        agree(answer, reference.softmax_jacobian_naive(each), what=JACOBIAN)


def judge_shift(function, reference, rng):
    """Compares the student's own answers only: no other mistake counts again."""
    s = reference.scores(rng, 4)
    plain = function(s)
    lifted = {c: function(s + c) for c in (1000.0, -1000.0)}

    right = not_zero(plain, (4, 4), JACOBIAN)
    for c, answer in lifted.items():
        agree(answer, right, what=f"{JACOBIAN} with {c:+g} added to each score")


def judge_manners(student, function, reference, rng):
    for s in (rng.permutation(4) - 1, reference.scores(rng, 3)):
        answer = function(s)
        untouched(student)
        right = reference.softmax_jacobian_naive(s)
        agree(answer, right, what=JACOBIAN, rtol=DIGITS)


def not_zero(value, shape, what):
    given = array(value, shape, what)
    if not given.any():
        raise WrongAnswer(f"{what[:1].upper()}{what[1:]} is 0 everywhere.")
    return given


def heights(rng):
    return rng.permutation([0.0, 1500.0, -1200.0])[:, np.newaxis]
