"""Hidden checks of what stands before and after a training: files, batches, parts.

Functions that take a generator of random numbers are called through an adapter of the
notebook, which makes the generator there and returns plain facts.
"""

import numpy as np

from autograder.checks import WrongAnswer, agree, array, check, kind, number, unpack

# --- parse_idx --------------------------------------------------------------------


@check(exercise="parse-idx", weight=3)
def test_labels(student, reference, rng):
    """A file of labels becomes an array of unsigned bytes, as long as the head says.

    There may be more than 255 of them, and one only.
    """
    files = [rng.integers(256, size=n) for n in (11, 1, 300)]
    judge_files(files, student, reference)


@check(exercise="parse-idx", weight=3)
def test_images(student, reference, rng):
    """A file of images becomes images: first the number, then the rows, then columns.

    Images need not be square, and pixels may be brighter than 127.
    """
    files = [rng.integers(256, size=sizes) for sizes in ((3, 3, 3), (4, 2, 5))]
    judge_files(files, student, reference)


@check(exercise="parse-idx", weight=1)
def test_packed_files(student, reference, rng):
    """A file that is packed with gzip gives the same as the plain one."""
    files = [rng.integers(256, size=sizes) for sizes in ((5,), (2, 3, 4))]
    judge_files(files, student, reference, pack=reference.packed)


@check(exercise="parse-idx", weight=1, depends_on=test_labels)
def test_other_files_are_refused(student, reference, rng):
    """A file with another first number, or with too few bytes or too many, raises a
    ValueError."""
    labels = rng.integers(256, size=6)
    foreign = reference.idx(labels, magic=2050 + 256)
    short = reference.idx(labels)[:-2]
    long = np.append(reference.idx(labels), np.uint8(7))
    files = foreign, short, long
    answers = [student.read_or_refuse(student.parse_idx, each) for each in files]
    kinds = "with another first number", "that is cut off", "with a byte too many"

    for answer, what in zip(answers, kinds):
        if not isinstance(answer, str):
            raise WrongAnswer(f"A file {what} should raise a ValueError.")


def judge_files(files, student, reference, pack=lambda numbers: numbers):
    inputs = [pack(reference.idx(each)) for each in files]
    answers = [student.read_or_refuse(student.parse_idx, each) for each in inputs]

    if any(isinstance(answer, str) for answer in answers):
        raise WrongAnswer("A good file raised a ValueError.")
    for right, answer in zip(files, answers):
        agree(answer, right, what="the array that was read")
        if answer.dtype != np.uint8:
            raise WrongAnswer(f"The array should hold uint8, and holds {answer.dtype}.")


# --- minibatches ------------------------------------------------------------------

FACTS = (
    "sizes",
    "left out",
    "twice",
    "outside",
    "in order",
    "repeats",
    "same hands",
    "alike",
)


@check(exercise="minibatches", weight=3)
def test_an_epoch_is_every_index_once(student):
    """In one epoch every index from 0 to n-1 comes exactly once, in full batches but
    for the last one."""
    told = [facts(student, *sizes, False) for sizes in ((60, 25), (60, 20), (45, 50))]

    for each, sizes in zip(told, ([25, 25, 10], [20, 20, 20], [45])):
        if each["outside"]:
            raise WrongAnswer("Some index is not among 0 to n-1.")
        if each["twice"]:
            raise WrongAnswer("Some index comes twice in one epoch.")
        if each["left out"]:
            raise WrongAnswer("Some index does not come in an epoch.")
        if each["sizes"] != sizes:
            raise WrongAnswer(
                "The batches have the sizes "
                f"{each['sizes']} for n = {sum(sizes)}, and that is not as promised."
            )


@check(exercise="minibatches", weight=2)
def test_every_epoch_is_shuffled_anew(student):
    """The order is drawn at random, and drawn again for the next epoch."""
    told = [facts(student, *sizes, False) for sizes in ((60, 25), (60, 20))]

    for each in told:
        if each["in order"]:
            raise WrongAnswer("The indices come in their order: nobody has shuffled.")
        if each["repeats"]:
            raise WrongAnswer("The second epoch is the first one over again.")
        if each["same hands"]:
            raise WrongAnswer(
                "In both epochs the same indices sit in a batch together."
            )


@check(exercise="minibatches", weight=1)
def test_chance_comes_from_rng_only(student):
    """Generators of the same seed deal alike, so that a run can be repeated."""
    told = [facts(student, *sizes, False) for sizes in ((60, 25), (60, 20))]

    if not all(each["alike"] for each in told):
        raise WrongAnswer("Two generators of the same seed do not deal alike.")


