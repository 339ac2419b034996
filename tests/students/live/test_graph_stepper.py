"""The graph stepper, with an order and rules that stand for a student's."""

import numpy as np
import pytest

import gradients_by_hand.tinyflow as tf
from gradients_by_hand.live.graph_stepper import GraphStepper
from gradients_by_hand.pictures.canvas import Picture, Sentence

RULES = {
    "neg": lambda node, g: [-g],
    "mul": lambda node, g: [g * node.inputs[1], g * node.inputs[0]],
}
X = tf.placeholder(name="x")
TURNED = -X
Y = TURNED * X


def order(y):
    return [X, TURNED, Y]


def gradients(y, xs):
    """The slopes of -x * x, by asking the two rules."""
    at_turned, direct = tf.rules["mul"](Y, tf.constant(1.0))
    (through,) = tf.rules["neg"](TURNED, at_turned)
    return [
        {X: direct + through, TURNED: at_turned, Y: tf.constant(1.0)}[x] for x in xs
    ]


def forgetful(y, xs):
    """Only one way back is walked."""
    _, direct = tf.rules["mul"](Y, tf.constant(1.0))
    return [{X: direct, Y: tf.constant(1.0)}.get(x) for x in xs]


@pytest.fixture(autouse=True)
def _rules():
    with tf.rules_in_use(RULES):
        yield


def made(functions=None, **traits):
    functions = functions or {"gradients": gradients}
    return GraphStepper(functions, order, Y, {X: 3.0}, **traits)


def test_nodes_have_values_and_the_gradients_of_the_end():
    nodes = made().view()["nodes"]

    assert [each["title"] for each in nodes] == ["x", "−", "×"]
    assert [each["value"] for each in nodes] == ["3", "-3", "-9"]
    assert [each["total"] for each in nodes] == ["-6", "3", "1"]


def test_turns_are_those_that_the_students_code_took():
    turns = made().view()["turns"]

    assert turns == [
        {"node": 2, "given": "1", "handed": ["3", "-3"]},
        {"node": 1, "given": "3", "handed": ["-3"]},
    ]


def test_what_never_had_a_turn_is_not_invented():
    view = made({"forgetful": forgetful}).view()

    assert [each["node"] for each in view["turns"]] == [2]
    assert [each["total"] for each in view["nodes"]] == ["-3", None, "1"]
    assert view["measured"] == ["-6"]


def test_another_way_back_can_be_chosen():
    widget = made({"gradients": gradients, "forgetful": forgetful})
    assert widget.view()["names"] == ["gradients", "forgetful"]

    widget.which = "forgetful"

    assert len(widget.view()["turns"]) == 1


def test_another_number_at_a_leaf_changes_all_numbers():
    widget = made()

    widget.leaves = [0.5]

    assert widget.view()["measured"] == ["-1"]
    assert widget.view()["nodes"][0]["total"] == "-1"


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (0, "A graph of 3 nodes; nothing is computed yet."),
        (2, "− gets its value."),
        (4, "× has its turn with 1: 3 to −, -3 to x."),
        (6, "The way back is done: x -6."),
        (99, "The way back is done: x -6."),
    ],
)
def test_each_step_is_told(step, words):
    assert made(step=step).view()["words"] == words


def test_the_rules_are_the_old_ones_afterwards():
    kept = dict(tf.rules)

    made().view()

    assert dict(tf.rules) == kept


def test_an_array_is_told_by_its_shape():
    widget = GraphStepper({"gradients": gradients}, order, Y, {X: np.ones(4)})

    assert widget.view()["nodes"][0]["value"] == "(4)"
    assert (widget.leaves, widget.view()["measured"]) == ([], [])


def test_unfinished_gradients_give_a_sentence():
    def unfinished(y, xs):
        raise NotImplementedError

    widget = made({"gradients": unfinished})
    widget.refresh()

    assert "not written yet" in widget.problem
    assert isinstance(widget.still(), Sentence)


def test_an_order_that_cannot_be_is_told_in_words():
    widget = GraphStepper({"gradients": gradients}, lambda y: [Y, X], Y, {X: 3.0})

    widget.refresh()

    assert "stands before" in widget.problem or "KeyError" in widget.problem


def test_the_still_picture_is_the_whole_way_back():
    assert isinstance(made().still(), Picture)
