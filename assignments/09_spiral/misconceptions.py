"""Wrong rules of 09_spiral, each as code that a student might have written.

A rule is recognised by what it gives, so it changes one thing and is right (and stable)
in all others; what the rules have in common stands in the helpers.  Ids TR, BI and VZ
are those of the course's list of misconceptions, the others are this assignment's.

    helpers
    SP   the spiral
    TR, PR   predicting
    VZ, DG   the grid of a picture
    TR   the loop      BI   the bias      WB   the way back and the penalty
    AS   at the scores
    CB   the callback and what comes back

Longer than other modules: it is a list, and its entries are read one at a time.
"""

import numpy as np
from scipy.special import log_softmax, softmax

from autograder.misconceptions import misconception

CARD = "The card: what the letters mean"
SPIRAL = "Write it: the spiral"
PREDICT = "Write it: who wins?"
SCORES = "At the scores"
WAY_BACK = "Derive: the way back to W and b"
PENALTY = "Derive: the penalty and the step"
LOOP = "Write it: the loop"
GRID = "Write it: a map of the plane"


# --- helpers ----------------------------------------------------------------------


def arms(n, k, angle, radius=None):
    """X, y of k arms; angle(arm) gives the angles of its n points."""
    radius = np.linspace(0, 1, n) if radius is None else radius
    turned = [angle(arm) for arm in range(k)]
    points = [np.c_[radius * np.sin(a), radius * np.cos(a)] for a in turned]
    return np.vstack(points), np.repeat(np.arange(k), n)


def turning(n, arm):
    return np.linspace(4 * arm, 4 * arm + 4, n)


def at_scores(S, y, loss):
    """The mean loss, and its gradient with respect to the scores."""
    every = np.arange(len(y))
    if loss == "softmax":
        log_p = log_softmax(S, axis=1)
        G = np.exp(log_p)
        G[every, y] -= 1
        return -log_p[every, y].mean(), G / len(y)
    margins = S - S[every, y][:, None] + 1
    margins[every, y] = 0
    G = (margins > 0).astype(float)
    G[every, y] = -G.sum(axis=1)
    return np.maximum(margins, 0).sum() / len(y), G / len(y)


def gradients(X, G, W, b, reg):
    return X.T @ G + reg * W, G.sum(axis=0, keepdims=True)


def half_penalty(W, b, reg, N):
    return 0.5 * reg * np.sum(W * W)


def hits(X, y, W, b):
    return float(np.mean(np.argmax(X @ W + b, axis=1) == y))


def descend(
    X,
    y,
    loss,
    lr,
    reg,
    steps,
    W0,
    b0,
    callback=None,
    at=at_scores,
    back=gradients,
    cost=half_penalty,
):
    """The whole exercise without a mistake, unless a part is exchanged."""
    W, b = np.array(W0, dtype=float), np.array(b0, dtype=float)
    history = []
    for t in range(steps):
        value, G = at(X @ W + b, y, loss)
        value = value + cost(W, b, reg, len(X))
        history.append(value)
        if callback is not None:
            callback(t, W.copy(), b.copy(), value)
        dW, db = back(X, G, W, b, reg)
        W = W - lr * dW
        b = b - lr * db
    accuracy = hits(X, y, W, b)
    return {"W": W, "b": b, "history": np.array(history), "accuracy": accuracy}


# --- the spiral -------------------------------------------------------------------


@misconception(
    id="SP01",
    exercise="make-spiral",
    says="Sine and cosine have changed places: your spiral is a mirror image.",
    try_this="Which coordinate of the text belongs to the sine? Print X of one arm.",
    section=SPIRAL,
)
def sine_and_cosine_exchanged(n, k, noise, rng):
    X, y = arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n))
    return X[:, ::-1].copy(), y


@misconception(
    id="SP02",
    exercise="make-spiral",
    says="All your points lie on one circle.",
    try_this="Walk along an arm, from its first to its last point. What must grow?",
    section=SPIRAL,
)
def a_circle(n, k, noise, rng):
    return arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n), np.ones(n))


@misconception(
    id="SP03",
    exercise="make-spiral",
    says="Your noise moves the points about in the plane, not along their circle.",
    try_this="Which quantity of the text carries the noise, and of what is it a part?",
    section=SPIRAL,
)
def noise_on_the_points(n, k, noise, rng):
    X, y = arms(n, k, lambda a: turning(n, a))
    return X + noise * rng.normal(size=X.shape), y


