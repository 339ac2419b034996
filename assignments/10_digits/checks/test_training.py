"""Hidden checks of one step and of a whole training.

A step is judged by four marks, as a loss with its gradient is: the value of the loss,
agreement with the slope of the student's own loss, the right step, robustness.  The
loop of the training is judged with a dealer and a step of the notebook's locked cells,
so that a mistake in minibatches or sgd_step does not count twice.
"""

import numpy as np

from autograder.checks import (
    WrongAnswer,
    agree,
    array,
    check,
    number,
    unpack,
    untouched,
)
from gradients_by_hand.datasets import digits
from gradients_by_hand.gradients import gradient_check

AFTER = "the new W", "the new b", "the loss"
RTOL = 1e-5


# --- sgd_step ---------------------------------------------------------------------


@check(exercise="sgd-step", weight=20)
def test_loss_of_the_mean(student, reference, rng):
    """For "mean", the loss before the step is the mean of the L_i plus the penalty."""
    judge_step(2, "mean", student, reference, rng, reg=0.7)


@check(exercise="sgd-step", weight=10)
def test_loss_of_the_sum(student, reference, rng):
    """For "sum", the loss before the step is B times that of the mean."""
    judge_step(2, "sum", student, reference, rng, reg=0.7)


@check(exercise="sgd-step", weight=20)
def test_step_follows_the_own_loss(student, reference, rng):
    """The step of W is minus lr times the slope of the loss that you return."""
    W, b, X, y = problem(reference, rng, 6, 4, 3)
    lr = float(rng.uniform(0.1, 0.5))

    def loss_and_gradient(V):
        new_W, _, loss = unpack(student.sgd_step(V, b, X, y, lr, 0.3, "mean"), *AFTER)
        gone = V - array(new_W, V.shape, "the new W")
        return number(loss, "the loss"), gone / lr

    report = gradient_check(
        loss_and_gradient, W, entries=((0, 0), (1, 1), (3, 2)), h=1e-2, rtol=1e-3
    )
    if not np.any(report.measured):
        raise WrongAnswer("Your loss stays the same whatever W is.")
    if not report.ok:
        raise WrongAnswer("Nudge a weight: your loss moves by another slope than dW.")


@check(exercise="sgd-step", weight=15)
def test_step_of_the_weights(student, reference, rng):
    """Without a penalty, W goes against the gradient of the mean loss, lr times it."""
    judge_step(0, "mean", student, reference, rng, reg=0.0)


@check(exercise="sgd-step", weight=10)
def test_step_of_the_weights_with_penalty(student, reference, rng):
    """With a penalty, W goes against the gradient of the mean and of the penalty."""
    judge_step(0, "mean", student, reference, rng, reg=0.7)


@check(exercise="sgd-step", weight=5)
def test_step_of_the_bias(student, reference, rng):
    """b goes against its gradient, keeps its shape, and has no penalty."""
    judge_step(1, "mean", student, reference, rng, reg=0.7)


@check(exercise="sgd-step", weight=10)
def test_step_of_the_sum(student, reference, rng):
    """For "sum", W and b go B times as far as for "mean", the penalty included."""
    judge_step(0, "sum", student, reference, rng, reg=0.7)
    judge_step(1, "sum", student, reference, rng, reg=0.7)


@check(exercise="sgd-step", weight=5)
def test_scores_of_any_size(student, reference, rng):
    """Scores of 1000 and more do no harm, and a class may lag far behind."""
    W, b, X, y = problem(reference, rng, 4, 3, 3)
    lifted = b + 4000.0
    answers = [
        student.sgd_step(W, each, X, y, 0.5, 0.0, "mean") for each in (b, lifted)
    ]
    behind = np.array([[0.0, -800.0]]), np.zeros((1, 2)), np.ones((1, 1)), np.array([1])
    far = student.sgd_step(*behind, 0.5, 0.0, "mean")

    (plain_W, _, plain), (lifted_W, _, high) = (unpack(a, *AFTER) for a in answers)
    agree(high, number(plain, "the loss"), what="the loss with scores of 4000")
    own = array(plain_W, W.shape, "the new W")
    agree(lifted_W, own, what="the new W with scores of 4000")
    agree(unpack(far, *AFTER)[2], 800.0, what="the loss of a class far behind")


@check(exercise="sgd-step", weight=5, depends_on=test_step_of_the_weights)
def test_batches_of_any_kind(student, reference, rng):
    """One example, two classes, square batches, pixels and labels of integer types.

    W, b, X and y stay as they are.
    """
    sizes = (1, 5, 3), (6, 4, 2), (4, 4, 4)
    for each, of_labels in zip(sizes, (np.uint8, np.int8, np.int64)):
        W, b, X, y = problem(reference, rng, *each)
        X = np.round(3 * X).astype(np.int64) + 5
        args = W, b, X, y.astype(of_labels), 0.1, 0.0, "mean"
        right = reference.sgd_step(*args)
        new_W, *_ = unpack(student.sgd_step(*args), *AFTER)
        untouched(student)
        agree(new_W, right[0], what="the new W", rtol=RTOL)


