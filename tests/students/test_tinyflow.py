"""Graphs of tinyflow, and the adapters that call a student's engine."""

import numpy as np
import pytest
from scipy.special import softmax

import gradients_by_hand.tinyflow as tf
from gradients_by_hand.tinyflow import adapters, stories
from tinyflow_engine import ENGINE_RULES, engine_gradients, engine_run, order_of

RNG = np.random.default_rng(5)
TABLE = RNG.normal(size=(4, 3))


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
