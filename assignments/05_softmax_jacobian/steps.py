"""The steps of 05_softmax_jacobian: right answers, equivalents and misconceptions."""

import numpy as np

from gradients_by_hand.steps import (
    Choice,
    Index,
    Matrix,
    Number,
    Scalar,
    Step,
    StepMisconception,
)

TABLE = {"i": "C", "j": "C"}
PAIR = {"p": (0.1, 0.6), "q": (0.1, 0.4)}


def one_example(rng):
    """Scores, probabilities and slopes of one example; C varies."""
    C = int(rng.integers(3, 6))
    s = rng.normal(size=C)
    p = np.exp(s) / np.exp(s).sum()
    return {"s": s, "p": p, "g": rng.normal(size=C), "Z": np.exp(s).sum(), "C": C}


def whole_batch(rng):
    """The probabilities of a batch; N and C differ."""
    N, C = 4, 3
    return {"P": rng.probabilities(C, size=N), "N": N, "C": C}


def vectors(rng):
    """p alone, for formulas of matrices."""
    C = int(rng.integers(3, 6))
    return {"p": rng.probabilities(C), "C": C}


STEPS = (
    Step(
        "step-1",
        "The slope of exp(s[i]) along s[j].",
        Index(
            "exp(s[i])*delta(i,j)",
            given=one_example,
            free_indices=TABLE,
            equivalents=(
                "exp(s[j])*delta(i,j)",
                "delta(j,i)*exp(s[i])",
                "Z*p[i]*delta(i,j)",
            ),
            misconceptions=(
                StepMisconception(
                    "05-SJ01",
                    "exp(s[i])",
                    "You give every score a say in this exponential.",
                    "Nudge another score. Does exp(s[i]) move?",
                ),
                StepMisconception(
                    "05-SJ02",
                    "exp(s[j])",
                    "You differentiate the exponential of class j, whatever i is.",
                    "Nudge s[j] where j is not i. Does exp(s[i]) move?",
                ),
                StepMisconception(
                    "05-SJ03",
                    "delta(i,j)",
                    "Your delta stands alone: something is missing where i equals j.",
                    "Which function is its own derivative?",
                ),
                StepMisconception(
                    "05-SJ04",
                    "s[i]*exp(s[i])*delta(i,j)",
                    "You use the rule for powers of s on a power of e.",
                    "What is the derivative of exp(x)? Compare it with that of x**n.",
                ),
            ),
        ),
    ),
    Step(
        "step-2",
        "The slope of Z along s[j].",
        Index(
            "exp(s[j])",
            given=one_example,
            free_indices={"j": "C"},
            equivalents=("sum(i,exp(s[i])*delta(i,j))", "Z*p[j]"),
            misconceptions=(
                StepMisconception(
                    "05-SJ05",
                    "Z",
                    "You differentiate all terms of the sum, not only one.",
                    "How many terms of Z move when a single score moves?",
                ),
                StepMisconception(
                    "05-SJ06",
                    "0",
                    "You treat the denominator as fixed.",
                    "Nudge s[0]. Which term of the sum moves with it?",
                ),
                StepMisconception(
                    "05-SJ07",
                    "1",
                    "You count the terms that move, and forget by how much.",
                    "What is the slope of the term that moves?",
                ),
            ),
        ),
    ),
    Step(
        "step-3",
        "The case of equal indices, in p.",
        Scalar(
            "p*(1-p)",
            given={"p": (0.1, 0.9)},
            equivalents=("p-p**2", "p-p*p", "-p*(p-1)"),
            misconceptions=(
                StepMisconception(
                    "05-SJ08",
                    "p",
                    "The second term of the quotient rule is missing.",
                    "Does Z move as well when this score moves?",
                ),
                StepMisconception(
                    "05-SJ09",
                    "-p*p",
                    "The first term of the quotient rule is missing.",
                    "Here i equals j: does the numerator move?",
                ),
                StepMisconception(
                    "05-SJ10",
                    "1-p",
                    "A factor is lost on the way.",
                    "After dividing by Z twice: which two quotients are there?",
                ),
                StepMisconception(
                    "05-SJ11",
                    "p*(p-1)",
                    "The terms of the quotient rule are exchanged.",
                    "Raise a score. Does its own probability rise or fall?",
                ),
            ),
        ),
    ),
    Step(
        "step-4",
        "The case of different indices, in p and q.",
        Scalar(
            "-p*q",
            given=PAIR,
            equivalents=("-q*p", "0-p*q", "p*(0-q)"),
            misconceptions=(
                StepMisconception(
                    "05-SJ12",
                    "p*q",
                    "The sign of the second term got lost.",
                    "Raise another score. Does this probability rise or fall?",
                ),
                StepMisconception(
                    "05-SJ13",
                    "p*(1-q)",
                    "You keep the first term, as if the numerator moved.",
                    "Here i and j differ: what is the slope of the numerator?",
                ),
                StepMisconception(
                    "05-SJ14",
                    "0",
                    "You say that other scores do not matter.",
                    "Which part of the fraction knows all scores?",
                ),
                StepMisconception(
                    "05-SJ15",
                    "-p*p",
                    "One of the two probabilities is the wrong one.",
                    "Step 2 has an index. Which class's exponential is that?",
                ),
                StepMisconception(
                    "05-SJ16",
                    "-q",
                    "A factor is lost on the way.",
                    "Z stands below the line twice. Which numerators belong to it?",
                ),
            ),
        ),
    ),
    Step(
        "step-5",
        "Both cases in one line.",
        Index(
            "p[i]*(delta(i,j)-p[j])",
            given=one_example,
            free_indices=TABLE,
            forbidden_names=("s", "Z"),
            equivalents=(
                "p[i]*delta(i,j)-p[i]*p[j]",
                "p[j]*(delta(i,j)-p[i])",
                "delta(i,j)*p[i]*(1-p[i])-(1-delta(i,j))*p[i]*p[j]",
            ),
            misconceptions=(
                StepMisconception(
                    "05-SJ17",
                    "p[i]*(1-p[j])",
                    "You write 1 in place of delta.",
                    "Which value should it have where i and j differ?",
                ),
                StepMisconception(
                    "05-SJ18",
                    "delta(i,j)*p[i]*(1-p[j])",
                    "Your delta wipes out the second case.",
                    "What does your line give where i and j differ?",
                ),
                StepMisconception(
                    "05-SJ19",
                    "delta(i,j)-p[i]*p[j]",
                    "The factor in front of delta is missing.",
                    "Put i = j into your line. Is it step 3?",
                ),
                StepMisconception(
                    "05-SJ20",
                    "p[i]*(p[j]-delta(i,j))",
                    "All signs are turned.",
                    "Put i = j into your line. Is it step 3?",
                ),
            ),
        ),
    ),
    Step(
        "step-6",
        "The whole Jacobian, with p as a vector.",
        Matrix(
            "diag(p)-outer(p,p)",
            given=vectors,
            equivalents=(
                "diag(p)@(eye(C)-outer(ones(C),p))",
                "-outer(p,p)+diag(p)",
                "(eye(C)-outer(p,ones(C)))@diag(p)",
            ),
            misconceptions=(
                StepMisconception(
                    "05-SJ21",
                    "diag(p)-p@p",
                    "You take one number off every entry.",
                    "Which of the two products of p with itself is a table?",
                ),
                StepMisconception(
                    "05-SJ22",
                    "eye(C)-outer(p,p)",
                    "There are ones on the diagonal where probabilities belong.",
                    "In step 5, which factor stands in front of delta?",
                ),
                StepMisconception(
                    "05-SJ23",
                    "outer(p,p)-diag(p)",
                    "All signs are turned.",
                    "Which sign has a slope of a probability along its own score?",
                ),
                StepMisconception(
                    "05-SJ24",
                    "diag(p)+outer(p,p)",
                    "The products are added.",
                    "What should the entries of a row add up to?",
                ),
            ),
        ),
    ),
    Step(
        "step-7",
        "The sum of a row of J, of a column, and an entry of J.T times ones.",
        Number(
            0,
            equivalents=(0.0, "1-1"),
            misconceptions=(
                StepMisconception(
                    "05-SJ25",
                    1,
                    "You give the sum of the probabilities.",
                    "That sum is always 1. By how much does it move, then?",
                ),
            ),
        ),
        Number(
            0,
            equivalents=("0",),
            misconceptions=(
                StepMisconception(
                    "05-SJ26",
                    1,
                    "You give what the probabilities add up to.",
                    "One score moves. What happens to the sum of all probabilities?",
                ),
            ),
        ),
        Number(
            0,
            equivalents=("2-2",),
            misconceptions=(
                StepMisconception(
                    "05-SJ27",
                    1,
                    "You forget that a sum with ones is a sum of slopes.",
                    "Which sum of entries of J is an entry of J.T times ones?",
                ),
            ),
        ),
    ),
    Step(
        "step-8",
        "Two entries of J for p = (0.5, 0.3, 0.2).",
        Number(
            0.25,
            equivalents=("1/4", "0.5*(1-0.5)"),
            misconceptions=(
                StepMisconception(
                    "05-SJ28",
                    0.5,
                    "You forget what the denominator does.",
                    "Which of the two cases is the entry (0, 0)?",
                ),
                StepMisconception(
                    "05-SJ29",
                    -0.25,
                    "This is the other case, or the other sign.",
                    "Raise a score. Does its own probability fall?",
                ),
            ),
        ),
        Number(
            -0.15,
            equivalents=("-3/20", "-0.5*0.3"),
            misconceptions=(
                StepMisconception(
                    "05-SJ30",
                    0.15,
                    "The sign is not right.",
                    "Raise the score of class 1. Does class 0 gain or lose?",
                ),
                StepMisconception(
                    "05-SJ31",
                    0.35,
                    "You use one formula for both cases.",
                    "Are the indices of this entry equal?",
                ),
                StepMisconception(
                    "05-SJ32",
                    0,
                    "You say that class 1 does not touch class 0.",
                    "They share a sum. Which one?",
                ),
            ),
        ),
    ),
    Step(
        "step-9",
        "The slope of P[n,i] along S[m,j].",
        Index(
            "delta(n,m)*P[n,i]*(delta(i,j)-P[n,j])",
            given=whole_batch,
            free_indices={"n": "N", "i": "C", "m": "N", "j": "C"},
            equivalents=(
                "delta(n,m)*P[m,i]*(delta(i,j)-P[m,j])",
                "delta(n,m)*(P[n,i]*delta(i,j)-P[n,i]*P[n,j])",
            ),
            misconceptions=(
                StepMisconception(
                    "05-SJ33",
                    "P[n,i]*(delta(i,j)-P[n,j])",
                    "You let the scores of one example move another one.",
                    "Nudge a score of example 5. Does a probability of example 3 move?",
                ),
                StepMisconception(
                    "05-SJ34",
                    "P[n,i]*(delta(i,j)-P[m,j])",
                    "You mix the probabilities of two examples.",
                    "Which examples share a denominator?",
                ),
                StepMisconception(
                    "05-SJ35",
                    "P[n,i]*(delta(n,m)*delta(i,j)-P[n,j])",
                    "Your delta for the examples covers one of two terms.",
                    "What does your line give where n and m differ?",
                ),
            ),
        ),
    ),
    Step(
        "step-10",
        "The slope of L along s[j], from g and p.",
        Index(
            "p[j]*(g[j]-sum(k,p[k]*g[k]))",
            given=one_example,
            free_indices={"j": "C"},
            forbidden_names=("s", "Z"),
            equivalents=(
                "p[j]*g[j]-p[j]*sum(k,p[k]*g[k])",
                "sum(i,g[i]*p[i]*(delta(i,j)-p[j]))",
                "p[j]*sum(k,p[k]*(g[j]-g[k]))",
            ),
            misconceptions=(
                StepMisconception(
                    "05-SJ36",
                    "p[j]*(1-p[j])*g[j]",
                    "You follow one path only.",
                    "Which probabilities move when s[j] moves?",
                ),
                StepMisconception(
                    "05-SJ37",
                    "p[j]*(g[j]-sum(k,g[k]))",
                    "In the inner sum a factor is missing.",
                    "Which two factors of J depend on the class that you sum over?",
                ),
                StepMisconception(
                    "05-SJ38",
                    "g[j]-sum(k,p[k]*g[k])",
                    "The factor in front is missing.",
                    "Both terms of J share a factor. Where is it?",
                ),
                StepMisconception(
                    "05-SJ39",
                    "p[j]*g[j]",
                    "The second term of J is missing.",
                    "What should come out if all g are equal?",
                ),
                StepMisconception(
                    "05-SJ40",
                    "p[j]*g[j]-sum(k,p[k]*g[k])",
                    "One of the two terms has lost a factor.",
                    "Write both terms of J with indices: what is in the second?",
                ),
            ),
        ),
    ),
    Step(
        "step-11",
        "How the number of multiplications grows with C: with J, and with step 10.",
        Choice(
            "C*C",
            among=("C", "C*C", "C*C*C"),
            misconceptions=(
                StepMisconception(
                    "05-SJ41",
                    "C",
                    "You count one entry of the product.",
                    "How many entries has J, and how many of them are used?",
                ),
                StepMisconception(
                    "05-SJ42",
                    "C*C*C",
                    "You count a product of two tables.",
                    "What is J multiplied by: a table or a vector?",
                ),
            ),
        ),
        Choice(
            "C",
            among=("C", "C*C", "C*C*C"),
            misconceptions=(
                StepMisconception(
                    "05-SJ43",
                    "C*C",
                    "You compute the inner sum once for each j.",
                    "Does the inner sum depend on j?",
                ),
            ),
        ),
    ),
    Step(
        "step-12",
        "The slope of log p[i] along s[j].",
        Index(
            "delta(i,j)-p[j]",
            given=one_example,
            free_indices=TABLE,
            forbidden_names=("s", "Z"),
            equivalents=("p[i]*(delta(i,j)-p[j])/p[i]", "-p[j]+delta(j,i)"),
            misconceptions=(
                StepMisconception(
                    "05-SJ44",
                    "delta(i,j)-p[i]",
                    "The index of the probability is the wrong one.",
                    "Which class's exponential came out of Z in step 2?",
                ),
                StepMisconception(
                    "05-SJ45",
                    "p[i]*(delta(i,j)-p[j])",
                    "These are the slopes of p, not those of log p.",
                    "What is the derivative of log u? What divides?",
                ),
                StepMisconception(
                    "05-SJ46",
                    "1-p[j]",
                    "You write 1 in place of delta.",
                    "Does s[j] stand in log p[i] by itself if j is not i?",
                ),
                StepMisconception(
                    "05-SJ47",
                    "1/p[i]",
                    "You have the outer derivative only.",
                    "log u: what multiplies 1/u?",
                ),
            ),
        ),
    ),
)
