"""Graphs of tinyflow, the adapters, and the program that runs on a swapped-in engine.

The engine of these tests is their own: rules with whole arrays, an order by counting,
and a run along it.  It stands for what a student has written.
"""

import sys

import numpy as np
import pytest
from scipy.special import log_softmax, softmax

import gradients_by_hand.tinyflow as tf
from gradients_by_hand.tinyflow import adapters, stories

RNG = np.random.default_rng(5)
TABLE = RNG.normal(size=(4, 3))


# --- an engine to test with -------------------------------------------------------


def order_of(y):
    """The nodes below y by the length of their longest way from a leaf."""
    depth, waiting = {}, [y]
    while waiting:
        node = waiting[-1]
        missing = [each for each in node.inputs if each not in depth]
        if not missing:
            depth[waiting.pop()] = 1 + max(map(depth.get, node.inputs), default=0)
        waiting += missing
    return sorted(depth, key=depth.get)


def engine_gradients(y, xs, grad_ys=None):
    arrived = {node: [] for node in order_of(y)}
    arrived[y] += [tf.ones_like(y) if grad_ys is None else grad_ys]
    for node in reversed(list(arrived)):
        parts = arrived[node]
        if node.inputs and parts:
            handed = tf.rules[node.op](node, sum(parts[1:], start=parts[0]))
            for source, part in zip(node.inputs, handed):
                arrived[source] += [] if part is None else [part]
    found = [arrived.get(x) for x in xs]
    return [sum(parts[1:], start=parts[0]) if parts else None for parts in found]


def engine_run(session, fetches, feed_dict=None):
    values = {}
    several = isinstance(fetches, list)
    for fetch in fetches if several else [fetches]:
        for node in order_of(fetch):
            if node not in values:
                values[node] = _value(session, node, feed_dict or {}, values)
    return [values[each] for each in fetches] if several else values[fetches]


def _value(session, node, fed, values):
    source = {"placeholder": fed, "variable": session.variables}.get(node.op)
    if source is not None:
        if node not in source:
            raise ValueError(f"{node.name} has no value")
        return np.array(source[node], dtype=float)
    value = tf.forward(node, [values[each] for each in node.inputs])
    if node.op == "assign":
        session.variables[node.options["variable"]] = np.array(value)
    return value


class EngineSession(tf.EmptySession):
    run = engine_run


def _first(node):
    return node.inputs[0]


ENGINE_RULES = {
    "mul": lambda n, g: [tf.sum_to(g * n.inputs[1 - k], n.inputs[k]) for k in (0, 1)],
    "neg": lambda n, g: [0.0 - g],
    "log": lambda n, g: [g * tf.exp(-n)],
    "softmax": lambda n, g: [(g - tf.reduce_sum(g * n, [1], True)) * n],
    "reduce_sum": lambda n, g: [tf.spread(g, n)],
    "reduce_mean": lambda n, g: [tf.spread(g, n) * (1.0 / tf.count(n))],
    "matmul": lambda n, g: [
        g @ tf.transpose(n.inputs[1]),
        tf.transpose(_first(n)) @ g,
    ],
}


@pytest.fixture
def engine():
    """The swapped-in module; what was there before comes back afterwards."""
    names = "tinyflow", "tinyflow.datasets"
    before = {name: sys.modules.get(name) for name in names}
    with tf.rules_in_use(ENGINE_RULES):
        yield tf.install(gradients=engine_gradients, Session=EngineSession)
    for name, module in before.items():
        sys.modules.pop(name)
        if module is not None:
            sys.modules[name] = module


# --- nodes ------------------------------------------------------------------------


def test_building_computes_nothing():
    x = tf.placeholder(name="x")

    y = x / 0 + tf.log(-1.0)

    assert (y.op, y.inputs[0].op, y.inputs[0].inputs[0]) == ("add", "div", x)


