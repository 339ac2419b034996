"""Misconceptions about `friendly_node_class`: the third repaired listing."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

KEYS = "Find the fault: nodes that cannot be keys"


@misconception(
    id="11-AD26",
    exercise="friendly-node-class",
    says="The fault is still there: a class with its own == has lost its hash.",
    try_this="How does a dict find its keys? What did the class have before?",
    section=KEYS,
)
def friendly_without_a_hash():
    class FriendlyNode(tf.Node):
        def __eq__(self, other):
            return tf.equal(self, other)

    return FriendlyNode


@misconception(
    id="11-KE01",
    exercise="friendly-node-class",
    says="Your nodes can be keys, and == no longer builds a node.",
    try_this="What comes out of a == b for two nodes of your class?",
    section=KEYS,
)
def friendly_without_equality():
    class FriendlyNode(tf.Node):
        pass

    return FriendlyNode


@misconception(
    id="11-KE02",
    exercise="friendly-node-class",
    says="All your nodes have the same hash, so a dict has to compare them.",
    try_this="What is the truth of a node that == has built?",
    section=KEYS,
)
def friendly_with_one_hash():
    class FriendlyNode(tf.Node):
        def __eq__(self, other):
            return tf.equal(self, other)

        def __hash__(self):
            return hash(self.op)

    return FriendlyNode
