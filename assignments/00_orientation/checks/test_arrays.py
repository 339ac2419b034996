"""Hidden checks of the four functions: other sizes, square tables, other types."""

import numpy as np

from autograder.checks import WrongAnswer, agree, check, number, unpack, untouched

# --- row_shift --------------------------------------------------------------------


@check(exercise="row-shift", weight=2)
def test_each_row_has_its_own_shift(student, reference, rng):
    """The largest number of each row becomes 0, and differences in a row stay."""
    judge(student.row_shift, reference.row_shift, tables(rng, (5, 3), (2, 6)))


@check(exercise="row-shift", weight=1)
def test_square_and_small_tables(student, reference, rng):
    """It is the same for square tables, for one row and for one column."""
    judge(student.row_shift, reference.row_shift, tables(rng, (4, 4), (1, 5), (5, 1)))


@check(exercise="row-shift", weight=1, depends_on=test_each_row_has_its_own_shift)
def test_scores_stay(student, reference, rng):
    """After the call, the scores are what they were."""
    S = rng.normal(size=(6, 4))
    answer = student.row_shift(S)

    untouched(student)
    agree(answer, reference.row_shift(S), what="the shifted table")


def judge(function, right, inputs):
    answers = [function(each) for each in inputs]

    for each, answer in zip(inputs, answers):
        what = f"what you return for a table of shape {each.shape}"
        agree(answer, right(each), what=what)


def tables(rng, *sizes):
    """Tables whose rows live at different heights."""
    return [rng.normal(size=each) + rng.normal(0, 50, (each[0], 1)) for each in sizes]


# --- pick -------------------------------------------------------------------------


@check(exercise="pick", weight=3)
def test_one_number_from_each_row(student, reference, rng):
    """Each row gives its entry in the column of its label, in the order of the rows."""
    judge_pick(student, reference, rng, ((7, 3), (4, 4), (3, 8)), np.int64)


@check(exercise="pick", weight=1)
def test_one_row_and_labels_of_other_integer_types(student, reference, rng):
    """A table may have one row, and labels may be of any integer type."""
    judge_pick(student, reference, rng, ((1, 5),), np.int32)
    judge_pick(student, reference, rng, ((6, 4),), np.uint8)


def judge_pick(student, reference, rng, sizes, kind):
    inputs = [
        (rng.dirichlet(np.ones(C), size=N), labels(rng, N, C).astype(kind))
        for N, C in sizes
    ]
    for P, y in inputs:
        answer = student.pick(P, y)
        untouched(student)
        agree(answer, reference.pick(P, y), what="the picked numbers")


def labels(rng, N, C):
    """y (N,): not sorted, and never 0, 1, 2, ... from the beginning."""
    y = rng.integers(0, C, size=N)
    if N > 1 and np.array_equal(y[:C], np.arange(N)[:C]):
        y = y[::-1].copy()
    y[0] = C - 1
    return y


# --- one_hot ----------------------------------------------------------------------


@check(exercise="one-hot", weight=2)
def test_a_single_one_in_each_row(student, reference, rng):
    """Each row has a 1 in the column of its label, and 0 elsewhere."""
    inputs = [(labels(rng, N, C), C) for N, C in ((7, 3), (4, 4), (1, 5))]
    # The last class does not occur, and the type is a small one.
    inputs.append((np.array([1, 0, 1], dtype=np.uint8), 4))
    answers = [student.one_hot(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        agree(answer, reference.one_hot(*each), what="the table of labels")


@check(exercise="one-hot", weight=1)
def test_the_table_can_be_changed_in_place(student, reference, rng):
    """The table holds floats, so that it can be halved in place."""
    args = labels(rng, 5, 3), 3
    answer = student.halved(student.one_hot, *args)

    agree(answer, reference.halved(reference.one_hot, *args), what="the halved table")


# --- shapes_of_forward --------------------------------------------------------------


@check(exercise="shapes-of-forward", weight=1)
def test_shapes_of_scores_and_probabilities(student, reference, rng):
    """The shapes of the scores, of the probabilities, of the slopes of the scores."""
    judge_shapes(student, reference, rng, "scores", "probs", "dscores")


@check(exercise="shapes-of-forward", weight=1)
def test_shapes_of_gradients(student, reference, rng):
    """The shapes of dW and db."""
    judge_shapes(student, reference, rng, "dW", "db")


def judge_shapes(student, reference, rng, *keys):
    sizes = [int(each) for each in rng.choice(np.arange(2, 30), size=3, replace=False)]
    inputs = [sizes, (1, 4, 2)]
    answers = [student.shapes_of_forward(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.shapes_of_forward(*each)
        if not isinstance(answer, dict) or not set(keys) <= set(answer):
            raise WrongAnswer(f"A dict is asked for, with the keys {', '.join(keys)}.")
        for key in keys:
            given = answer[key]
            if not isinstance(given, tuple | list) or len(given) != len(right[key]):
                raise WrongAnswer(f"`{key}` has another number of axes.")
            parts = unpack(given, *(f"size {i}" for i in range(len(given))))
            if tuple(number(n, "a size") for n in parts) != right[key]:
                raise WrongAnswer(f"The shape of `{key}` is not right.")