@pytest.mark.parametrize(
    ("build", "right"),
    [
        (lambda x: x + 2, TABLE + 2),
        (lambda x: 2 - x, 2 - TABLE),
        (lambda x: x * TABLE, TABLE**2),
        (lambda x: TABLE * x, TABLE**2),
        (lambda x: 1 / x, 1 / TABLE),
        (lambda x: TABLE @ x.__class__("transpose", [x]), TABLE @ TABLE.T),
        (lambda x: -x, -TABLE),
        (lambda x: tf.exp(x), np.exp(TABLE)),
        (lambda x: tf.nn.softmax(x), softmax(TABLE, axis=1)),
        (lambda x: tf.argmax(x, 1), TABLE.argmax(axis=1)),
        (lambda x: tf.equal(x, TABLE), np.ones((4, 3))),
        (lambda x: tf.expand_dims(x, 1), TABLE[:, None]),
        (lambda x: tf.zeros_like(x) + tf.ones([3]), np.ones((4, 3))),
    ],
    ids=(
        "sum minus product array-first quotient matmul neg exp softmax argmax equal "
        "expand zeros"
    ).split(),
)
def test_an_operation_computes_what_numpy_does(build, right):
    x = tf.placeholder()

    assert np.allclose(tf.value_of(build(x), {x: TABLE}), right)


@pytest.mark.parametrize(
    ("indices", "keep_dims", "axis"),
    [
        (None, False, None),
        (0, False, 0),
        ([1], False, 1),
        (-1, True, 1),
        ([0, 1], True, (0, 1)),
    ],
    ids=["everything", "first", "second", "kept", "both"],
)
def test_reduction_indices_name_the_axes_that_disappear(indices, keep_dims, axis):
    total = tf.reduce_sum(TABLE, reduction_indices=indices, keep_dims=keep_dims)
    mean = tf.reduce_mean(TABLE, indices, keep_dims)

    right = TABLE.sum(axis=axis, keepdims=keep_dims)
    assert np.allclose(tf.value_of(total), right)
    assert np.allclose(tf.value_of(mean) * tf.value_of(tf.count(mean)), right)
    assert tf.value_of(tf.spread(total, total)).shape == (4, 3)


@pytest.mark.parametrize("shape", [(), (3,), (1, 3), (4, 1), (4, 3)], ids=str)
def test_sum_to_undoes_a_repetition(shape):
    total = tf.value_of(tf.sum_to(tf.constant(TABLE), tf.zeros(shape)))

    assert total.shape == shape
    assert np.isclose(total.sum(), TABLE.sum())


def test_shapes_that_do_not_fit_are_told_with_the_node():
    product = tf.matmul(tf.zeros([2, 3]), tf.zeros([2, 3]))

    with pytest.raises(ValueError, match=rf"{product.name} got the shapes \(2, 3\)"):
        tf.value_of(product)


def test_a_node_is_neither_true_nor_false():
    with pytest.raises(TypeError, match="is None"):
        bool(tf.constant(1.0))


def test_what_has_no_value_of_its_own_says_so():
    with pytest.raises(ValueError, match="image is a placeholder"):
        tf.value_of(tf.placeholder(name="image"))


def test_a_rule_that_nobody_wrote_is_named():
    with pytest.raises(LookupError, match="'transpose'"):
        tf.rules["transpose"]


def test_what_a_small_change_does_not_change_hands_on_nothing():
    x = tf.placeholder()

    for node in (tf.argmax(x, 1), tf.equal(x, x), tf.count(tf.reduce_sum(x))):
        assert tf.rules[node.op](node, tf.ones_like(node)) == [None] * len(node.inputs)


def test_rules_in_use_are_given_back():
    before = dict(tf.rules)

    with tf.rules_in_use({"transpose": None}):
        assert "transpose" in tf.rules

    assert dict(tf.rules) == before


def test_normal_numbers_are_the_same_for_the_same_seed():
    one, other = (tf.value_of(tf.normal([9], stdev=0.1, seed=3)) for _ in "ab")

    assert np.array_equal(one, other)
    assert np.abs(one).max() < 1


