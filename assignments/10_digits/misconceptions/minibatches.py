"""Misconceptions about `minibatches`: dealing examples."""

import numpy as np

from autograder.misconceptions import misconception

from .common import DEAL


def dealt(indices, batch, drop_last):
    """The indices in arrays of `batch`, without a mistake."""
    whole = len(indices) // batch * batch
    end = whole if drop_last else len(indices)
    return [indices[start : start + batch] for start in range(0, end, batch)]


@misconception(
    id="10-MB01",
    exercise="minibatches",
    says="The examples are dealt in their order; nothing is shuffled.",
    try_this="In many files all zeros come first, then all ones. What would a batch "
    "look like?",
    section=DEAL,
)
def never_shuffled(n, batch, rng, drop_last=False):
    return dealt(np.arange(n), batch, drop_last)


@misconception(
    id="10-TR08",
    exercise="minibatches",
    says="The generator begins anew in each epoch, so every epoch is the same.",
    try_this="Print the first index of every epoch. Who makes the generator?",
    section=DEAL,
)
def seeded_inside(n, batch, rng, drop_last=False):
    return dealt(np.random.default_rng(0).permutation(n), batch, drop_last)


@misconception(
    id="10-TR13",
    exercise="minibatches",
    says="The examples that do not fill a batch are always left out.",
    try_this="60 examples in batches of 25: how many batches, and who is left over?",
    section=DEAL,
)
def last_batch_always_dropped(n, batch, rng, drop_last=False):
    return dealt(rng.permutation(n), batch, True)


@misconception(
    id="10-MB02",
    exercise="minibatches",
    says="Some examples come twice in an epoch, and others never.",
    try_this="Is a card that was dealt back in the pack before the next one is dealt?",
    section=DEAL,
)
def drawn_with_replacement(n, batch, rng, drop_last=False):
    return dealt(rng.integers(n, size=n), batch, drop_last)


@misconception(
    id="10-MB03",
    exercise="minibatches",
    says="drop_last changes nothing.",
    try_this="Call it with both values. Which line of yours reads drop_last?",
    section=DEAL,
)
def drop_last_is_ignored(n, batch, rng, drop_last=False):
    return dealt(rng.permutation(n), batch, False)


@misconception(
    id="10-MB04",
    exercise="minibatches",
    says="drop_last works the other way round.",
    try_this="With drop_last=True, should there be more batches, or fewer?",
    section=DEAL,
)
def drop_last_turned_round(n, batch, rng, drop_last=False):
    return dealt(rng.permutation(n), batch, not drop_last)


@misconception(
    id="10-MB05",
    exercise="minibatches",
    says="Where the batches come out even, there is an empty one more.",
    try_this="60 in batches of 20: at which index does your last batch start?",
    section=DEAL,
)
def an_empty_batch_more(n, batch, rng, drop_last=False):
    order = rng.permutation(n)
    for start in range(0, n + 1, batch):
        if not (drop_last and start + batch > n):
            yield order[start : start + batch]


@misconception(
    id="10-MB06",
    exercise="minibatches",
    says="One example is never dealt.",
    try_this="How many numbers are there from 0 to n-1? How many of them do you "
    "shuffle?",
    section=DEAL,
)
def one_is_never_dealt(n, batch, rng, drop_last=False):
    return dealt(rng.permutation(n - 1), batch, drop_last)


@misconception(
    id="10-MB07",
    exercise="minibatches",
    says="Your indices count from 1.",
    try_this="Which row of X has no index of yours? Which of your indices has no row?",
    section=DEAL,
)
def counted_from_one(n, batch, rng, drop_last=False):
    return dealt(1 + rng.permutation(n), batch, drop_last)


@misconception(
    id="10-MB08",
    exercise="minibatches",
    says="Only inside a batch the examples are shuffled; who is in it never changes.",
    try_this="What comes first in your code: to shuffle, or to cut into batches?",
    section=DEAL,
)
def shuffled_after_cutting(n, batch, rng, drop_last=False):
    return [rng.permutation(hand) for hand in dealt(np.arange(n), batch, drop_last)]


@misconception(
    id="10-MB09",
    exercise="minibatches",
    says="A run cannot be repeated: chance does not come from rng.",
    try_this="Which generator do you ask? Who gave it a seed?",
    section=DEAL,
)
def chance_from_elsewhere(n, batch, rng, drop_last=False):
    return dealt(np.random.default_rng().permutation(n), batch, drop_last)


@misconception(
    id="10-MB10",
    exercise="minibatches",
    says="You make as many batches as a batch should have examples.",
    try_this="Is `batch` a number of batches, or a number of examples?",
    section=DEAL,
)
def batch_taken_for_a_number_of_batches(n, batch, rng, drop_last=False):
    return np.array_split(rng.permutation(n), batch)


@misconception(
    id="10-MB11",
    exercise="minibatches",
    says="Your batches are of nearly equal size, where all but one should be full.",
    try_this="60 in batches of 25: how large is your first batch?",
    section=DEAL,
)
def evened_out(n, batch, rng, drop_last=False):
    return np.array_split(rng.permutation(n), -(-n // batch))


@misconception(
    id="10-MB12",
    exercise="minibatches",
    says="The function ends with its first batch.",
    try_this="What does Python do with the rest of a function after `return`?",
    section=DEAL,
)
def returned_in_the_loop(n, batch, rng, drop_last=False):
    return dealt(rng.permutation(n), batch, drop_last)[0]


@misconception(
    id="10-MB13",
    exercise="minibatches",
    says="The last batch is filled up with examples that came before.",
    try_this="How often does each example come in one epoch of yours?",
    section=DEAL,
)
def filled_up_from_the_start(n, batch, rng, drop_last=False):
    order = rng.permutation(n)
    batches = n // batch if drop_last else -(-n // batch)
    return dealt(np.resize(order, batches * batch), batch, False)
