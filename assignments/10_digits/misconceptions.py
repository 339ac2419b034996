"""Wrong rules of 10_digits, each as code that a student might have written.

A rule is recognised by what it gives, so it changes one thing and is right in all
others; what the rules have in common stands in the helpers.  Ids TR, SU and VZ are
those of the course's list of misconceptions, the others are this assignment's.

    helpers
    ID   files of images and labels
    MB   dealing examples            (TR08, TR13)
    ST   one step                    (TR01, TR02, TR22, SU01, SU02, SU04)
    AC   the accuracy
    TL   the loop of a training      (TR04 to TR10, TR14, SU05, VZ01, VZ04)
    WT   templates                   (VZ07)
    HO   parting examples in two

Longer than other modules: it is a list, and its entries are read one at a time.
"""

import gzip

import numpy as np
from scipy.special import log_softmax

from autograder.misconceptions import misconception

FILES = "Read a file of images"
DEAL = "Deal the examples"
STEP = "Sum or mean"
CARD = "The card: what the letters mean"
TRAINING = "A whole training"
PLAY = "Play: what was learned, and how fast"
BY_HEART = "Find the fault: learned by heart"


# --- helpers ----------------------------------------------------------------------


def opened(data):
    """The bytes of a file, unpacked."""
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def head(data):
    """What the file holds (2051 or 2049), and its sizes."""
    magic = int.from_bytes(data[:4], "big")
    if magic not in (2049, 2051):
        raise ValueError("another kind of file")
    axes = magic - 2048
    return magic, np.frombuffer(data, ">u4", axes, offset=4).astype(int).tolist()


def dealt(indices, batch, drop_last):
    """The indices in arrays of `batch`, without a mistake."""
    whole = len(indices) // batch * batch
    end = whole if drop_last else len(indices)
    return [indices[start : start + batch] for start in range(0, end, batch)]


def forward(W, b, X, y):
    """L (B,) the loss of each example; G (B, C) the gradient of their sum."""
    log_p = log_softmax(X @ W + b, axis=1)
    every = np.arange(len(y))
    G = np.exp(log_p)
    G[every, y] -= 1
    return -log_p[every, y], G


def gradients(W, b, X, y, reg, reduction):
    """dW, db and the loss, without a mistake."""
    L, G = forward(W, b, X, y)
    factor = len(y) if reduction == "sum" else 1
    dW = factor * (X.T @ G / len(y) + 2 * reg * W)
    db = factor * G.mean(axis=0, keepdims=True)
    return dW, db, factor * (L.mean() + reg * np.sum(W * W))


def scores(X, W, b):
    return X @ W + b


def share_right(X, y, W, b):
    return np.mean(scores(X, W, b).argmax(axis=1) == y)


def trained_rightly(
    train, held_out, rng, *, deal, step, epochs, batch, lr,
    reg=0.0, reduction="mean", white=16,
):  # fmt: skip
    """A whole training without a mistake."""
    (X, y), (X_held, y_held) = train, held_out
    X, X_held, C = X / white, X_held / white, y.max() + 1
    W, b = np.zeros((X.shape[1], C)), np.zeros((1, C))
    losses, seen, unseen = [], [], []
    for _ in range(epochs):
        for rows in deal(len(X), batch, rng):
            W, b, loss = step(W, b, X[rows], y[rows], lr, reg, reduction)
            losses.append(loss)
        seen.append(share_right(X, y, W, b))
        unseen.append(share_right(X_held, y_held, W, b))
    return as_result(W, b, losses, seen, unseen)


def as_result(W, b, losses, seen, unseen):
    return {
        "W": W,
        "b": b,
        "losses": losses,
        "train_accuracy": seen,
        "held_out_accuracy": unseen,
    }


# --- files of images and labels ---------------------------------------------------


@misconception(
    id="ID01",
    exercise="parse-idx",
    # Stands for every reader that refuses all files.
    says="A good file is refused: the numbers of its head come out as others.",
    try_this="Print the sizes that you have read. From which end do you read a number?",
    section=FILES,
)
def bytes_from_the_wrong_end(data):
    data = opened(data)
    if int.from_bytes(data[:4], "little") not in (2049, 2051):
        raise ValueError("another kind of file")
    return np.frombuffer(data, np.uint8, offset=8)


@misconception(
    id="ID02",
    exercise="parse-idx",
    says="The first labels are taken for a part of the head.",
    try_this="A file of labels says fewer things first. After how many bytes do they "
    "begin?",
    section=FILES,
)
def one_offset_as_for_images(data):
    data = opened(data)
    magic, sizes = head(data)
    values = np.frombuffer(data, np.uint8, offset=16)
    return values.reshape(sizes) if magic == 2051 else values


@misconception(
    id="ID03",
    exercise="parse-idx",
    says="In files of images, a part of the head is taken for pixels.",
    try_this="How many numbers stand in the head of a file of images, and how long is "
    "each?",
    section=FILES,
)
def one_offset_as_for_labels(data):
    data = opened(data)
    _, sizes = head(data)
    return np.frombuffer(data, np.uint8, offset=8).reshape(sizes)


@misconception(
    id="ID04",
    exercise="parse-idx",
    says="Rows and columns of an image are exchanged.",
    try_this="Read an image that is not square. Which size comes first in the file?",
    section=FILES,
)
def rows_and_columns_exchanged(data):
    data = opened(data)
    magic, sizes = head(data)
    values = np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes))
    return values.reshape(sizes[0], *sizes[:0:-1]) if magic == 2051 else values


@misconception(
    id="ID05",
    exercise="parse-idx",
    says="Each image comes back as one long row.",
    try_this="The docstring names three axes. Which of your axes holds two of them?",
    section=FILES,
)
def images_left_flat(data):
    data = opened(data)
    _, sizes = head(data)
    values = np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes))
    return values.reshape(sizes[0], -1) if len(sizes) == 3 else values.reshape(sizes)


@misconception(
    id="ID06",
    exercise="parse-idx",
    says="Bright pixels have become negative numbers.",
    try_this="Which numbers can a byte hold that has a sign? And one without?",
    section=FILES,
)
def bytes_with_a_sign(data):
    data = opened(data)
    _, sizes = head(data)
    return np.frombuffer(data, np.int8, offset=4 + 4 * len(sizes)).reshape(sizes)