# --- adapters ---------------------------------------------------------------------

# x, w -> a -> b, c -> y
NET = np.array([[0, 2], [1, 2], [2, 3], [2, 4], [3, 4], [3, 5], [4, 5]])
SLOPES = np.array([2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0])


def test_gradients_of_a_net_add_up_its_ways():
    ways = 5 * 13 + 7 * 17 + 5 * 11 * 17

    found = adapters.gradients_of_net(engine_gradients, NET, SLOPES, 5, [0, 2, 5])

    assert found == [2 * ways, ways, 1]


def test_a_way_that_is_blocked_hands_on_nothing():
    slopes = np.where(np.arange(7) == 0, np.nan, SLOPES)

    assert adapters.gradients_of_net(engine_gradients, NET, slopes, 5, [0]) == [None]


def test_each_rule_of_a_net_is_asked_once():
    assert adapters.rules_asked(engine_gradients, NET, SLOPES, 5, [0]) == 4


def test_an_order_is_told_by_the_numbers_of_its_nodes():
    assert adapters.order_of_net(order_of, NET, 4)[-1] == 4
    assert adapters.order_of_net(lambda y: None, NET, 4) is None
    assert list(adapters.order_of_net(lambda y: [y, 3.0], NET, 4)) == [4, -1]


def test_a_rule_that_gives_no_list_is_shown_as_it_is():
    given = adapters.apply_rule(lambda node, g: g, "neg", TABLE, TABLE)

    assert np.array_equal(given, TABLE)


@pytest.mark.parametrize("indices", [None, 1, [0], np.array([0, 1])], ids=str)
def test_a_rule_of_a_sum_is_tried_on_any_axes(indices):
    axis = tuple(np.ravel(indices)) if np.ndim(indices) else indices
    upstream = TABLE.sum(axis=axis)
    rule = ENGINE_RULES["reduce_sum"]

    (found,) = adapters.apply_reduction_rule(
        rule, "reduce_sum", upstream, TABLE, indices, False
    )

    assert found.shape == (4, 3)


