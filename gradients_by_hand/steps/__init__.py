"""Steps of a derivation: formulas that students write as text, read and judged.

    reading     from text to a tree, with everything refused that is no formula
    index       the table of a formula in index notation
    matrix      the array of a formula of matrices
    latex       a formula as it was understood
    forms       the kinds of answers, and what each comes to
    judge       right, wrong with a reason, or not to be read
    shipping    what students receive, as JSON
    authoring   how the author of an assignment writes steps

Any form that is equal is right: formulas are compared by their values at random points,
an idea of J. T. Schwartz, "Fast Probabilistic Algorithms for Verification of
Polynomial Identities", Journal of the ACM 27 (1980).
"""

from gradients_by_hand.steps.authoring import (
    Chain,
    Choice,
    Index,
    Matrix,
    Number,
    Scalar,
    Shape,
    Step,
    Wrong,
)

__all__ = [
    "Chain",
    "Choice",
    "Index",
    "Matrix",
    "Number",
    "Scalar",
    "Shape",
    "Step",
    "Wrong",
]
