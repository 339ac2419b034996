"""The steps of 07_softmax_loss: right answers, equivalents and misconceptions.

one_example    x, p, y and the sizes of one example
a_batch        X, W, P, Y, G, lam and the sizes of a batch, rows are examples
transposed     the same with examples in columns
"""

import numpy as np

from gradients_by_hand.steps import (
    Choice,
    Index,
    Matrix,
    Scalar,
    Shape,
    Step,
    StepMisconception,
)

SIZES = (7, 5, 3), (4, 6, 5), (8, 3, 4), (6, 4, 2)
WEIGHTS = {"lam": (0.1, 2.0), "w": (-3.0, 3.0)}


def one_example(rng):
    D, C = ((5, 3), (4, 6), (3, 4))[rng.integers(3)]
    return {
        "x": rng.normal(size=D),
        "p": rng.probabilities(C),
        "y": np.eye(C)[rng.integers(C)],
        "D": D,
        "C": C,
    }


def a_batch(rng):
    N, D, C = SIZES[rng.integers(len(SIZES))]
    P = rng.probabilities(C, size=N)
    Y = np.eye(C)[rng.integers(C, size=N)]
    return {
        "X": rng.normal(size=(N, D)),
        "W": rng.normal(size=(D, C)),
        "P": P,
        "Y": Y,
        "N": N,
        "D": D,
        "C": C,
        "lam": float(rng.uniform(0.1, 2)),
    }


def with_G(rng):
    """The rows of this G do not sum to zero, so a sum over classes shows."""
    batch = a_batch(rng)
    return batch | {"G": rng.normal(size=batch["P"].shape)}


def scores_back(rng):
    """What step 7 may use: G and W, and the sizes."""
    batch = with_G(rng)
    return {name: batch[name] for name in ("G", "W", "X", "N", "D", "C")}


def transposed(rng):
    batch = a_batch(rng)
    return batch | {name: batch[name].T for name in ("X", "W", "P", "Y")}


BATCH = {"k": "D", "l": "C"}

