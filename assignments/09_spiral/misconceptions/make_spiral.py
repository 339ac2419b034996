"""Misconceptions about `make_spiral`."""

import numpy as np

from autograder.misconceptions import misconception

from .common import CARD

SPIRAL = "Write it: the spiral"


def arms(n, k, angle, radius=None):
    """X, y of k arms; angle(arm) gives the angles of its n points."""
    radius = np.linspace(0, 1, n) if radius is None else radius
    turned = [angle(arm) for arm in range(k)]
    points = [np.c_[radius * np.sin(a), radius * np.cos(a)] for a in turned]
    return np.vstack(points), np.repeat(np.arange(k), n)


def turning(n, arm):
    return np.linspace(4 * arm, 4 * arm + 4, n)


@misconception(
    id="09-SP01",
    exercise="make-spiral",
    says="Sine and cosine have changed places: your spiral is a mirror image.",
    try_this="Which coordinate of the text belongs to the sine? Print X of one arm.",
    section=SPIRAL,
)
def sine_and_cosine_exchanged(n, k, noise, rng):
    X, y = arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n))
    return X[:, ::-1].copy(), y


@misconception(
    id="09-SP02",
    exercise="make-spiral",
    says="All your points lie on one circle.",
    try_this="Walk along an arm, from its first to its last point. What must grow?",
    section=SPIRAL,
)
def a_circle(n, k, noise, rng):
    return arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n), np.ones(n))


@misconception(
    id="09-SP03",
    exercise="make-spiral",
    says="Your noise moves the points about in the plane, not along their circle.",
    try_this="Which quantity of the text carries the noise, and of what is it a part?",
    section=SPIRAL,
)
def noise_on_the_points(n, k, noise, rng):
    X, y = arms(n, k, lambda a: turning(n, a))
    return X + noise * rng.normal(size=X.shape), y


@misconception(
    id="09-SP04",
    exercise="make-spiral",
    says="All your arms lie on top of each other.",
    try_this="Draw two arms without noise. At which angle does each of them start?",
    section=SPIRAL,
)
def arms_on_top_of_each_other(n, k, noise, rng):
    return arms(n, k, lambda a: turning(n, 0) + noise * rng.normal(size=n))


@misconception(
    id="09-SP05",
    exercise="make-spiral",
    says="Each arm gets one random number, so it is turned as a whole.",
    try_this="How many random numbers do you draw for an arm of a hundred points?",
    section=SPIRAL,
)
def one_number_per_arm(n, k, noise, rng):
    return arms(n, k, lambda a: turning(n, a) + noise * rng.normal())


@misconception(
    id="09-SP06",
    exercise="make-spiral",
    says="Your noise does not come from `rng`: every call draws the same numbers.",
    try_this="Call it twice with the same generator. Should the points be the same?",
    section=SPIRAL,
)
def a_generator_of_its_own(n, k, noise, rng):
    rng = np.random.RandomState(0)
    return arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n))


@misconception(
    id="09-SP07",
    exercise="make-spiral",
    says="Your labels go round 0, 1, 2, ..., and your points come arm by arm.",
    try_this="Print y[:5]. On which arm are the first five points?",
    section=SPIRAL,
)
def labels_go_round(n, k, noise, rng):
    X, _ = arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n))
    return X, np.arange(n * k) % k


@misconception(
    id="09-SP08",
    exercise="make-spiral",
    says="`noise` does not change how strong your noise is.",
    try_this="Call it with noise = 0. Which points should come back?",
    section=SPIRAL,
)
def strength_of_the_noise_ignored(n, k, noise, rng):
    return arms(n, k, lambda a: turning(n, a) + rng.normal(size=n))


@misconception(
    id="09-SP09",
    exercise="make-spiral",
    says="Your arms stop short of radius 1.",
    try_this="Is the last point of an arm at radius 1? How many gaps have n points?",
    section=SPIRAL,
)
def end_left_out(n, k, noise, rng):
    radius = np.linspace(0, 1, n, endpoint=False)
    return arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n), radius)


@misconception(
    id="09-SP10",
    exercise="make-spiral",
    says="Every arm is written over the one before it.",
    try_this="Print X. Which of its rows are still zero, and why only they?",
    section=SPIRAL,
)
def arms_written_over_each_other(n, k, noise, rng):
    X, y = np.zeros((n * k, 2)), np.zeros(n * k, dtype=int)
    for arm in range(k):
        part, _ = arms(
            n, 1, lambda a, arm=arm: turning(n, arm) + noise * rng.normal(size=n)
        )
        X[:n], y[:n] = part, arm
    return X, y


@misconception(
    id="09-SP11",
    exercise="make-spiral",
    says="Your arms are spread evenly over a full turn, which is another figure.",
    try_this="Compare the angle at which one arm ends with the next one's start. "
    "What does the text say of them?",
    section=SPIRAL,
)
def arms_spread_over_a_turn(n, k, noise, rng):
    def angle(arm):
        start = 2 * np.pi * arm / k
        return np.linspace(start, start + 4, n) + noise * rng.normal(size=n)

    return arms(n, k, angle)


@misconception(
    id="09-SP12",
    exercise="make-spiral",
    says="Your noise is spread evenly, not normally.",
    try_this="Which of rng's methods draws normal numbers, and which one do you call?",
    section=SPIRAL,
)
def even_noise(n, k, noise, rng):
    return arms(n, k, lambda a: turning(n, a) + rng.uniform(-noise, noise, size=n))


@misconception(
    id="09-SP13",
    exercise="make-spiral",
    says="Your labels begin at 1.",
    try_this="How does the card count classes, and which label has your first point?",
    section=CARD,
)
def labels_from_one(n, k, noise, rng):
    X, y = arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n))
    return X, y + 1


@misconception(
    id="09-SP14",
    exercise="make-spiral",
    says="Only one arm came back.",
    try_this="How many points should there be for three arms of a hundred?",
    section=SPIRAL,
)
def one_arm_only(n, k, noise, rng):
    X, y = arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n))
    return X[:n], y[:n]
