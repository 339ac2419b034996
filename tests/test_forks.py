"""One fork of a notebook serves many checks, and no grade shows it."""

import ast

import pytest

from autograder.static_analysis.memory import remembers
from graded import lost, report_on

# Nothing else of the notebook calls it.
HEAD = "def affine_backward(G, X, W):\n"
RIGHT = "    return G @ W.T, X.T @ G, G.sum(axis=0, keepdims=True)\n"


def test_what_one_exercise_breaks_costs_no_other_one(course):
    poison = HEAD + "    n = np.__dict__\n    n.update(sum=None, exp=None)\n"

    report = report_on(course, affine_backward=poison)

    assert lost(report) == {"affine-backward"}


def test_an_exercise_that_ends_its_fork_costs_no_other_one(course):
    deadly = "import os\n" + HEAD + "    leave = os._exit\n    leave(0)\n"

    report = report_on(course, affine_backward=deadly)

    assert lost(report) == {"affine-backward"}


@pytest.mark.parametrize(
    "memory",
    [
        "calls = []\n{}    calls.append(W)\n    if len(calls) < 2: return None\n",
        "calls = {{}}\n{}    calls[id(W)] = 1\n    if len(calls) < 2: return None\n",
        "calls = 0\n{}    global calls\n    calls += 1\n    if calls < 2: return\n",
    ],
    ids=["appends", "puts in", "counts"],
)
def test_a_function_that_is_right_only_later_is_wrong_in_every_check(course, memory):
    code = memory.format(HEAD) + RIGHT

    report = report_on(course, affine_backward=code)

    checks = report.exercises["affine-backward"].checks
    assert [each.verdict for each in checks] == ["wrong"] * 3


def test_what_another_exercise_remembers_is_there_for_none(course):
    code = "def strongest_rival(probs, y):\n    return kept\n"
    keeps = HEAD + "    global kept\n    kept = W\n" + RIGHT

    report = report_on(course, affine_backward=keeps, strongest_rival=code)

    rival = report.exercises["strongest-rival"]
    assert [each.verdict for each in rival.checks] == ["crashed"] * 2
    assert lost(report) == {"strongest-rival"}


SECOND_GUESS = {
    "a folder in the scratch directory": """
    root = os.path.join(os.environ["TMPDIR"], "seen")
    own = os.path.join(root, str(os.getpid()))
    os.makedirs(own, exist_ok=True)
    second = min(os.listdir(root), key=int) != str(os.getpid())
""",
    "the number of its process": """
    second = os.getpid() - os.getppid() > 2
""",
}
GUESSES = "    if {}:\n    " + RIGHT + "    return X, W, G\n"


@pytest.mark.parametrize("tell", SECOND_GUESS.values(), ids=SECOND_GUESS)
def test_a_function_that_knows_its_second_run_gets_no_second_guess(course, tell):
    code = "import os\n" + HEAD + tell + GUESSES.format("second")

    report = report_on(course, affine_backward=code)

    checks = report.exercises["affine-backward"].checks
    assert [each.verdict for each in checks] == ["wrong"] * 3
    assert "remembers" in checks[-1].says
    assert ("memory", "affine-backward") in [
        (each.kind, each.where) for each in report.findings
    ]


def test_an_exception_of_a_shared_fork_is_rescued_once(course):
    """A value that comes after an exception is the first one, and no second guess."""
    poison = HEAD + "    n = np.__dict__\n    n.update(argsort=None)\n" + RIGHT
    rival = (
        "def strongest_rival(probs, y):\n"
        "    rows = np.arange(len(y))\n"
        "    order = np.argsort(-probs, axis=1)\n"
        "    rival = np.where(order[:, 0] == y, order[:, 1], order[:, 0])\n"
        "    return rival, probs[rows, y] - probs[rows, rival]\n"
    )

    report = report_on(course, affine_backward=poison, strongest_rival=rival)

    assert lost(report) == set()
    assert "memory" not in [each.kind for each in report.findings]


FORGETFUL = {
    "a formula": "def f(W):\n    return np.sum(W * W)",
    "its own variable": "def f(W):\n    G = W.copy()\n    G[0] += 1\n    return G",
    "an argument": "def f(W):\n    W -= W.max()\n    return W",
    "a list of its own": "def f(W):\n    rows = []\n    rows.append(W)",
    "an inner function": "def f(W):\n    def g(x):\n        return x\n    return g(W)",
    "a block of numpy's": "def f(W):\n    with np.errstate(all='ignore'):\n"
    "        return np.exp(W)",
    "numpy that fills": "def f(W):\n    G = W.copy()\n    np.add.at(G, 0, 1)\n"
    "    np.exp(W, out=G)",
    "a built-in": "def f(W):\n    return dict.fromkeys('ab', W)",
    "a class without attributes": "class F(dict):\n    __hash__ = None",
}
MINDFUL = {
    "global": "def f(W):\n    global n\n    n = W",
    "nonlocal": "def f():\n    n = 0\n    def g():\n        nonlocal n\n    return g",
    "a list outside": "def f(W):\n    seen.append(W)",
    "for its value": "def f(W):\n    return seen.pop()",
    "a dict outside": "def f(W):\n    seen[0] = W",
    "an attribute": "def f(W):\n    f.calls = 1",
    "a default": "def f(W, seen=[]):\n    return seen",
    "a decorator": "@lru_cache\ndef f(W):\n    return W",
    "an object": "class F:\n    def __call__(self, W):\n        self.n = 1",
    "a state of numpy": "def f(W):\n    np.seterr(all='raise')",
    "numpy that fills what is outside": "def f(W):\n    np.exp(W, out=kept)",
    "random numbers": "def f(W):\n    return np.random.rand()",
    "exec": "def f(W):\n    exec('n = 1')",
}


@pytest.mark.parametrize("code", FORGETFUL.values(), ids=FORGETFUL)
def test_a_function_that_keeps_nothing_is_seen(code):
    assert not remembers(ast.parse(code).body[0], {"np"})


@pytest.mark.parametrize("code", MINDFUL.values(), ids=MINDFUL)
def test_a_function_that_may_keep_something_is_seen(code):
    assert remembers(ast.parse(code).body[0], {"np"})
