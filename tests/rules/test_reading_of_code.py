"""Loops are found where they are, also in helpers, and nowhere else."""

import time

import pytest

from autograder.static_analysis.student_code import StudentCode
from gradients_by_hand.rules.borrowed import borrowed_in, borrowed_sentence
from gradients_by_hand.rules.loops import loop_sentence, loops_in

LOOPING = {
    "for": "def f(x):\n    for a in x:\n        pass",
    "while": "def f(x):\n    while x:\n        x -= 1",
    "a comprehension": "def f(x):\n    return [a for a in x]",
    "a generator": "def f(x):\n    return sum(a for a in x)",
    "a helper": "def g(x):\n    for a in x: pass\ndef f(x):\n    return g(x)",
    "a helper that is passed on": (
        "def g(x):\n    for a in x: pass\ndef f(x):\n    h = g\n    return h(x)"
    ),
    "an inner function": "def f(x):\n    def g(x):\n        for a in x: pass\n    g(x)",
    "map": "def f(x):\n    return list(map(abs, x))",
    "functools.reduce": "def f(x):\n    return functools.reduce(max, x)",
    "np.vectorize": "def f(x):\n    return np.vectorize(abs)(x)",
    "np.apply_along_axis": "def f(x):\n    return np.apply_along_axis(sum, 1, x)",
    "recursion": "def f(x):\n    return f(x[1:]) if len(x) else 0",
    "a question beside it": "def f(x):\n    for a in x: pass\nnp.dot?",
    "a shell line": "y = !ls\ndef f(x):\n    for a in x: pass",
    "a modulo that looks like a magic": (
        "def f(x, n):\n    for a in (x\n    % n): pass\n    return a"
    ),
    "another name": (
        "def g(x):\n    for a in x: pass\nh = g\ndef f(x):\n    return h(x)"
    ),
    "a callable object": (
        "class G:\n    def __call__(self, x):\n        for a in x: pass\n"
        "g = G()\ndef f(x):\n    return g(x)"
    ),
    "vectorize outside": "g = np.vectorize(abs)\ndef f(x):\n    return g(x)",
    "a decoy that never runs": (
        "def f(x):\n    for a in x: pass\nif False:\n    def f(x): return x"
    ),
    "a default": ("def g(x):\n    for a in x: pass\ndef f(x, g=g):\n    return g(x)"),
    "a decorator": (
        "def g(f):\n    return lambda x: [a for a in x]\n@g\ndef f(x): return x"
    ),
    "globals": "def g(x): pass\ndef f(x):\n    return globals()['g'](x)",
    "a method": (
        "def g(x):\n    for a in x: pass\nclass T:\n    go = staticmethod(g)\n"
        "def f(x):\n    return T.go(x)"
    ),
    "exec": "exec('def f(x):\\n    for a in x: pass')",
    "a lambda": "g = lambda x: [a for a in x]\ndef f(x):\n    return g(x)",
    "a magic before it": "%matplotlib inline\ndef f(x):\n    for a in x: pass",
}
FREE = {
    "plain": "def f(x):\n    return x @ x.T",
    "a loop in another function": (
        "def g():\n    for a in 'b': pass\ndef f(x): return x"
    ),
    "a loop in a default cell": "for i in range(3): pass\ndef f(x): return x",
    "the word in a docstring": 'def f(x):\n    """for a in x"""\n    return x',
    "a library function of the same name": "def f(x):\n    return scipy.special.f(x)",
    "a variable with the name of a looping function": (
        "def g(x):\n    for a in x: pass\ndef f(x):\n    g = x + 1\n    return g"
    ),
    "data that was made in a loop": (
        "names = np.array([a for a in range(3)])\ndef f(x):\n    return names[x]"
    ),
    "a method of another class": (
        "class Old:\n    def g(self, x):\n        return [a for a in x]\n"
        "def g(x): return x\ndef f(x): return g(x)"
    ),
    "a reduction with a name of its own": (
        "reduce = np.logaddexp.reduce\ndef f(x):\n    return reduce(x, axis=1)"
    ),
    "the reduction of a ufunc": "def f(x):\n    return np.maximum.reduce(x, axis=1)",
    "np.where": "def f(x):\n    return np.where(x > 0, x, 0)",
}


def code_of(*sources):
    return StudentCode((source, True) for source in sources)


@pytest.mark.parametrize("source", LOOPING.values(), ids=LOOPING)
def test_a_loop_is_found(source):
    assert loop_sentence(code_of(source), "f")


@pytest.mark.parametrize("source", FREE.values(), ids=FREE)
def test_no_loop_is_seen_where_there_is_none(source):
    assert loops_in(code_of(source), "f") == []


def test_the_last_definition_counts():
    code = code_of("def f(x):\n    for a in x: pass", "def f(x): return x")

    assert loops_in(code, "f") == []


def test_text_that_does_not_parse_has_no_functions():
    deep = "(" * 5000
    code = code_of("def f(:", deep, "def f(x): return x\0(", "def g(x): return x")

    assert "cannot be read" in loop_sentence(code, "f")
    assert code.uses("g") == {"x"}


def test_names_are_collected_with_those_of_helpers():
    source = "def g(x): return np.mean(x)\ndef f(x): return g(x)"

    assert {"np", "mean", "g", "x"} <= code_of(source).uses("f")


