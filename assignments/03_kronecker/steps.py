"""The steps of 03_kronecker: right answers, equivalents and misconceptions.

Ids MC are those of the course's list of misconceptions, KS are this assignment's.
"""

import numpy as np

from gradients_by_hand.steps import (
    Choice,
    Index,
    Matrix,
    Number,
    Scalar,
    Shape,
    Step,
    StepMisconception,
)

# --- samples: sizes differ from each other, and no number is close to zero --------


def four_sizes(rng):
    """Whole numbers, of which no two are equal."""
    drawn = rng.permutation(np.arange(2, 12))[:4]
    return dict(zip("rspq", map(int, drawn)))


def numbers(rng, *shape):
    return rng.choice([-1.0, 1.0], shape) * rng.uniform(0.3, 2, shape)


def a_batch(rng):
    C = int(rng.integers(2, 4))
    D = C + int(rng.integers(1, 3))
    N = D + int(rng.integers(1, 3))
    X, G, W = numbers(rng, N, D), numbers(rng, N, C), numbers(rng, D, C)
    return {"X": X, "G": G, "W": W, "N": N, "D": D, "C": C}


def scores(rng):
    given = a_batch(rng)
    return {name: given[name] for name in ("X", "W", "N", "D", "C")}


def sides(rng):
    given = a_batch(rng)
    return {name: given[name] for name in ("X", "N", "D", "C")}


def scores_and_slopes(rng):
    given = a_batch(rng)
    return {name: given[name] for name in ("X", "G", "N", "D", "C")}


# --- the steps --------------------------------------------------------------------