@misconception(
    id="ID07",
    exercise="parse-idx",
    says="A packed file is not recognised.",
    try_this="Print the first two bytes of a packed file. What tells you that it is "
    "packed?",
    section=FILES,
)
def never_unpacked(data):
    _, sizes = head(data)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes)).reshape(sizes)


@misconception(
    id="ID08",
    exercise="parse-idx",
    says="Whatever is not a file of images is read as a file of labels.",
    try_this="Hand it the bytes of a photograph. What should the caller be told?",
    section=FILES,
)
def anything_is_labels(data):
    data = opened(data)
    if int.from_bytes(data[:4], "big") == 2051:
        return np.frombuffer(data, np.uint8, offset=16).reshape(head(data)[1])
    n = int.from_bytes(data[4:8], "big")
    return np.frombuffer(data, np.uint8, offset=8).reshape(n)


@misconception(
    id="ID09",
    exercise="parse-idx",
    says="A file of labels that is cut off is not noticed.",
    try_this="The head says how many labels there are. Which line of yours reads that?",
    section=FILES,
)
def labels_are_not_counted(data):
    data = opened(data)
    magic, sizes = head(data)
    values = np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes))
    return values.reshape(sizes) if magic == 2051 else values


@misconception(
    id="ID10",
    exercise="parse-idx",
    says="The images are cut across: their number stands on the last axis.",
    try_this="In the file, are neighbours pixels of one image, or pixels of many?",
    section=FILES,
)
def number_of_images_last(data):
    data = opened(data)
    magic, sizes = head(data)
    values = np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes))
    return values.reshape(*sizes[1:], sizes[0]) if magic == 2051 else values


@misconception(
    id="ID11",
    exercise="parse-idx",
    says="Files with more than 255 of something are not read.",
    try_this="Four bytes hold a size. How many of them do you look at?",
    section=FILES,
)
def sizes_of_one_byte(data):
    data = opened(data)
    _, sizes = head(data)
    few = [size % 256 for size in sizes]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * len(sizes)).reshape(few)


@misconception(
    id="ID12",
    exercise="parse-idx",
    says="A file with more bytes than its head says is read without a word.",
    try_this="Put one more byte at the end of a file. Who compares it with the head?",
    section=FILES,
)
def bytes_at_the_end_are_ignored(data):
    data = opened(data)
    _, sizes = head(data)
    count, start = int(np.prod(sizes)), 4 + 4 * len(sizes)
    return np.frombuffer(data, np.uint8, count=count, offset=start).reshape(sizes)


# --- dealing examples -------------------------------------------------------------


@misconception(
    id="MB01",
    exercise="minibatches",
    says="The examples are dealt in their order; nothing is shuffled.",
    try_this="In many files all zeros come first, then all ones. What would a batch "
    "look like?",
    section=DEAL,
)
def never_shuffled(n, batch, rng, drop_last=False):
    return dealt(np.arange(n), batch, drop_last)


@misconception(
    id="TR08",
    exercise="minibatches",
    says="The generator begins anew in each epoch, so every epoch is the same.",
    try_this="Print the first index of every epoch. Who makes the generator?",
    section=DEAL,
)
def seeded_inside(n, batch, rng, drop_last=False):
    return dealt(np.random.default_rng(0).permutation(n), batch, drop_last)


@misconception(
    id="TR13",
    exercise="minibatches",
    says="The examples that do not fill a batch are always left out.",
    try_this="60 examples in batches of 25: how many batches, and who is left over?",
    section=DEAL,
)
def last_batch_always_dropped(n, batch, rng, drop_last=False):
    return dealt(rng.permutation(n), batch, True)


@misconception(
    id="MB02",
    exercise="minibatches",
    says="Some examples come twice in an epoch, and others never.",
    try_this="Is a card that was dealt back in the pack before the next one is dealt?",
    section=DEAL,
)
def drawn_with_replacement(n, batch, rng, drop_last=False):
    return dealt(rng.integers(n, size=n), batch, drop_last)


@misconception(
    id="MB03",
    exercise="minibatches",
    says="drop_last changes nothing.",
    try_this="Call it with both values. Which line of yours reads drop_last?",
    section=DEAL,
)
def drop_last_is_ignored(n, batch, rng, drop_last=False):
    return dealt(rng.permutation(n), batch, False)


@misconception(
    id="MB04",
    exercise="minibatches",
    says="drop_last works the other way round.",
    try_this="With drop_last=True, should there be more batches, or fewer?",
    section=DEAL,
)
def drop_last_turned_round(n, batch, rng, drop_last=False):
    return dealt(rng.permutation(n), batch, not drop_last)


@misconception(
    id="MB05",
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
    id="MB06",
    exercise="minibatches",
    says="One example is never dealt.",
    try_this="How many numbers are there from 0 to n-1? How many of them do you "
    "shuffle?",
    section=DEAL,
)
def one_is_never_dealt(n, batch, rng, drop_last=False):
    return dealt(rng.permutation(n - 1), batch, drop_last)


@misconception(
    id="MB07",
    exercise="minibatches",
    says="Your indices count from 1.",
    try_this="Which row of X has no index of yours? Which of your indices has no row?",
    section=DEAL,
)
def counted_from_one(n, batch, rng, drop_last=False):
    return dealt(1 + rng.permutation(n), batch, drop_last)


@misconception(
    id="MB08",
    exercise="minibatches",
    says="Only inside a batch the examples are shuffled; who is in it never changes.",
    try_this="What comes first in your code: to shuffle, or to cut into batches?",
    section=DEAL,
)
def shuffled_after_cutting(n, batch, rng, drop_last=False):
    return [rng.permutation(hand) for hand in dealt(np.arange(n), batch, drop_last)]


@misconception(
    id="MB09",
    exercise="minibatches",
    says="A run cannot be repeated: chance does not come from rng.",
    try_this="Which generator do you ask? Who gave it a seed?",
    section=DEAL,
)
def chance_from_elsewhere(n, batch, rng, drop_last=False):
    return dealt(np.random.default_rng().permutation(n), batch, drop_last)


@misconception(
    id="MB10",
    exercise="minibatches",
    says="You make as many batches as a batch should have examples.",
    try_this="Is `batch` a number of batches, or a number of examples?",
    section=DEAL,
)
def batch_taken_for_a_number_of_batches(n, batch, rng, drop_last=False):
    return np.array_split(rng.permutation(n), batch)