def test_a_definition_in_a_cell_that_failed_does_not_hide_the_one_before():
    looping = "def f(x):\n    for a in x: pass"
    code = StudentCode([(looping, True), ("1 / 0\ndef f(x): return x", False)])

    assert loops_in(code, "f")


@pytest.mark.parametrize(
    "source",
    [
        "%x\n" * 600,
        "%x\n" * 100 + "a=1\n" * 5000,
        "def f():\n return f'" + "{a}" * 40_000 + "'",
        "[" + "a," * 1_000_000 + "]",
        "\n".join(f"def f{i}(): f{i + 1}" for i in range(3000)),
        "-" * 60_000 + "1",
        "," * 60_000,  # IPython takes one comma off, and starts again
        "?" * 60_000,
    ],
    ids="magics magics-and-lines f-string list chain signs commas questions".split(),
)
def test_hostile_text_takes_no_time(source):
    started = time.monotonic()

    loops_in(code_of(source), "f0")

    assert time.monotonic() - started < 5


def test_a_long_chain_of_attributes_is_no_librarys_name():
    chain = "np" + ".x" * 2500
    source = f"import numpy as np\ndef f(x):\n    np.exp(x)\n    return {chain}"

    assert "numpy.exp" in borrowed_in(code_of(source), "f")


def test_a_function_in_a_timed_cell_is_read():
    looping = "%%time\ndef f(x):\n    for a in x: pass"

    assert loops_in(code_of(looping), "f") == ["a for loop in line 3"]


BORROWED = {
    "from": "from scipy.special import softmax\ndef f(x): return softmax(x)",
    "renamed": "from scipy.special import softmax as s\ndef f(x): return s(x)",
    "module": "import scipy.special\ndef f(x): return scipy.special.softmax(x)",
    "renamed module": "import scipy.special as q\ndef f(x): return q.softmax(x)",
    "inside": "def f(x):\n    from scipy.special import softmax\n    return softmax(x)",
    "helper": (
        "from scipy.special import softmax\n"
        "def g(x): return softmax(x)\ndef f(x): return g(x)"
    ),
    "instead": "from scipy.special import softmax as f",
    "by another name": "import scipy.special\nf = scipy.special.softmax",
    "imported over it": "def f(x): return x\nfrom scipy.special import softmax as f",
}


@pytest.mark.parametrize("source", BORROWED.values(), ids=BORROWED)
def test_what_a_library_does_is_seen(source):
    assert "scipy.special.softmax" in borrowed_in(code_of(source), "f")


@pytest.mark.parametrize(
    "source",
    [
        "from scipy.special import softmax\ndef f(x): return x\nprint(softmax([1]))",
        "from scipy.special import softmax\ndef softmax(x): return x\n"
        "def f(x): return softmax(x)",
        "def softmax(x): return x\ndef f(x): return softmax(x)",
    ],
)
def test_what_is_written_here_is_no_library(source):
    assert "scipy.special.softmax" not in borrowed_in(code_of(source), "f")


NESTED = {
    "elif": "if x: pass\n" + "elif x: pass\n" * 1500,
    "a sum": "x = " + "+".join(["1"] * 3000),
    "attributes": "x = x" + ".x" * 3000,
    "lambdas": "x = " + "lambda: " * 80 + "1",
    "tuples": "x = " + "(" * 90 + "1" + ",)" * 90,
}


@pytest.mark.parametrize("source", NESTED.values(), ids=NESTED)
def test_a_deeply_nested_cell_is_the_students_and_no_error_of_ours(source):
    code = code_of("def f(x): return x", source)

    assert loops_in(code, "f") == []
    assert "np" in code_of("def f(): np", source).uses("f")


def test_a_cell_that_cannot_be_read_and_names_the_function_is_said():
    code = code_of("def f(x): return x", NESTED["elif"] + "def f(x): return x")

    assert "cannot be read: it is too long, too deeply nested" in loop_sentence(
        code, "f"
    )
    assert loop_sentence(code, "f") == borrowed_sentence(code, "f", "scipy")


LONG = {
    "many names in many definitions": [
        *("if 1:\n" + "".join(f" def f(x): return g{n}\n" for n in range(1900)),) * 7,
        *(
            "\n".join(f"g{n}=lambda:g{n + 1}" for n in range(k * 2600, k * 2600 + 2600))
            for k in range(8)
        ),
    ],
    "cells of attributes": ["def f(x): return np" + ".a" * 31_000] * 16,
    "cells that rebind": ["globals()\n" * 6300] * 16,
    "cells with nothing but stars": ["from a import *\n" * 4000] * 16,
}


@pytest.mark.parametrize("cells", LONG.values(), ids=LONG)
def test_no_notebook_makes_its_readers_slow(cells):
    started = time.process_time()

    code = code_of(*cells)
    code.remembers(["f"])
    code.uses("f")
    borrowed_sentence(code, "f", "scipy")

    assert loop_sentence(code, "f")
    assert time.process_time() - started < 4


def test_a_notebook_beyond_every_size_is_read_up_to_there():
    rest = ["x = 1\n" * 10_000] * 8

    code = code_of("def f(x): return x", *rest, "def g(x):\n    for a in x: pass")

    assert loop_sentence(code, "f") == ""
    assert "it is too long" in loop_sentence(code, "g")
