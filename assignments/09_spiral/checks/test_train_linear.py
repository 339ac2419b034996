"""Hidden checks of train_linear.

Marks that fail one by one: the value of the loss (22), steps along the student's own
slope (13), steps along the right slope (50), the callback (8), robustness (7).  The
adapter `trained` of the notebook takes the dictionary apart.
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
from gradients_by_hand.gradients import gradient_check

PARTS = "W", "b", "the history", "the accuracy"
LOSSES = "softmax", "svm"
RTOL = 1e-5


# --- the value of the loss --------------------------------------------------------


@check(exercise="train-linear", weight=12)
def test_softmax_loss(student, reference, rng):
    """history[0] is the softmax loss at W0 and b0: the mean and half the penalty."""
    judge_first_loss("softmax", student, reference, rng)


@check(exercise="train-linear", weight=10)
def test_svm_loss(student, reference, rng):
    """history[0] is the SVM loss at W0 and b0: the mean and half the penalty."""
    judge_first_loss("svm", student, reference, rng)


def judge_first_loss(loss, student, reference, rng):
    inputs = [
        problem(reference, rng, loss, sizes, lr=0.3, reg=reg, steps=2)
        for sizes, reg in (((4, 4, 4), 0.7), ((8, 4, 3), 1.5), ((8, 4, 3), 0.0))
    ]
    answers = [student.trained(student.train_linear, *each) for each in inputs]

    for each, answer in zip(inputs, answers):
        history = array(unpack(answer, *PARTS)[2], (2,), "the history")
        right = reference.train_linear(*each)["history"][0]
        agree(float(history[0]), right, what="the first loss of the history", rtol=RTOL)


# --- a step along the student's own slope -----------------------------------------


@check(exercise="train-linear", weight=13)
def test_steps_follow_the_own_slope(student, reference, rng):
    """A step changes W and b by -lr times the slope of the loss that you record."""
    for loss in LOSSES:
        X, y, *_, W0, b0 = problem(reference, rng, loss, (6, 3, 3))
        args = X, y, loss, 0.5, float(rng.uniform(0.3, 2)), 1

        def by_W(W, args=args, b=b0):
            answer = student.trained(student.train_linear, *args, W, b)
            stepped, _, loss = first_step(answer, W, b)
            return loss, (W - stepped) / 0.5

        def by_b(b, args=args, W=W0):
            answer = student.trained(student.train_linear, *args, W, b)
            _, stepped, loss = first_step(answer, W, b)
            return loss, (b - stepped) / 0.5

        for name, claim, at in (("W", by_W, W0), ("b", by_b, b0)):
            entries = [(0, 0), (0, at.shape[1] - 1)]
            report = gradient_check(claim, at, entries=entries, h=1e-4, rtol=1e-3)
            if not np.any(report.measured[np.isfinite(report.measured)]):
                raise WrongAnswer(
                    f"Your {loss} loss stays the same whatever {name} is."
                )
            if not report.ok:
                raise WrongAnswer(
                    f"With {loss}, the step of {name} does not follow the slope of "
                    "the loss that is recorded."
                )


def first_step(answer, W, b):
    stepped_W, stepped_b, history, _ = unpack(answer, *PARTS)
    return (
        array(stepped_W, W.shape, "W"),
        array(stepped_b, b.shape, "b"),
        float(array(history, (1,), "the history of one step")[0]),
    )


# --- a step along the right slope -------------------------------------------------


@check(exercise="train-linear", weight=10)
def test_softmax_step_of_W(student, reference, rng):
    """Without a penalty, one step with softmax moves W along the mean gradient."""
    judge_step("softmax", 0, "W", student, reference, rng)


@check(exercise="train-linear", weight=10)
def test_svm_step_of_W(student, reference, rng):
    """Without a penalty, one step with the SVM loss moves W along the mean gradient."""
    judge_step("svm", 0, "W", student, reference, rng)


@check(exercise="train-linear", weight=10)
def test_step_of_b(student, reference, rng):
    """One step moves b along its own gradient, for both losses; b keeps its shape."""
    for loss in LOSSES:
        judge_step(loss, 1, "b", student, reference, rng)


def judge_step(loss, part, what, student, reference, rng):
    sizes = (4, 4, 4), (9, 4, 3), (1, 4, 3)
    lr = float(rng.uniform(0.2, 0.8))
    inputs = [problem(reference, rng, loss, each, lr=lr) for each in sizes]
    answers = [student.trained(student.train_linear, *each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.trained(reference.train_linear, *each)[part]
        agree(
            unpack(answer, *PARTS)[part], right, what=f"{what} after a step", rtol=RTOL
        )


@check(exercise="train-linear", weight=10)
def test_penalty_in_a_step(student, reference, rng):
    """The penalty adds its own pull to the step of W, and none to that of b.

    Two of your own steps are compared, with and without a penalty.
    """
    lr, reg = 0.4, float(rng.uniform(0.5, 1.5))
    with_it = [
        problem(reference, rng, loss, (7, 4, 3), lr=lr, reg=reg) for loss in LOSSES
    ]
    without = [(*each[:4], 0.0, *each[5:]) for each in with_it]
    answers = [
        [student.trained(student.train_linear, *each) for each in pair]
        for pair in zip(with_it, without)
    ]

    for (*_, W0, b0), pair in zip(with_it, answers):
        (W, b, _), (plain_W, plain_b, _) = (first_step(part, W0, b0) for part in pair)
        pull = W - plain_W
        agree(pull, -lr * reg * W0, what="the pull of the penalty on W", rtol=RTOL)
        agree(b - plain_b + 1, np.ones(b0.shape), what="b beside a penalty", rtol=RTOL)


@check(exercise="train-linear", weight=6, depends_on=test_softmax_step_of_W)
def test_several_steps(student, reference, rng):
    """After several steps, W, b, the whole history and the accuracy are right."""
    inputs = [
        problem(reference, rng, loss, (9, 3, 3), lr=0.3, reg=0.2, steps=6)
        for loss in LOSSES
    ]
    answers = [student.trained(student.train_linear, *each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.trained(reference.train_linear, *each)
        for name, given, wanted in zip(PARTS, unpack(answer, *PARTS), right):
            agree(given, wanted, what=name, rtol=RTOL)


@check(exercise="train-linear", weight=4, depends_on=test_softmax_step_of_W)
def test_published_run(student, reference):
    """The published run: its loss after 190 steps, and its accuracy in the end."""
    rng = np.random.RandomState(0)
    X, y = reference.make_spiral(100, 3, 0.2, rng)
    W0 = 0.01 * rng.normal(size=(2, 3))
    start = W0, np.zeros((1, 3))
    answer = student.trained(
        student.train_linear, X, y, "softmax", 1.0, 1e-3, 200, *start
    )
    *_, history, accuracy = unpack(answer, *PARTS)
    history = array(history, (200,), "the history")

    if abs(history[190] - 0.786302) > 1e-6:
        raise WrongAnswer("After 190 steps the loss is not the published one.")
    if abs(number(accuracy, "the accuracy") - 148 / 300) > 1e-3:
        raise WrongAnswer("In the end the accuracy is not the published one.")


# --- the callback -----------------------------------------------------------------


@check(exercise="train-linear", weight=8)
def test_callback(student, reference, rng):
    """The callback hears of every step what was true before it, and may keep it.

    Compared with your own shorter runs and your own history.
    """
    *args, _, W0, b0 = problem(reference, rng, "softmax", (6, 3, 3), lr=0.3, reg=0.1)
    frames = student.frames_of(student.train_linear, *args, 3, W0, b0)
    runs = [
        student.trained(student.train_linear, *args, steps, W0, b0)
        for steps in range(4)
    ]
    whole = array(unpack(runs[3], *PARTS)[2], (3,), "the history")
    names = "the step numbers", "the Ws", "the bs", "the losses"
    lists = unpack(frames, *names)

    for name, each in zip(names, lists):
        if len(each) != 3:
            raise WrongAnswer(f"In 3 steps, the callback gets {len(each)} of {name}.")
    for t, (step, W, b, loss) in enumerate(zip(*lists)):
        if number(step, "the step number") != t:
            raise WrongAnswer("The callback does not count the steps 0, 1, 2.")
        own_W, own_b, _, _ = unpack(runs[t], *PARTS)
        own_W, own_b = array(own_W, W0.shape, "W"), array(own_b, b0.shape, "b")
        agree(W, own_W, what=f"the W that the callback kept of step {t}")
        agree(b, own_b, what=f"the b that the callback kept of step {t}")
        agree(loss, whole[t], what=f"the loss that the callback kept of step {t}")


# --- robustness -------------------------------------------------------------------


@check(exercise="train-linear", weight=4)
def test_nothing_is_changed(student, reference, rng):
    """X, y, W0 and b0 stay as they are, so that a second run starts where one did."""
    args = problem(reference, rng, "softmax", (6, 3, 3), lr=0.5, reg=0.1, steps=3)
    answer = student.train_linear(*args)
    untouched(student)

    if not isinstance(answer, dict):
        raise WrongAnswer("The function should return a dictionary.")
    missing = {"W", "b", "history", "accuracy"} - answer.keys()
    if missing:
        raise WrongAnswer(f"The dictionary has no key {min(missing)!r}.")


@check(exercise="train-linear", weight=3)
def test_starts_of_any_kind(student, reference, rng):
    """W0 and b0 may be integers, a class may have no example, scores may be large."""
    X, y, _, _ = reference.cloud(rng, 6, 3, 3)
    W0, b0 = rng.permutation(9).reshape(3, 3), np.array([[1, 0, -2]])
    run = 0.5, 0.1, 3
    no_example = X, y % 2, "softmax", *run, np.tanh(W0), b0 / 2
    large = 300 * X, y, "softmax", *run, W0 / 1.0, b0 / 1.0
    inputs = (X, y, "softmax", *run, W0, b0), no_example, large
    answers = [student.trained(student.train_linear, *each) for each in inputs]

    for when, each, answer in zip(
        ("for integers", "for a class without examples", "for large scores"),
        inputs,
        answers,
    ):
        *_, history, _ = unpack(answer, *PARTS)
        right = reference.train_linear(*each)["history"]
        agree(history, right, what=f"the history {when}", rtol=RTOL)


def problem(reference, rng, loss, sizes, *, lr=0.5, reg=0.0, steps=1):
    """The arguments of train_linear for one random set of examples."""
    X, y, W0, b0 = reference.cloud(rng, *sizes)
    return X, y, loss, lr, reg, steps, W0, b0
