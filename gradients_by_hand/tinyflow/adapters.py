"""Adapters: small graphs made from plain numbers, to try out a student's function.

Each adapter takes the function first, then numbers and arrays.  It builds the nodes,
calls the function and returns numbers and arrays.

    apply_rule, apply_reduction_rule
                       the result of a reverse rule for one operation
    order_of_net       the order of the nodes of a net
    gradients_of_net   the gradients of a net whose arrows have slopes
    rules_asked        the number of calls of reverse rules
    loss_of_cost, ten_steps, keys_of_class     try out three repaired listings
    trained_weights    the whole engine: W after some steps on random digits

`arrows` describes a net by rows (from, to) of node numbers, where `to` is the larger
one; a node that no arrow reaches is a leaf.  The order of the rows is the order of the
inputs of a node.
"""

import numpy as np

from gradients_by_hand.tinyflow import graph, swap
from gradients_by_hand.tinyflow.forward import forward, value_of

# --- rules ------------------------------------------------------------------------


def apply_rule(rule, op, upstream, *arrays):
    """The result of a rule for one operation on arrays, as a list of arrays.

    upstream: the gradient with respect to the result of the operation.
    """
    node = graph.Node(op, arrays)
    return _computed(rule(node, graph.constant(upstream)))


def apply_reduction_rule(rule, op, upstream, array, indices, keep_dims):
    """The same for a sum or a mean over some axes."""
    make = {"reduce_sum": graph.reduce_sum, "reduce_mean": graph.reduce_mean}[op]
    several = np.ndim(indices)
    node = make(array, [int(k) for k in indices] if several else indices, keep_dims)
    return _computed(rule(node, graph.constant(upstream)))


# --- orders and gradients ---------------------------------------------------------


def order_of_net(order, arrows, y):
    """The numbers of the nodes in the order that a function returns for node y."""
    nodes = _net(arrows)
    numbers = {node: number for number, node in enumerate(nodes)}
    found = order(nodes[y])
    if not isinstance(found, list | tuple):
        return found
    return np.array([numbers.get(each, -1) for each in found], dtype=int)


def gradients_of_net(gradients, arrows, slopes, y, xs, upstream=None):
    """The gradients of node y with respect to the nodes xs: numbers, or None.

    slopes: one slope for each arrow: the derivative of the node at its end with respect
    to the node at its beginning.  For a slope of nan the rule returns None.
    """
    nodes = _net(arrows, slopes)
    known = _values(nodes)
    extra = [] if upstream is None else [graph.constant(upstream)]
    with graph.rules_in_use({"net": _rule_of_net(known)}):
        found = gradients(nodes[y], [nodes[each] for each in xs], *extra)
    return _computed(found, known)


def rules_asked(gradients, arrows, slopes, y, xs):
    """The number of times that `gradients` calls a rule."""
    nodes, asked = _net(arrows, slopes), []
    rule = _rule_of_net(_values(nodes), asked)
    with graph.rules_in_use({"net": rule}):
        gradients(nodes[y], [nodes[each] for each in xs])
    return len(asked)


def _rule_of_net(known, asked=None):
    """The rule of all nodes of a net; it appends each node to the list `asked`."""

    def rule(node, g):
        if asked is not None:
            asked.append(node)
        # Compute a number at once, so that long nets do not build deep graphs.
        arrived = value_of(g, known)
        return [
            None if np.isnan(slope) else graph.constant(slope * arrived)
            for slope in node.options["slopes"]
        ]

    return rule


def _net(arrows, slopes=None):
    arrows = np.asarray(arrows)
    slopes = np.ones(len(arrows)) if slopes is None else np.asarray(slopes)
    arriving = [[] for _ in range(arrows.max() + 1)]
    for (start, end), slope in zip(arrows.tolist(), slopes.tolist()):
        arriving[end].append((start, slope))
    nodes = []
    for number, each in enumerate(arriving):
        name = f"node_{number}"
        if each:
            inputs = [nodes[start] for start, _ in each]
            weights = tuple(slope for _, slope in each)
            nodes.append(graph.Node("net", inputs, name=name, slopes=weights))
        else:
            nodes.append(graph.placeholder(name=name))
    return nodes


def _values(nodes):
    """The value of each node of a net if each leaf is 1."""
    known = {}
    for node in nodes:
        weights = np.nan_to_num(node.options.get("slopes", ()))
        taken = [known[source] for source in node.inputs]
        known[node] = np.dot(weights, taken) if taken else np.array(1.0)
    return known


def _computed(found, known=None):
    """The values of the nodes in a list; other objects stay unchanged."""
    if isinstance(found, list | tuple):
        return [_computed(each, known) for each in found]
    return value_of(found, known) if isinstance(found, graph.Node) else found


# --- repaired listings, and everything together -----------------------------------


def loss_of_cost(make_cost, labels, probs):
    """The value of a cost of labels and probabilities."""
    return value_of(make_cost(graph.constant(labels), graph.constant(probs)))


def ten_steps(make_step, start, amount):
    """The value of a counter after each of ten runs of the same step."""
    v = graph.Variable(start)
    step, path, stands = make_step(v, amount), [], np.array(start, dtype=float)
    for _ in range(10):
        inputs = [value_of(each, {v: stands}) for each in step.inputs]
        value = forward(step, inputs)
        if step.op == "assign":
            stands = value
        path.append(stands)
    return np.array(path)


def keys_of_class(make_class):
    """Whether == of two nodes of a class builds a node; whether its nodes can be keys.

    The second answer is 1 if they can, 0 if they have no hash, -1 if a dict compares
    them, and 0.5 if a dict finds the wrong node.
    """
    Made = make_class()
    nodes = [Made("constant", value=np.array(1.0)) for _ in range(20)]
    compared = nodes[0] == nodes[1]
    builds = isinstance(compared, graph.Node) and compared.op == "equal"
    try:
        found = {node: number for number, node in enumerate(nodes)}
        keys = 1.0 if [found[each] for each in nodes] == list(range(20)) else 0.5
    except TypeError as error:
        keys = 0.0 if "unhashable" in str(error) else -1.0
    return [builds, keys]


def trained_weights(make_cost, run, gradients, steps, seed):
    """W (4, 3) of a linear softmax classifier after some steps, each on a new batch."""
    X, Y = random_batches(steps, seed)
    x, labels = graph.placeholder(name="x"), graph.placeholder(name="labels")
    W, session = graph.Variable(graph.zeros([4, 3])), swap.EmptySession()
    session.variables[W] = np.zeros((4, 3))
    cost = make_cost(labels, graph.nn.softmax(graph.matmul(x, W)))
    step = graph.assign(W, W - 0.5 * gradients(cost, [W])[0])
    for batch, truth in zip(X, Y):
        run(session, step, {x: batch, labels: truth})
    return session.variables[W]


def random_batches(steps, seed, size=6):
    """X (steps, size, 4) and one-hot Y (steps, size, 3), the same for the same seed."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(steps, size, 4))
    return X, np.eye(3)[rng.integers(3, size=(steps, size))]
