"""Hidden checks of softmax_naive, softmax and the find of a fault.

For softmax four things fail one by one: the rows of a table, one vector, scores of any
size, and the manners of a function.  Values count only if the function is the student's
own: they wait for the gate that looks for a library.
"""

import numpy as np

from autograder.checks import (
    WrongAnswer,
    agree,
    array,
    check,
    unpack,
    untouched,
    written_here,
)

# What does the whole of an exercise of this notebook, wherever it is taken from.
LIBRARY = (
    "scipy.special.softmax",
    "scipy.special.log_softmax",
    "scipy.special.logsumexp",
    "numpy.logaddexp",
    "torch.softmax",
    "torch.nn.functional.softmax",
    "jax.nn.softmax",
    "tensorflow.nn.softmax",
    "sklearn.utils.extmath.softmax",
)
PROBABILITIES = "the probabilities"


# --- softmax_naive ----------------------------------------------------------------


# A gate: what a library gives is no answer here.
@check(exercise="softmax-naive", weight=0)
def test_naive_is_your_own(student, code, reference, rng):
    """The function does the work itself; no library's softmax is called."""
    array(student.softmax_naive(reference.scores(rng, 3)), (3,), PROBABILITIES)
    written_here(code, "softmax_naive", *LIBRARY)


@check(exercise="softmax-naive", weight=3, depends_on=test_naive_is_your_own)
def test_naive_values(student, reference, rng):
    """Each exponential is divided by the sum of all of them."""
    vectors = [reference.scores(rng, C) for C in (4, 2, 7)]
    answers = [student.softmax_naive(each) for each in vectors]

    for each, answer in zip(vectors, answers):
        agree(answer, reference.softmax_naive(each), what=PROBABILITIES)


@check(exercise="softmax-naive", weight=2, depends_on=test_naive_is_your_own)
def test_naive_manners(student, reference, rng):
    """One class and whole numbers are scores, too; float64 comes back; s stays."""
    vectors = [np.array([2.5]), rng.permutation(5) - 2, reference.scores(rng, 3)]
    judge_manners(student, student.softmax_naive, reference.softmax_naive, vectors)


# --- softmax ----------------------------------------------------------------------


@check(exercise="softmax", weight=0)
def test_softmax_is_your_own(student, code, reference, rng):
    """The function does the work itself; no library's softmax is called."""
    answer = student.softmax(reference.scores(rng, 3, 3))
    array(answer, (3, 3), PROBABILITIES)
    written_here(code, "softmax", *LIBRARY)


@check(exercise="softmax", weight=4, depends_on=test_softmax_is_your_own)
def test_softmax_of_each_row(student, reference, rng):
    """Each row of a table is an example of its own, in batches of any sizes."""
    sizes = (4, 4), (6, 3), (1, 5), (2, 10)
    tables = [reference.scores(rng, *each) for each in sizes]
    answers = [student.softmax(each) for each in tables]

    for each, answer in zip(tables, answers):
        agree(answer, reference.softmax(each), what=PROBABILITIES)


@check(exercise="softmax", weight=2, depends_on=test_softmax_is_your_own)
def test_softmax_of_one_vector(student, reference, rng):
    """A single vector of scores gives a single vector of probabilities."""
    vectors = [reference.scores(rng, C) for C in (4, 3)]
    answers = [student.softmax(each) for each in vectors]

    for each, answer in zip(vectors, answers):
        agree(answer, reference.softmax(each), what=PROBABILITIES)


@check(exercise="softmax", weight=3)
def test_softmax_of_scores_of_any_size(student, reference, rng):
    """Scores of 1000 and more, up or down, and gaps of thousands do no harm."""
    s = reference.scores(rng, 1, 4)
    plain = student.softmax(s)
    lifted = {c: student.softmax(s + c) for c in (1000.0, -1000.0, 5000.0)}
    ahead = np.eye(4)[[1]]
    gaps = {gap: student.softmax(s + gap * ahead) for gap in (900.0, 3000.0)}

    right = array(plain, (1, 4), PROBABILITIES)
    if not right.any():
        raise WrongAnswer("All of your probabilities are 0.")
    for c, answer in lifted.items():
        agree(answer, right, what=f"the row with {c:+g} added to each score")
    for gap, answer in gaps.items():
        agree(answer, ahead, what=f"the row where one score is {gap:g} ahead")


@check(exercise="softmax", weight=1)
def test_softmax_of_rows_at_different_heights(student, reference, rng):
    """A row that lies thousands below another one is treated like any row."""
    S = reference.scores(rng, 4, 3)
    heights = rng.permutation([0.0, 1200.0, -1500.0, 400.0])[:, np.newaxis]
    plain, lifted = student.softmax(S), student.softmax(S + heights)

    right = array(plain, (4, 3), PROBABILITIES)
    if not right.any(axis=1).all():
        raise WrongAnswer("In one of your rows all probabilities are 0.")
    agree(lifted, right, what="the table with rows at different heights")


@check(exercise="softmax", weight=2, depends_on=test_softmax_is_your_own)
def test_softmax_manners(student, reference, rng):
    """Whole numbers are scores, too; a new float64 array comes back; S stays."""
    tables = [rng.integers(-3, 4, (3, 3)), np.ones((2, 1)), reference.scores(rng, 5, 3)]
    judge_manners(student, student.softmax, reference.softmax, tables)


def judge_manners(student, function, right, inputs):
    changed, answers = [], []
    for each in inputs:
        answers.append(function(each))
        changed.append(student.changed)

    for each, answer in zip(inputs, answers):
        given = array(answer, each.shape, PROBABILITIES)
        kind = getattr(answer, "dtype", None)
        if kind != np.float64:
            raise WrongAnswer(f"A float64 array should come back, and yours is {kind}.")
        agree(given, right(each), what=PROBABILITIES)
    if any(changed):
        raise WrongAnswer("The function changes the scores that it was given.")


# --- most_likely ------------------------------------------------------------------

PARTS = "the winners", "the confidences"


@check(exercise="most-likely", weight=2)
def test_winners_and_confidences(student, reference, rng):
    """The winner of each row, and its probability among the classes of that row."""
    tables = [reference.scores(rng, *each) for each in ((4, 4), (5, 3), (1, 6))]
    answers = [student.most_likely(each) for each in tables]

    for each, answer in zip(tables, answers):
        for given, right, what in zip(
            unpack(answer, *PARTS), reference.most_likely(each), PARTS
        ):
            agree(given, right, what=what)


@check(exercise="most-likely", weight=1)
def test_company_changes_nothing(student, reference, rng):
    """An example gets the same answer alone and beside others, however high they are.

    S stays as it is.
    """
    S = reference.scores(rng, 3, 4) + np.array([[0.0], [1200.0], [3.0]])
    alone = [student.most_likely(S[i : i + 1]) for i in range(3)]
    together = student.most_likely(S)
    untouched(student)

    singles = [unpack(each, *PARTS) for each in alone]
    for k, (part, what) in enumerate(zip(unpack(together, *PARTS), PARTS)):
        expected = [array(each[k], (1,), what)[0] for each in singles]
        agree(part, expected, what=what)
