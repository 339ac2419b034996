"""The functions of 11_tinyflow by definition, one number at a time.

A reverse rule is here a sum over all entries of the output: upstream there, times the
slope of that entry along one entry of the input.  The solution in the notebook has
whole arrays instead, and other walks through the graph; the two must agree.

    rules         grad_add ... grad_softmax, and RULES with all of them
    the engine    topological_order, gradients, run
    the rest      the fused loss, the repaired listings
    by_loops      what a program without a graph arrives at
    adapters      the functions of the same names in the notebook
"""

import math

import numpy as np

import gradients_by_hand.tinyflow as tf
from gradients_by_hand.tinyflow import adapters
from gradients_by_hand.tinyflow.adapters import (
    apply_reduction_rule,
    apply_rule,
    gradients_of_net,
    keys_of_class,
    loss_of_cost,
    order_of_net,
    rules_asked,
    ten_steps,
)
from gradients_by_hand.tinyflow.stories import story_of_run

__all__ = [
    "apply_reduction_rule",
    "apply_rule",
    "gradients_of_net",
    "keys_of_class",
    "loss_of_cost",
    "order_of_net",
    "rules_asked",
    "story_of_run",
    "ten_steps",
]

# --- rules ------------------------------------------------------------------------


def late(compute, *nodes):
    """A node whose value compute(*values of nodes) finds when it is asked for."""
    return tf.Node("by_definition", nodes, compute=compute)


tf.forwards["by_definition"] = lambda *values, compute: compute(*values)


def entry_by_entry(*slopes):
    """The rule of an operation on single entries; slopes: one for each input."""

    def rule(node, g):
        return [
            late(
                lambda g, *inputs, which=which: moved(g, inputs, which), g, *node.inputs
            )
            for which in range(len(slopes))
        ]

    def moved(g, inputs, which):
        total = np.zeros(np.shape(inputs[which]))
        for at in np.ndindex(np.shape(g)):
            entries = [each[place(at, each)] for each in map(np.asarray, inputs)]
            total[place(at, total)] += g[at] * slopes[which](*entries)
        return total

    return rule


def place(at, array):
    """Where an array is read for the entry `at` of a result that repeats it."""
    own = at[len(at) - array.ndim :]
    return tuple(0 if size == 1 else k for k, size in zip(own, array.shape))


grad_add = entry_by_entry(lambda a, b: 1.0, lambda a, b: 1.0)
grad_sub = entry_by_entry(lambda a, b: 1.0, lambda a, b: -1.0)
grad_mul = entry_by_entry(lambda a, b: b, lambda a, b: a)
grad_div = entry_by_entry(lambda a, b: 1 / b, lambda a, b: -a / b / b)
grad_neg = entry_by_entry(lambda x: -1.0)
grad_exp = entry_by_entry(lambda x: np.exp(x))
grad_log = entry_by_entry(lambda x: np.float64(1.0) / x)


def grad_matmul(node, g):
    def left(g, A, B):
        total = np.zeros(A.shape)
        for i, k, j in np.ndindex(*A.shape, B.shape[1]):
            total[i, k] += g[i, j] * B[k, j]
        return total

    def right(g, A, B):
        total = np.zeros(B.shape)
        for i, k, j in np.ndindex(*A.shape, B.shape[1]):
            total[k, j] += g[i, j] * A[i, k]
        return total

    return [late(left, g, *node.inputs), late(right, g, *node.inputs)]


def grad_reduce_sum(node, g):
    return [late(lambda g, x: handed_back(g, x, node.options), g, *node.inputs)]


def grad_reduce_mean(node, g):
    def share(g, x):
        return handed_back(g, x, node.options) / (x.size / np.size(g))

    return [late(share, g, *node.inputs)]


def handed_back(g, x, options):
    """To each entry of x, what arrived at the sum that it went into."""
    axes = range(x.ndim) if options["axis"] is None else options["axis"]
    summed = {axis % x.ndim for axis in axes}
    kept = [1 if axis in summed else size for axis, size in enumerate(x.shape)]
    g, total = np.reshape(g, kept), np.zeros(x.shape)
    for at in np.ndindex(x.shape):
        total[at] = g[tuple(0 if k in summed else i for k, i in enumerate(at))]
    return total


def grad_softmax(node, g):
    def back(g, S):
        total = np.zeros(S.shape)
        for row, (values, arrived) in enumerate(zip(S, g)):
            p = softmax_of_row(values)
            for i in range(len(p)):
                for j in range(len(p)):
                    total[row, j] += arrived[i] * p[i] * ((i == j) - p[j])
        return total

    return [late(back, g, *node.inputs)]


def softmax_of_row(values):
    grown = [math.exp(each - max(values)) for each in values]
    return [each / sum(grown) for each in grown]


# --- the engine -------------------------------------------------------------------


def reached(y):
    """Every node that y is computed from, and y."""
    found, waiting = {y: None}, [y]
    while waiting:
        for each in waiting.pop().inputs:
            if each not in found:
                found[each] = None
                waiting.append(each)
    return list(found)


