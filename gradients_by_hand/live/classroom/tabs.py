"""The tabs of the classroom page: which functions drive each picture.

`of(notebook)` gives the functions that the solved notebook defines; those of a file
that the teacher brings stand in for them where they have the same name.
"""

import numpy as np

from gradients_by_hand.datasets import blobs
from gradients_by_hand.live.boundary import Boundary
from gradients_by_hand.live.jacobian_map import JacobianMap
from gradients_by_hand.live.kink_walker import KinkWalker
from gradients_by_hand.live.logit_mixer import LogitMixer
from gradients_by_hand.live.margin_bars import MarginBars
from gradients_by_hand.live.outer_product import OuterProduct
from gradients_by_hand.live.overflow_meter import OverflowMeter
from gradients_by_hand.live.pull import Pull

SCORES = np.array([1.0, -0.5, 2.0, 0.3])


def boundary(of, own):
    """The classifier that trains, with the teacher's losses first."""
    losses = own | {
        "softmax": of("07_softmax_loss")["softmax_loss_vectorized"],
        "SVM": of("08_svm_loss")["svm_loss_vectorized"],
    }
    return Boundary(losses, data="blobs")


def softmax(of, _own):
    found = of("04_softmax")
    names = "softmax", "softmax_naive"
    return LogitMixer({name: found[name] for name in names}, SCORES)


def overflow(of, _own):
    found = of("04_softmax")
    return OverflowMeter({name: found[name] for name in ("softmax_naive", "softmax")})


def jacobian(of, _own):
    jacobian_of = of("05_softmax_jacobian")["softmax_jacobian_vectorized"]
    return JacobianMap(jacobian_of, of("04_softmax")["softmax"], SCORES)


def pull(of, _own):
    found = of("06_cross_entropy")
    loss, gradient = found["cross_entropy"], found["delta_cross_entropy"]
    return Pull(loss, gradient, of("04_softmax")["softmax"], SCORES, truth=2)


def single_examples(of, own):
    loss = next(iter(own.values()), of("07_softmax_loss")["softmax_loss_vectorized"])
    X, y = blobs(n=1, seed=1)
    W = 0.8 * np.array([[0.0, -1.0, 1.0], [1.0, -0.5, 0.2]])
    return OuterProduct(lambda W, X, y: loss(W, X, y, 0.0), W, X, y)


def margins(of, _own):
    found = of("08_svm_loss")
    S = np.array([[2.0, 1.5, 2.4, -1.0], [0.2, 3.0, 0.4, 1.5]])
    return MarginBars(
        found["svm_margins"], found["svm_coefficients"], S, np.array([0, 3])
    )


def kink(of, _own):
    def ramp(x):
        return float(np.maximum(x, 0).sum())

    return KinkWalker(of("01_numerical_gradient")["numerical_gradient"], ramp)


TABS = {
    "Boundary": boundary,
    "Softmax": softmax,
    "Overflow": overflow,
    "Jacobian": jacobian,
    "Pull": pull,
    "Single examples": single_examples,
    "Margins": margins,
    "Kink": kink,
}
