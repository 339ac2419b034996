"""Misconceptions about `train_softmax`: the loop of a training."""

import numpy as np

from autograder.misconceptions import misconception

from .common import CARD, DEAL, FILES, STEP, TRAINING, share_right


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


@misconception(
    id="10-VZ01",
    exercise="train-softmax",
    says="The pixels reach the step as they were recorded.",
    try_this="Print X.max() where you call step. How far does the first step go?",
    section=FILES,
)
def pixels_not_scaled(train, held_out, rng, **settings):
    return trained_rightly(train, held_out, rng, **{**settings, "white": 1})


@misconception(
    id="10-TL01",
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
    id="10-TL02",
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
    id="10-TL03",
    exercise="train-softmax",
    says="Full ink is 16 in your function, whatever `white` says.",
    try_this="In MNIST full ink is 255. Which line of yours would have to be changed?",
    section=TRAINING,
)
def white_is_always_16(train, held_out, rng, **settings):
    return trained_rightly(train, held_out, rng, **{**settings, "white": 16})


@misconception(
    id="10-TL04",
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
    id="10-TL05",
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
    id="10-TL06",
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
    id="10-TR04",
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
    id="10-TR05",
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
    id="10-TR06",
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
    id="10-TR07",
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
    id="10-TR09",
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
    id="10-TL07",
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
    id="10-TL08",
    exercise="train-softmax",
    says="The generator that you were given is not used: you made another one.",
    try_this="Train with two seeds. Do the losses differ?",
    section=DEAL,
)
def own_generator(train, held_out, rng, **settings):
    return trained_rightly(train, held_out, np.random.default_rng(0), **settings)


@misconception(
    id="10-TR10",
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
    id="10-TR14",
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
    id="10-TL09",
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
    id="10-SU05",
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
    id="10-TL10",
    exercise="train-softmax",
    says="The rate is divided by `batch` before it is handed on.",
    try_this="If reduction is the mean, who has divided by B already?",
    section=STEP,
)
def rate_divided_before(train, held_out, rng, **settings):
    rate = settings["lr"] / settings["batch"]
    return trained_rightly(train, held_out, rng, **{**settings, "lr": rate})


@misconception(
    id="10-TL11",
    exercise="train-softmax",
    says="The step always hears 'mean'.",
    try_this="Which line of yours reads `reduction`?",
    section=TRAINING,
)
def reduction_is_ignored(train, held_out, rng, **settings):
    return trained_rightly(train, held_out, rng, **{**settings, "reduction": "mean"})


@misconception(
    id="10-TL12",
    exercise="train-softmax",
    says="The penalty does not reach the step.",
    try_this="Train with reg = 0 and with reg = 1. Are the weights the same?",
    section=TRAINING,
)
def penalty_not_handed_on(train, held_out, rng, **settings):
    return trained_rightly(train, held_out, rng, **{**settings, "reg": 0.0})


@misconception(
    id="10-TL13",
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
    id="10-VZ04",
    exercise="train-softmax",
    says="Both accuracies are measured on the images that were learned from.",
    try_this="Did the classifier see these images while it was learning?",
    section=TRAINING,
)
def measured_on_what_was_seen(train, held_out, rng, **settings):
    return trained_rightly(train, train, rng, **settings)


@misconception(
    id="10-TL14",
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
    id="10-TL15",
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
    id="10-TL16",
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
    id="10-TL17",
    exercise="train-softmax",
    says="One epoch is missing.",
    try_this="How often does `for t in range(1, 3)` run?",
    section=TRAINING,
)
def one_epoch_missing(train, held_out, rng, **settings):
    fewer = {**settings, "epochs": settings["epochs"] - 1}
    return trained_rightly(train, held_out, rng, **fewer)


@misconception(
    id="10-TL18",
    exercise="train-softmax",
    says="A tuple comes back, where a dict was asked for.",
    try_this="How would the caller find the losses? Read the line `Returns` again.",
    section=TRAINING,
)
def a_tuple_comes_back(train, held_out, rng, **settings):
    result = trained_rightly(train, held_out, rng, **settings)
    return result["W"], result["b"], result["losses"]
