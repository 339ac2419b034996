"""A program of tinyflow on a swapped-in engine, and the data that it trains on."""

import sys

import numpy as np
import pytest
from scipy.special import log_softmax, softmax

import gradients_by_hand.tinyflow as tf
from tinyflow_engine import ENGINE_RULES, EngineSession, engine_gradients

TABLE = np.random.default_rng(5).normal(size=(4, 3))


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