def judge_step(part, reduction, student, reference, rng, reg):
    """One of the three results.  A step is compared by how far it goes.

    Square sizes come first: a product in the wrong order gives a value there.
    """
    problems = [problem(reference, rng, *sizes) for sizes in ((4, 4, 4), (7, 5, 3))]
    inputs = [
        (*each, float(rng.uniform(0.1, 0.5)), reg, reduction) for each in problems
    ]
    answers = [student.sgd_step(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.sgd_step(*each)
        given = unpack(answer, *AFTER)[part]
        if part < 2:
            before = each[part]
            given = array(given, before.shape, AFTER[part]) - before
            what = f"how far {'Wb'[part]} goes"
            agree(given, right[part] - before, what=what, rtol=RTOL)
        else:
            agree(given, right[part], what="the loss", rtol=RTOL)


def problem(reference, rng, N, D, C):
    W, b = reference.weights(rng, D, C)
    return W, b, rng.normal(size=(N, D)), reference.labels(rng, N, C)


# --- train_softmax ----------------------------------------------------------------

RESULT = '"W"', '"b"', '"losses"', '"train_accuracy"', '"held_out_accuracy"'
# epochs, batch, lr, reg, reduction, white
SHORT = 1, 9, 0.5, 0.0, "mean", 16
LONG = 3, 4, 0.3, 0.4, "mean", 16
SUMMED = 2, 4, 0.1, 0.2, "sum", 20


@check(exercise="train-softmax", weight=3)
def test_the_first_step(student, reference, rng):
    """After one epoch of one batch, W and b are where one step from zero leads to.

    They are as large as pixels and classes ask for, and belong to scaled pixels.
    """
    judge_training(student, reference, rng, SHORT, parts=(0, 1))


@check(exercise="train-softmax", weight=4)
def test_every_batch_is_one_step(student, reference, rng):
    """After some epochs, W is where all steps together lead to: every batch of every
    epoch, images with their own labels, one generator from beginning to end."""
    judge_training(student, reference, rng, LONG, parts=(0, 1))


@check(exercise="train-softmax", weight=1)
def test_settings_are_handed_on(student, reference, rng):
    """lr, reg and reduction reach the step as they are, and white is not always 16."""
    judge_training(student, reference, rng, SUMMED, parts=(0, 1))


@check(exercise="train-softmax", weight=2)
def test_losses_of_all_steps(student, reference, rng):
    """There is a loss for each step, noted before the step is made."""
    judge_training(student, reference, rng, LONG, parts=(2,))


@check(exercise="train-softmax", weight=4)
def test_accuracies_after_each_epoch(student, reference, rng):
    """After each epoch two numbers: on what was learned from, on what was held out."""
    judge_training(student, reference, rng, LONG, parts=(3, 4))


@check(exercise="train-softmax", weight=1, depends_on=test_every_batch_is_one_step)
def test_nothing_else_is_changed(student, reference):
    """Images of any type will do, they stay as they are, and a second run is alike."""
    for of_pixels in (np.float64, np.uint8):
        args = (*few(1, of_pixels), *LONG, 3)
        answers, changed = [], False
        for _ in range(2):
            answers.append(student.trained(*functions(student), *args))
            changed = changed or bool(student.changed)
        if changed:
            raise WrongAnswer("The images of the caller have changed.")
        right = reference.trained(*functions(reference), *args)
        for answer in answers:
            agree(unpack(answer, *RESULT)[0], right[0], what="W", rtol=RTOL)


@check(exercise="train-softmax", weight=1)
def test_digits_are_read(student):
    """With your minibatches and your sgd_step, most of 297 new digits are read rightly:
    92 of 100 and more, after three epochs of small batches and long steps."""
    X, y = digits(scaled=False)
    seen, apart = np.split(np.random.default_rng(10).permutation(len(y)), [1500])
    data = X[seen], y[seen], X[apart], y[apart]
    settings = 3, 25, 1.0, 0.0, "mean", 16, 1
    made_of = student.train_softmax, student.minibatches, student.sgd_step
    answer = student.trained(*made_of, *data, *settings)

    last = unpack(answer, *RESULT)[4]
    if not isinstance(last, list | tuple | np.ndarray) or len(last) != 3:
        raise WrongAnswer("Three epochs should give three accuracies.")
    if number(last[-1], "the accuracy") < 0.92:
        raise WrongAnswer("After the training, too few new digits are read rightly.")


def functions(where):
    return where.train_softmax, where.in_turns, where.plain_step


def few(seed, of_pixels=np.float64):
    """Nine images of four pixels in three classes, and thirty that are held out.

    Full ink does not occur, and classes are of unequal size.
    """
    made = np.random.default_rng(seed)
    X, X_held = (made.integers(16, size=(n, 4)).astype(of_pixels) for n in (9, 30))
    return X, np.array([2, 0, 1, 1, 2, 0, 2, 2, 1]), X_held, np.arange(30) * 7 % 3


def judge_training(student, reference, rng, settings, parts):
    inputs = [(*few(data), *settings, int(rng.integers(100))) for data in (1, 2)]
    answers = [student.trained(*functions(student), *each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.trained(*functions(reference), *each)
        given = unpack(answer, *RESULT)
        for part in parts:
            value = given[part]
            if part > 1:
                value = listed(value, RESULT[part])
            agree(value, right[part], what=RESULT[part], rtol=RTOL)


def listed(value, what):
    """A list of numbers as an array; arrays are taken as they are."""
    if isinstance(value, tuple | list):
        return np.array([number(each, f"an entry of {what}") for each in value])
    return value