@pytest.mark.parametrize(
    ("story", "numbers", "right"),
    [
        ("one fetch", (2.0, 3.0), 4.0),
        ("many fetches", (2.0, 3.0), [6.0, 8.0, 2.0]),
        ("list of one", (2.0, 4.0), [0.5]),
        ("two batches", ([1.0, 2.0], [3.0]), [5.0, 9.0]),
        ("counter", (1.0, 2.0, 2), [3.0, 5.0, 5.0]),
        ("twice in one run", (1.0, 2.0), [[3.0, 3.0, 1.0], 3.0]),
        ("two variables", (2.0, 3.0), [6.0, 3.0]),
        ("two sessions", (1.0, 2.0), [1.0, 2.0]),
        ("not fed", ("image",), True),
        ("not initialised", ("W",), True),
        ("not needed", (2.0,), 4.0),
        ("tower", (3,), [8.0, [1, 1, 1]]),
        ("chain", (2001,), -1.0),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_story_of_run_is_told_by_its_numbers(story, numbers, right):
    assert stories.story_of_run(engine_run, story, *numbers) == right


def test_a_buffer_that_is_filled_anew_changes_no_variable():
    stored = stories.story_of_run(engine_run, "buffer", [1.0, 2.0], [5.0, 6.0])

    assert stored.tolist() == [1.0, 2.0]


def test_the_operation_of_a_story_is_gone_afterwards():
    stories.story_of_run(engine_run, "tower", 2)

    assert "floor" not in tf.forwards


def test_a_counter_that_assigns_nothing_stands_still():
    still = adapters.ten_steps(lambda v, amount: v + amount, 1.0, 2.0)
    counts = adapters.ten_steps(lambda v, amount: tf.assign(v, v + amount), 1.0, 2.0)

    assert still.tolist() == [1.0] * 10
    assert counts[-1] == 21.0


def test_classes_of_nodes_are_tried_as_keys():
    def made(**methods):
        return lambda: type("Made", (tf.Node,), methods)

    equal = tf.equal
    assert adapters.keys_of_class(made()) == [False, 1.0]
    assert adapters.keys_of_class(made(__eq__=equal)) == [True, 0.0]
    one = made(__eq__=equal, __hash__=lambda self: 1)
    assert adapters.keys_of_class(one) == [True, -1.0]
    right = made(__eq__=equal, __hash__=object.__hash__)
    assert adapters.keys_of_class(right) == [True, 1.0]


# --- a program of tinyflow --------------------------------------------------------


def weights_of_a_graph(steps):
    """A linear softmax classifier in the spelling of TensorFlow 1."""
    import tinyflow as tf
    from tinyflow.datasets import get_mnist

    x = tf.placeholder(tf.float32, [None, 784])
    W = tf.Variable(tf.zeros([784, 10]))
    y = tf.nn.softmax(tf.matmul(x, W))
    truth = tf.placeholder(tf.float32, [None, 10])
    cost = tf.reduce_mean(-tf.reduce_sum(truth * tf.log(y), reduction_indices=[1]))
    slope = tf.gradients(cost, [W])[0]
    step = tf.assign(W, W - 0.5 * slope)
    hits = tf.equal(tf.argmax(y, 1), tf.argmax(truth, 1))

    sess = tf.Session()
    sess.run(tf.initialize_all_variables())
    mnist = get_mnist(flatten=True, onehot=True)
    for _ in range(steps):
        images, labels = mnist.train.next_batch(100)
        sess.run(step, feed_dict={x: images, truth: labels})
    test = {x: mnist.test.images, truth: mnist.test.labels}
    return sess.run(W), sess.run(tf.reduce_mean(hits), test)


def weights_by_hand(steps):
    """The same without a graph: the sum over a batch, and the rate divided by 100."""
    from tinyflow.datasets import get_mnist

    mnist = get_mnist(flatten=True, onehot=True)
    W = np.zeros((784, 10))
    for _ in range(steps):
        images, labels = mnist.train.next_batch(100)
        W = W - 0.5 / 100 * images.T @ (softmax(images @ W, axis=1) - labels)
    return W


@pytest.mark.usefixtures("engine")
def test_a_program_of_tinyflow_gives_the_weights_of_the_program_by_hand():
    W, accuracy = weights_of_a_graph(1000)

    assert np.abs(W - weights_by_hand(1000)).max() < 1e-12
    assert accuracy > 0.95


def test_the_module_offers_the_fused_loss(engine):
    scores, truth = TABLE, np.eye(3)[[0, 2, 1, 1]]
    node = engine.nn.softmax_cross_entropy_with_logits(scores, truth)
    with pytest.raises(ValueError, match="does not compute"):
        tf.value_of(node)
    tf.forwards["softmax_cross_entropy"] = lambda s, y: -(y * log_softmax(s, 1)).sum(1)
    try:
        assert tf.value_of(node).shape == (4,)
    finally:
        del tf.forwards["softmax_cross_entropy"]


def test_digits_come_in_batches_that_go_round():
    train = tf.get_mnist(flatten=True, onehot=True).train
    first, _ = train.next_batch(1000)
    second, labels = train.next_batch(1000)

    assert first.shape == (1000, 784)
    assert np.array_equal(second[500:], first[:500])
    assert np.array_equal(labels.sum(axis=1), np.ones(1000))


def test_digits_may_keep_their_shape_and_their_numbers():
    test = tf.get_mnist().test

    assert test.images.shape == (297, 28, 28)
    assert test.labels.shape == (297,)
    assert test.images.max() == 1.0


def test_other_data_can_be_served():
    X, y = np.arange(2 * 784.0).reshape(2, 784), np.array([3, 9])

    served = tf.get_mnist(flatten=True, data=(X, y, X[:1], y[:1]))

    assert np.array_equal(served.train.images, X)
    assert served.test.labels.tolist() == [3]