STEPS = (
    Step(
        "step-1",
        "The number of slopes of an r x s table along a p x q table.",
        Scalar(
            "r*s*p*q",
            given=four_sizes,
            equivalents=("(r*s)*(p*q)", "p*r*q*s", "s*q*p*r"),
            misconceptions=(
                StepMisconception(
                    "03-MC04",
                    "r*s+p*q",
                    "You count the entries of both tables, and not the pairs.",
                    "With 7 numbers that move and 5 that are nudged, how many pairs "
                    "are there?",
                ),
                StepMisconception(
                    "03-KS01",
                    "r*q",
                    "This is the size of a product of two tables.",
                    "Can the entries in the other rows and columns not be nudged?",
                ),
                StepMisconception(
                    "03-KS02",
                    "p*q",
                    "This would do for one number that moves.",
                    "How many entries move, and has each of them slopes of its own?",
                ),
                StepMisconception(
                    "03-KS03",
                    "(r+p)*(s+q)",
                    "You add the sides before you multiply.",
                    "Take r = s = p = q = 1: how many slopes are there, and how many "
                    "do you count?",
                ),
            ),
        ),
    ),
    Step(
        "step-2",
        "The shape of all slopes in the vec layout and in the block layout.",
        Shape(
            "(r*s, p*q)",
            sizes=("r", "s", "p", "q"),
            equivalents=("(s*r, q*p)", "r*s, p*q"),
            misconceptions=(
                StepMisconception(
                    "03-KS04",
                    "(p*q, r*s)",
                    "Here the rows are what is nudged.",
                    "What has a row of its own in the vec layout?",
                ),
                StepMisconception(
                    "03-KS05",
                    "(r+s, p+q)",
                    "You add the sides of each table.",
                    "How long is the one row into which an r x s table is unrolled?",
                ),
                StepMisconception(
                    "03-KS06",
                    "(p*r, q*s)",
                    "This is a shape of the other layout.",
                    "In which of the two layouts are both tables unrolled first?",
                ),
            ),
        ),
        Shape(
            "(p*r, q*s)",
            sizes=("r", "s", "p", "q"),
            equivalents=("(r*p, s*q)", "p*r, q*s"),
            misconceptions=(
                StepMisconception(
                    "03-KS07",
                    "(r+p, s+q)",
                    "You add where blocks are lined up.",
                    "If p blocks of r rows stand below each other, how many rows are "
                    "that?",
                ),
                StepMisconception(
                    "03-KS08",
                    "(s*p, r*q)",
                    "In your table the blocks lie on their side.",
                    "How many rows has one block, if it has the shape of Z?",
                ),
                StepMisconception(
                    "03-KS09",
                    "(r*s, p*q)",
                    "This is a shape of the other layout.",
                    "In which of the two layouts does B keep its form?",
                ),
                StepMisconception(
                    "03-KS10",
                    "(p, q)",
                    "This is the table before its entries were replaced.",
                    "How many rows has the block that stands in place of one entry?",
                ),
            ),
        ),
    ),
    Step(
        "step-3",
        'The shape of the moving table in those notes: "r x s", "s x r" or "either"?',
        Choice(
            "s x r",
            among=("r x s", "s x r", "either"),
            misconceptions=(
                StepMisconception(
                    "03-KS11",
                    "r x s",
                    "Then step 2 gives another size than those notes.",
                    "Which of r and s counts the rows of one block in those notes?",
                ),
                StepMisconception(
                    "03-KS12",
                    "either",
                    "The number of slopes is the same, and their places are not.",
                    "Take r = 1, s = 5 and p = q = 1. Are 1 x 5 and 5 x 1 the same?",
                ),
            ),
        ),
    ),
    Step(
        "step-4",
        "The slope of the score f[i,j] along the weight w[k,l].",
        Index(
            "X[i,k]*delta(j,l)",
            given=scores,
            free_indices={"i": "N", "j": "C", "k": "D", "l": "C"},
            equivalents=(
                "delta(l,j)*X[i,k]",
                "sum(m,X[i,m]*delta(m,k)*delta(j,l))",
                "ind(j,l)*X[i,k]",
            ),
            misconceptions=(
                StepMisconception(
                    "03-MC07",
                    "X[k,i]*delta(j,l)",
                    "The indices of X have changed places.",
                    "Which index of X counts the examples?",
                ),
                StepMisconception(
                    "03-KS13",
                    "X[i,k]",
                    "In your formula every weight moves every score of its example.",
                    "Does the weight of another class appear in f[i,j] at all?",
                ),
                StepMisconception(
                    "03-KS14",
                    "delta(j,l)",
                    "The right class is chosen, and the feature is missing.",
                    "What stands in front of w[k,j] in the sum?",
                ),
                StepMisconception(
                    "03-KS15",
                    "W[k,l]*delta(j,l)",
                    "This is the slope along a feature, not along a weight.",
                    "Which of X and W is nudged here, and what is its factor?",
                ),
                StepMisconception(
                    "03-KS16",
                    "sum(m,X[i,m])*delta(j,l)",
                    "You let a whole column of weights rise at once.",
                    "One weight belongs to one feature. Which one?",
                ),
                StepMisconception(
                    "03-KS17",
                    "X[i,k]*W[k,l]*delta(j,l)",
                    "This is the term itself, with the weight still in it.",
                    "Raise w from 3 to 4 in 2*w. By how much does it rise?",
                ),
            ),
        ),
    ),
    Step(
        "step-5",
        "The Jacobian of XW as a Kronecker product, row-major and column-major.",
        Matrix(
            "kron(X,eye(C))",
            given=sides,
            equivalents=(
                "np.kron(X, np.eye(C))",
                "kron(X.T,eye(C)).T",
                "kron(-X,-eye(C))",
            ),
            misconceptions=(
                StepMisconception(
                    "03-MC05",
                    "kron(eye(C),X)",
                    "This belongs to the other order of unrolling.",
                    "In vec(W), which entry comes second: W[0,1] or W[1,0]?",
                ),
                StepMisconception(
                    "03-KS18",
                    "kron(X,eye(D))",
                    "The blocks are as large as the number of features.",
                    "Which letters does the delta of step 4 compare, and how many "
                    "values do they take?",
                ),
                StepMisconception(
                    "03-KS19",
                    "kron(X.T,eye(C))",
                    "In your table the scores are the columns.",
                    "What are the rows of a Jacobian, says the card?",
                ),
                StepMisconception(
                    "03-KS20",
                    "kron(X,ones(C,C))",
                    "Every weight moves every class in your table.",
                    "Which entries of a block does the delta of step 4 leave?",
                ),
                StepMisconception(
                    "03-KS21",
                    "kron(X,eye(N))",
                    "The blocks are as large as the batch.",
                    "Which letters does the delta of step 4 compare, and how many "
                    "values do they take?",
                ),
            ),
        ),
        Matrix(
            "kron(eye(C),X)",
            given=sides,
            equivalents=(
                "np.kron(np.eye(C), X)",
                "kron(eye(C),X.T).T",
                "kron(-eye(C),-X)",
            ),
            misconceptions=(
                StepMisconception(
                    "03-KS22",
                    "kron(X,eye(C))",
                    "This belongs to the other order of unrolling.",
                    "Unrolled by columns, which entry of W comes second: W[0,1] or "
                    "W[1,0]?",
                ),
                StepMisconception(
                    "03-KS23",
                    "kron(eye(C),X.T)",
                    "In your table the scores are the columns.",
                    "What are the rows of a Jacobian, says the card?",
                ),
                StepMisconception(
                    "03-KS24",
                    "kron(eye(D),X)",
                    "The blocks are right, and there is another number of them.",
                    "Unrolled by columns, how many columns has W?",
                ),
                StepMisconception(
                    "03-KS25",
                    "kron(X.T,eye(C))",
                    "Turning X does not change the order of unrolling.",
                    "Which pair of indices says here which block it is, the classes or "
                    "the others?",
                ),
            ),
        ),
    ),
    Step(
        "step-6",
        "The megabytes of J and of dW.",
        Number(
            62.72,
            rtol=1e-2,
            equivalents=("100*10*784*10*8/1e6", 62.7, "62.72"),
            misconceptions=(
                StepMisconception(
                    "03-KS26",
                    7.84,
                    "This is how many million numbers there are.",
                    "How many bytes does each of them take?",
                ),
                StepMisconception(
                    "03-KS27",
                    59.81,
                    "You divide by 1024 twice.",
                    "How many bytes does this notebook call a megabyte?",
                ),
                StepMisconception(
                    "03-KS28",
                    0.6272,
                    "This would do for one example.",
                    "How many rows has J, and how many scores has the batch?",
                ),
                StepMisconception(
                    "03-KS29",
                    6.272,
                    "This would do for one class, or for a tenth of the batch.",
                    "Write the two sides of J down. How often does C occur in them?",
                ),
            ),
        ),
        Number(
            0.06272,
            rtol=1e-2,
            equivalents=("784*10*8/1e6", 0.0627, "7840*8/1000000"),
            misconceptions=(
                StepMisconception(
                    "03-KS30",
                    0.00784,
                    "This is how many million numbers there are.",
                    "How many bytes does each of them take?",
                ),
                StepMisconception(
                    "03-KS31",
                    6.272,
                    "You count every example.",
                    "Which shape has dW, and does N occur in it?",
                ),
                StepMisconception(
                    "03-KS32",
                    62.72,
                    "This is not a megabyte for each million bytes.",
                    "How many bytes has dW, and how many millions of bytes are that?",
                ),
            ),
        ),
    ),
    Step(
        "step-7",
        "dW as a matrix product of X and G.",
        Matrix(
            "X.T@G",
            given=scores_and_slopes,
            equivalents=("(G.T@X).T", "X.T.dot(G)", "np.dot(X.T, G)"),
            misconceptions=(
                StepMisconception(
                    "03-KS33",
                    "G@X.T",
                    "Here a class would have to meet a feature.",
                    "Which index is left under the sum when the delta has done its "
                    "work?",
                ),
                StepMisconception(
                    "03-KS34",
                    "G.T@X",
                    "The right index is summed, and the table is turned (transposed).",
                    "Which of k and l counts the rows of dW, and which factor has it?",
                ),
                StepMisconception(
                    "03-KS35",
                    "X@G",
                    "Here a feature would have to meet an example.",
                    "Where does the summed index stand in X, first or last?",
                ),
                StepMisconception(
                    "03-KS36",
                    "X.T@G/N",
                    "You divide by the number of examples.",
                    "Is there a 1/N in the double sum, or is it inside of G already?",
                ),
                StepMisconception(
                    "03-KS37",
                    "outer(sum(X,0),sum(G,0))",
                    "You add up X and G before you multiply.",
                    "In how many sums does each product G[i,l]*X[i,k] stand: in one or "
                    "in two?",
                ),
            ),
        ),
    ),
)
