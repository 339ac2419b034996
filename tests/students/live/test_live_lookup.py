"""A student's function as it is now, and what it says when it stops."""

import linecache

import numpy as np
import pytest

from gradients_by_hand.live.live_lookup import code_of, latest, message, table


def notebook(source, names=None):
    """The names after a cell was run, as in a notebook."""
    names = {"__name__": "__main__"} if names is None else names
    file = f"<cell {hash(source)}>"
    linecache.cache[file] = len(source), None, source.splitlines(True), file
    exec(compile(source, file, "exec"), names)
    return names


def raised(function, *args):
    try:
        function(*args)
    except Exception as error:
        return error


def test_a_function_that_was_written_anew_is_the_latest():
    names = notebook("def f(x): return 1")
    old = names["f"]

    notebook("def f(x): return 2", names)

    assert latest(old)(0) == 2


@pytest.mark.parametrize("now", ["f = 3", "del f"], ids=["a number", "gone"])
def test_a_function_whose_name_stands_for_something_else_stays(now):
    names = notebook("def f(x): return 1")
    old = names["f"]

    notebook(now, names)

    assert latest(old) is old


@pytest.mark.parametrize(
    "source",
    [
        "f = lambda x: 1",
        "def make():\n    def f(x): return 1\n    return f\nf = make()",
    ],
    ids=["lambda", "made inside a function"],
)
def test_a_function_that_no_name_leads_to_is_taken_as_it_is(source):
    names = notebook(source)
    old = names["f"]

    notebook("def f(x): return 2", names)

    assert latest(old)(0) == 1


@pytest.mark.parametrize(
    "function", [np.exp, len, print], ids=["ufunc", "C", "builtin"]
)
def test_what_is_no_python_function_is_taken_as_it_is(function):
    assert latest(function) is function


def test_code_is_the_same_when_a_cell_runs_again_unchanged():
    names = notebook("def f(x): return x + 1")
    before = code_of(names["f"])

    notebook("def f(x): return x + 1", names)

    assert code_of(names["f"]) == before


@pytest.mark.parametrize(
    "change",
    [
        "def f(x): return g(x) - 1",
        "def g(x): return 3 * x",
        "def h(x): return 5 * x",
    ],
    ids=["itself", "what it calls", "what is called by that"],
)
def test_code_differs_when_anything_that_runs_is_changed(change):
    names = notebook(
        "def f(x): return g(x) + 1\ndef g(x): return h(x)\ndef h(x): return x"
    )
    function = names["f"]
    before = code_of(function)

    notebook(change, names)

    assert code_of(function) != before


def test_a_helper_called_inside_a_lambda_counts_as_well():
    names = notebook(
        "def measures(w): return {'m': lambda h: f(h)}\ndef f(h): return 1"
    )
    before = code_of(names["measures"])

    notebook("def f(h): return 2", names)

    assert code_of(names["measures"]) != before


def test_functions_that_call_each_other_are_no_endless_search():
    names = notebook("def f(x): return g(x)\ndef g(x): return f(x)")

    assert len(code_of(names["f"])) == 2


def test_a_stop_tells_the_function_and_the_line_of_the_notebook():
    names = notebook("def f(x):\n    y = 0\n    return x / y")

    said = message(raised(names["f"], 1))

    assert said == (
        "f stopped with ZeroDivisionError: division by zero (line 3: return x / y)."
    )


def test_a_stop_in_a_library_tells_the_line_that_called_it():
    names = notebook("import numpy as np\ndef f(x):\n    return np.linalg.inv(x)")

    said = message(raised(names["f"], np.zeros((2, 2))))

    assert said.startswith("f stopped with LinAlgError: Singular matrix (line 3: ")


def test_a_stop_outside_of_a_notebook_has_no_line():
    assert message(ValueError("odd")) == "Your function stopped with ValueError: odd."
    assert message(ValueError()) == "Your function stopped with ValueError."


def test_what_is_not_written_yet_is_no_error():
    assert message(NotImplementedError()) == (
        "This picture is drawn by your function, which is not written yet."
    )


def test_an_answer_of_another_shape_is_told_in_words():
    assert table([1, 2], (2,), "it").dtype == float

    with pytest.raises(ValueError, match=r"it has the shape \(2,\), and not \(3,\)"):
        table([1, 2], (3,), "it")