@misconception(
    id="SP04",
    exercise="make-spiral",
    says="All your arms lie on top of each other.",
    try_this="Draw two arms without noise. At which angle does each of them start?",
    section=SPIRAL,
)
def arms_on_top_of_each_other(n, k, noise, rng):
    return arms(n, k, lambda a: turning(n, 0) + noise * rng.normal(size=n))


@misconception(
    id="SP05",
    exercise="make-spiral",
    says="Each arm gets one random number, so it is turned as a whole.",
    try_this="How many random numbers do you draw for an arm of a hundred points?",
    section=SPIRAL,
)
def one_number_per_arm(n, k, noise, rng):
    return arms(n, k, lambda a: turning(n, a) + noise * rng.normal())


@misconception(
    id="SP06",
    exercise="make-spiral",
    says="Your noise does not come from `rng`: every call draws the same numbers.",
    try_this="Call it twice with the same generator. Should the points be the same?",
    section=SPIRAL,
)
def a_generator_of_its_own(n, k, noise, rng):
    rng = np.random.RandomState(0)
    return arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n))


@misconception(
    id="SP07",
    exercise="make-spiral",
    says="Your labels go round 0, 1, 2, ..., and your points come arm by arm.",
    try_this="Print y[:5]. On which arm are the first five points?",
    section=SPIRAL,
)
def labels_go_round(n, k, noise, rng):
    X, _ = arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n))
    return X, np.arange(n * k) % k


@misconception(
    id="SP08",
    exercise="make-spiral",
    says="`noise` does not change how strong your noise is.",
    try_this="Call it with noise = 0. Which points should come back?",
    section=SPIRAL,
)
def strength_of_the_noise_ignored(n, k, noise, rng):
    return arms(n, k, lambda a: turning(n, a) + rng.normal(size=n))


@misconception(
    id="SP09",
    exercise="make-spiral",
    says="Your arms stop short of radius 1.",
    try_this="Is the last point of an arm at radius 1? How many gaps have n points?",
    section=SPIRAL,
)
def end_left_out(n, k, noise, rng):
    radius = np.linspace(0, 1, n, endpoint=False)
    return arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n), radius)


@misconception(
    id="SP10",
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
    id="SP11",
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
    id="SP12",
    exercise="make-spiral",
    says="Your noise is spread evenly, not normally.",
    try_this="Which of rng's methods draws normal numbers, and which one do you call?",
    section=SPIRAL,
)
def even_noise(n, k, noise, rng):
    return arms(n, k, lambda a: turning(n, a) + rng.uniform(-noise, noise, size=n))


@misconception(
    id="SP13",
    exercise="make-spiral",
    says="Your labels begin at 1.",
    try_this="How does the card count classes, and which label has your first point?",
    section=CARD,
)
def labels_from_one(n, k, noise, rng):
    X, y = arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n))
    return X, y + 1


@misconception(
    id="SP14",
    exercise="make-spiral",
    says="Only one arm came back.",
    try_this="How many points should there be for three arms of a hundred?",
    section=SPIRAL,
)
def one_arm_only(n, k, noise, rng):
    X, y = arms(n, k, lambda a: turning(n, a) + noise * rng.normal(size=n))
    return X[:n], y[:n]


# --- predicting -------------------------------------------------------------------


@misconception(
    id="TR16",
    exercise="predict",
    says="You look for the best example of each class, not for the best class of each.",
    try_this="How many predictions should come back for seven examples?",
    section=PREDICT,
)
def best_example_of_each_class(X, W, b):
    return np.argmax(X @ W + b, axis=0)


@misconception(
    id="TR17",
    exercise="predict",
    says="You return probabilities, one for every class, and not a label.",
    try_this="Compare your answer with y by ==. What shape and type has a label?",
    section=PREDICT,
)
def probabilities_instead_of_labels(X, W, b):
    return softmax(X @ W + b, axis=1)


@misconception(
    id="PR01",
    exercise="predict",
    says="You return the scores, not who has the highest one.",
    try_this="Which question does a prediction answer: how much, or which?",
    section=PREDICT,
)
def scores_instead_of_labels(X, W, b):
    return X @ W + b


@misconception(
    id="PR02",
    exercise="predict",
    says="You return how high the highest score is, not whose it is.",
    try_this="Is 2.7 a class? Which function of numpy tells where a maximum stands?",
    section=PREDICT,
)
def height_of_the_best(X, W, b):
    return (X @ W + b).max(axis=1)


