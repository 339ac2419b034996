"""Hidden checks of make_spiral: the arms, their noise, their labels, the generator."""

import numpy as np

from autograder.checks import WrongAnswer, agree, array, check, unpack

PARTS = "the points X", "the labels y"


@check(exercise="make-spiral", weight=2)
def test_arms_without_noise(student, reference, rng):
    """Without noise, each arm starts in the middle and winds outwards to radius 1."""
    for n, k in ((5, 2), (6, 4)):
        judge_points(student, reference, n, k, 0.0, seed_of(rng))


@check(exercise="make-spiral", weight=2, depends_on=test_arms_without_noise)
def test_arms_with_noise(student, reference, rng):
    """The noise shifts the angle of each point, by a number of its own."""
    for noise in (0.2, float(rng.uniform(0.5, 2))):
        judge_points(student, reference, 7, 3, noise, seed_of(rng))


@check(exercise="make-spiral", weight=1)
def test_labels(student, rng):
    """y holds the number of the arm for each point, arm after arm, as integers."""
    answers = [
        (n, k, student.spiral_from_seed(student.make_spiral, n, k, 0.2, seed_of(rng)))
        for n, k in ((6, 4), (5, 3))
    ]

    for n, k, answer in answers:
        y = unpack(answer, *PARTS)[1]
        agree(y, np.repeat(np.arange(k), n), what="the array of labels y")
        if np.asarray(y).dtype.kind not in "iu":
            raise WrongAnswer("The labels y are not stored as integers.")


@check(exercise="make-spiral", weight=1)
def test_generator_goes_on(student, rng):
    """The noise comes from `rng`: a second call with the same one gives new points."""
    args = 5, 3, 0.3, seed_of(rng)
    answer = student.two_spirals(student.make_spiral, *args)
    again = student.two_spirals(student.make_spiral, *args)
    names = "the points of a first call", "the points of a second call"
    first, second = (array(x, (15, 2), "X") for x in unpack(answer, *names))

    if np.array_equal(first, second):
        raise WrongAnswer("Two calls with the same generator give the same points.")
    agree(unpack(again, *names)[0], first, what="X from an equal generator")


def judge_points(student, reference, n, k, noise, seed):
    answer = student.spiral_from_seed(student.make_spiral, n, k, noise, seed)
    right = reference.spiral_from_seed(reference.make_spiral, n, k, noise, seed)

    agree(unpack(answer, *PARTS)[0], right[0], what="the array of points X")


def seed_of(rng):
    return int(rng.integers(1, 10_000))