@check(exercise="minibatches", weight=2)
def test_drop_last(student):
    """With drop_last a smaller last batch is left out, and a full one is not."""
    told = [facts(student, *sizes, True) for sizes in ((60, 25), (60, 20))]

    for each, sizes in zip(told, ([25, 25], [20, 20, 20])):
        if each["sizes"] != sizes:
            raise WrongAnswer(
                f"With drop_last the batches of 60 have the sizes {each['sizes']}."
            )


def facts(student, n, batch, drop_last):
    told = student.two_epochs(student.minibatches, n, batch, drop_last, 11)
    return dict(zip(FACTS, unpack(told, *FACTS)))


# --- hold_out ---------------------------------------------------------------------

PARTS = (
    "to learn from",
    "held out",
    "in both",
    "torn",
    "first ones",
    "alike",
    "otherwise",
)


@check(exercise="hold-out", weight=2)
def test_what_is_measured_with_was_not_seen(student):
    """No example is in both parts, their sizes are right, and labels stay in place."""
    told = [parts(student, *sizes) for sizes in ((30, 8), (24, 12))]

    for each, sizes in zip(told, ((22, 8), (12, 12))):
        if each["in both"]:
            raise WrongAnswer("Some examples are in both parts.")
        given = each["to learn from"], each["held out"]
        if given != sizes:
            raise WrongAnswer(
                f"Of {sum(sizes)} examples {given[0]} are to learn from, and "
                f"{given[1]} are held out, where {sizes[1]} should be."
            )
        if each["torn"]:
            raise WrongAnswer("Some label has come to another example.")


@check(exercise="hold-out", weight=1)
def test_parts_are_drawn_at_random(student):
    """What is held out is drawn with rng: repeatable, and another for another seed."""
    told = [parts(student, *sizes) for sizes in ((30, 8), (24, 12))]

    for each in told:
        if each["first ones"]:
            raise WrongAnswer("The first or the last examples are held out.")
        if not each["alike"]:
            raise WrongAnswer("Two generators of the same seed do not part alike.")
        if not each["otherwise"]:
            raise WrongAnswer("Another seed holds the same examples out.")


def parts(student, n, count):
    told = student.parted(student.hold_out, n, count, 5)
    return dict(zip(PARTS, unpack(told, *PARTS)))


# --- accuracy ---------------------------------------------------------------------


@check(exercise="accuracy", weight=2)
def test_share_of_right_answers(student, reference, rng):
    """The share of examples whose own class has the highest score, from 0 to 1."""
    inputs = [examples(reference, rng, *sizes) for sizes in ((4, 4, 4), (9, 5, 3))]
    answers = [student.accuracy(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        agree(answer, reference.accuracy(*each), what="the accuracy")


@check(exercise="accuracy", weight=1)
def test_extreme_shares(student, reference, rng):
    """It is 1 if all are read rightly, 0 if none is; one example will do."""
    X, _, W, b = examples(reference, rng, 8, 5, 3)
    read = np.argmax(X @ W + b, axis=1)
    one = X[:1], read[:1], W, b
    inputs = [(X, read, W, b), (X, (read + 1) % 3, W, b), one]
    answers = [student.accuracy(*each) for each in inputs]

    for answer, right in zip(answers, (1.0, 0.0, 1.0)):
        agree(number(answer, "the accuracy"), right, what="the accuracy")


def examples(reference, rng, N, D, C):
    """Examples of which about half are read rightly, and whose bias matters."""
    W, b = reference.weights(rng, D, C)
    X = rng.normal(size=(N, D))
    read = np.argmax(X @ W + 2 * b, axis=1)
    return X, np.where(np.arange(N) % 2, read, reference.labels(rng, N, C)), W, 2 * b


# --- weight_templates -------------------------------------------------------------


@check(exercise="weight-templates", weight=3)
def test_templates_are_folded_as_images_are(student, reference, rng):
    """Pixel by pixel, the template of a class is its column of W, folded by rows."""
    inputs = [
        (rng.normal(size=(h * w, C)), (h, w)) for h, w, C in ((3, 3, 9), (2, 5, 3))
    ]
    answers = [student.weight_templates(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.weight_templates(*each)
        agree(answer, right, what="the array of templates")


@check(exercise="weight-templates", weight=1)
def test_templates_keep_their_values(student, reference, rng):
    """Weights that are small stay small, and weights below zero stay below zero."""
    W = rng.normal(size=(6, 4)) * np.array([1.0, 0.1, 10.0, 3.0])
    answer = student.weight_templates(W, (2, 3))

    if not isinstance(answer, np.ndarray):
        raise WrongAnswer(f"An array should come back, not {kind(answer)}.")
    given = array(answer, answer.shape, "the array of templates")
    agree(np.sort(given, axis=None), np.sort(W, axis=None), what="the set of weights")