@misconception(
    id="PR03",
    exercise="predict",
    says="The class with the lowest score wins.",
    try_this="Raise one score. Should its class become more or less likely to win?",
    section=PREDICT,
)
def lowest_score_wins(X, W, b):
    return np.argmin(X @ W + b, axis=1)


@misconception(
    id="PR04",
    exercise="predict",
    says="Your predictions do not listen to the bias.",
    try_this="Put 1000 on the bias of one class. Who should win everywhere?",
    section=PREDICT,
)
def prediction_without_bias(X, W, b):
    return np.argmax(X @ W, axis=1)


@misconception(
    id="PR05",
    exercise="predict",
    says="Your labels begin at 1.",
    try_this="How does the card count classes? What do you predict for class 0?",
    section=CARD,
)
def predictions_from_one(X, W, b):
    return np.argmax(X @ W + b, axis=1) + 1


@misconception(
    id="PR06",
    exercise="predict",
    says="You return a table with a 1 for the winner.",
    try_this="What shape has y, with which this will be compared?",
    section=PREDICT,
)
def one_hot_instead_of_labels(X, W, b):
    return np.eye(W.shape[1], dtype=int)[np.argmax(X @ W + b, axis=1)]


@misconception(
    id="PR07",
    exercise="predict",
    says="Your bias meets the examples, one number each, and not the classes.",
    try_this="Write the shapes of X @ W and your b under each other. Which axes meet?",
    section=PREDICT,
)
def bias_of_the_examples(X, W, b):
    return np.argmax(X @ W + b.reshape(-1, 1), axis=1)


# --- the grid of a picture --------------------------------------------------------


@misconception(
    id="VZ02",
    exercise="decision-grid",
    says="Your grid lies on its side: rows follow x, and columns follow y.",
    try_this="Put one class at large x only. Which row or column does it fill?",
    section=GRID,
)
def grid_on_its_side(W, b, xlim, ylim, n):
    xs, ys = np.linspace(*xlim, n), np.linspace(*ylim, n)
    points = np.array([[x, y] for x in xs for y in ys])
    return np.argmax(points @ W + b, axis=1).reshape(n, n)


@misconception(
    id="DG01",
    exercise="decision-grid",
    says="Your grid is upside down: row 0 is the highest y.",
    try_this="Print grid[0]. At which y are these points?",
    section=GRID,
)
def grid_upside_down(W, b, xlim, ylim, n):
    xs, ys = np.linspace(*xlim, n), np.linspace(*ylim, n)[::-1]
    points = np.array([[x, y] for y in ys for x in xs])
    return np.argmax(points @ W + b, axis=1).reshape(n, n)


@misconception(
    id="DG02",
    exercise="decision-grid",
    says="The ends of the limits are not on your grid.",
    try_this="With n = 2, which four points should the grid have?",
    section=GRID,
)
def ends_left_out(W, b, xlim, ylim, n):
    xs = np.linspace(*xlim, n, endpoint=False)
    ys = np.linspace(*ylim, n, endpoint=False)
    points = np.array([[x, y] for y in ys for x in xs])
    return np.argmax(points @ W + b, axis=1).reshape(n, n)


@misconception(
    id="DG03",
    exercise="decision-grid",
    says="Your y runs over the limits of x.",
    try_this="Which line of yours reads `ylim`? Try two limits that differ.",
    section=GRID,
)
def one_pair_of_limits(W, b, xlim, ylim, n):
    xs = np.linspace(*xlim, n)
    points = np.array([[x, y] for y in xs for x in xs])
    return np.argmax(points @ W + b, axis=1).reshape(n, n)


@misconception(
    id="DG04",
    exercise="decision-grid",
    says="Your map does not listen to the bias: all borders meet in the origin.",
    try_this="Change b by much. Does your map move?",
    section=GRID,
)
def grid_without_bias(W, b, xlim, ylim, n):
    xs, ys = np.linspace(*xlim, n), np.linspace(*ylim, n)
    points = np.array([[x, y] for y in ys for x in xs])
    return np.argmax(points @ W, axis=1).reshape(n, n)


@misconception(
    id="DG05",
    exercise="decision-grid",
    says="Your grid is one long row.",
    try_this="The picture needs rows and columns. Print the shape, is it (n, n)?",
    section=GRID,
)
def grid_not_folded(W, b, xlim, ylim, n):
    xs, ys = np.linspace(*xlim, n), np.linspace(*ylim, n)
    points = np.array([[x, y] for y in ys for x in xs])
    return np.argmax(points @ W + b, axis=1)


