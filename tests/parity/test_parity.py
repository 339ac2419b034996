"""The visible check and the hidden check give the same verdict in the same words.

Each snippet runs in an IPython shell, as in the notebook, and the check cell asks about
it there.  The grader gets the text of the same cells, and values over its wire.
"""

import sys
import tomllib
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from autograder import checks
from autograder.checks import WrongAnswer
from autograder.execution.kernel import Kernel
from autograder.sandbox import plan
from autograder.static_analysis.student_code import StudentCode
from autograder.wire import decode, encode
from gradients_by_hand.rules.messages import stopped

HERE = Path(__file__).parent
SETUP = (
    "from gradients_by_hand.checks import agree, array, number, unpack, "
    "without_loops, written_here\n"
    "from gradients_by_hand.hints import Tutor\n"
    "tutor = Tutor({}, globals())"
)
BORROWED = "scipy.special.softmax"


class Notebook:
    """A shell that runs cells and remembers which of them failed."""

    def __init__(self, shell):
        self._shell = shell
        self.cells = []

    def run(self, text):
        """Run a cell; the exception that it ended with, or None."""
        result = self._shell.run_cell(text, store_history=True, silent=False)
        error = result.error_before_exec or result.error_in_exec
        self.cells.append((text, error is None))
        return error

    def visible(self, asks):
        """What the check cell says that asks this, "" if it is green."""
        error = self.run(f'with tutor.watching("f"):\n    {asks}')
        return "" if error is None else str(error)


@pytest.fixture(scope="module")
def shell():
    """An IPython shell of its own; `get_ipython` finds it."""
    main, hooks = sys.modules["__main__"], (sys.displayhook, sys.excepthook)
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    yield InteractiveShell.instance(config=config)
    InteractiveShell.clear_instance()
    sys.modules["__main__"], (sys.displayhook, sys.excepthook) = main, hooks


@pytest.fixture
def notebook(shell, capsys):
    shell.reset(new_session=True)
    notebook = Notebook(shell)
    assert notebook.run(SETUP) is None
    return notebook


def hidden(ask, *args, **kwargs):
    """What a hidden check says, "" if it passes."""
    try:
        ask(*args, **kwargs)
    except WrongAnswer as wrong:
        return str(wrong)
    return ""


def corpus(name):
    """(cells, kind) of each snippet in a file, by "kind: what it is"."""
    kinds = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    return {
        f"{kind}: {what}": (text.lstrip("\n").split("\n---\n"), kind)
        for kind, snippets in kinds.items()
        for what, text in snippets.items()
    }


LOOPS, LIBRARIES = corpus("loops"), corpus("borrowed")


@pytest.mark.parametrize(("cells", "kind"), LOOPS.values(), ids=LOOPS)
def test_both_checks_find_the_same_loops(cells, kind, notebook):
    for cell in cells:
        notebook.run(cell)
    code = StudentCode(notebook.cells)

    visible = notebook.visible('without_loops("f")')

    assert visible == hidden(checks.without_loops, code, "f")
    assert bool(visible) == (kind == "loops")


def test_both_checks_refuse_a_cell_that_hides_the_function(notebook):
    notebook.run("def f(x): return x")
    notebook.run("%pwd\n" * 60 + "def f(x):\n    for a in x: pass")
    code = StudentCode(notebook.cells)

    visible = notebook.visible('without_loops("f")')

    assert "full of magics" in visible
    assert visible == hidden(checks.without_loops, code, "f")
    assert visible == notebook.visible('written_here("f", "scipy")')


@pytest.mark.parametrize(("cells", "kind"), LIBRARIES.values(), ids=LIBRARIES)
def test_both_checks_find_what_is_borrowed(cells, kind, notebook):
    for cell in cells:
        notebook.run(cell)
    code = StudentCode(notebook.cells)

    visible = notebook.visible(f'written_here("f", "{BORROWED}")')

    assert visible == hidden(checks.written_here, code, "f", BORROWED)
    assert bool(visible) == (kind == "borrowed")


class Loss(float):
    """A number of a type of its own."""


