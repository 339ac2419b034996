"""The steps of 06_cross_entropy: right answers, equivalents and misconceptions.

Labels are given as numbers that are not 0 and 1 wherever the formula must hold for any
labels: then a form that is right for sure labels only shows.  MC10 and MC14 are ids of
the course's list of misconceptions.
"""

from gradients_by_hand.steps import (
    Choice,
    Index,
    Matrix,
    Number,
    Scalar,
    Step,
    StepMisconception,
)


def any_labels(rng):
    """One example with labels that add up to no special number."""
    C = int(rng.integers(3, 6))
    p = rng.probabilities(C)
    return {"p": p, "y": rng.uniform(0.2, 2.0, C), "C": C}


def one_example(rng):
    """One example with features, and with labels that add up to one."""
    C = int(rng.integers(3, 6))
    D = C + int(rng.integers(1, 4))
    p, y = rng.probabilities(C, size=2)
    return {"p": p, "y": y, "x": rng.normal(size=D), "C": C, "D": D}


def one_batch(rng):
    """P and Y of a batch, with labels that add up to one in each row."""
    C = int(rng.integers(2, 5))
    N = C + int(rng.integers(2, 5))
    P, Y = rng.probabilities(C, size=(2, N))
    return {"P": P, "Y": Y, "N": N, "C": C}