@misconception(
    id="MB11",
    exercise="minibatches",
    says="Your batches are of nearly equal size, where all but one should be full.",
    try_this="60 in batches of 25: how large is your first batch?",
    section=DEAL,
)
def evened_out(n, batch, rng, drop_last=False):
    return np.array_split(rng.permutation(n), -(-n // batch))


@misconception(
    id="MB12",
    exercise="minibatches",
    says="The function ends with its first batch.",
    try_this="What does Python do with the rest of a function after `return`?",
    section=DEAL,
)
def returned_in_the_loop(n, batch, rng, drop_last=False):
    return dealt(rng.permutation(n), batch, drop_last)[0]


@misconception(
    id="MB13",
    exercise="minibatches",
    says="The last batch is filled up with examples that came before.",
    try_this="How often does each example come in one epoch of yours?",
    section=DEAL,
)
def filled_up_from_the_start(n, batch, rng, drop_last=False):
    order = rng.permutation(n)
    batches = n // batch if drop_last else -(-n // batch)
    return dealt(np.resize(order, batches * batch), batch, False)


# --- one step ---------------------------------------------------------------------


@misconception(
    id="TR01",
    exercise="sgd-step",
    says="You go up where you want to go down.",
    try_this="The gradient points to where the loss grows. Which way does your W go?",
    section=CARD,
)
def gradient_added(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    return W + lr * dW, b + lr * db, loss


@misconception(
    id="TR02",
    exercise="sgd-step",
    says="W comes back as it was.",
    try_this="Print W before and after the step. Which line should have moved it?",
    section=STEP,
)
def weights_never_move(W, b, X, y, lr, reg, reduction):
    _, db, loss = gradients(W, b, X, y, reg, reduction)
    return W.copy(), b - lr * db, loss


@misconception(
    id="SU01",
    exercise="sgd-step",
    says="Whatever `reduction` says, your step adds the examples up.",
    try_this="Compare the steps of the two forms on 7 examples. What should be their "
    "ratio?",
    section=STEP,
)
def always_the_sum(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, "sum")
    return W - lr * dW, b - lr * db, loss


@misconception(
    id="SU02",
    exercise="sgd-step",
    says="Whatever `reduction` says, your step averages the examples.",
    try_this="A sum is used with a rate that was divided by B. How short is your step "
    "then?",
    section=STEP,
)
def always_the_mean(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, "mean")
    return W - lr * dW, b - lr * db, loss


@misconception(
    id="SU04",
    exercise="sgd-step",
    says="In the sum the data grow with the batch, and the penalty stays as it was.",
    try_this="Take a batch of a thousand. What is left of the penalty, beside the "
    "data?",
    section=STEP,
)
def penalty_does_not_keep_up(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, 0.0, reduction)
    return W - lr * (dW + 2 * reg * W), b - lr * db, loss + reg * np.sum(W * W)


@misconception(
    id="ST26",
    exercise="sgd-step",
    says="In the sum, the loss pays the penalty B times, and the step pays it once.",
    try_this="For the sum, is your step still the slope of your own loss?",
    section=STEP,
)
def penalty_keeps_up_in_the_loss_only(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, 0.0, reduction)
    loss = gradients(W, b, X, y, reg, reduction)[2]
    return W - lr * (dW + 2 * reg * W), b - lr * db, loss


@misconception(
    id="TR22",
    exercise="sgd-step",
    says="The step of the mean is divided by the size of the batch once more.",
    try_this="Which of the two carries your 1/B: the gradient, or the rate?",
    section=STEP,
)
def rate_divided_as_well(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    rate = lr / len(y) if reduction == "mean" else lr
    return W - rate * dW, b - rate * db, loss


@misconception(
    id="ST01",
    exercise="sgd-step",
    says="For the sum, your step adds up, and your loss is still a mean.",
    try_this="Is your step the slope of the loss that you return, in both forms?",
    section=STEP,
)
def loss_is_always_a_mean(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, b - lr * db, gradients(W, b, X, y, reg, "mean")[2]


@misconception(
    id="ST02",
    exercise="sgd-step",
    says="For the mean, your step averages, and your loss is still a sum.",
    try_this="With W = 0 and three classes, the mean is log 3. What is your loss "
    "divided by that?",
    section=STEP,
)
def loss_is_always_a_sum(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, b - lr * db, gradients(W, b, X, y, reg, "sum")[2]


@misconception(
    id="ST27",
    exercise="sgd-step",
    says="For the mean, your loss averages, and your step adds the examples up.",
    try_this="Every example of a batch is given twice. Should the step for the mean "
    "change?",
    section=STEP,
)
def step_is_always_a_sum(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, "sum")
    return W - lr * dW, b - lr * db, gradients(W, b, X, y, reg, reduction)[2]


@misconception(
    id="ST28",
    exercise="sgd-step",
    # For the sum it is right, as it is where only the division was forgotten.
    says="For the mean, your step adds the examples up, beside a right penalty.",
    try_this="Every example of a batch is given twice. Should the step for the mean "
    "change?",
    section=STEP,
)
def examples_added_up_beside_one_penalty(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    if reduction == "mean":
        dW, db, _ = gradients(W, b, X, y, 0.0, "sum")
        dW = dW + 2 * reg * W
    return W - lr * dW, b - lr * db, loss


@misconception(
    id="ST03",
    exercise="sgd-step",
    says="The penalty is in your step, and not in your loss.",
    try_this="Set reg to 1000. What should happen to the loss?",
    section=CARD,
)
def penalty_missing_in_the_loss(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, b - lr * db, gradients(W, b, X, y, 0.0, reduction)[2]


@misconception(
    id="ST04",
    exercise="sgd-step",
    says="The penalty is in your loss, and not in your step.",
    try_this="Set X to zeros. Does the penalty make W smaller in your step?",
    section=CARD,
)
def penalty_missing_in_the_step(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, 0.0, reduction)
    return W - lr * dW, b - lr * db, gradients(W, b, X, y, reg, reduction)[2]


@misconception(
    id="ST05",
    exercise="sgd-step",
    says="Whatever `reg` is, your results are the same.",
    try_this="Which line of yours reads `reg`? Compare reg = 0 with reg = 100.",
    section=CARD,
)
def penalty_missing_everywhere(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, 0.0, reduction)
    return W - lr * dW, b - lr * db, loss


@misconception(
    id="ST06",
    exercise="sgd-step",
    says="Loss and step follow two different conventions for the penalty.",
    try_this="Differentiate lambda * w * w on paper. Does your line say the same?",
    section=CARD,
)
def penalty_of_the_half_convention(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg / 2, reduction)
    return W - lr * dW, b - lr * db, gradients(W, b, X, y, reg, reduction)[2]


@misconception(
    id="ST07",
    exercise="sgd-step",
    says="The penalty pulls at the bias, too.",
    try_this="Which letters stand in the penalty on the card? Is b among them?",
    section=CARD,
)
def bias_is_punished(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    factor = len(y) if reduction == "sum" else 1
    loss = loss + factor * reg * np.sum(b * b)
    return W - lr * dW, b - lr * (db + factor * 2 * reg * b), loss


@misconception(
    id="ST08",
    exercise="sgd-step",
    says="The bias never moves.",
    try_this="Raise one bias a little. Does the loss change?",
    section=STEP,
)
def bias_never_moves(W, b, X, y, lr, reg, reduction):
    dW, _, loss = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, b.copy(), loss


@misconception(
    id="ST09",
    exercise="sgd-step",
    says="W is stepped along the mean, and b along the sum.",
    try_this="Both belong to the same loss. How often is each divided by B?",
    section=STEP,
)
def bias_follows_the_sum(W, b, X, y, lr, reg, reduction):
    dW, _, loss = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, b - lr * gradients(W, b, X, y, reg, "sum")[1], loss


@misconception(
    id="ST10",
    exercise="sgd-step",
    says="Your new b has as many rows as there are examples.",
    try_this="How many biases are there? Over which axis do you add up?",
    section=CARD,
)
def bias_over_the_classes(W, b, X, y, lr, reg, reduction):
    dW, _, loss = gradients(W, b, X, y, reg, reduction)
    _, G = forward(W, b, X, y)
    share = 1 / len(y) if reduction == "mean" else 1
    return W - lr * dW, b - lr * share * G.sum(axis=1, keepdims=True), loss


@misconception(
    id="ST11",
    exercise="sgd-step",
    says="The new b is right in its numbers, and has lost an axis.",
    try_this="Print b.shape before and after. What does the card say?",
    section=CARD,
)
def bias_lost_an_axis(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, (b - lr * db).ravel(), loss


@misconception(
    id="ST12",
    exercise="sgd-step",
    says="Your results are right, and the caller's own arrays have changed.",
    try_this="What does `A -= B` do to other names for the same array?",
    section=CARD,
)
def changed_in_place(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    W -= lr * dW
    b -= lr * db
    return W, b, loss


@misconception(
    id="ST13",
    exercise="sgd-step",
    says="Your loss is that of the new weights.",
    try_this="With W = 0 before the step: which loss do you expect, and which comes?",
    section=STEP,
)
def loss_after_the_step(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, reduction)
    W, b = W - lr * dW, b - lr * db
    return W, b, gradients(W, b, X, y, reg, reduction)[2]


@misconception(
    id="ST14",
    exercise="sgd-step",
    says="Your scores do not know the bias.",
    try_this="Add 5 to one entry of b. Do your probabilities change?",
    section=CARD,
)
def scores_without_bias(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, np.zeros_like(b), X, y, reg, reduction)
    return W - lr * dW, b - lr * db, loss


@misconception(
    id="ST15",
    exercise="sgd-step",
    says="The results come back in another order.",
    try_this="Read the line `Returns` in the docstring: what comes first?",
    section=STEP,
)
def loss_comes_first(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    return loss, W - lr * dW, b - lr * db


@misconception(
    id="ST16",
    exercise="sgd-step",
    says="With large scores your results are not numbers.",
    try_this="What is np.exp(1000)? Which function of the setup cell never meets it?",
    section=STEP,
)
def not_shifted(W, b, X, y, lr, reg, reduction):
    E = np.exp(X @ W + b)
    P = E / E.sum(axis=1, keepdims=True)
    every, factor = np.arange(len(y)), len(y) if reduction == "sum" else 1
    loss = factor * (-np.log(P[every, y]).mean() + reg * np.sum(W * W))
    G = P.copy()
    G[every, y] -= 1
    dW = factor * (X.T @ G / len(y) + 2 * reg * W)
    return W - lr * dW, b - lr * factor * G.mean(axis=0, keepdims=True), loss


@misconception(
    id="ST17",
    exercise="sgd-step",
    says="The loss of a class that lags far behind is infinite.",
    try_this="A probability has become 0 before its logarithm is taken. Who gives "
    "logarithms at once?",
    section=STEP,
)
def logarithm_of_zero(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, reduction)
    P = np.exp(log_softmax(X @ W + b, axis=1))
    factor = len(y) if reduction == "sum" else 1
    L = -np.log(P[np.arange(len(y)), y])
    return W - lr * dW, b - lr * db, factor * (L.mean() + reg * np.sum(W * W))


@misconception(
    id="ST18",
    exercise="sgd-step",
    says="The true class is treated like every other class in your step.",
    try_this="For a perfect prediction the step should vanish. What is yours?",
    section=STEP,
)
def label_not_subtracted(W, b, X, y, lr, reg, reduction):
    _, _, loss = gradients(W, b, X, y, reg, reduction)
    P = np.exp(log_softmax(X @ W + b, axis=1))
    factor = len(y) if reduction == "sum" else 1
    dW = factor * (X.T @ P / len(y) + 2 * reg * W)
    return W - lr * dW, b - lr * factor * P.mean(axis=0, keepdims=True), loss


@misconception(
    id="ST19",
    exercise="sgd-step",
    says="The data push the weights up the hill; only the penalty pulls them down.",
    try_this="If the true class has p = 0.3, should its score go up or down?",
    section=STEP,
)
def truth_minus_probability(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, 0.0, reduction)
    factor = len(y) if reduction == "sum" else 1
    return (
        W - lr * (factor * 2 * reg * W - dW),
        b + lr * db,
        loss + factor * (reg * np.sum(W * W)),
    )


@misconception(
    id="ST20",
    exercise="sgd-step",
    says="You return the gradients, not where the step leads to.",
    try_this="What does the caller do with your first result: subtract it, or use it "
    "as W?",
    section=STEP,
)
def gradients_returned(W, b, X, y, lr, reg, reduction):
    return gradients(W, b, X, y, reg, reduction)


@misconception(
    id="ST21",
    exercise="sgd-step",
    says="The learning rate changes nothing in your step.",
    try_this="Call it with lr = 0. Where should W be then?",
    section=CARD,
)
def rate_is_forgotten(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    return W - dW, b - db, loss


@misconception(
    id="ST22",
    exercise="sgd-step",
    says="In the mean, your penalty is divided by the size of the batch.",
    try_this="Stack the batch on itself. Should the same weights now cost less?",
    section=CARD,
)
def penalty_divided_by_the_batch(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg / len(y), reduction)
    return W - lr * dW, b - lr * db, loss


@misconception(
    id="ST23",
    exercise="sgd-step",
    says="Your softmax runs down the examples instead of along the classes.",
    try_this="Print the sums of the rows of your probabilities. What should they be?",
    section=CARD,
)
def softmax_over_the_examples(W, b, X, y, lr, reg, reduction):
    log_p = log_softmax(X @ W + b, axis=0)
    every, factor = np.arange(len(y)), len(y) if reduction == "sum" else 1
    G = np.exp(log_p)
    G[every, y] -= 1
    dW = factor * (X.T @ G / len(y) + 2 * reg * W)
    loss = factor * (-log_p[every, y].mean() + reg * np.sum(W * W))
    return W - lr * dW, b - lr * factor * G.mean(axis=0, keepdims=True), loss


@misconception(
    id="ST24",
    exercise="sgd-step",
    says="You return a loss for each example.",
    try_this="What is the shape of the thing whose slope you step along?",
    section=CARD,
)
def a_loss_for_each_example(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, b - lr * db, forward(W, b, X, y)[0] + reg * np.sum(W * W)


@misconception(
    id="ST25",
    exercise="sgd-step",
    says="Your mean divides by the number of all scores.",
    try_this="How many numbers did your mean run over? How many examples are there?",
    section=STEP,
)
def averaged_over_all_cells(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, 0.0, reduction)
    C, factor = W.shape[1], len(y) if reduction == "sum" else 1
    share = 1 if reduction == "sum" else 1 / C
    new_W = W - lr * (share * dW + factor * 2 * reg * W)
    loss = share * loss + factor * reg * np.sum(W * W)
    return new_W, b - lr * share * db, loss


# --- the accuracy -----------------------------------------------------------------


@misconception(
    id="AC01",
    exercise="accuracy",
    says="Your accuracy is in per cent.",
    try_this="What is the largest value that the docstring allows?",
    section=TRAINING,
)
def in_per_cent(X, y, W, b):
    return 100 * share_right(X, y, W, b)


@misconception(
    id="AC02",
    exercise="accuracy",
    says="You count the mistakes.",
    try_this="If all examples are read rightly, what should come out?",
    section=TRAINING,
)
def share_of_mistakes(X, y, W, b):
    return np.mean(scores(X, W, b).argmax(axis=1) != y)


@misconception(
    id="AC03",
    exercise="accuracy",
    says="For each class you look for its best example.",
    try_this="How many predictions should there be: one for each class, or for each "
    "row?",
    section=TRAINING,
)
def winner_down_the_examples(X, y, W, b):
    return np.mean(np.argmax(X @ W + b, axis=0) == y)


@misconception(
    id="AC04",
    exercise="accuracy",
    says="Your accuracy does not know the bias.",
    try_this="Give one class a bias of a million. What should all examples be read as?",
    section=TRAINING,
)
def without_bias(X, y, W, b):
    return np.mean(np.argmax(X @ W, axis=1) == y)


@misconception(
    id="AC05",
    exercise="accuracy",
    says="You return how many are right, not which share.",
    try_this="Give it every example twice. Should the accuracy double?",
    section=TRAINING,
)
def a_count(X, y, W, b):
    return np.sum(scores(X, W, b).argmax(axis=1) == y)


@misconception(
    id="AC06",
    exercise="accuracy",
    says="Every prediction is compared with the labels of all examples.",
    try_this="Print the shape of your comparison. How many comparisons do you want?",
    section=TRAINING,
)
def compared_with_all_labels(X, y, W, b):
    return np.mean(np.argmax(X @ W + b, axis=1)[:, np.newaxis] == y)


@misconception(
    id="AC07",
    exercise="accuracy",
    says="You read an example as the class with the lowest score.",
    try_this="Which score does training raise, that of the true class or the others?",
    section=TRAINING,
)
def lowest_score_wins(X, y, W, b):
    return np.mean(np.argmin(X @ W + b, axis=1) == y)


@misconception(
    id="AC08",
    exercise="accuracy",
    says="You average how sure the classifier is, not how often it is right.",
    try_this="An image is read rightly with p = 0.4. What should it count for?",
    section=TRAINING,
)
def mean_probability(X, y, W, b):
    P = np.exp(log_softmax(X @ W + b, axis=1))
    return np.mean(P[np.arange(len(y)), y])


@misconception(
    id="AC09",
    exercise="accuracy",
    says="You count classes from 1.",
    try_this="What does argmax say if the first class wins? What is its label?",
    section=CARD,
)
def classes_from_one(X, y, W, b):
    return np.mean(np.argmax(X @ W + b, axis=1) + 1 == y)


@misconception(
    id="AC10",
    exercise="accuracy",
    says="You say for each example whether it is right.",
    try_this="One number is asked for. What should be done with all these answers?",
    section=TRAINING,
)
def one_answer_for_each(X, y, W, b):
    return (scores(X, W, b).argmax(axis=1) == y).astype(float)


# --- the loop of a training -------------------------------------------------------


@misconception(
    id="VZ01",
    exercise="train-softmax",
    says="The pixels reach the step as they were recorded.",
    try_this="Print X.max() where you call step. How far does the first step go?",
    section=FILES,
)
def pixels_not_scaled(train, held_out, rng, **settings):
    return trained_rightly(train, held_out, rng, **{**settings, "white": 1})


@misconception(
    id="TL01",
    exercise="train-softmax",
    says="What is held out is read on another scale than what was learned.",
    try_this="Print the largest pixel of both sets, just before you measure. Equal?",
    section=TRAINING,
)
def only_training_images_scaled(train, held_out, rng, **settings):
    X_held, y_held = held_out
    lifted = X_held * float(settings["white"]), y_held
    return trained_rightly(train, lifted, rng, **settings)


@misconception(
    id="TL02",
    exercise="train-softmax",
    says="Each set is divided by its own largest pixel.",
    try_this="If the darkest new image is pale, is 1 still the same amount of ink?",
    section=FILES,
)
def scaled_by_their_own_maximum(train, held_out, rng, **settings):
    white = settings["white"]
    parts = [(X * (white / X.max()), y) for X, y in (train, held_out)]
    return trained_rightly(*parts, rng, **settings)


@misconception(
    id="TL03",
    exercise="train-softmax",
    says="Full ink is 16 in your function, whatever `white` says.",
    try_this="In MNIST full ink is 255. Which line of yours would have to be changed?",
    section=TRAINING,
)
def white_is_always_16(train, held_out, rng, **settings):
    return trained_rightly(train, held_out, rng, **{**settings, "white": 16})


@misconception(
    id="TL04",
    exercise="train-softmax",
    says="The images become smaller from epoch to epoch.",
    try_this="How often is an image divided by white before the third epoch?",
    section=TRAINING,
)
def scaled_again_in_each_epoch(train, held_out, rng, *, deal, step, epochs, batch, lr,
                               reg=0.0, reduction="mean", white=16):  # fmt: skip
    (X, y), (X_held, y_held) = train, held_out
    W, b = np.zeros((X.shape[1], y.max() + 1)), np.zeros((1, y.max() + 1))
    losses, seen, unseen = [], [], []
    for _ in range(epochs):
        X, X_held = X / white, X_held / white
        for rows in deal(len(X), batch, rng):
            W, b, loss = step(W, b, X[rows], y[rows], lr, reg, reduction)
            losses.append(loss)
        seen.append(share_right(X, y, W, b))
        unseen.append(share_right(X_held, y_held, W, b))
    return as_result(W, b, losses, seen, unseen)


@misconception(
    id="TL05",
    exercise="train-softmax",
    says="Nearly all pixels are 0 after your division.",
    try_this="What is 15 // 16? And 15 / 16?",
    section=TRAINING,
)
def whole_numbers_after_scaling(train, held_out, rng, **settings):
    white = settings["white"]
    parts = [(X // white, y) for X, y in (train, held_out)]
    return trained_rightly(*parts, rng, **{**settings, "white": 1})


@misconception(
    id="TL06",
    exercise="train-softmax",
    says="The caller's own images have been scaled.",
    try_this="Does `A /= 16` make a new array? Who else has a name for A?",
    section=CARD,
)
def scaled_in_place(train, held_out, rng, **settings):
    for X, _ in (train, held_out):
        X /= settings["white"]
    return trained_rightly(train, held_out, rng, **{**settings, "white": 1})


@misconception(
    id="TR04",
    exercise="train-softmax",
    says="Every step uses all examples; the batches have no effect.",
    try_this="Change `batch`. Which of your results changes?",
    section=TRAINING,
)
def all_examples_in_each_step(train, held_out, rng, **settings):
    deal = settings["deal"]

    def everybody(n, batch, rng):
        return [np.arange(n) for _ in deal(n, batch, rng)]

    return trained_rightly(train, held_out, rng, **{**settings, "deal": everybody})


@misconception(
    id="TR05",
    exercise="train-softmax",
    says="One batch is dealt before the loop, and used in every step.",
    try_this="How many different examples has your loop seen in the end?",
    section=TRAINING,
)
def one_batch_for_ever(train, held_out, rng, **settings):
    hands = list(settings["deal"](len(train[0]), settings["batch"], rng))

    def the_same(n, batch, rng):
        return [hands[0] for _ in hands]

    return trained_rightly(train, held_out, rng, **{**settings, "deal": the_same})


@misconception(
    id="TR06",
    exercise="train-softmax",
    says="The cards are shuffled once, and dealt in the same order in every epoch.",
    try_this="In which loop do you call `deal`? How often is that?",
    section=TRAINING,
)
def dealt_before_the_epochs(train, held_out, rng, **settings):
    hands = list(settings["deal"](len(train[0]), settings["batch"], rng))

    def the_same(n, batch, rng):
        return hands

    return trained_rightly(train, held_out, rng, **{**settings, "deal": the_same})


@misconception(
    id="TR07",
    exercise="train-softmax",
    says="Images meet the labels of other images.",
    try_this="Take one row of a batch. Is its label the label of that row in the data?",
    section=DEAL,
)
def labels_of_other_rows(train, held_out, rng, *, deal, step, epochs, batch, lr,
                         reg=0.0, reduction="mean", white=16):  # fmt: skip
    (X, y), (X_held, y_held) = train, held_out
    X, X_held, C = X / white, X_held / white, y.max() + 1
    W, b = np.zeros((X.shape[1], C)), np.zeros((1, C))
    losses, seen, unseen = [], [], []
    for _ in range(epochs):
        hands = list(deal(len(X), batch, rng)), list(deal(len(X), batch, rng))
        for rows, others in zip(*hands):
            W, b, loss = step(W, b, X[rows], y[others], lr, reg, reduction)
            losses.append(loss)
        seen.append(share_right(X, y, W, b))
        unseen.append(share_right(X_held, y_held, W, b))
    return as_result(W, b, losses, seen, unseen)


@misconception(
    id="TR09",
    exercise="train-softmax",
    says="Labels are taken from the top, while images are dealt.",
    try_this="Which index array picks the images of a batch? Which one the labels?",
    section=DEAL,
)
def labels_from_the_top(train, held_out, rng, *, deal, step, epochs, batch, lr,
                        reg=0.0, reduction="mean", white=16):  # fmt: skip
    (X, y), (X_held, y_held) = train, held_out
    X, X_held, C = X / white, X_held / white, y.max() + 1
    W, b = np.zeros((X.shape[1], C)), np.zeros((1, C))
    losses, seen, unseen = [], [], []
    for _ in range(epochs):
        for rows in deal(len(X), batch, rng):
            few = y[: len(rows)]
            W, b, loss = step(W, b, X[rows], few, lr, reg, reduction)
            losses.append(loss)
        seen.append(share_right(X, y, W, b))
        unseen.append(share_right(X_held, y_held, W, b))
    return as_result(W, b, losses, seen, unseen)


@misconception(
    id="TL07",
    exercise="train-softmax",
    says="A generator of your own is made in each epoch, so all epochs are alike.",
    try_this="Print what `deal` gives in the first two epochs. Who made its generator?",
    section=DEAL,
)
def generator_made_in_the_loop(train, held_out, rng, **settings):
    deal = settings["deal"]

    def seeded(n, batch, rng):
        return deal(n, batch, np.random.default_rng(0))

    return trained_rightly(train, held_out, rng, **{**settings, "deal": seeded})


@misconception(
    id="TL08",
    exercise="train-softmax",
    says="The generator that you were given is not used: you made another one.",
    try_this="Train with two seeds. Do the losses differ?",
    section=DEAL,
)
def own_generator(train, held_out, rng, **settings):
    return trained_rightly(train, held_out, np.random.default_rng(0), **settings)


@misconception(
    id="TR10",
    exercise="train-softmax",
    says="In every epoch the weights start at zero again.",
    try_this="Are 20 epochs better than one? Look where W is set to zero.",
    section=TRAINING,
)
def zero_again_in_each_epoch(train, held_out, rng, **settings):
    once = {**settings, "epochs": 1}
    parts = [
        trained_rightly(train, held_out, rng, **once) for _ in range(settings["epochs"])
    ]
    result = dict(parts[-1])
    for name in ("losses", "train_accuracy", "held_out_accuracy"):
        result[name] = [each for part in parts for each in part[name]]
    return result


@misconception(
    id="TR14",
    exercise="train-softmax",
    says="There is one class too few.",
    try_this="How many different labels are there from 0 to 2?",
    section=TRAINING,
)
def largest_label_as_count(train, held_out, rng, *, deal, step, epochs, batch, lr,
                           reg=0.0, reduction="mean", white=16):  # fmt: skip
    X, y = train
    W, b = np.zeros((X.shape[1], y.max())), np.zeros((1, y.max()))
    for rows in deal(len(X), batch, rng):
        W, b, _ = step(W, b, X[rows] / white, y[rows], lr, reg, reduction)
    return as_result(W, b, [], [], [])


@misconception(
    id="TL09",
    exercise="train-softmax",
    says="There are always ten classes in your function.",
    try_this="Train with the letters of an alphabet. Which number would be wrong?",
    section=TRAINING,
)
def ten_classes(train, held_out, rng, *, deal, step, epochs, batch, lr,
                reg=0.0, reduction="mean", white=16):  # fmt: skip
    (X, y), (X_held, y_held) = train, held_out
    X, X_held = X / white, X_held / white
    W, b = np.zeros((X.shape[1], 10)), np.zeros((1, 10))
    losses, seen, unseen = [], [], []
    for _ in range(epochs):
        for rows in deal(len(X), batch, rng):
            W, b, loss = step(W, b, X[rows], y[rows], lr, reg, reduction)
            losses.append(loss)
        seen.append(share_right(X, y, W, b))
        unseen.append(share_right(X_held, y_held, W, b))
    return as_result(W, b, losses, seen, unseen)


@misconception(
    id="SU05",
    exercise="train-softmax",
    says="Each step is weighed by the share of the batch in all examples.",
    try_this="Which number stands in 'average over the batch': B, or n?",
    section=STEP,
)
def divided_by_all_examples(train, held_out, rng, **settings):
    step, n = settings["step"], len(train[0])

    def shorter(W, b, X, y, lr, reg, reduction):
        return step(W, b, X, y, lr * len(X) / n, reg, reduction)

    return trained_rightly(train, held_out, rng, **{**settings, "step": shorter})


@misconception(
    id="TL10",
    exercise="train-softmax",
    says="The rate is divided by `batch` before it is handed on.",
    try_this="If reduction is the mean, who has divided by B already?",
    section=STEP,
)
def rate_divided_before(train, held_out, rng, **settings):
    rate = settings["lr"] / settings["batch"]
    return trained_rightly(train, held_out, rng, **{**settings, "lr": rate})


@misconception(
    id="TL11",
    exercise="train-softmax",
    says="The step always hears 'mean'.",
    try_this="Which line of yours reads `reduction`?",
    section=TRAINING,
)
def reduction_is_ignored(train, held_out, rng, **settings):
    return trained_rightly(train, held_out, rng, **{**settings, "reduction": "mean"})


@misconception(
    id="TL12",
    exercise="train-softmax",
    says="The penalty does not reach the step.",
    try_this="Train with reg = 0 and with reg = 1. Are the weights the same?",
    section=TRAINING,
)
def penalty_not_handed_on(train, held_out, rng, **settings):
    return trained_rightly(train, held_out, rng, **{**settings, "reg": 0.0})


@misconception(
    id="TL13",
    exercise="train-softmax",
    says="The bias that the step gives back is not kept.",
    try_this="Print b after the training. How many results of step do you keep?",
    section=TRAINING,
)
def new_bias_not_kept(train, held_out, rng, **settings):
    step = settings["step"]

    def without(W, b, X, y, lr, reg, reduction):
        new_W, _, loss = step(W, b, X, y, lr, reg, reduction)
        return new_W, b, loss

    return trained_rightly(train, held_out, rng, **{**settings, "step": without})


@misconception(
    id="VZ04",
    exercise="train-softmax",
    says="Both accuracies are measured on the images that were learned from.",
    try_this="Did the classifier see these images while it was learning?",
    section=TRAINING,
)
def measured_on_what_was_seen(train, held_out, rng, **settings):
    return trained_rightly(train, train, rng, **settings)


@misconception(
    id="TL14",
    exercise="train-softmax",
    says="The two accuracies are exchanged.",
    try_this="On which images should the entry `train_accuracy` be measured?",
    section=TRAINING,
)
def accuracies_exchanged(train, held_out, rng, **settings):
    result = trained_rightly(train, held_out, rng, **settings)
    return as_result(
        result["W"],
        result["b"],
        result["losses"],
        result["held_out_accuracy"],
        result["train_accuracy"],
    )


@misconception(
    id="TL15",
    exercise="train-softmax",
    says="The accuracies are those of the end only.",
    try_this="In which loop do you measure? How often after 20 epochs?",
    section=TRAINING,
)
def measured_at_the_end_only(train, held_out, rng, **settings):
    result = trained_rightly(train, held_out, rng, **settings)
    return as_result(
        result["W"],
        result["b"],
        result["losses"],
        result["train_accuracy"][-1:],
        result["held_out_accuracy"][-1:],
    )


@misconception(
    id="TL16",
    exercise="train-softmax",
    says="One loss is noted for each epoch.",
    try_this="How many steps does an epoch have? How many losses come back from step?",
    section=TRAINING,
)
def one_loss_for_each_epoch(train, held_out, rng, **settings):
    result = trained_rightly(train, held_out, rng, **settings)
    steps = len(result["losses"]) // settings["epochs"]
    return {**result, "losses": result["losses"][steps - 1 :: steps]}


@misconception(
    id="TL17",
    exercise="train-softmax",
    says="One epoch is missing.",
    try_this="How often does `for t in range(1, 3)` run?",
    section=TRAINING,
)
def one_epoch_missing(train, held_out, rng, **settings):
    fewer = {**settings, "epochs": settings["epochs"] - 1}
    return trained_rightly(train, held_out, rng, **fewer)


@misconception(
    id="TL18",
    exercise="train-softmax",
    says="A tuple comes back, where a dict was asked for.",
    try_this="How would the caller find the losses? Read the line `Returns` again.",
    section=TRAINING,
)
def a_tuple_comes_back(train, held_out, rng, **settings):
    result = trained_rightly(train, held_out, rng, **settings)
    return result["W"], result["b"], result["losses"]


# --- templates --------------------------------------------------------------------


@misconception(
    id="WT01",
    exercise="weight-templates",
    says="Your templates are cut from rows of W, so each of them mixes all classes.",
    try_this="W.ravel() walks along the first row. Do neighbours there belong to one "
    "class?",
    section=PLAY,
)
def rows_of_W_cut(W, shape):
    return W.reshape(W.shape[1], *shape)


@misconception(
    id="VZ07",
    exercise="weight-templates",
    says="Every template is stretched to its own largest weight.",
    try_this="Two templates of yours look equally strong. Are their weights?",
    section=PLAY,
)
def each_scaled_by_itself(W, shape):
    return (W / np.abs(W).max(axis=0)).T.reshape(-1, *shape)


@misconception(
    id="WT02",
    exercise="weight-templates",
    says="The class stands on the last axis.",
    try_this="What should templates[0] be: an image, or a row of pixels?",
    section=PLAY,
)
def classes_on_the_last_axis(W, shape):
    return W.reshape(*shape, W.shape[1])


@misconception(
    id="WT03",
    exercise="weight-templates",
    says="Your templates are mirrored along their diagonal.",
    try_this="Take a class with one weight, for pixel 1. Where is it in your image?",
    section=PLAY,
)
def folded_by_columns(W, shape):
    height, width = shape
    return W.T.reshape(-1, width, height).transpose(0, 2, 1)


@misconception(
    id="WT04",
    exercise="weight-templates",
    says="Height and width are exchanged.",
    try_this="Fold an image that is not square. Which size comes first in shape?",
    section=PLAY,
)
def height_and_width_exchanged(W, shape):
    return W.T.reshape(-1, *shape[::-1])


@misconception(
    id="WT05",
    exercise="weight-templates",
    says="What speaks against a class looks as if it spoke for it.",
    try_this="Which sign has a weight that makes the score of a class smaller?",
    section=PLAY,
)
def sizes_of_weights_only(W, shape):
    return np.abs(W.T).reshape(-1, *shape)


@misconception(
    id="WT06",
    exercise="weight-templates",
    says="Your templates run from 0 to 1, as if they were pixels.",
    try_this="Where in your templates is a weight of zero?",
    section=PLAY,
)
def squeezed_between_0_and_1(W, shape):
    return ((W - W.min()) / (W.max() - W.min())).T.reshape(-1, *shape)


@misconception(
    id="WT07",
    exercise="weight-templates",
    says="There is one template only.",
    try_this="How many classes has W? Which of them do you show?",
    section=PLAY,
)
def the_first_class_only(W, shape):
    return W[:, 0].reshape(shape)


@misconception(
    id="WT08",
    exercise="weight-templates",
    says="The templates are right, and nobody has folded them yet.",
    try_this="How many axes has a stack of images? And what you return?",
    section=PLAY,
)
def columns_not_folded(W, shape):
    return W.T.copy()


# --- parting examples in two ------------------------------------------------------


@misconception(
    id="HO01",
    exercise="hold-out",
    says="The fault is still there: what is measured with was learned from.",
    try_this="Add up the sizes of the two parts. How many examples were there?",
    section=BY_HEART,
)
def everything_is_learned(X, y, count, rng):
    mixed = rng.permutation(len(X))
    return (X[mixed], y[mixed]), (X[mixed[:count]], y[mixed[:count]])


@misconception(
    id="HO02",
    exercise="hold-out",
    says="The first examples are held out.",
    try_this="If a file is sorted by class, which classes would never be learned?",
    section=BY_HEART,
)
def the_first_ones(X, y, count, rng):
    return (X[count:], y[count:]), (X[:count], y[:count])


@misconception(
    id="HO03",
    exercise="hold-out",
    says="Images and labels are mixed one by one, and no longer belong together.",
    try_this="Which orders do X and y get? Is it one order, or two?",
    section=BY_HEART,
)
def mixed_one_by_one(X, y, count, rng):
    A, a = X[rng.permutation(len(X))], y[rng.permutation(len(X))]
    return (A[count:], a[count:]), (A[:count], a[:count])


@misconception(
    id="HO04",
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
    id="HO05",
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
    id="HO06",
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
    id="HO07",
    exercise="hold-out",
    says="The sizes are right, and still some examples are in both parts.",
    try_this="How often do you shuffle? Does the second order know of the first?",
    section=BY_HEART,
)
def shuffled_twice(X, y, count, rng):
    kept, others = rng.permutation(len(X))[:count], rng.permutation(len(X))[count:]
    return (X[others], y[others]), (X[kept], y[kept])


@misconception(
    id="HO08",
    exercise="hold-out",
    says="An example can be held out more than once.",
    try_this="Hold out 15 of 30. How many different ones are among your 15?",
    section=BY_HEART,
)
def held_out_with_replacement(X, y, count, rng):
    kept = rng.integers(len(X), size=count)
    others = np.setdiff1d(np.arange(len(X)), kept)
    return (X[others], y[others]), (X[kept], y[kept])