NUMBERS = {
    "a float": 2.0,
    "an int": 2,
    "a float32": np.float32(2),
    "an int64": np.int64(2),
    "a 0-d array": np.array(2.0),
    "another number": 3.0,
    "nan": float("nan"),
    "inf": float("inf"),
    "a bool": True,
    "a numpy bool": np.bool_(True),
    "None": None,
    "a text": "2.0",
    "bytes": b"2.0",
    "a fraction": Fraction(2),
    "a complex number": 2 + 0j,
    "a subclass of float": Loss(2.0),
    "a date": np.datetime64("2020-01-01"),
    "a list": [2.0],
    "a tuple": (2.0,),
    "a dict": {"loss": 2.0},
    "a set": {2.0},
    "an array of one": np.array([2.0]),
    "a huge int": 10**400,
    "a function": len,
}
ARRAYS = {
    "right": np.array([[1.0, 2.0], [3.0, 4.0]]),
    "float32": np.array([[1, 2], [3, 4]], dtype="f4"),
    "integers": np.array([[1, 2], [3, 4]]),
    "one wrong entry": np.array([[1.0, 2.0], [3.0, 5.0]]),
    "all wrong": np.array([[5.0, 6.0], [7.0, 8.0]]),
    "a nan": np.array([[1.0, np.nan], [3.0, 4.0]]),
    "an infinity": np.array([[1.0, np.inf], [3.0, 4.0]]),
    "flat": np.array([1.0, 2.0, 3.0, 4.0]),
    "one axis more": np.ones((1, 2, 2)),
    "empty": np.zeros((0, 2)),
    "a number": 1.0,
    "a list": [[1.0, 2.0], [3.0, 4.0]],
    "a tuple": ((1.0, 2.0), (3.0, 4.0)),
    "a masked array": np.ma.masked_invalid(np.array([[1.0, np.nan], [3.0, 4.0]])),
    "a matrix": np.array([[1.0, 2.0], [3.0, 4.0]]).view(np.matrix),
    "booleans": np.array([[True, True], [False, True]]),
    "objects": np.array([[1, 2], [3, None]], dtype=object),
    "texts": np.array([["1", "2"], ["3", "4"]]),
    "complex": np.array([[1, 2], [3, 4]], dtype=complex),
    "long doubles": np.array([[1, 2], [3, 4]], dtype=np.longdouble),
    "None": None,
}
RIGHT = {"number": 2.0, "array": np.array([[1.0, 2.0], [3.0, 4.0]])}


def over_the_wire(value):
    return decode(encode(value))


@pytest.mark.parametrize("value", NUMBERS.values(), ids=NUMBERS)
def test_both_checks_judge_a_number_alike(value, notebook, shell):
    shell.user_ns.update(f=lambda: value, right=2.0)

    visible = notebook.visible('agree(f(), right, what="the loss")')

    says = hidden(checks.agree, over_the_wire(value), 2.0, what="the loss")
    assert visible == says


@pytest.mark.parametrize("value", ARRAYS.values(), ids=ARRAYS)
def test_both_checks_judge_an_array_alike(value, notebook, shell):
    shell.user_ns.update(f=lambda: value, right=RIGHT["array"])

    visible = notebook.visible('agree(f(), right, what="dW")')

    says = hidden(checks.agree, over_the_wire(value), RIGHT["array"], what="dW")
    assert visible == says


PAIRS = {
    "a pair": (2.0, np.ones(2)),
    "a list": [2.0, np.ones(2)],
    "one": (2.0,),
    "three": (1, 2, 3),
    "None": None,
    "an array": np.ones(2),
    "a matrix": np.array([[1.0, 2.0]]).view(np.matrix),
    "a number": 2.0,
    "a set": {1, 2},
}


@pytest.mark.parametrize("value", PAIRS.values(), ids=PAIRS)
def test_both_checks_unpack_alike(value, notebook, shell):
    shell.user_ns.update(f=lambda: value)

    visible = notebook.visible('unpack(f(), "the loss", "dW")')

    says = hidden(checks.unpack, over_the_wire(value), "the loss", "dW")
    assert visible == says


SENT = {
    "a number": "2.5",
    "an array of another shape": "np.ones((2, 3))",
    "a matrix": "np.ones((2, 2)).view(np.matrix)",
    "a masked array": "np.ma.masked_invalid(np.ones((2, 2)))",
    "a fraction": "Fraction(1, 2)",
    "a pair": "(1.0, 2.0)",
}


@pytest.mark.parametrize("code", SENT.values(), ids=SENT)
def test_both_checks_agree_on_what_a_sandboxed_function_returns(code, notebook):
    cell = (
        "import numpy as np\nfrom fractions import Fraction\n"
        f"right = np.zeros((2, 2))\ndef f(): return {code}"
    )
    notebook.run(cell)
    with Kernel(plan()) as kernel:
        kernel.run_cell(cell, timeout_s=10)
        received = kernel.call("f", (), {}, timeout_s=10).value

    visible = notebook.visible('agree(f(), right, what="dW")')

    assert visible
    assert visible == hidden(checks.agree, received, np.zeros((2, 2)), what="dW")


def test_the_visible_check_reads_the_cells_of_a_sandboxed_notebook():
    with Kernel(plan()) as kernel:
        kernel.run_cell(SETUP, timeout_s=10)
        kernel.run_cell("def f(x):\n    for a in x: pass", timeout_s=10)
        result = kernel.run_cell('without_loops("f")', timeout_s=10)

    assert "There is still a Python loop: a for loop in line 2." in str(result.outputs)


def test_an_exception_is_worded_alike(notebook):
    cell = "def f(x):\n    y = x\n    return y.nothing"
    notebook.run(cell)
    with Kernel(plan()) as kernel:
        kernel.run_cell(cell, timeout_s=10)
        raised = kernel.call("f", (1,), {}, timeout_s=10)

    says = stopped("f", raised.type_name, raised.message, raised.line)

    assert notebook.visible("f(1)") == says
    assert says.endswith("(line 3: return y.nothing).")


def test_the_corpus_is_large_enough():
    assert len(LOOPS) + len(LIBRARIES) + len(NUMBERS) + len(ARRAYS) >= 60
