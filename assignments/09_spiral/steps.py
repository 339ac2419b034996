"""The steps of 09_spiral: right answers, equivalents and misconceptions."""

from gradients_by_hand.steps import (
    Choice,
    Index,
    Matrix,
    Number,
    Scalar,
    Step,
    StepMisconception,
)


def way_back(rng):
    """X, G and the sizes; no row of this G sums to zero, so that the axis shows."""
    N, D, C = (int(n) for n in rng.permutation([4, 5, 3]))
    X, G = rng.normal(size=(N, D)), rng.normal(size=(N, C))
    return {"X": X, "G": G, "N": N, "D": D, "C": C}


def two_classes(rng):
    """One example x, W, a bias for each class, and two different classes a and c."""
    D, C = 4, 5
    a, c = (int(n) for n in rng.permutation(C)[:2])
    W, b, x = rng.normal(size=(D, C)), rng.normal(size=C), rng.normal(size=D)
    return {"W": W, "b": b, "x": x, "a": a, "c": c, "D": D, "C": C}


RATES = {"lr": (0.05, 2), "reg": (0.05, 2)}
WEIGHT = {"w": (-3, 3), "g": (-3, 3), **RATES}

STEPS = (
    Step(
        "step-1",
        "The slope along the true score, for p = 0.9 and for p = 0.1.",
        Number(
            -0.1,
            equivalents=("0.9-1",),
            misconceptions=(
                StepMisconception(
                    "09-DV01",
                    0.9,
                    "That is the probability itself, not the slope.",
                    "The true score stands in the loss twice. Did you use both?",
                ),
                StepMisconception(
                    "09-DV02",
                    0.1,
                    "The size is right, and the sign says that the loss grows.",
                    "Raise the score of the truth a little. Does the surprise grow?",
                ),
            ),
        ),
        Number(
            -0.9,
            equivalents=("0.1-1",),
            misconceptions=(
                StepMisconception(
                    "09-DV03",
                    -0.1,
                    "That would be the slope of the other example.",
                    "Which of the two examples has more to learn, and pulls harder?",
                ),
                StepMisconception(
                    "09-DV29",
                    0.1,
                    "That is the probability itself, not the slope.",
                    "The true score stands in the loss twice. Did you use both?",
                ),
                StepMisconception(
                    "09-DV30",
                    0.9,
                    "The size is right, and the sign says that the loss grows.",
                    "Raise the score of the truth a little. Does the surprise grow?",
                ),
            ),
        ),
    ),
    Step(
        "step-2",
        "The slope along W[k,l], and all of dW.",
        Index(
            "sum(i,X[i,k]*G[i,l])",
            given=way_back,
            free_indices={"k": "D", "l": "C"},
            equivalents=("sum(m,G[m,l]*X[m,k])", "sum(n, G[n,l]*X[n,k])"),
            misconceptions=(
                StepMisconception(
                    "09-DV04",
                    "sum(i,X[i,k]*G[i,l])/N",
                    "Your slope is divided by N once more than it should be.",
                    "The mean was taken once. Which letter already holds its 1/N?",
                ),
                StepMisconception(
                    "09-DV05",
                    "sum(i,X[i,k])*sum(i,G[i,l])",
                    "You add up first and multiply afterwards.",
                    "Does the feature of one example meet the slope of another one?",
                ),
            ),
        ),
        Matrix(
            "X.T@G",
            given=way_back,
            equivalents=("(G.T@X).T", "np.dot(X.T, G)"),
            misconceptions=(
                StepMisconception(
                    "09-DV06",
                    "G.T@X",
                    "Your table lies on its side.",
                    "Which index of your first part counts rows, k or l?",
                ),
                StepMisconception(
                    "09-DV07",
                    "X.T@G/N",
                    "Your table is divided by N once more than it should be.",
                    "How often is a mean taken between the loss and W?",
                ),
            ),
        ),
    ),
    Step(
        "step-3",
        "The slope along b[l], and all of db.",
        Index(
            "sum(i,G[i,l])",
            given=way_back,
            free_indices={"l": "C"},
            equivalents=("sum(n,G[n,l])", "sum(i,1*G[i,l])"),
            misconceptions=(
                StepMisconception(
                    "09-DV08",
                    "sum(i,G[i,l])/N",
                    "You take the mean of what holds a mean already.",
                    "Where does the 1/N of the loss live since the scores?",
                ),
                StepMisconception(
                    "09-DV09",
                    "sum(i,sum(k,X[i,k])*G[i,l])",
                    "Your bias is multiplied by the features, like a weight.",
                    "By what is b multiplied in the score?",
                ),
            ),
        ),
        Matrix(
            "sumcols(G)",
            given=way_back,
            equivalents=("G.sum(axis=0, keepdims=True)", "ones(1,N)@G"),
            misconceptions=(
                StepMisconception(
                    "09-DV10",
                    "sumrows(G)",
                    "You add up the classes of each example.",
                    "How many biases are there, and how many numbers have you?",
                ),
                StepMisconception(
                    "09-DV11",
                    "sumcols(G)/N",
                    "You take the mean of what holds a mean already.",
                    "Give every example twice: G halves. What should the whole sum do?",
                ),
            ),
        ),
    ),
    Step(
        "step-4",
        "What w x + b is.",
        Choice(
            "score",
            among=("activation", "probability", "score", "loss"),
            misconceptions=(
                StepMisconception(
                    "09-DV12",
                    "activation",
                    "An activation function bends. This one draws straight lines.",
                    "What would be left of W, if its output went through max(0, .)?",
                ),
                StepMisconception(
                    "09-DV13",
                    "probability",
                    "It can be -7, and those of a row need not add up to 1.",
                    "Which function makes a row of probabilities out of these numbers?",
                ),
            ),
        ),
    ),
    Step(
        "step-5",
        "The slope of the penalty, one step, and the shrinking.",
        Scalar(
            "reg*w",
            given={"w": (-3, 3), "reg": (0.05, 2)},
            equivalents=("w*reg", "2*w*reg/2"),
            misconceptions=(
                StepMisconception(
                    "09-DV14",
                    "2*reg*w",
                    "That is the slope of the whole square.",
                    "Which factor stands in front of the square on the card?",
                ),
                StepMisconception(
                    "09-DV15",
                    "reg*w/2",
                    "A factor that the derivative brings down is missing.",
                    "What is the slope of w*w at w = 3? Measure it with two points.",
                ),
            ),
        ),
        Scalar(
            "w-lr*(g+reg*w)",
            given=WEIGHT,
            equivalents=("(1-lr*reg)*w-lr*g", "w-lr*g-lr*reg*w"),
            misconceptions=(
                StepMisconception(
                    "09-DV16",
                    "w+lr*(g+reg*w)",
                    "Your step goes uphill.",
                    "The slope is positive. Which way does the loss fall?",
                ),
                StepMisconception(
                    "09-DV17",
                    "w-lr*g",
                    "Your step does not feel the penalty.",
                    "How many terms has the loss, and how many slopes has your step?",
                ),
                StepMisconception(
                    "09-DV18",
                    "w-lr*g-reg*w",
                    "The learning rate does not hold for all of your slope.",
                    "If lr is 0, should w move at all?",
                ),
            ),
        ),
        Scalar(
            "1-lr*reg",
            given=RATES,
            equivalents=("-(lr*reg-1)", "1-reg*lr"),
            misconceptions=(
                StepMisconception(
                    "09-DV19",
                    "lr*reg",
                    "That is how much is lost, not what is left.",
                    "With reg = 0 nothing shrinks. What is the factor then?",
                ),
                StepMisconception(
                    "09-DV20",
                    "1-2*lr*reg",
                    "It shrinks twice as fast as the convention of the card says.",
                    "Put g = 0 into your second answer. What stands before w?",
                ),
            ),
        ),
    ),
    Step(
        "step-6",
        "The border between the classes a and c.",
        Index(
            "sum(k,(W[k,a]-W[k,c])*x[k])+b[a]-b[c]",
            given=two_classes,
            free_indices={},
            equivalents=(
                "sum(k,W[k,a]*x[k])+b[a]-sum(k,W[k,c]*x[k])-b[c]",
                "sum(k,W[k,a]*x[k])+b[a]-(sum(k,W[k,c]*x[k])+b[c])",
            ),
            misconceptions=(
                StepMisconception(
                    "09-DV21",
                    "sum(k,W[k,a]*x[k])+b[a]",
                    "That is the score of one class: it is zero on its dashed line.",
                    "On the border two classes are equal. Where is the other one?",
                ),
                StepMisconception(
                    "09-DV22",
                    "sum(k,(W[k,a]-W[k,c])*x[k])",
                    "Your border always goes through the origin.",
                    "Which part of a score can move a line without turning it?",
                ),
                StepMisconception(
                    "09-DV23",
                    "sum(k,(W[k,a]-W[k,c])*x[k])+b[a]+b[c]",
                    "One of your biases has the wrong sign.",
                    "Subtract two whole scores, with brackets. What of the second?",
                ),
            ),
        ),
    ),
    Step(
        "step-7",
        "First loss, accuracy in the end, weights under a tenfold reg.",
        Number(
            "log(3)",
            equivalents=(1.0986, "-log(1/3)"),
            misconceptions=(
                StepMisconception(
                    "09-DV24",
                    "1/3",
                    "That is the probability of the truth, not its loss.",
                    "What does the loss do with a probability?",
                ),
            ),
        ),
        Choice(
            "50",
            among=("33", "50", "75", "98"),
            misconceptions=(
                StepMisconception(
                    "09-VZ05",
                    "98",
                    "So much would need borders that bend.",
                    "Can straight lines follow three arms that wind around each other?",
                ),
                StepMisconception(
                    "09-DV25",
                    "33",
                    "That is what a blind guess would get.",
                    "Look at the outer half of the arms. Is nothing won there?",
                ),
            ),
        ),
        Choice(
            "shorter",
            among=("shorter", "equal", "longer"),
            misconceptions=(
                StepMisconception(
                    "09-DV26",
                    "longer",
                    "More to pay for the same weights, and yet more of them?",
                    "Which weights does a larger penalty prefer?",
                ),
            ),
        ),
    ),
    Step(
        "step-8",
        "The line with the fault, and what it does.",
        Choice(
            "1",
            among=("1", "2", "3", "4"),
            misconceptions=(
                StepMisconception(
                    "09-DV27",
                    "3",
                    "That line only writes into what another line gave it.",
                    "Into which array does it write, and who made that array?",
                ),
            ),
        ),
        Choice(
            "start",
            among=("start", "rate", "labels", "penalty"),
            misconceptions=(
                StepMisconception(
                    "09-DV28",
                    "rate",
                    "Each run uses the rate that it was given.",
                    "Print W0 before each run. What do you see?",
                ),
            ),
        ),
    ),
)
