"""Misconceptions about `hold_out`: splitting examples in two."""

import numpy as np

from autograder.misconceptions import misconception

BY_HEART = "Find the fault: learned by heart"


@misconception(
    id="10-HO01",
    exercise="hold-out",
    says="The fault is still there: what is measured with was learned from.",
    try_this="Add up the sizes of the two parts. How many examples were there?",
    section=BY_HEART,
)
def everything_is_learned(X, y, count, rng):
    mixed = rng.permutation(len(X))
    return (X[mixed], y[mixed]), (X[mixed[:count]], y[mixed[:count]])


@misconception(
    id="10-HO02",
    exercise="hold-out",
    says="The first examples are held out.",
    try_this="If a file is sorted by class, which classes would never be learned?",
    section=BY_HEART,
)
def the_first_ones(X, y, count, rng):
    return (X[count:], y[count:]), (X[:count], y[:count])


@misconception(
    id="10-HO03",
    exercise="hold-out",
    says="Images and labels are mixed one by one, and no longer belong together.",
    try_this="Which orders do X and y get? Is it one order, or two?",
    section=BY_HEART,
)
def mixed_one_by_one(X, y, count, rng):
    A, a = X[rng.permutation(len(X))], y[rng.permutation(len(X))]
    return (A[count:], a[count:]), (A[:count], a[:count])


@misconception(
    id="10-HO04",
    exercise="hold-out",
    # Equal to: `count` examples are learned from, and the others held out.
    says="What should be learned from is held out, and the other way round.",
    try_this="Which of the two parts should have `count` examples?",
    section=BY_HEART,
)
def parts_exchanged(X, y, count, rng):
    mixed = rng.permutation(len(X))
    kept, others = mixed[:count], mixed[count:]
    return (X[kept], y[kept]), (X[others], y[others])


@misconception(
    id="10-HO05",
    exercise="hold-out",
    says="Whatever generator comes in, the same examples are held out.",
    try_this="Which line of yours uses rng? Who else makes a generator?",
    section=BY_HEART,
)
def seeded_by_itself(X, y, count, rng):
    mixed = np.random.default_rng(0).permutation(len(X))
    kept, others = mixed[:count], mixed[count:]
    return (X[others], y[others]), (X[kept], y[kept])


@misconception(
    id="10-HO06",
    exercise="hold-out",
    says="A split cannot be repeated: chance does not come from rng.",
    try_this="Which generator do you ask? Who gave it a seed?",
    section=BY_HEART,
)
def chance_without_a_seed(X, y, count, rng):
    mixed = np.random.default_rng().permutation(len(X))
    kept, others = mixed[:count], mixed[count:]
    return (X[others], y[others]), (X[kept], y[kept])


@misconception(
    id="10-HO07",
    exercise="hold-out",
    says="The sizes are right, and still some examples are in both parts.",
    try_this="How often do you shuffle? Does the second order know of the first?",
    section=BY_HEART,
)
def shuffled_twice(X, y, count, rng):
    kept, others = rng.permutation(len(X))[:count], rng.permutation(len(X))[count:]
    return (X[others], y[others]), (X[kept], y[kept])


@misconception(
    id="10-HO08",
    exercise="hold-out",
    says="An example can be held out more than once.",
    try_this="Hold out 15 of 30. How many different ones are among your 15?",
    section=BY_HEART,
)
def held_out_with_replacement(X, y, count, rng):
    kept = rng.integers(len(X), size=count)
    others = np.setdiff1d(np.arange(len(X)), kept)
    return (X[others], y[others]), (X[kept], y[kept])