@misconception(
    id="DG06",
    exercise="decision-grid",
    says="Only the points on a diagonal are asked, one for each pair (x, y).",
    try_this="How many points has a grid of n rows and n columns? How many have you?",
    section=GRID,
)
def diagonal_only(W, b, xlim, ylim, n):
    points = np.c_[np.linspace(*xlim, n), np.linspace(*ylim, n)]
    return np.tile(np.argmax(points @ W + b, axis=1), (n, 1))


@misconception(
    id="DG07",
    exercise="decision-grid",
    says="Your map holds scores of all classes, not the class that wins.",
    try_this="How many numbers belong to one point of the map?",
    section=GRID,
)
def grid_of_scores(W, b, xlim, ylim, n):
    xs, ys = np.linspace(*xlim, n), np.linspace(*ylim, n)
    points = np.array([[x, y] for y in ys for x in xs])
    return (points @ W + b).reshape(n, n, -1)


# --- the loop ---------------------------------------------------------------------


@misconception(
    id="TR01",
    exercise="train-linear",
    says="Your steps go uphill: the loss grows.",
    try_this="The gradient points to where the loss grows. Which way do you go?",
    section=PENALTY,
)
def steps_go_uphill(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, loss, -lr, reg, steps, W0, b0, callback)


@misconception(
    id="TR02",
    exercise="train-linear",
    says="W and b come back as they went in: no step was taken.",
    try_this="Print W at the start and at the end of the loop. Who changes it?",
    section=LOOP,
)
def never_updated(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, loss, 0.0, reg, steps, W0, b0, callback)


