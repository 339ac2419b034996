"""Hidden checks of logsumexp and log_softmax.

Values on ordinary scores, axes, scores of any size and manners fail one by one.  What
counts as value waits for the gate that looks for a library.
"""

import numpy as np

from autograder.checks import agree, array, check, number, untouched, written_here

LIBRARY = (
    "scipy.special.softmax",
    "scipy.special.log_softmax",
    "scipy.special.logsumexp",
    "numpy.logaddexp",
    "torch.logsumexp",
    "torch.log_softmax",
    "torch.nn.functional.log_softmax",
    "jax.nn.logsumexp",
    "jax.nn.log_softmax",
    "jax.scipy.special.logsumexp",
    "tensorflow.reduce_logsumexp",
    "tensorflow.nn.log_softmax",
)
LOGS = "the log probabilities"
TOTAL = "the log-sum-exp"


# --- logsumexp --------------------------------------------------------------------


@check(exercise="logsumexp", weight=0)
def test_logsumexp_is_your_own(student, code, reference, rng):
    """The function does the work itself; no library's log-sum-exp is called."""
    array(student.logsumexp(reference.scores(rng, 3, 3)), (3,), TOTAL)
    written_here(code, "logsumexp", *LIBRARY)


@check(exercise="logsumexp", weight=3, depends_on=test_logsumexp_is_your_own)
def test_logsumexp_along_the_last_axis(student, reference, rng):
    """One number for a vector, and one number for each row of a table."""
    shapes = (4, 4), (5, 3), (1, 6), (4,)
    inputs = [reference.scores(rng, *each) for each in shapes]
    answers = [student.logsumexp(each) for each in inputs]

    for each, answer in zip(inputs, answers):
        agree(answer, reference.logsumexp(each), what=TOTAL)


@check(exercise="logsumexp", weight=2, depends_on=test_logsumexp_along_the_last_axis)
def test_logsumexp_along_another_axis(student, reference, rng):
    """`axis` says which axis is summed, and `keepdims` whether it stays as size 1."""
    S = reference.scores(rng, 4, 3)
    asked = [(S, 0), (S, 1), (S, -2), (S, 1, True), (S, 0, True), (S[0], 0, True)]
    answers = [student.logsumexp(*each) for each in asked]

    for each, answer in zip(asked, answers):
        agree(answer, reference.logsumexp(*each), what=described(*each))


def described(_, axis, keepdims=False):
    return f"{TOTAL} with axis={axis}{', keepdims=True' if keepdims else ''}"


@check(exercise="logsumexp", weight=2)
def test_logsumexp_of_scores_of_any_size(student, reference, rng):
    """Add 1000 to each score, or take it off: the result moves by as much."""
    s = reference.scores(rng, 1, 4)
    S = np.vstack([s + 1500, s, s - 1500])
    plain = student.logsumexp(s)
    lifted = {c: student.logsumexp(s + c) for c in (1000.0, -1000.0)}
    table = student.logsumexp(S)
    far = np.array([[0.0, 900.0, 0.0, 0.0], [-3000.0, 0.0, -3000.0, -2999.0]])
    gaps = student.logsumexp(far)

    base = array(plain, (1,), TOTAL)
    for c, answer in lifted.items():
        agree(answer, base + c, what=f"{TOTAL} with {c:+g} added to each score")
    moved = np.array([base[0] + 1500, base[0], base[0] - 1500])
    agree(table, moved, what=f"{TOTAL} of rows at different heights")
    agree(gaps, far.max(axis=1), what=f"{TOTAL} of rows where one score is far ahead")


@check(exercise="logsumexp", weight=1, depends_on=test_logsumexp_along_the_last_axis)
def test_logsumexp_manners(student, reference, rng):
    """Whole numbers are scores, too; the digits of float64 are kept; S stays."""
    whole, S = rng.permutation(5) - 2, reference.scores(rng, 3, 2)
    of_whole, of_table = student.logsumexp(whole), student.logsumexp(S)
    untouched(student)

    number(of_whole, TOTAL)
    agree(of_whole, reference.logsumexp(whole), what=TOTAL, rtol=1e-11)
    agree(of_table, reference.logsumexp(S), what=TOTAL, rtol=1e-11)


# --- log_softmax ------------------------------------------------------------------


@check(exercise="log-softmax", weight=0)
def test_log_softmax_is_your_own(student, code, reference, rng):
    """The function does the work itself; no library's log-softmax is called."""
    array(student.log_softmax(reference.scores(rng, 3, 3)), (3, 3), LOGS)
    written_here(code, "log_softmax", *LIBRARY)


@check(exercise="log-softmax", weight=3, depends_on=test_log_softmax_is_your_own)
def test_log_softmax_values(student, reference, rng):
    """The logarithm of each probability, for a table and for one vector."""
    inputs = [reference.scores(rng, *each) for each in ((4, 4), (5, 3), (1, 6), (4,))]
    answers = [student.log_softmax(each) for each in inputs]

    for each, answer in zip(inputs, answers):
        agree(answer, reference.log_softmax(each), what=LOGS)


@check(exercise="log-softmax", weight=2, depends_on=test_log_softmax_is_your_own)
def test_log_softmax_of_scores_of_any_size(student, reference, rng):
    """A class that lags far behind keeps its log probability, at any height."""
    s = reference.scores(rng, 1, 3)
    lag = s - np.array([0.0, 800.0, 2000.0])
    inputs = [lag, s + 1000.0, s - 1000.0, np.vstack([lag + 700, s - 1500])]
    answers = [student.log_softmax(each) for each in inputs]

    for each, answer in zip(inputs, answers):
        agree(answer, reference.log_softmax(each), what=LOGS)


@check(exercise="log-softmax", weight=1, depends_on=test_log_softmax_values)
def test_log_softmax_manners(student, reference, rng):
    """Whole numbers are scores, too; the digits of float64 are kept; S stays."""
    whole, S = rng.integers(-3, 4, (2, 3)), reference.scores(rng, 3, 2)
    of_whole, of_table = student.log_softmax(whole), student.log_softmax(S)
    untouched(student)

    agree(of_whole, reference.log_softmax(whole), what=LOGS, rtol=1e-11)
    agree(of_table, reference.log_softmax(S), what=LOGS, rtol=1e-11)
