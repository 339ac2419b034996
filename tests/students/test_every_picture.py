"""What holds for every still picture: its words do without any drawing."""

import ast
import sys
from pathlib import Path

import numpy as np
import pytest

import gradients_by_hand.tinyflow as tf
from gradients_by_hand.datasets import blobs
from gradients_by_hand.gradients import gradient_check
from gradients_by_hand.pictures import (
    arrays,
    blow_up,
    boundary,
    canvas,
    cross_entropy,
    graph,
    index_lens,
    jacobian,
    logits,
    losses,
    margins,
    slopes,
    templates,
)
from gradients_by_hand.pictures.gradient import gradient_picture
from gradients_by_hand.pictures.verdicts import verdicts

W = np.array([[0.5, -1.0, 0.2], [1.0, 0.3, -0.7]])
X, Y = blobs(n=3)
S = np.array([[0.5, -1.0, 1.5], [2.0, 0.0, 1.0]])
TRUTHS = np.array([1, 0])
PIXELS = np.arange(12.0)
NODE = tf.placeholder(name="x")
DOUBLED = NODE + NODE


# --- functions that stand for a student's ------------------------------------------


def squares(W, X, y):
    return np.sum((X @ W) ** 2) / 2, X.T @ (X @ W)


def gap(S, y):
    return np.mean(S.max(axis=1) - S[np.arange(len(y)), y])


def flat(S, y):
    return np.full(S.shape, 0.25)


def equal(s):
    return np.full(len(s), 1 / len(s))


def bowl(x):
    return float(np.sum(x * x))


def slope(f, x, h):
    return np.array([f(x + h) - f(x)]) / h


def train(callback=None):
    for t in range(3):
        if callback is not None:
            callback(t, W * t, np.zeros(3), 1.0 / (t + 1))
    return {"W": W, "b": np.zeros(3), "history": [1.0, 0.5], "accuracy": 0.5}


def predict(X, W, b):
    return (X @ W + b).argmax(axis=1)


def grid(W, b, xlim, ylim, n):
    xs, ys = np.meshgrid(np.linspace(*xlim, n), np.linspace(*ylim, n))
    return predict(np.array([xs.ravel(), ys.ravel()]).T, W, b).reshape(n, n)


def run(rate):
    return rate / np.arange(1.0, 9.0), rate * W


def gradients(y, xs):
    return [{DOUBLED: tf.constant(1.0), NODE: tf.constant(2.0)}[x] for x in xs]


def walk_back(own):
    with tf.rules_in_use({"add": lambda node, g: [g, g]}):
        order = own(lambda y: [NODE, DOUBLED])
        return graph.walk_back(own(gradients), order, DOUBLED, {NODE: 3.0})


def wrong_report(own):
    return gradient_picture(gradient_check(lambda V: (np.sum(V**2), V), W))


def table_of_verdicts(own):
    return verdicts({"a fault": [True, False, None]}, ["a", "b", "c"], "Three answers.")


# --- an example of each picture: own(f) is what stands for the student's f ----------

