"""The steps of 11_tinyflow: right answers, equivalents and misconceptions."""

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

ENTRIES = {"a": (-3, 3), "b": (0.5, 3), "g": (-2, 2)}


def of_log(rng):
    return {"g": rng.normal(), "x": rng.uniform(0.5, 3)}


def of_exp(rng):
    x = rng.uniform(-1, 2)
    return {"g": rng.normal(), "x": x, "z": np.exp(x)}


def product(rng):
    N, K, C = 4, 5, 3
    A, B = rng.normal(size=(N, K)), rng.normal(size=(K, C))
    return {"A": A, "B": B, "G": rng.normal(size=(N, C))}


def table(rng):
    """A table x (N, C) with an upstream of its shape."""
    N, C = 5, 3
    x, g = rng.normal(size=(N, C)), rng.normal(size=(N, C))
    return {"x": x, "g": g, "N": N, "C": C}


def row_sums(rng):
    """A table x (N, C) whose rows were added up: g has one entry for each row."""
    return table(rng) | {"g": rng.normal(size=5)}


def probabilities(rng):
    given = table(rng)
    return given | {"p": rng.probabilities(given["C"], size=given["N"])}


STEPS = (
    Step(
        "step-1",
        "The gradient with respect to b[j], when b is added to every row.",
        Index(
            "sum(i,g[i,j])",
            given=table,
            free_indices={"j": "C"},
            equivalents=("sum(k,g[k,j])", "sum(i,1*g[i,j])"),
            misconceptions=(
                StepMisconception(
                    "11-GS06",
                    "sum(i,g[i,j])/N",
                    "You take a mean, and nobody divided by the number of rows.",
                    "Two paths lead to the loss, each with slope 1. What is the slope?",
                ),
                StepMisconception(
                    "11-GS07",
                    "sum(i,sum(k,g[i,k]))",
                    "You add up more than one column.",
                    "Which entries of the output move when one entry of b moves?",
                ),
            ),
        ),
    ),
    Step(
        "step-2",
        "The gradients of a*b with respect to a and b, then those of a/b.",
        Scalar(
            "g*b",
            given=ENTRIES,
            equivalents=("b*g", "g*a*b/a"),
            misconceptions=(
                StepMisconception(
                    "11-GS01",
                    "g*a",
                    "You hand back to a factor what it is itself.",
                    "Let b be 100. If a grows by 1, by how much does a*b grow?",
                ),
                StepMisconception(
                    "11-GS02",
                    "b",
                    "What arrived from above is lost here.",
                    "The output counts ten times in the loss. Does your answer know?",
                ),
            ),
        ),
        Scalar(
            "g*a",
            given=ENTRIES,
            equivalents=("a*g", "a*b*g/b"),
            misconceptions=(
                StepMisconception(
                    "11-GS32",
                    "-g*a",
                    "Your second factor pulls against the first one.",
                    "Let a be 3. If b grows by 1, does a*b grow or fall?",
                ),
                StepMisconception(
                    "11-GS33",
                    "g*b",
                    "You hand back to a factor what it is itself.",
                    "Let a be 100. If b grows by 1, by how much does a*b grow?",
                ),
                StepMisconception(
                    "11-GS34",
                    "a",
                    "What arrived from above is lost here.",
                    "The output counts ten times in the loss. Does your answer know?",
                ),
            ),
        ),
        Scalar(
            "g/b",
            given=ENTRIES,
            equivalents=("g*b**(-1)", "1/b*g"),
            misconceptions=(
                StepMisconception(
                    "11-GS03",
                    "g*b",
                    "For the quotient you give what belongs to a product.",
                    "Let b be 100. If a grows by 1, does a/b grow a lot or a little?",
                ),
                StepMisconception(
                    "11-GS35",
                    "1/b",
                    "What arrived from above is lost here.",
                    "The output counts ten times in the loss. Does your answer know?",
                ),
            ),
        ),
        Scalar(
            "-g*a/b**2",
            given=ENTRIES,
            equivalents=("-(g/b)*(a/b)", "g*(-a*b**(-2))"),
            misconceptions=(
                StepMisconception(
                    "11-GS04",
                    "-g*a/b",
                    "The power of b is not the one that comes out of the rule.",
                    "Write a/b as a power of b. Which power is left afterwards?",
                ),
                StepMisconception(
                    "11-GS05",
                    "g*a/b**2",
                    "Your answer says that a quotient grows with its denominator.",
                    "Is 1/3 more than 1/2?",
                ),
                StepMisconception(
                    "11-GS36",
                    "-a/b**2",
                    "What arrived from above is lost here.",
                    "The output counts ten times in the loss. Does your answer know?",
                ),
            ),
        ),
    ),
    Step(
        "step-3",
        "The gradient through log, written with x; through exp, written with z.",
        Scalar(
            "g/x",
            given=of_log,
            equivalents=("g*x**(-1)", "1/x*g"),
            misconceptions=(
                StepMisconception(
                    "11-GS08",
                    "g*x",
                    "Your logarithm becomes steeper and steeper.",
                    "Where is the curve of log steep, near 0 or far away?",
                ),
                StepMisconception(
                    "11-GS09",
                    "1/x",
                    "This is the slope of log, without what arrived from above.",
                    "Which letter of the card is missing?",
                ),
            ),
        ),
        Scalar(
            "g*z",
            given=of_exp,
            equivalents=("z*g", "g*exp(x)"),
            misconceptions=(
                StepMisconception(
                    "11-GS10",
                    "g*x",
                    "You multiply by the input of exp.",
                    "At x = 0 the curve of exp is not flat. What does yours say there?",
                ),
                StepMisconception(
                    "11-GS11",
                    "z",
                    "This is the slope of exp, without what arrived from above.",
                    "Which letter of the card is missing?",
                ),
            ),
        ),
    ),
    Step(
        "step-4",
        "The gradients of A @ B with respect to A and to B.",
        Matrix(
            "G@B.T",
            given=product,
            equivalents=("(B@G.T).T", "1*G@B.T"),
            misconceptions=(
                StepMisconception(
                    "11-GS12",
                    "G@B",
                    "The two inner sizes of this product are different things.",
                    "Write the shape under G and under B. Which sizes may meet?",
                ),
                StepMisconception(
                    "11-GS13",
                    "B@G.T",
                    "The numbers are there, and the table lies on its side.",
                    "Which shape has A, and which one has your answer?",
                ),
            ),
        ),
        Matrix(
            "A.T@G",
            given=product,
            equivalents=("(G.T@A).T", "A.T@G*1"),
            misconceptions=(
                StepMisconception(
                    "11-GS14",
                    "G.T@A",
                    "The numbers are there, and the table lies on its side.",
                    "Which shape has B, and which one has your answer?",
                ),
                StepMisconception(
                    "11-GS15",
                    "A@G",
                    "The two inner sizes of this product are different things.",
                    "Over which index must be summed, and where does it stand in A?",
                ),
            ),
        ),
    ),
    Step(
        "step-5",
        "The gradient with respect to x[i,j], when each row of x is added up.",
        Index(
            "g[i]",
            given=row_sums,
            free_indices={"i": "N", "j": "C"},
            equivalents=("1*g[i]", "sum(k,g[k]*delta(k,i))"),
            misconceptions=(
                StepMisconception(
                    "11-GS16",
                    "g[i]/C",
                    "You share out what arrived, as if it had to last for all.",
                    "One entry of a row grows by 1. By how much does the sum grow?",
                ),
                StepMisconception(
                    "11-GS17",
                    "sum(k,g[k])",
                    "Your answer is the same for every entry of the table.",
                    "Into how many of the sums does one entry go?",
                ),
                StepMisconception(
                    "11-GS18",
                    "g[i]*x[i,j]",
                    "You multiply by the entry itself.",
                    "Does it matter for a sum whether an entry is 5 or 500?",
                ),
            ),
        ),
    ),
    Step(
        "step-6",
        "The gradient with respect to x[i,j], when each row of x is averaged.",
        Index(
            "g[i]/C",
            given=row_sums,
            free_indices={"i": "N", "j": "C"},
            equivalents=("(1/C)*g[i]", "sum(k,g[k]*delta(k,i)/C)"),
            misconceptions=(
                StepMisconception(
                    "11-GS19",
                    "g[i]",
                    "This would be right for a sum.",
                    "One of many numbers grows by 1. Does their mean grow by 1?",
                ),
                StepMisconception(
                    "11-GS20",
                    "g[i]/(N*C)",
                    "You divide by the number of all entries.",
                    "How many numbers were taken together for one mean?",
                ),
                StepMisconception(
                    "11-GS37",
                    "g[i]/N",
                    "You divide by the number of rows.",
                    "How many numbers are averaged in one row, N or C?",
                ),
            ),
        ),
    ),
    Step(
        "step-7",
        "The gradient with respect to the score [i,j], when each row becomes p.",
        Index(
            "p[i,j]*(g[i,j]-sum(k,g[i,k]*p[i,k]))",
            given=probabilities,
            free_indices={"i": "N", "j": "C"},
            equivalents=(
                "p[i,j]*g[i,j]-p[i,j]*sum(k,g[i,k]*p[i,k])",
                "sum(k,g[i,k]*p[i,k]*(delta(j,k)-p[i,j]))",
            ),
            misconceptions=(
                StepMisconception(
                    "11-GS21",
                    "g[i,j]*p[i,j]*(1-p[i,j])",
                    "You follow one path, the one to the score's own probability.",
                    "One score grows. How many probabilities of its row move?",
                ),
                StepMisconception(
                    "11-GS22",
                    "g[i,j]*p[i,j]",
                    "The sum in the denominator of softmax stands still for you.",
                    "Every probability counts alike, g is 1. What should come out?",
                ),
                StepMisconception(
                    "11-GS23",
                    "p[i,j]*(g[i,j]-sum(k,g[i,k]))",
                    "You take off the plain sum of what arrived.",
                    "If g is 1 everywhere, nothing may come out. Is it so?",
                ),
            ),
        ),
    ),
    Step(
        "step-8",
        "The slope of y = (x + x) * x at x = 3; how many arrows lead from x.",
        Number(
            12,
            equivalents=("4*3", 12.0),
            misconceptions=(
                StepMisconception(
                    "11-GS24",
                    6,
                    "One path is missing, or one is all that you kept.",
                    "Measure: what is y at x = 3, and what at x = 3.01?",
                ),
                StepMisconception(
                    "11-GS25",
                    9,
                    "One of the paths through the sum is missing.",
                    "How often does x stand in x + x?",
                ),
            ),
        ),
        Number(
            3,
            equivalents=("1+1+1",),
            misconceptions=(
                StepMisconception(
                    "11-GS26",
                    2,
                    "You count the nodes that take x, and one takes it twice.",
                    "How many arrows would you draw from x to the sum?",
                ),
            ),
        ),
    ),
    Step(
        "step-9",
        "An order in which the nodes can have their turn on the way back.",
        Choice(
            "y c b a",
            among=("a b c y", "y a b c", "y b c a", "y c b a"),
            misconceptions=(
                StepMisconception(
                    "11-GS27",
                    "a b c y",
                    "This is the order of the way there.",
                    "Whose gradient do you know before you have computed anything?",
                ),
                StepMisconception(
                    "11-GS28",
                    "y b c a",
                    "One node has its turn too early.",
                    "Who takes b? Have all of them had their turn before b?",
                ),
                StepMisconception(
                    "11-GS29",
                    "y a b c",
                    "One node has its turn long before its gradient is complete.",
                    "Who takes a? Have all of them had their turn before a?",
                ),
            ),
        ),
    ),
    Step(
        "step-10",
        "Which node gives the first infinite number, and which one makes nan of it.",
        Choice(
            "log",
            among=("softmax", "log", "mul", "sum", "neg", "mean"),
            misconceptions=(
                StepMisconception(
                    "11-GS30",
                    "softmax",
                    "What arrives at this node is infinite already.",
                    "Which node is asked before it on the way back? What gives it?",
                ),
                StepMisconception(
                    "11-GS38",
                    "mul",
                    "What this node hands on towards the labels may be infinite.",
                    "And towards the scores: which two numbers does it multiply there?",
                ),
            ),
        ),
        Choice(
            "softmax",
            among=("softmax", "log", "mul", "sum", "neg", "mean"),
            misconceptions=(
                StepMisconception(
                    "11-GS31",
                    "log",
                    "This node gives something infinite, and that is not nan yet.",
                    "Where does 0 meet something infinite?",
                ),
                StepMisconception(
                    "11-GS39",
                    "mul",
                    "On the way to the scores, nothing infinite has arrived here yet.",
                    "Who gives the infinite number? Has that node had its turn by now?",
                ),
            ),
        ),
    ),
)
