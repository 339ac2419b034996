"""The steps of 02_matrix_rules: right answers, equivalents and misconceptions.

Ids MC are those of the course's list of misconceptions, MA are this assignment's.
"""

import numpy as np

from gradients_by_hand.steps import Index, Matrix, Step, StepMisconception

# --- samples: sizes differ from each other, and no number is close to zero ------------


def numbers(rng, *shape):
    return rng.choice([-1.0, 1.0], shape) * rng.uniform(0.3, 2, shape)


def two_vectors(rng):
    n = int(rng.integers(3, 6))
    return {"a": numbers(rng, n), "x": numbers(rng, n), "n": n}


def a_form(rng):
    n = int(rng.integers(3, 6))
    return {"A": numbers(rng, n, n), "x": numbers(rng, n), "n": n}


def a_table(rng):
    C = int(rng.integers(2, 5))
    D = C + int(rng.integers(1, 3))
    a, b, W = numbers(rng, D), numbers(rng, C), numbers(rng, D, C)
    return {"a": a, "b": b, "W": W, "D": D, "C": C}


def one_example(rng):
    given = a_table(rng)
    x, W, C = given["a"], given["W"], given["C"]
    f = x @ W
    p = np.exp(f) / np.exp(f).sum()
    sizes = {"D": given["D"], "C": C}
    return {"x": x, "W": W, "f": f, "p": p, "y": int(rng.integers(C)), **sizes}


def weights_alone(rng):
    given = a_table(rng)
    return {name: given[name] for name in ("W", "D", "C")}


def features_and_weights(rng):
    given = one_example(rng)
    return {name: given[name] for name in ("x", "W", "D", "C")}


def features_and_truth(rng):
    given = one_example(rng)
    return {name: given[name] for name in ("x", "W", "y", "D", "C")}


def features_and_shares(rng):
    given = one_example(rng)
    return {name: given[name] for name in ("x", "W", "f", "p", "D", "C")}


# --- the steps ------------------------------------------------------------------------