STEPS = (
    Step(
        "step-1",
        "The cross-entropy of one example, with p for the probability of the truth.",
        Scalar(
            "-log(p)",
            given={"p": (0.05, 0.95)},
            equivalents=("log(1/p)", "0-1*log(p)"),
            misconceptions=(
                StepMisconception(
                    "06-CS01",
                    "log(p)",
                    "Your loss is below 0 whenever p is below 1.",
                    "Which sign has the log of a number below one, and which a cost?",
                ),
                StepMisconception(
                    "06-CS02",
                    "-p*log(p)",
                    "The log is weighted by a probability, and not by a label.",
                    "In the sum over k, which of y and p stands outside the log?",
                ),
                StepMisconception(
                    "06-CS03",
                    "1-p",
                    "Your loss can never exceed 1.",
                    "Where does the logarithm of the definition come in?",
                ),
                StepMisconception(
                    "06-CS04",
                    "-log(1-p)",
                    "Your loss grows when the probability of the truth grows.",
                    "Put in p = 0.99. Is the truth a surprise then?",
                ),
            ),
        ),
    ),
    Step(
        "step-2",
        "The same loss in the scores a (of the true class) and b (of the other).",
        Scalar(
            "log(exp(a)+exp(b))-a",
            given={"a": (-3, 3), "b": (-3, 3)},
            equivalents=(
                "-a+log(exp(a)+exp(b))",
                "log(1+exp(b-a))",
                "-log(exp(a)/(exp(a)+exp(b)))",
            ),
            misconceptions=(
                StepMisconception(
                    "06-CS05",
                    "log(exp(a)+exp(b))",
                    "The score of the true class is missing as a term of its own.",
                    "What does the log of a quotient fall apart into?",
                ),
                StepMisconception(
                    "06-CS06",
                    "a-log(exp(a)+exp(b))",
                    "This is the log of the probability, and the loss has a minus.",
                    "Put in a = b = 0. Can a loss be negative?",
                ),
                StepMisconception(
                    "06-CS07",
                    "-a+a+b",
                    "You take the log of a sum for a sum of logs.",
                    "Compare log(1+1) with log 1 + log 1. Are they equal?",
                ),
                StepMisconception(
                    "06-CS08",
                    "log(exp(a)+exp(b))-b",
                    "Your loss is small when the wrong class has the higher score.",
                    "Whose score stands above the fraction line, a or b?",
                ),
            ),
        ),
    ),
    Step(
        "step-3",
        "The loss of one example whose ten scores are all zero.",
        Number(
            "log(10)",
            rtol=5e-3,
            equivalents=("-log(1/10)", "2.302585", "2.30"),
            misconceptions=(
                StepMisconception(
                    "06-CS09",
                    1.0,
                    "Your logarithm seems to have base 10.",
                    "Which log does the card mean?",
                ),
                StepMisconception(
                    "06-CS10",
                    0.1,
                    "This is the probability of the truth, and not its loss yet.",
                    "What does step 1 do to a probability?",
                ),
                StepMisconception(
                    "06-CS11",
                    "-log(10)",
                    "This is the log of the probability, without its minus.",
                    "Can a loss be negative?",
                ),
                StepMisconception(
                    "06-CS45",
                    "10*log(10)",
                    "You add up one term for each class.",
                    "How many entries of the row of Y are not 0?",
                ),
            ),
        ),
    ),
    Step(
        "step-4",
        "The slope of H along p_k.",
        Index(
            "-y[k]/p[k]",
            given=any_labels,
            free_indices={"k": "C"},
            equivalents=("-(y[k]*p[k]**(-1))", "-1/p[k]*y[k]"),
            misconceptions=(
                StepMisconception(
                    "06-CS12",
                    "-1/p[k]",
                    "Every class has its slope here, also where its label is 0.",
                    "Which factor stands in front of log p_k in the sum?",
                ),
                StepMisconception(
                    "06-CS13",
                    "y[k]/p[k]",
                    "Your slope is positive: more probability would cost more.",
                    "Which sign stands in front of the sum of H?",
                ),
                StepMisconception(
                    "06-CS14",
                    "-y[k]*log(p[k])",
                    "This is a term of H itself, and not its slope.",
                    "What is the derivative of log u along u?",
                ),
                StepMisconception(
                    "06-CS46",
                    "-log(p[k])",
                    "This is the slope along a label: you moved y and kept p.",
                    "Which of the two does step 4 nudge?",
                ),
            ),
        ),
    ),
    Step(
        "step-5",
        "The slope of H along s_j, written out as a sum over all paths.",
        Index(
            "sum(k,-y[k]/p[k]*p[k]*(delta(k,j)-p[j]))",
            given=any_labels,
            free_indices={"j": "C"},
            equivalents=(
                "-sum(k,y[k]*(delta(k,j)-p[j]))",
                "-y[j]*(1-p[j])+sum(k,(1-delta(k,j))*y[k]*p[j])",
                "sum(k,y[k]*p[j])-y[j]",
            ),
            misconceptions=(
                StepMisconception(
                    "06-MC10",
                    "-y[j]/p[j]*p[j]*(1-p[j])",
                    "You follow one path, from s_j to its own p_j.",
                    "Which of the p_k change when s_j changes?",
                ),
                StepMisconception(
                    "06-CS15",
                    "sum(k,-y[k]/p[k]*p[k]*(1-p[k]))",
                    "You add up the slopes of each p_k along its own score.",
                    "Which score is nudged in your sum? Is it the same in all terms?",
                ),
                StepMisconception(
                    "06-CS52",
                    "sum(k,-y[k]/p[k]*p[k]*(delta(k,j)-p[k]))",
                    "In the second factor you subtract the probability that moves.",
                    "Which of the two letters names the score that is nudged?",
                ),
                StepMisconception(
                    "06-CS53",
                    "sum(k,-y[k]*p[k]*(delta(k,j)-p[j]))",
                    "The first factor has lost its fraction.",
                    "What did step 4 say about the slope of H along p_k?",
                ),
                StepMisconception(
                    "06-CS16",
                    "sum(k,-y[k]*(delta(k,j)+p[j]))",
                    "A wrong class gains when the score of another one is raised.",
                    "Raise s_j. Does p_k of another class rise or fall?",
                ),
                StepMisconception(
                    "06-CS17",
                    "sum(k,y[k]*(delta(k,j)-p[j]))",
                    "The minus of step 4 got lost on the way.",
                    "Which sign has the first factor of each path?",
                ),
                StepMisconception(
                    "06-CS18",
                    "p[j]-y[j]",
                    "You have used already that the labels add up to 1.",
                    "If nothing is known of the labels, which sum has to stay?",
                ),
                StepMisconception(
                    "06-CS19",
                    "sum(k,-y[k]/p[k]*(delta(k,j)-p[j]))",
                    "A factor of the Jacobian of softmax is missing.",
                    "What is the slope of p_k along its own s_k, at p_k = 1/2?",
                ),
            ),
        ),
    ),
    Step(
        "step-6",
        "(the slope along s_j if the labels add up to 1, the slope along w_ij).",
        Index(
            "p[j]-y[j]",
            given=one_example,
            free_indices={"j": "C"},
            equivalents=("-(y[j]-p[j])", "p[j]*sum(k,y[k])-y[j]"),
            misconceptions=(
                StepMisconception(
                    "06-CS20",
                    "y[j]-p[j]",
                    "This points to where the loss falls: the sign is wrong.",
                    "If p of the truth is below 1, does L rise or fall with its score?",
                ),
                StepMisconception(
                    "06-CS21",
                    "p[j]",
                    "The label has no say in your slope.",
                    "In step 5, which term is left of the case k = j?",
                ),
                StepMisconception(
                    "06-CS22",
                    "p[j]-1",
                    "Every class is treated like the true one.",
                    "What is y_j of a wrong class?",
                ),
                StepMisconception(
                    "06-CS23",
                    "(p[j]-y[j])*p[j]*(1-p[j])",
                    "The slope of softmax is multiplied in once more.",
                    "In step 5, did the paths pass through the Jacobian already?",
                ),
            ),
        ),
        Index(
            "(p[i]-y[i])*x[j]",
            given=one_example,
            free_indices={"i": "C", "j": "D"},
            equivalents=("p[i]*x[j]-y[i]*x[j]", "-x[j]*(y[i]-p[i])"),
            misconceptions=(
                StepMisconception(
                    "06-CS24",
                    "(p[j]-y[j])*x[i]",
                    "Class and feature have changed places.",
                    "Which of i and j counts the features, if w_ij leads from j to i?",
                ),
                StepMisconception(
                    "06-CS25",
                    "p[i]-y[i]",
                    "This is the first factor: how the loss moves with the score.",
                    "How does the score z_i move with the weight w_ij?",
                ),
                StepMisconception(
                    "06-CS26",
                    "(p[i]-y[i])*sum(l,x[l])",
                    "You nudge all weights of a class at once.",
                    "Of the sum in z_i, how many terms contain w_ij?",
                ),
                StepMisconception(
                    "06-CS47",
                    "(y[i]-p[i])*x[j]",
                    "The sign is the opposite one.",
                    "What does the first part of this step say?",
                ),
            ),
        ),
    ),
    Step(
        "step-7",
        "The slope along s_j if the labels add up to any number.",
        Index(
            "p[j]*sum(k,y[k])-y[j]",
            given=any_labels,
            free_indices={"j": "C"},
            forbidden_names=("delta", "ind"),
            equivalents=("sum(k,y[k])*p[j]-y[j]", "-(y[j]-sum(k,y[k]*p[j]))"),
            misconceptions=(
                StepMisconception(
                    "06-CS27",
                    "p[j]-y[j]",
                    "This holds only for labels that add up to 1.",
                    "In step 5, what did you put in the place of the sum of the y_k?",
                ),
                StepMisconception(
                    "06-CS28",
                    "sum(k,y[k])*(p[j]-y[j])",
                    "Both terms carry the sum of the labels here.",
                    "Which of the two terms of step 5 is still a sum over k?",
                ),
                StepMisconception(
                    "06-CS54",
                    "sum(k,y[k]*p[k])-y[j]",
                    "The probability in your sum belongs to the class of the sum.",
                    "Look at step 5: which probability stands in the same bracket as "
                    "delta?",
                ),
                StepMisconception(
                    "06-CS55",
                    "p[j]*sum(k,y[k]*p[k])-y[j]*p[j]",
                    "Each path carries one probability too many.",
                    "In step 5, which two factors cancel each other?",
                ),
                StepMisconception(
                    "06-CS48",
                    "p[j]-y[j]/sum(k,y[k])",
                    "You have rescaled the labels, and with them the loss.",
                    "If all labels are doubled, should the loss and its slope stay?",
                ),
            ),
        ),
    ),
    Step(
        "step-8",
        "The gradient of the mean loss with respect to all scores.",
        Matrix(
            "(P-Y)/N",
            given=one_batch,
            equivalents=("P/N-Y/N", "-(Y-P)/N", "1/N*(P-Y)"),
            misconceptions=(
                StepMisconception(
                    "06-CS29",
                    "P-Y",
                    "This is the gradient of the sum of the losses.",
                    "What happens to a constant factor when you differentiate?",
                ),
                StepMisconception(
                    "06-CS30",
                    "(Y-P)/N",
                    "The sign is the opposite one.",
                    "What does step 6 say about one row?",
                ),
                StepMisconception(
                    "06-CS31",
                    "P/N-Y",
                    "Only one of the two terms is divided by N.",
                    "Is (p-1)/N the same as p/N - 1?",
                ),
                StepMisconception(
                    "06-CS32",
                    "(P-Y)/N**2",
                    "You divide by N twice.",
                    "How often does 1/N stand in front of the sum of the losses?",
                ),
                StepMisconception(
                    "06-CS33",
                    "sumcols(P-Y)/N",
                    "You have added up the examples, and each has its own scores.",
                    "Which shape has a gradient with respect to S?",
                ),
                StepMisconception(
                    "06-CS49",
                    "(P-Y)/C",
                    "You divide by the number of classes.",
                    "Over what is the mean taken?",
                ),
            ),
        ),
    ),
    Step(
        "step-9",
        "The three slopes for p = (.1, .6, .3), true class 2.",
        Number(
            0.1,
            equivalents=("0.1-0", "1/10"),
            misconceptions=(
                StepMisconception(
                    "06-CS36",
                    -0.9,
                    "You take 1 off a class that is not the true one.",
                    "What is the label of class 0 here?",
                ),
                StepMisconception(
                    "06-CS50",
                    -0.1,
                    "The sign is the opposite one.",
                    "If the score of a wrong class rises, what does the loss do?",
                ),
            ),
        ),
        Number(
            0.6,
            equivalents=("0.6-0", "3/5"),
            misconceptions=(
                StepMisconception(
                    "06-CS34",
                    -0.4,
                    "You take 1 off class 1: is that the true one?",
                    "Classes count from 0. Which of the three numbers is class 2?",
                ),
            ),
        ),
        Number(
            -0.7,
            equivalents=("0.3-1", "-7/10"),
            misconceptions=(
                StepMisconception(
                    "06-CS35",
                    0.7,
                    "A positive slope says: a higher true score makes the loss larger.",
                    "Which way must the score of the truth go?",
                ),
                StepMisconception(
                    "06-CS51",
                    0.3,
                    "The label is forgotten, or given to another class.",
                    "Classes count from 0. Which of the three numbers is class 2?",
                ),
            ),
        ),
    ),
    Step(
        "step-10",
        "The sum of each row of the gradient.",
        Number(
            0,
            equivalents=("0/3", "1-1"),
            misconceptions=(
                StepMisconception(
                    "06-CS37",
                    1,
                    "This is the sum of a row of P.",
                    "And what is the sum of a row of Y?",
                ),
                StepMisconception(
                    "06-CS38",
                    -1,
                    "You have counted the label, and not the probabilities.",
                    "Add up your three numbers of step 9. What comes out?",
                ),
            ),
        ),
    ),
    Step(
        "step-11",
        "(is H a distance: yes or no; H of a fair coin with itself).",
        Choice(
            "no",
            among=("yes", "no"),
            misconceptions=(
                StepMisconception(
                    "06-MC14",
                    "yes",
                    "A distance is 0 between equal things, and the same both ways.",
                    "What is H(p, p) for a fair coin?",
                ),
            ),
        ),
        Number(
            "log(2)",
            rtol=5e-3,
            equivalents=("-log(1/2)", "0.6931", "0.693"),
            misconceptions=(
                StepMisconception(
                    "06-CS39",
                    0,
                    "Equal distributions cost nothing in your answer.",
                    "Put y = p = (1/2, 1/2) into the sum. Which two terms come out?",
                ),
                StepMisconception(
                    "06-CS40",
                    1,
                    "This is measured in bits.",
                    "Which log does the card mean?",
                ),
            ),
        ),
    ),
    Step(
        "step-12",
        "The slope of the slope: how dL/ds_i moves with s_j.",
        Index(
            "p[i]*(delta(i,j)-p[j])",
            given=one_example,
            free_indices={"i": "C", "j": "C"},
            equivalents=("p[i]*delta(i,j)-p[i]*p[j]", "p[j]*(delta(i,j)-p[i])"),
            misconceptions=(
                StepMisconception(
                    "06-CS41",
                    "delta(i,j)*p[i]*(1-p[i])",
                    "Only the diagonal is left.",
                    "Does the slope along s_i notice when another score moves?",
                ),
                StepMisconception(
                    "06-CS42",
                    "delta(i,j)-p[j]",
                    "This is how log p_i moves, and not p_i itself.",
                    "What is the slope of p_i along its own s_i, at p_i = 1/2?",
                ),
                StepMisconception(
                    "06-CS43",
                    "p[i]*(1-p[j])",
                    "All your entries are positive.",
                    "Raise s_j. Does p_i of another class rise or fall?",
                ),
                StepMisconception(
                    "06-CS44",
                    "p[i]*(delta(i,j)-p[j])-y[i]",
                    "The label is still there.",
                    "Does y_i move when a score is nudged?",
                ),
            ),
        ),
    ),
)