def topological_order(y):
    """Nodes whose inputs are all there come next, until none is left."""
    nodes = reached(y)
    users = {each: [] for each in nodes}
    missing = {each: len(set(each.inputs)) for each in nodes}
    for node in nodes:
        for each in set(node.inputs):
            users[each].append(node)
    order = [each for each in nodes if not missing[each]]
    for node in order:  # grows while it is read
        for user in users[node]:
            missing[user] -= 1
            if not missing[user]:
                order.append(user)
    return order


def gradients(y, xs, grad_ys=None):
    """A node has its turn when everybody who uses it had theirs."""
    parts = {each: [] for each in reached(y)}
    parts[y].append(tf.ones_like(y) if grad_ys is None else grad_ys)
    open_uses = dict.fromkeys(parts, 0)
    for node in parts:
        for each in node.inputs:
            open_uses[each] += 1
    ready, totals = [y], {}
    while ready:
        node = ready.pop()
        totals[node] = added(parts[node])
        known = node.inputs and totals[node] is not None
        back = tf.rules[node.op](node, totals[node]) if known else [None] * 99
        for each, part in zip(node.inputs, back):
            parts[each] += [] if part is None else [part]
            open_uses[each] -= 1
            if not open_uses[each]:
                ready.append(each)
    return [totals.get(x) for x in xs]


def added(parts):
    total = None
    for each in parts:
        total = each if total is None else total + each
    return total


def run(session, fetches, feed_dict=None):
    """Asks a node's inputs first and then the node, with a list of open questions."""
    feed_dict, values = feed_dict or {}, {}
    several = isinstance(fetches, list | tuple)
    for fetch in fetches if several else [fetches]:
        questions = [fetch]
        while questions:
            node = questions[-1]
            unknown = [each for each in node.inputs if each not in values]
            questions += unknown
            if not unknown:
                questions.pop()
                if node not in values:
                    values[node] = valued(session, node, feed_dict, values)
    return [values[each] for each in fetches] if several else values[fetches]


def valued(session, node, fed, values):
    given = {"placeholder": fed, "variable": session.variables}.get(node.op)
    if given is not None:
        if node not in given:
            raise ValueError(f"The {node.op} {node.name} has no value.")
        return np.array(given[node], dtype=float)
    value = tf.forward(node, [values[each] for each in node.inputs])
    if node.op == "assign":
        session.variables[node.options["variable"]] = np.array(value, dtype=float)
    return value


# --- the rest ---------------------------------------------------------------------


def mean_cross_entropy(labels, probs):
    """Each row of labels adds up to 1, so all of them add up to how many there are."""
    examples = tf.reduce_sum(labels)
    return tf.reduce_sum(labels * tf.log(probs)) / examples * -1.0


def counting_step(variable, amount):
    return tf.assign(variable, variable + amount)


def friendly_node_class():
    class Friendly(tf.Node):
        def __eq__(self, other):
            return tf.equal(self, other)

        def __hash__(self):
            return object.__hash__(self)

    return Friendly


def softmax_cross_entropy_with_logits(logits, labels):
    losses = []
    for row, truth in zip(logits.tolist(), labels.tolist()):
        top = max(row)
        log_sum = top + math.log(sum(math.exp(each - top) for each in row))
        losses.append(sum(t * (log_sum - each) for t, each in zip(truth, row)))
    return np.array(losses)


def grad_softmax_cross_entropy(node, g):
    def back(g, logits, labels):
        total = np.zeros(logits.shape)
        for row, values in enumerate(logits):
            for j, p in enumerate(softmax_of_row(values)):
                total[row, j] = g[row] * (p - labels[row, j])
        return total

    return [late(back, g, *node.inputs), None]


RULES = {
    "add": grad_add,
    "sub": grad_sub,
    "neg": grad_neg,
    "mul": grad_mul,
    "div": grad_div,
    "log": grad_log,
    "exp": grad_exp,
    "matmul": grad_matmul,
    "reduce_sum": grad_reduce_sum,
    "reduce_mean": grad_reduce_mean,
    "softmax": grad_softmax,
}


def trained_weights(make_cost, run, gradients, *how_long):
    """The adapter of the notebook, where the rules above are in use."""
    with tf.rules_in_use(RULES):
        return adapters.trained_weights(make_cost, run, gradients, *how_long)


# --- by loops ---------------------------------------------------------------------


def loss_by_loops(labels, probs):
    """The mean over the rows of minus the logarithm of what the truth was given."""
    total = 0.0
    for truth, row in zip(labels.tolist(), probs.tolist()):
        total -= sum(t * math.log(p) for t, p in zip(truth, row))
    return total / len(labels)


def weights_by_loops(steps, seed):
    """W (4, 3) after the steps of the adapter trained_weights, without any graph."""
    W = np.zeros((4, 3))
    for X, Y in zip(*adapters.random_batches(steps, seed)):
        slope = np.zeros(W.shape)
        for x, truth in zip(X, Y):
            for j, p in enumerate(softmax_of_row(x @ W)):
                slope[:, j] += x * (p - truth[j]) / len(X)
        W = W - 0.5 * slope
    return W