STEPS = (
    Step(
        "step-1",
        "The slope of a^T x along x[k].",
        Index(
            "a[k]",
            given=two_vectors,
            free_indices={"k": "n"},
            equivalents=("sum(l,a[l]*delta(l,k))", "1*a[k]", "a[k]*x[k]/x[k]"),
            misconceptions=(
                StepMisconception(
                    "02-MA01",
                    "a[k]*x[k]",
                    "This is the term itself, not how fast it grows.",
                    "Raise x from 3 to 4 in 5*x. By how much does it rise?",
                ),
                StepMisconception(
                    "02-MA02",
                    "x[k]",
                    "This is the slope along the other vector.",
                    "Which of the two vectors is nudged, and which one is fixed?",
                ),
                StepMisconception(
                    "02-MA03",
                    "sum(l,a[l])",
                    "You let all entries of x rise at once.",
                    "Only one entry is raised. How many terms of the sum contain it?",
                ),
                StepMisconception(
                    "02-MA04",
                    "sum(l,a[l]*x[l])",
                    "This is the number itself, before anything was nudged.",
                    "How many times as much does it move as the entry that you raise?",
                ),
            ),
        ),
    ),
    Step(
        "step-2",
        "The slope of x^T A x along x[k].",
        Index(
            "sum(l,(A[k,l]+A[l,k])*x[l])",
            given=a_form,
            free_indices={"k": "n"},
            equivalents=(
                "sum(l,A[k,l]*x[l])+sum(l,A[l,k]*x[l])",
                "sum(m,x[m]*(A[m,k]+A[k,m]))",
                "sum(m,sum(l,A[m,l]*(delta(m,k)*x[l]+x[m]*delta(l,k))))",
            ),
            misconceptions=(
                StepMisconception(
                    "02-MA05",
                    "2*sum(l,A[k,l]*x[l])",
                    "You count row k of A twice, and column k not at all.",
                    "Try the warm-up with A = [[0, 1], [0, 0]]. Is your slope along "
                    "x[1] zero there, and should it be?",
                ),
                StepMisconception(
                    "02-MA06",
                    "sum(l,A[k,l]*x[l])",
                    "This is the part where x[k] stands on the left of A.",
                    "At how many places of x^T A x can x[k] stand?",
                ),
                StepMisconception(
                    "02-MA07",
                    "sum(l,A[l,k]*x[l])",
                    "This is the part where x[k] stands on the right of A.",
                    "At how many places of x^T A x can x[k] stand?",
                ),
                StepMisconception(
                    "02-MA08",
                    "2*A[k,k]*x[k]",
                    "Only the square of x[k] is in your slope.",
                    "In the warm-up the number is x[0]*x[1]. Is there a square in it?",
                ),
                StepMisconception(
                    "02-MA09",
                    "sum(l,A[k,l]+A[l,k])",
                    "Both places are there, and the other x has got lost.",
                    "What is the slope of 7*u*v along u: does v still appear in it?",
                ),
                StepMisconception(
                    "02-MA10",
                    "sum(l,(A[k,l]+A[l,k])*x[l])-A[k,k]*x[k]",
                    "You count the diagonal once only.",
                    "The diagonal gives terms like 5*x*x. What is the slope of that?",
                ),
            ),
        ),
    ),
    Step(
        "step-3",
        "The gradient of x^T A x, as one expression.",
        Matrix(
            "(A+A.T)@x",
            given=a_form,
            equivalents=("A@x+A.T@x", "x@(A+A.T)", "A@x+x@A", "A.dot(x)+(A.T).dot(x)"),
            misconceptions=(
                StepMisconception(
                    "02-MC01",
                    "2*A@x",
                    "This treats A as if it were its own mirror image.",
                    "Try A = [[0, 1], [0, 0]]. What does your rule give, and what does "
                    "nudging x give?",
                ),
                StepMisconception(
                    "02-MA11",
                    "A@x",
                    "One of the two places of x is missing, the right one.",
                    "Which of the two parts of step 2 is this one?",
                ),
                StepMisconception(
                    "02-MA12",
                    "A.T@x",
                    "One of the two places of x is missing, the left one.",
                    "Which of the two parts of step 2 is this one?",
                ),
                StepMisconception(
                    "02-MA13",
                    "2*A.T@x",
                    "You count column k of A twice, and row k not at all.",
                    "Where do the two indices of A stand in the two parts of step 2?",
                ),
                StepMisconception(
                    "02-MA14",
                    "(A+A.T)*x",
                    "The star multiplies entry by entry, and nothing is added up.",
                    "Step 2 has a sum over l. Which sign makes a sum of products?",
                ),
                StepMisconception(
                    "02-MA15",
                    "A+A.T",
                    "x has disappeared, so this is a table and not a vector.",
                    "What is left of a product of two x, if one of them is nudged?",
                ),
            ),
        ),
    ),
    Step(
        "step-4",
        "One slope of a^T W b, and all of them.",
        Index(
            "a[k]*b[l]",
            given=a_table,
            free_indices={"k": "D", "l": "C"},
            equivalents=(
                "b[l]*a[k]",
                "sum(m,sum(j,a[m]*delta(m,k)*delta(j,l)*b[j]))",
                "sum(m,a[m]*delta(m,k))*b[l]",
            ),
            misconceptions=(
                StepMisconception(
                    "02-MA16",
                    "a[k]*W[k,l]*b[l]",
                    "This is the term itself, with the weight still in it.",
                    "Raise w from 3 to 4 in 2*w*5. By how much does it rise?",
                ),
                StepMisconception(
                    "02-MA17",
                    "a[l]*b[k]",
                    "The indices have changed places.",
                    "Which of a and b counts features: which one can carry k?",
                ),
                StepMisconception(
                    "02-MA18",
                    "a[k]+b[l]",
                    "You add the two factors.",
                    "What is the slope of 2*w*5 along w?",
                ),
                StepMisconception(
                    "02-MA19",
                    "sum(m,a[m])*sum(j,b[j])",
                    "You let all weights rise at once.",
                    "How many terms of the double sum contain the one weight w[k,l]?",
                ),
            ),
        ),
        Matrix(
            "outer(a,b)",
            given=a_table,
            equivalents=("outer(b,a).T", "np.outer(a, b)", "diag(a)@ones(D,C)@diag(b)"),
            misconceptions=(
                StepMisconception(
                    "02-MC02",
                    "outer(b,a)",
                    "Your table lies on its side: it has a row for each class.",
                    "In the slope along w[k,l], which of a and b carries k?",
                ),
                StepMisconception(
                    "02-MA20",
                    "a*b",
                    "The star pairs entries of equal place, and these two vectors have "
                    "different lengths.",
                    "How many pairs (k, l) are there, and how many numbers do you get?",
                ),
                StepMisconception(
                    "02-MA21",
                    "a@W@b",
                    "This is the number itself, before anything was nudged.",
                    "How many weights can be nudged, so how many slopes are there?",
                ),
                StepMisconception(
                    "02-MA22",
                    "a@b",
                    "This tries to make one number from two vectors.",
                    "How many weights can be nudged, so how many slopes are there?",
                ),
            ),
        ),
    ),
    Step(
        "step-5",
        "The gradient of the sum of all squared weights.",
        Matrix(
            "2*W",
            given=weights_alone,
            equivalents=("W+W", "W*2", "2*(W.T).T", "4*W/2"),
            misconceptions=(
                StepMisconception(
                    "02-MC11",
                    "2*sqrt(sum(W*W))",
                    "This is one number, made from the length of W.",
                    "How many weights can you nudge, one at a time?",
                ),
                StepMisconception(
                    "02-MA23",
                    "W",
                    "The exponent has not come down.",
                    "How much does w*w rise when w goes from 3 to 3.01?",
                ),
                StepMisconception(
                    "02-MA24",
                    "2*sum(W)",
                    "You add up all slopes to one number.",
                    "Need two different weights have the same slope?",
                ),
                StepMisconception(
                    "02-MA25",
                    "W*W",
                    "These are the terms of the sum, not their slopes.",
                    "How much does w*w rise when w goes from 3 to 3.01?",
                ),
                StepMisconception(
                    "02-MA26",
                    "2*W@W.T",
                    "This is a product of two matrices: it mixes different weights.",
                    "Does the slope along one weight depend on the other weights here?",
                ),
            ),
        ),
    ),
    Step(
        "step-6",
        "The slope of the score f[j] along w[k,l].",
        Index(
            "x[k]*delta(j,l)",
            given=features_and_weights,
            free_indices={"j": "C", "k": "D", "l": "C"},
            equivalents=(
                "delta(l,j)*x[k]",
                "ind(j,l)*x[k]",
                "sum(m,x[m]*delta(m,k)*delta(j,l))",
            ),
            misconceptions=(
                StepMisconception(
                    "02-MA27",
                    "x[k]",
                    "In your formula every weight moves every score.",
                    "Does the weight of another class appear in f[j] at all?",
                ),
                StepMisconception(
                    "02-MA28",
                    "delta(j,l)",
                    "The right column is chosen, and the feature is missing.",
                    "What stands in front of w[k,j] in the sum?",
                ),
                StepMisconception(
                    "02-MA29",
                    "W[k,l]*delta(j,l)",
                    "This is the slope along the feature, not along the weight.",
                    "Which of x and W is nudged here, and what is its factor?",
                ),
                StepMisconception(
                    "02-MA30",
                    "sum(m,x[m])*delta(j,l)",
                    "You let a whole column of weights rise at once.",
                    "One weight belongs to one feature. Which one?",
                ),
                StepMisconception(
                    "02-MA31",
                    "x[k]*W[k,l]*delta(j,l)",
                    "This is the term itself, with the weight still in it.",
                    "Raise w from 3 to 4 in 2*w. By how much does it rise?",
                ),
            ),
        ),
    ),
    Step(
        "step-7",
        "The slope of -f[y] along w[k,l].",
        Index(
            "-x[k]*ind(l,y)",
            given=features_and_truth,
            free_indices={"k": "D", "l": "C"},
            equivalents=("-ind(y,l)*x[k]", "-delta(l,y)*x[k]", "0-x[k]*delta(y,l)"),
            misconceptions=(
                StepMisconception(
                    "02-MA32",
                    "-x[k]",
                    "In your formula the weights of all classes move this score.",
                    "Which column of W does the score of the true class use?",
                ),
                StepMisconception(
                    "02-MA33",
                    "x[k]*ind(l,y)",
                    "The minus has got lost.",
                    "If f[y] rises, which way does -f[y] go?",
                ),
                StepMisconception(
                    "02-MA34",
                    "-x[k]*(1-ind(l,y))",
                    "The wrong classes have a slope here, and the true one has none.",
                    "Which column of W does the score of the true class use?",
                ),
                StepMisconception(
                    "02-MA35",
                    "-ind(l,y)",
                    "The right column is chosen, and the feature is missing.",
                    "What stands in front of w[k,y] in f[y]?",
                ),
            ),
        ),
    ),
    Step(
        "step-8",
        "The slope of log sum exp of the scores along w[k,l].",
        Index(
            "x[k]*p[l]",
            given=features_and_shares,
            free_indices={"k": "D", "l": "C"},
            equivalents=(
                "p[l]*x[k]",
                "sum(j,p[j]*x[k]*delta(j,l))",
                "x[k]*exp(f[l])/sum(j,exp(f[j]))",
                "exp(f[l])*x[k]*sum(j,exp(f[j]))**-1",
            ),
            misconceptions=(
                StepMisconception(
                    "02-MC08",
                    "x[k]/sum(j,exp(f[j]))",
                    "The outer link is there: one over the sum. The sum itself seems "
                    "to stand still.",
                    "When log(u) is differentiated, what multiplies 1/u?",
                ),
                StepMisconception(
                    "02-MA36",
                    "1/sum(j,exp(f[j]))",
                    "Only the first of the three links is there.",
                    "How does u move with a score, and a score with a weight?",
                ),
                StepMisconception(
                    "02-MA37",
                    "x[k]*exp(f[l])",
                    "This is how the sum u moves, and the logarithm is missing.",
                    "How much does log(u) move when u moves?",
                ),
                StepMisconception(
                    "02-MA38",
                    "p[l]",
                    "You stop at the scores.",
                    "How many times as much as the weight does its score move?",
                ),
                StepMisconception(
                    "02-MA39",
                    "x[k]",
                    "This takes the logarithm of a sum for a sum of logarithms.",
                    "Is log(1+1) the same as log(1)+log(1)?",
                ),
                StepMisconception(
                    "02-MA40",
                    "x[k]*p[l]*(1-p[l])",
                    "The share itself was differentiated once more.",
                    "You need the slope of the logarithm of u. Is a share nudged here?",
                ),
                StepMisconception(
                    "02-MA41",
                    "W[k,l]*p[l]",
                    "This is what one feature would have as its slope on one path.",
                    "Which of x and W is nudged here, and what is its factor in f[l]?",
                ),
            ),
        ),
    ),
)