EXAMPLES = {
    "arrays.depends": lambda own: arrays.depends(own(lambda T: T.sum(axis=1)), W, (1,)),
    "arrays.boxes": lambda own: arrays.boxes(own(lambda: {"a": W, "b": W[0]})),
    "blow_up.pattern": lambda own: blow_up.pattern(
        own(lambda X, C: np.ones((2 * C, 3 * C))), W, 2, (1, 2)
    ),
    "blow_up.growth": lambda own: blow_up.growth(
        own(lambda X, C: np.eye(X.size, C)), [(2, 3, 2), (4, 3, 2)]
    ),
    "boundary.examples": lambda own: boundary.examples(own(lambda: (X, Y))),
    "boundary.landscape": lambda own: boundary.landscape(
        own(train), own(predict), own(grid), X, Y
    ),
    "boundary.film": lambda own: boundary.film(own(train), own(grid), X, Y, at=(0, 2)),
    "boundary.rates": lambda own: boundary.rates(
        own(lambda loss, lr: train()), (0.1, 1), ("one", "two")
    ),
    "boundary.regions": lambda own: boundary.regions(own(lambda X: X @ W), X, Y),
    "cross_entropy.pull": lambda own: cross_entropy.pull(
        own(gap), own(flat), own(equal), S[0], 1
    ),
    "cross_entropy.balance": lambda own: cross_entropy.balance(
        own(flat), own(equal), S, TRUTHS
    ),
    "cross_entropy.far_behind": lambda own: cross_entropy.far_behind(
        own(gap), {"another": own(lambda S, y: np.exp(gap(S, y)))}
    ),
    "gradient.gradient_picture": wrong_report,
    "graph.walk_back": walk_back,
    "graph.along": lambda own: graph.along(
        own(lambda x: {"whole": x, "broken": np.nan}), [0.0, 1.0], label="x"
    ),
    "index_lens.lens": lambda own: index_lens.lens(
        own(lambda u, v: np.outer(u, v)), {"u": W[:, 0], "v": W[0]}, (1, 2)
    ),
    "index_lens.arrows": lambda own: index_lens.arrows(own(bowl), own(lambda x: 3 * x)),
    "jacobian.heat_map": lambda own: jacobian.heat_map(own(lambda s: S[:, :2]), [1, 2]),
    "jacobian.blocks": lambda own: jacobian.blocks(
        own(lambda S: np.ones((2, 3, 3))), S
    ),
    "logits.mixer": lambda own: logits.mixer(own(np.tanh), S[0]),
    "logits.overflow_meter": lambda own: logits.overflow_meter(
        own(np.exp), [-800, 0, 800]
    ),
    "logits.sharpness": lambda own: logits.sharpness(own(np.tanh), S[0]),
    "losses.build_up": lambda own: losses.build_up(own(squares), W, X[:3], Y[:3]),
    "losses.pulls": lambda own: losses.pulls(own(squares), W, X, Y),
    "losses.tangent": lambda own: losses.tangent(own(squares), W, X, Y),
    "margins.margin_bars": lambda own: margins.margin_bars(
        own(lambda S, y: np.maximum(S, 0)), own(lambda M, y: M - 1), S, TRUTHS
    ),
    "margins.kink_microscope": lambda own: margins.kink_microscope(
        own(squares), W, X, Y, (0, 1)
    ),
    "slopes.u_curve": lambda own: slopes.u_curve(
        {"yours": own(lambda h: 2.0 + h)}, 2.0
    ),
    "slopes.kink_walk": lambda own: slopes.kink_walk(own(slope), own(bowl), 0.05, 0.1),
    "slopes.entry_by_entry": lambda own: slopes.entry_by_entry(
        own(lambda a, n: abs(a - n)), W, W + 0.1
    ),
    "templates.templates": lambda own: templates.templates(
        own(lambda V, shape: V.T.reshape(-1, *shape)), W, (1, 2)
    ),
    "templates.two_runs": lambda own: templates.two_runs(
        own(run), {"rate": 1.0}, {"rate": 0.5}
    ),
    "templates.one_image": lambda own: templates.one_image(
        own(lambda x: x[:, :3]), PIXELS, (3, 4), 2
    ),
    "verdicts.verdicts": table_of_verdicts,
}
OF_NO_STUDENT = {"gradient.gradient_picture", "verdicts.verdicts"}

EVERY = pytest.mark.parametrize("name", EXAMPLES)
EVERY_STUDENTS = pytest.mark.parametrize("name", sorted({*EXAMPLES} - OF_NO_STUDENT))


class Calls:
    """Functions that count their calls together, and stop at one of them."""

    def __init__(self, stop=0):
        self.count, self.stop = 0, stop

    def of(self, f):
        def counted(*args, **options):
            self.count += 1
            if self.count == self.stop:
                raise RuntimeError("this was the last call")
            return f(*args, **options)

        return counted


def drawn(name, own=lambda f: f):
    return EXAMPLES[name](own)


def told(name, own=lambda f: f):
    """What is said where nobody looks, and where there is no matplotlib."""
    loaded = {each for each in sys.modules if each.partition(".")[0] == "matplotlib"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK_PICTURES", "off")
        for each in {"matplotlib", *loaded}:
            patch.setitem(sys.modules, each, None)
        return EXAMPLES[name](own)._repr_mimebundle_()


def test_every_picture_has_an_example_here():
    made = {
        f"{path.stem}.{each.name}"
        for path in Path(canvas.__file__).parent.glob("*.py")
        for each in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(each, ast.FunctionDef) and "Picture(" in ast.unparse(each)
    }

    assert made == set(EXAMPLES)


@EVERY
def test_where_nobody_looks_the_words_are_the_same_and_nothing_is_drawn(name):
    picture = drawn(name)

    assert isinstance(picture, canvas.Picture)
    assert told(name) == {"text/plain": picture.alt}


@EVERY_STUDENTS
def test_where_nobody_looks_every_call_is_made_so_that_its_failure_is_said(name):
    calls = Calls()
    drawn(name, calls.of)

    sentence = drawn(name, Calls(stop=calls.count).of)

    assert "RuntimeError: this was the last call" in repr(sentence)
    assert told(name, Calls(stop=calls.count).of) == {"text/plain": repr(sentence)}


@EVERY_STUDENTS
@pytest.mark.parametrize(
    "answer",
    [None, "words", 3.0, np.nan, (), {}, np.zeros(3), np.ones((2, 2, 2))],
    ids=["none", "words", "3", "nan", "()", "{}", "vector", "three axes"],
)
def test_where_nobody_looks_the_same_is_said_of_any_answer(name, answer):
    def own(f):
        return lambda *args, **options: answer

    assert told(name, own) == {"text/plain": repr(drawn(name, own))}
