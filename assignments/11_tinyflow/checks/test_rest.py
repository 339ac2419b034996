"""Hidden checks of the repaired listings, the fused loss, and everything together."""

import numpy as np

from autograder.checks import WrongAnswer, agree, check, number, unpack

# --- mean_cross_entropy -----------------------------------------------------------


@check(exercise="mean-cross-entropy", weight=3)
def test_mean_cross_entropy(student, reference, rng):
    """The loss of a batch is the mean over its examples, whatever the sizes are."""
    batches = [batch(rng, N, C) for N, C in ((6, 3), (2, 5), (4, 4), (1, 3))]
    function = student.mean_cross_entropy
    answers = [student.loss_of_cost(function, *each) for each in batches]

    for each, answer in zip(batches, answers):
        agree(answer, reference.loss_by_loops(*each), what="the loss")


@check(exercise="mean-cross-entropy", weight=1, depends_on=test_mean_cross_entropy)
def test_everything_together(student, reference, rng):
    """Your rules, order, gradients and run train a classifier, to the last digits."""
    seed = int(rng.integers(1000))
    functions = student.mean_cross_entropy, student.run, student.gradients
    W = student.trained_weights(*functions, 5, seed)

    right = reference.weights_by_loops(5, seed)
    agree(W, right, what="the trained W", rtol=1e-12)


def batch(rng, N, C):
    """One-hot labels and probabilities; no class is the true one of everybody."""
    truth = rng.permutation(np.arange(N) % C)
    return np.eye(C)[truth], rng.dirichlet(np.ones(C), size=N)


# --- the other listings -----------------------------------------------------------


@check(exercise="counting-step")
def test_ten_runs_of_one_step(student, reference, rng):
    """Every run of the step raises the counter."""
    start, amount = (float(each) for each in rng.uniform(1, 9, 2))
    answer = student.ten_steps(student.counting_step, start, amount)

    right = reference.ten_steps(reference.counting_step, start, amount)
    agree(answer, right, what="where the counter stands after each run")


@check(exercise="friendly-node-class")
def test_friendly_nodes(student):
    """== builds a node, and every node is a key of its own."""
    answer = student.keys_of_class(student.friendly_node_class)
    builds, keys = unpack(answer, "whether == builds a node", "whether nodes are keys")

    if builds is not True:
        raise WrongAnswer("The == of two nodes does not build the node of tf.equal.")
    if number(keys, "what a dict finds") != 1:
        raise WrongAnswer("Such nodes are no good keys of a dict.")


# --- the fused loss ---------------------------------------------------------------


@check(exercise="softmax-cross-entropy-with-logits", weight=6)
def test_fused_loss(student, reference, rng):
    """One loss for each row; labels may be shared among classes."""
    batches = [scored(rng, N, C) for N, C in ((4, 4), (6, 3), (1, 5))]
    answers = [student.softmax_cross_entropy_with_logits(*each) for each in batches]

    for each, answer in zip(batches, answers):
        right = reference.softmax_cross_entropy_with_logits(*each)
        agree(answer, right, what="the array of losses")


@check(exercise="softmax-cross-entropy-with-logits", weight=4)
def test_fused_loss_of_any_scores(student, reference, rng):
    """Scores of 1000 and more, rows of different height, and wide gaps do no harm."""
    lifts = rng.permutation([0.0, 4000.0, -4000.0, 1000.0])
    logits, labels = rng.normal(size=(4, 3)), np.eye(3)[[2, 0, 1, 2]]
    gap = np.array([[0.0, -800.0], [0.0, -1500.0], [900.0, 0.0]])
    batches = [(logits + lifts[:, None], labels), (gap, np.eye(2)[[1, 1, 0]])]
    answers = [student.softmax_cross_entropy_with_logits(*each) for each in batches]

    for each, answer in zip(batches, answers):
        right = reference.softmax_cross_entropy_with_logits(*each)
        agree(answer, right, what="the array of losses of such scores")


def scored(rng, N, C):
    labels = rng.dirichlet(np.ones(C), size=N)
    return 2 * rng.normal(size=(N, C)), labels