@misconception(
    id="TR10",
    exercise="train-linear",
    says="Every run starts at zero, whatever W0 and b0 are.",
    try_this="Train for 30 steps, then go on from there for 30 more. "
    "Does the second run go on?",
    section=LOOP,
)
def starts_at_zero(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    W0, b0 = np.zeros(W0.shape), np.zeros(b0.shape)
    return descend(X, y, loss, lr, reg, steps, W0, b0, callback)


@misconception(
    id="TR11",
    exercise="train-linear",
    says="Your history begins after the first step.",
    try_this="At which W was history[0] measured? At which one should it be?",
    section=LOOP,
)
def history_after_the_step(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    run = descend(X, y, loss, lr, reg, steps, W0, b0, callback)
    longer = descend(X, y, loss, lr, reg, steps + 1, W0, b0)
    return {**run, "history": longer["history"][1:]}


@misconception(
    id="TR14",
    exercise="train-linear",
    says="Your table of classes is one column short.",
    try_this="How many different values do the labels 0, 1, 2 take? What is y.max()?",
    section=LOOP,
)
def one_class_too_few(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        Y = np.eye(y.max())[y]
        return at_scores(S + 0 * Y, y, loss)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="TR15",
    exercise="train-linear",
    says="You count the classes in y, where a class without examples is missing.",
    try_this="Which other array knows how many classes there are?",
    section=LOOP,
)
def classes_counted_in_y(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        Y = np.eye(y.max() + 1)[y]
        return at_scores(S + 0 * Y, y, loss)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="TR19",
    exercise="train-linear",
    says="Your W and b keep the type of W0 and b0, which may be integers.",
    try_this="Print (np.zeros((2, 3), dtype=int)).dtype. Can it store a step of 0.1?",
    section=LOOP,
)
def type_of_the_start_kept(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    W, b = W0.copy(), b0.copy()
    history = []
    for t in range(steps):
        value, G = at_scores(X @ W + b, y, loss)
        value += half_penalty(W, b, reg, len(X))
        history.append(value)
        if callback is not None:
            callback(t, W.copy(), b.copy(), value)
        dW, db = gradients(X, G, W, b, reg)
        W -= lr * dW
        b -= lr * db
    accuracy = hits(X, y, W, b)
    return {"W": W, "b": b, "history": np.array(history), "accuracy": accuracy}


# Also the slope of the full penalty beside a loss with the half one.
@misconception(
    id="TR20",
    exercise="train-linear",
    says="In your step the penalty pulls twice as hard as the loss says.",
    try_this="Set X to 0. By which factor does W shrink in a step of yours?",
    section=PENALTY,
)
def weight_decay_twice(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        dW, db = gradients(X, G, W, b, reg)
        return dW + reg * W, db

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="TR23",
    exercise="train-linear",
    says="You take one step more than you are told.",
    try_this="How many losses should the history of ten steps hold? Count yours.",
    section=LOOP,
)
def one_step_too_many(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, loss, lr, reg, steps + 1, W0, b0, callback)


@misconception(
    id="TR24",
    exercise="train-linear",
    says="W0 and b0 are changed by your steps, so the next run starts elsewhere.",
    try_this="`W = W0` makes no new array. Print W0 before and after: who changed it?",
    section="Find the fault: the second run",
)
def start_written_over(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    run = descend(X, y, loss, lr, reg, steps, W0, b0, callback)
    W0[...] = run["W"]
    b0[...] = run["b"]
    return run


@misconception(
    id="TR25",
    exercise="train-linear",
    says="Your accuracy belongs to the W and b at the start.",
    try_this="Which W is the last one? Where does your accuracy take its W from?",
    section=LOOP,
)
def accuracy_of_the_start(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    run = descend(X, y, loss, lr, reg, steps, W0, b0, callback)
    return {**run, "accuracy": hits(X, y, W0, b0)}


@misconception(
    id="TR26",
    exercise="train-linear",
    says="Your accuracy counts examples, and should be the share of them.",
    try_this="Between which two numbers does a share lie?",
    section=LOOP,
)
def accuracy_as_a_count(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    run = descend(X, y, loss, lr, reg, steps, W0, b0, callback)
    return {**run, "accuracy": run["accuracy"] * len(y)}


@misconception(
    id="TR27",
    exercise="train-linear",
    says="Each step is made for one example after the other, not for all together.",
    try_this="How often does W change in one step of yours? And in one of the text's?",
    section=LOOP,
)
def one_example_after_the_other(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    W, b, N = np.array(W0, dtype=float), np.array(b0, dtype=float), len(X)
    history = []
    for t in range(steps):
        value = at_scores(X @ W + b, y, loss)[0] + half_penalty(W, b, reg, N)
        history.append(value)
        if callback is not None:
            callback(t, W.copy(), b.copy(), value)
        for i in range(N):
            G = at_scores(X[i : i + 1] @ W + b, y[i : i + 1], loss)[1]
            dW, db = gradients(X[i : i + 1], G, W, b, reg)
            W, b = W - lr * dW, b - lr * db
    accuracy = hits(X, y, W, b)
    return {"W": W, "b": b, "history": np.array(history), "accuracy": accuracy}


# --- the bias ---------------------------------------------------------------------


@misconception(
    id="BI01",
    exercise="train-linear",
    says="Your db is an average over the examples of what was averaged already.",
    try_this="How often is your db divided by N on its way from the loss?",
    section=WAY_BACK,
)
def bias_gradient_averaged_again(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return X.T @ G + reg * W, G.mean(axis=0, keepdims=True)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="BI02",
    exercise="train-linear",
    says="Your db adds up the classes of each example.",
    try_this="How many biases are there, and how many numbers has your db?",
    section=WAY_BACK,
)
def bias_gradient_over_classes(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return X.T @ G + reg * W, G.sum(axis=1)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="BI04",
    exercise="train-linear",
    says="Your bias never learns: it comes back as it went in.",
    try_this="Raise one bias a little. Does the loss move? Then what about a step?",
    section=WAY_BACK,
)
def bias_forgotten(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return X.T @ G + reg * W, np.zeros(b.shape)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="BI05",
    exercise="train-linear",
    says="The numbers of b are right, and its shape is not that of b0.",
    try_this="Print the shapes of b0 and of the b you return: which axis got lost?",
    section=CARD,
)
def bias_lost_an_axis(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return X.T @ G + reg * W, G.sum(axis=0)

    b0 = np.array(b0).ravel()
    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="BI07",
    exercise="train-linear",
    says="Your db knows one example only.",
    try_this="How many examples feel the same bias? Which of them does db ask?",
    section=WAY_BACK,
)
def bias_gradient_of_one_example(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return X.T @ G + reg * W, G[:1].copy()

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="BI08",
    exercise="train-linear",
    says="Your bias meets the examples, one number each, and not the classes.",
    try_this="Write the shapes of X @ W and your b under each other. Which axes meet?",
    section=CARD,
)
def bias_along_the_examples(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    W, b, N = np.array(W0, dtype=float), np.array(b0, dtype=float), len(X)
    history = []
    for t in range(steps):
        value, G = at_scores(X @ W + b.reshape(-1, 1), y, loss)
        value = value + half_penalty(W, b, reg, N)
        history.append(value)
        if callback is not None:
            callback(t, W.copy(), b.copy(), value)
        dW, db = gradients(X, G, W, b, reg)
        W, b = W - lr * dW, b - lr * db
    accuracy = float(np.mean(np.argmax(X @ W + b.reshape(-1, 1), axis=1) == y))
    return {"W": W, "b": b, "history": np.array(history), "accuracy": accuracy}


# --- the way back and the penalty -------------------------------------------------


@misconception(
    id="WB01",
    exercise="train-linear",
    says="Your gradients are sums over the examples, and your loss is a mean.",
    try_this="Give every example twice: the loss stays. What does your dW do?",
    section=WAY_BACK,
)
def gradient_not_averaged(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return gradients(X, len(X) * G, W, b, reg)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="WB02",
    exercise="train-linear",
    says="Your gradients of the data are divided by N twice.",
    try_this="Follow one factor 1/N from the loss to dW. How often do you meet it?",
    section=WAY_BACK,
)
def gradient_averaged_twice(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return gradients(X, G / len(X), W, b, reg)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="WB03",
    exercise="train-linear",
    says="Only your dW is divided by N once more; db is not.",
    try_this="The gradient of the scores holds 1/N. Where does dW get another one?",
    section=WAY_BACK,
)
def weights_gradient_averaged_again(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return X.T @ G / len(X) + reg * W, G.sum(axis=0, keepdims=True)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="WB04",
    exercise="train-linear",
    says="Your dW lies on its side: rows and columns are exchanged.",
    try_this="Could you subtract your dW from W for any sizes? Print both shapes.",
    section=WAY_BACK,
)
def weights_gradient_on_its_side(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return G.T @ X + reg * W, G.sum(axis=0, keepdims=True)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="WB05",
    exercise="train-linear",
    says="The penalty is in your loss, and its slope is missing in your steps.",
    try_this="Set reg to 10. The loss grows with W: does a step of yours notice?",
    section=PENALTY,
)
def penalty_without_slope(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return gradients(X, G, W, b, 0.0)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="WB06",
    exercise="train-linear",
    says="Your steps feel a penalty that is missing in the recorded loss.",
    try_this="Set reg to 1000. What should happen to history[0]?",
    section=PENALTY,
)
def slope_without_penalty(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def cost(W, b, reg, N):
        return 0.0

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, cost=cost)


@misconception(
    id="WB08",
    exercise="train-linear",
    says="Your loss holds the whole penalty, and your step the slope of half of it.",
    try_this="Which of the two conventions does the docstring name? Read both lines.",
    section=PENALTY,
)
def half_in_the_slope_only(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def cost(W, b, reg, N):
        return reg * np.sum(W * W)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, cost=cost)


@misconception(
    id="WB09",
    exercise="train-linear",
    says="Your penalty is the full one, in the loss and in the step.",
    try_this="This notebook has another convention than 07. What does the card say?",
    section=CARD,
)
def full_penalty(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, loss, lr, 2 * reg, steps, W0, b0, callback)


@misconception(
    id="WB10",
    exercise="train-linear",
    says="Your penalty punishes the bias as well, in the loss and in the step.",
    try_this="Should an offset of all examples be pulled to zero? See which array "
    "the docstring penalizes.",
    section=PENALTY,
)
def bias_penalized(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        dW, db = gradients(X, G, W, b, reg)
        return dW, db + reg * b

    def cost(W, b, reg, N):
        return half_penalty(W, b, reg, N) + half_penalty(b, W, reg, N)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back, cost=cost)


@misconception(
    id="WB11",
    exercise="train-linear",
    says="Your step of b feels a penalty that the loss has not.",
    try_this="Set X to 0 and reg to 10. Which term of the loss would pull at b?",
    section=PENALTY,
)
def bias_decays(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        dW, db = gradients(X, G, W, b, reg)
        return dW, db + reg * b

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="WB12",
    exercise="train-linear",
    says="Your penalty is divided by the number of examples.",
    try_this="Give every example twice. Should the penalty change?",
    section=PENALTY,
)
def penalty_averaged(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, loss, lr, reg / len(X), steps, W0, b0, callback)


@misconception(
    id="WB13",
    exercise="train-linear",
    says="In your step, the penalty pushes the weights away from zero.",
    try_this="With X = 0, should W grow or shrink in a step?",
    section=PENALTY,
)
def penalty_pushes(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return gradients(X, G, W, b, -reg)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="WB14",
    exercise="train-linear",
    says="Your penalty pulls at every weight with the same number.",
    try_this="Nudge one weight, then another. Need the penalty change by the same?",
    section=PENALTY,
)
def penalty_slope_is_one_number(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        dW, db = gradients(X, G, W, b, 0.0)
        return dW + reg * np.sum(W), db

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


# --- at the scores ----------------------------------------------------------------


@misconception(
    id="AS01",
    exercise="train-linear",
    says="Your softmax is taken over the whole table, not over each row.",
    try_this="Print the sums of your rows of probabilities. What did you tell softmax?",
    section=SCORES,
)
def softmax_of_the_table(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        if loss == "svm":
            return at_scores(S, y, loss)
        every = np.arange(len(y))
        log_p = log_softmax(S)
        G = np.exp(log_p)
        G[every, y] -= 1
        return -log_p[every, y].mean(), G / len(y)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="AS02",
    exercise="train-linear",
    says="Nothing is taken off at the true class: every score is pushed down.",
    try_this="Probability 1 for the truth: which slope should be left? Which is yours?",
    section=SCORES,
)
def truth_not_subtracted(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        if loss == "softmax":
            G[np.arange(len(y)), y] += 1 / len(y)
        return value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="AS03",
    exercise="train-linear",
    says="With softmax, the gradient of the data has the wrong sign.",
    try_this="The truth has probability 0.3. Should its score rise or fall in a step?",
    section=SCORES,
)
def truth_pushed_down(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        return value, -G if loss == "softmax" else G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="AS04",
    exercise="train-linear",
    says="With large scores, a probability becomes exactly 0 before its logarithm.",
    try_this="Which function of scipy.special gives log p without p in between?",
    section=SCORES,
)
def log_of_softmax(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        if loss == "softmax":
            p = softmax(S, axis=1)[np.arange(len(y)), y]
            value = -np.log(p).mean()
        return value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="AS05",
    exercise="train-linear",
    says="The probabilities are overwritten before the loss reads them.",
    try_this="`b = a` copies what, the numbers or the name? Print p before the log.",
    section=SCORES,
)
def probabilities_overwritten(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        if loss == "svm":
            return at_scores(S, y, loss)
        every = np.arange(len(y))
        p = softmax(S, axis=1)
        G = p
        G[every, y] -= 1
        return -np.log(p[every, y]).mean(), G / len(y)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="AS06",
    exercise="train-linear",
    says="With softmax, your loss is a sum over the examples, and your step a mean.",
    try_this="With W = 0, an example of three classes costs log 3. What do many cost?",
    section=SCORES,
)
def loss_not_averaged(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        return value * len(y) if loss == "softmax" else value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="AS07",
    exercise="train-linear",
    says="`loss` changes nothing: both names give the softmax loss.",
    try_this="Call it with 'svm' and with 'softmax'. Which line of yours reads `loss`?",
    section=SCORES,
)
def always_softmax(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, "softmax", lr, reg, steps, W0, b0, callback)


@misconception(
    id="AS08",
    exercise="train-linear",
    says="With 'svm', the true class costs its margin of 1, in every example.",
    try_this="How far is the true class behind itself? Is it in the sum of the text?",
    section=SCORES,
)
def truth_costs_its_margin(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        return value + (loss == "svm"), G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="AS09",
    exercise="train-linear",
    says="With 'svm', the true class gets no gradient.",
    try_this="Lower the score of the truth. Does the loss change? What slope is that?",
    section=SCORES,
)
def truth_gets_nothing(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        if loss == "svm":
            G[np.arange(len(y)), y] = 0
        return value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="AS10",
    exercise="train-linear",
    says="With 'svm', a class is let off as soon as it is behind, by however little.",
    try_this="With W = 0 all scores are equal. What should the SVM loss of three "
    "classes be?",
    section=SCORES,
)
def no_margin(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        if loss == "softmax":
            return at_scores(S, y, loss)
        every = np.arange(len(y))
        gaps = S - S[every, y][:, None]
        G = (gaps > 0).astype(float)
        G[every, y] = -G.sum(axis=1)
        return np.maximum(gaps, 0).sum() / len(y), G / len(y)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="AS11",
    exercise="train-linear",
    says="With 'svm', your gradient is the size of the violated margins.",
    try_this="What is the slope of max(0, x) at x = 3? And at x = 30?",
    section=SCORES,
)
def margins_as_slopes(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        if loss == "svm":
            every = np.arange(len(y))
            G = np.maximum(S - S[every, y][:, None] + 1, 0) / len(y)
            G[every, y] = 0
            G[every, y] = -G.sum(axis=1)
        return value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="AS12",
    exercise="train-linear",
    says="With 'svm', the true class is pulled up once, however many classes violate.",
    try_this="In how many violated margins does the score of the truth appear?",
    section=SCORES,
)
def truth_pulled_once(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        if loss == "svm":
            every = np.arange(len(y))
            G[every, y] = np.maximum(G[every, y], -1 / len(y))
        return value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="AS13",
    exercise="train-linear",
    says="With 'svm', the wrong classes get no gradient.",
    try_this="Raise the score of a class that violates. Does the loss change?",
    section=SCORES,
)
def rivals_get_nothing(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        if loss == "svm":
            own = np.arange(S.shape[1]) == y[:, None]
            G = np.where(own, G, 0)
        return value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


# --- the callback and what comes back ---------------------------------------------


@misconception(
    id="CB01",
    exercise="train-linear",
    says="Whoever keeps what your callback gets has the last W many times.",
    try_this="Is the W that you hand out an array of its own? What does `-=` do to it?",
    section=LOOP,
)
def callback_gets_the_same_array(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    W, b = np.array(W0, dtype=float), np.array(b0, dtype=float)
    history = []
    for t in range(steps):
        value, G = at_scores(X @ W + b, y, loss)
        value += half_penalty(W, b, reg, len(X))
        history.append(value)
        if callback is not None:
            callback(t, W, b, value)
        dW, db = gradients(X, G, W, b, reg)
        W -= lr * dW
        b -= lr * db
    accuracy = hits(X, y, W, b)
    return {"W": W, "b": b, "history": np.array(history), "accuracy": accuracy}


@misconception(
    id="CB02",
    exercise="train-linear",
    says="Your callback hears of W and b after the step, and of the loss before it.",
    try_this="Do W and the loss of one call belong together? Which W had this loss?",
    section=LOOP,
)
def callback_after_the_step(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    W, b = np.array(W0, dtype=float), np.array(b0, dtype=float)
    history = []
    for t in range(steps):
        value, G = at_scores(X @ W + b, y, loss)
        value += half_penalty(W, b, reg, len(X))
        history.append(value)
        dW, db = gradients(X, G, W, b, reg)
        W, b = W - lr * dW, b - lr * db
        if callback is not None:
            callback(t, W, b, value)
    accuracy = hits(X, y, W, b)
    return {"W": W, "b": b, "history": np.array(history), "accuracy": accuracy}


@misconception(
    id="CB03",
    exercise="train-linear",
    says="Your callback is never called.",
    try_this="Which line of yours reads `callback`? A film without frames is dark.",
    section=LOOP,
)
def callback_forgotten(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, loss, lr, reg, steps, W0, b0)


@misconception(
    id="CB04",
    exercise="train-linear",
    says="Your callback counts the steps from 1.",
    try_this="How many steps were taken before the first call?",
    section=LOOP,
)
def steps_from_one(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def later(t, W, b, value):
        callback(t + 1, W, b, value)

    heard = None if callback is None else later
    return descend(X, y, loss, lr, reg, steps, W0, b0, heard)


@misconception(
    id="CB05",
    exercise="train-linear",
    says="What you return is not a dictionary.",
    try_this="The next cells read run['W']. With which brackets is such a thing made?",
    section=LOOP,
)
def tuple_instead_of_dictionary(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return tuple(descend(X, y, loss, lr, reg, steps, W0, b0, callback).values())


@misconception(
    id="CB06",
    exercise="train-linear",
    says="The history has one loss only, the last one.",
    try_this="How many losses do you need for a curve? Where is the list made?",
    section=LOOP,
)
def last_loss_only(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    run = descend(X, y, loss, lr, reg, steps, W0, b0, callback)
    return {**run, "history": run["history"][-1:]}


@misconception(
    id="CB07",
    exercise="train-linear",
    says="The dictionary has no history.",
    try_this="Compare your keys with the four of the docstring: which one is missing?",
    section=LOOP,
)
def history_not_returned(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    run = descend(X, y, loss, lr, reg, steps, W0, b0, callback)
    return {key: run[key] for key in ("W", "b", "accuracy")}