STEPS = (
    Step(
        "step-1",
        "The slope of the loss of one example along one weight.",
        Index(
            "x[k]*(p[l]-y[l])",
            given=one_example,
            free_indices=BATCH,
            equivalents=(
                "x[k]*p[l]-x[k]*y[l]",
                "-x[k]*(y[l]-p[l])",
                "sum(j, (p[j]-y[j])*delta(j,l))*x[k]",
                "(p[l]-y[l])*sum(m, x[m]*delta(k,m))",
            ),
            misconceptions=(
                StepMisconception(
                    "07-ST01",
                    "-x[k]*y[l]",
                    "Only the first term of the loss is in your slope.",
                    "Raise a weight of a wrong class. Does the loss stay the same?",
                ),
                StepMisconception(
                    "07-ST02",
                    "x[k]*p[l]",
                    "Only the second term of the loss is in your slope.",
                    "Raise a weight of the true class. In how many places does the "
                    "loss notice?",
                ),
                StepMisconception(
                    "07-ST03",
                    "x[k]*(y[l]-p[l])",
                    "The sign of your slope is wrong.",
                    "If the true class gets a larger score, does its loss go up or "
                    "down?",
                ),
                StepMisconception(
                    "07-ST04",
                    "p[l]-y[l]",
                    "This is the slope along a score, not along a weight.",
                    "By how much does the score move when the weight moves by a "
                    "little?",
                ),
                StepMisconception(
                    "07-ST05",
                    "x[k]*(p[l]-1)",
                    "You treat every class as if it were the true one.",
                    "What is the symbol on the card that is 1 for one class and 0 for "
                    "the others?",
                ),
                StepMisconception(
                    "07-ST06",
                    "-x[k]*y[l]*(1-p[l])",
                    "Classes other than the true one get no slope from you.",
                    "Which scores stand under the sum in the second term?",
                ),
            ),
        ),
    ),
    Step(
        "step-2",
        "The gradient of the loss of one example, as one expression.",
        Matrix(
            "outer(x,p-y)",
            given=one_example,
            equivalents=(
                "outer(x,p)-outer(x,y)",
                "-outer(x,y-p)",
                "outer(p-y,x).T",
                "np.outer(x,(p-y))",
                "(diag(x)@ones(D,C))*(p-y)",
            ),
            misconceptions=(
                StepMisconception(
                    "07-ST07",
                    "outer(p-y,x)",
                    "Your table is transposed: classes are in its rows.",
                    "Which of your two vectors should know the row?",
                ),
                StepMisconception(
                    "07-ST08",
                    "x*(p-y)",
                    "A product entry by entry needs two vectors of the same length.",
                    "How many numbers has x, and how many has p?",
                ),
                StepMisconception(
                    "07-ST09",
                    "outer(x,p)",
                    "The truth does not occur in your table.",
                    "What would the gradient be if the prediction were perfect?",
                ),
                StepMisconception(
                    "07-ST10",
                    "outer(x,y-p)",
                    "Every sign in your table is wrong.",
                    "Compare one entry with step 1: which way does it push?",
                ),
            ),
        ),
    ),
    Step(
        "step-3",
        "The slope of the mean loss along one weight.",
        Index(
            "sum(i,X[i,k]*(P[i,l]-Y[i,l]))/N",
            given=a_batch,
            free_indices=BATCH,
            equivalents=(
                "sum(i,X[i,k]*P[i,l]-X[i,k]*Y[i,l])/N",
                "sum(n,X[n,k]*(P[n,l]-Y[n,l])/N)",
                "(sum(i,X[i,k]*P[i,l])-sum(i,X[i,k]*Y[i,l]))/N",
                "-1/N*sum(i,(Y[i,l]-P[i,l])*X[i,k])",
            ),
            misconceptions=(
                StepMisconception(
                    "07-ST11",
                    "sum(i,X[i,k]*(P[i,l]-Y[i,l]))",
                    "Your slope belongs to the sum of the losses.",
                    "Is L the sum of the L_i, or their mean?",
                ),
                StepMisconception(
                    "07-ST12",
                    "sum(i,X[i,k]*(P[i,l]-Y[i,l]))/C",
                    "You divide by the number of classes.",
                    "Over what is the mean taken?",
                ),
                StepMisconception(
                    "07-ST13",
                    "sum(i,X[i,k])*sum(i,P[i,l]-Y[i,l])/N",
                    "You add up each factor by itself.",
                    "Is a sum of products the product of the sums?",
                ),
                StepMisconception(
                    "07-ST14",
                    "sum(i,X[i,k]*(Y[i,l]-P[i,l]))/N",
                    "The sign of your slope is wrong.",
                    "Put N = 1: is it what step 1 says?",
                ),
                StepMisconception(
                    "07-ST15",
                    "sum(i,X[i,k]*P[i,l])/N",
                    "The truth does not occur in your slope.",
                    "What should the slope be where every prediction is perfect?",
                ),
            ),
        ),
    ),
    Step(
        "step-4",
        "The gradient of the mean loss as a matrix expression.",
        Matrix(
            "X.T@(P-Y)/N",
            given=a_batch,
            equivalents=(
                "((P-Y).T@X).T/N",
                "(X.T@P-X.T@Y)/N",
                "X.T@((P-Y)/N)",
                "-(X.T@(Y-P))/N",
                "np.dot(X.T, P-Y)/N",
                "X.T.dot(P-Y)*(1/N)",
                "transpose(X)@(P-Y)/N",
            ),
            misconceptions=(
                StepMisconception(
                    "07-ST16",
                    "X.T@(P-Y)",
                    "The factor of the mean is gone.",
                    "What does your expression become if every row is given twice?",
                ),
                StepMisconception(
                    "07-ST17",
                    "(P-Y).T@X/N",
                    "Your table is transposed: its rows are classes.",
                    "Which index of the card belongs to the rows of W?",
                ),
                StepMisconception(
                    "07-ST18",
                    "X@(P-Y)/N",
                    "In this product an index that is not summed meets one that is.",
                    "In step 3, does the index of the sum stand first or last in X?",
                ),
                StepMisconception(
                    "07-ST19",
                    "X.T@P/N",
                    "The truth does not occur in your gradient.",
                    "What should the gradient be where every prediction is perfect?",
                ),
                StepMisconception(
                    "07-ST20",
                    "X.T@(Y-P)/N",
                    "Every sign is wrong.",
                    "Compare one entry with step 3: where did the sign change?",
                ),
                StepMisconception(
                    "07-ST21",
                    "X.T*(P-Y)/N",
                    "* multiplies entry by entry, and adds up nothing.",
                    "Which sign on the card stands for a matrix product?",
                ),
            ),
        ),
    ),
    Step(
        "step-5",
        "The index that is summed.",
        Choice(
            "sample",
            among=("sample", "feature", "class"),
            misconceptions=(
                StepMisconception(
                    "07-ST22",
                    "feature",
                    "The index of the features is free: it stands on the left as well.",
                    "Which letter of step 3 stands under the sum and nowhere else?",
                ),
                StepMisconception(
                    "07-ST23",
                    "class",
                    "The index of the classes is free: it stands on the left as well.",
                    "Which letter of step 3 stands under the sum and nowhere else?",
                ),
            ),
        ),
    ),
    Step(
        "step-6",
        "One entry of the gradient of the bias, and all of it.",
        Index(
            "sum(i,G[i,l])",
            given=with_G,
            free_indices={"l": "C"},
            equivalents=("sum(n,G[n,l])", "sum(i,sum(j,G[i,j]*delta(j,l)))"),
            misconceptions=(
                StepMisconception(
                    "07-ST24",
                    "sum(i,G[i,l])/N",
                    "You divide by N, and G was divided already.",
                    "What does the text say is inside G?",
                ),
                StepMisconception(
                    "07-ST25",
                    "sum(i,sum(j,G[i,j]))",
                    "You add up all of G.",
                    "Which scores does the bias of class l move?",
                ),
            ),
        ),
        Matrix(
            "sumcols(P-Y)/N",
            given=a_batch,
            equivalents=(
                "ones(1,N)@(P-Y)/N",
                "(sumcols(P)-sumcols(Y))/N",
                "np.sum(P-Y, axis=0, keepdims=True)/N",
                "(P-Y).mean(axis=0, keepdims=True)",
            ),
            misconceptions=(
                StepMisconception(
                    "07-ST26",
                    "sumcols(P-Y)",
                    "The factor of the mean is gone.",
                    "Written with P and Y, where is the factor that G had inside?",
                ),
                StepMisconception(
                    "07-ST27",
                    "sumrows(P-Y)/N",
                    "You add up along each row: one number for each example.",
                    "How many biases are there?",
                ),
                StepMisconception(
                    "07-ST28",
                    "sum(P-Y,0)/N",
                    "The numbers are right, and an axis got lost.",
                    "Which shape has b on the card?",
                ),
            ),
        ),
    ),
    Step(
        "step-7",
        "The gradient with respect to the examples.",
        Matrix(
            "G@W.T",
            given=scores_back,
            equivalents=("(W@G.T).T", "np.dot(G, W.T)", "transpose(W@transpose(G))"),
            misconceptions=(
                StepMisconception(
                    "07-ST29",
                    "G@W",
                    "Here sizes meet that need not be equal.",
                    "One entry of X moves a row of scores: which index is summed?",
                ),
                StepMisconception(
                    "07-ST30",
                    "W@G.T",
                    "Your table is transposed: its rows are features.",
                    "What is in the rows of X?",
                ),
                StepMisconception(
                    "07-ST31",
                    "G@W.T/N",
                    "You divide by N, and G was divided already.",
                    "What does the text say is inside G?",
                ),
                StepMisconception(
                    "07-ST32",
                    "X.T@G",
                    "This is the gradient for the weights.",
                    "Which factor of the scores stays when X moves: X or W?",
                ),
            ),
        ),
    ),
    Step(
        "step-8",
        "The bias trick: two shapes, and what stands in the last row.",
        Shape(
            "(N,D+1)",
            sizes=("N", "D", "C"),
            equivalents=("(N, 1+D)", "N, D+1"),
            misconceptions=(
                StepMisconception(
                    "07-ST33",
                    "(N+1,D)",
                    "You append an example.",
                    "Is a column of ones one more number in each row, or one more row?",
                ),
            ),
        ),
        Shape(
            "(D+1,C)",
            sizes=("N", "D", "C"),
            equivalents=("(1+D,C)",),
            misconceptions=(
                StepMisconception(
                    "07-ST34",
                    "(D,C+1)",
                    "You append a class.",
                    "Which row of the weights meets the new column of the examples?",
                ),
            ),
        ),
        Choice(
            "db",
            among=("dX", "dW", "db"),
            misconceptions=(
                StepMisconception(
                    "07-ST35",
                    "dW",
                    "The other rows belong to W, and the last one to something else.",
                    "By what are the weights in the last row multiplied?",
                ),
                StepMisconception(
                    "07-ST36",
                    "dX",
                    "The rows of this gradient belong to rows of the weights.",
                    "By what are the weights in the last row multiplied?",
                ),
            ),
        ),
    ),
    Step(
        "step-9",
        "The gradient where the scores are F = W X.",
        Matrix(
            "(P-Y)@X.T/N",
            given=transposed,
            equivalents=("(X@(P-Y).T).T/N", "(P@X.T-Y@X.T)/N", "((P-Y)/N)@X.T"),
            misconceptions=(
                StepMisconception(
                    "07-ST37",
                    "X.T@(P-Y)/N",
                    "This is the gradient of the other notation.",
                    "Where do the examples stand now, in rows or in columns?",
                ),
                StepMisconception(
                    "07-ST38",
                    "(P-Y)@X.T",
                    "The factor of the mean is gone.",
                    "Does transposing the tables change what L is?",
                ),
                StepMisconception(
                    "07-ST39",
                    "X@(P-Y).T/N",
                    "Your table is transposed: its rows are features.",
                    "Which shape has W in this notation?",
                ),
            ),
        ),
    ),
    Step(
        "step-10",
        "The derivative of the penalty of one weight, in both conventions.",
        Scalar(
            "2*lam*w",
            given=WEIGHTS,
            equivalents=("lam*w+lam*w", "w*lam*2", "2*lam*w**2/w"),
            misconceptions=(
                StepMisconception(
                    "07-ST40",
                    "lam*w",
                    "A factor of the square got lost.",
                    "What is the slope of w*w at w = 3, measured with two points?",
                ),
                StepMisconception(
                    "07-ST41",
                    "lam*w**2",
                    "This is the penalty itself.",
                    "Does a slope of a parabola grow like a parabola?",
                ),
                StepMisconception(
                    "07-ST42",
                    "2*w",
                    "The strength of the penalty got lost.",
                    "Make lam ten times larger: what happens to the slope?",
                ),
            ),
        ),
        Scalar(
            "lam*w",
            given=WEIGHTS,
            equivalents=("2*(lam/2)*w", "lam*w**2/w"),
            misconceptions=(
                StepMisconception(
                    "07-ST43",
                    "2*lam*w",
                    "This belongs to the full convention.",
                    "A hill half as high everywhere: what about its slopes?",
                ),
                StepMisconception(
                    "07-ST44",
                    "lam*w/2",
                    "One half too many is in it.",
                    "Which factor does the square bring down, and what meets it?",
                ),
            ),
        ),
    ),
    Step(
        "step-11",
        "The gradient of the mean loss plus the penalty.",
        Matrix(
            "X.T@(P-Y)/N+2*lam*W",
            given=a_batch,
            equivalents=(
                "2*lam*W+X.T@(P-Y)/N",
                "2*lam*W-X.T@(Y-P)/N",
                "(X.T@(P-Y)+2*N*lam*W)/N",
                "X.T@(P-Y)/N+lam*W+lam*W",
                "np.dot(X.T,P-Y)/N+np.multiply(2*lam,W)",
            ),
            misconceptions=(
                StepMisconception(
                    "07-ST45",
                    "X.T@(P-Y)/N+lam*W",
                    "The penalty is in the half convention.",
                    "Which convention does the text choose for this notebook?",
                ),
                StepMisconception(
                    "07-ST46",
                    "(X.T@(P-Y)+2*lam*W)/N",
                    "The penalty is divided by N as well.",
                    "How often is the penalty added: once, or once for each example?",
                ),
                StepMisconception(
                    "07-ST47",
                    "X.T@(P-Y)+2*lam*W",
                    "The factor of the mean is gone.",
                    "Does a penalty change what came before it?",
                ),
                StepMisconception(
                    "07-ST48",
                    "X.T@(P-Y)/N",
                    "The penalty does not occur in it.",
                    "What pulls a weight whose feature is always zero?",
                ),
                StepMisconception(
                    "07-ST49",
                    "X.T@(P-Y)/N-2*lam*W",
                    "The penalty has the wrong sign.",
                    "Descent goes against the gradient: should it make weights larger?",
                ),
                StepMisconception(
                    "07-ST50",
                    "X.T@(P-Y)/N+2*lam*sum(W)",
                    "The same number is added in every entry.",
                    "Does one weight's slope depend on the other weights?",
                ),
            ),
        ),
    ),
    Step(
        "step-12",
        "On how many columns the loss of one example depends.",
        Choice(
            "all",
            among=("one", "all"),
            misconceptions=(
                StepMisconception(
                    "07-ST51",
                    "one",
                    "The first term, -f_y, knows one column; there is a second term.",
                    "Over which classes does the sum in the second term run?",
                ),
            ),
        ),
    ),
)
