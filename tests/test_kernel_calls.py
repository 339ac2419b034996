"""A notebook kernel in the sandbox: calls of its functions."""

import numpy as np
import pytest

from autograder.execution.kernel import Kernel, Raised, Returned
from autograder.wire import FunctionName, Opaque, Subclassed
from kernels import call, run


def test_a_call_returns_plain_values_and_the_time_by_our_clock(kernel: Kernel) -> None:
    run(
        kernel,
        "import time\ndef f(x, k=2):\n    time.sleep(0.05)\n    return x.sum(), x * k",
    )

    result = kernel.call("f", [np.arange(3.0)], {"k": 3}, timeout_s=5)

    assert isinstance(result, Returned)
    loss, scaled = result.value  # type: ignore[misc]
    assert loss == 3.0
    np.testing.assert_array_equal(scaled, [0, 3, 6])
    assert result.changed == {}
    assert 0.05 <= result.seconds < 5


def test_a_changed_argument_is_reported(kernel: Kernel) -> None:
    run(kernel, "def f(W, X, items):\n    X[0] = 9\n    items.append(1)")

    result = call(kernel, "f", np.zeros(2), np.zeros(2), [])

    assert sorted(result.changed) == [1, 2]
    np.testing.assert_array_equal(result.changed[1], [9, 0])


def test_an_exception_tells_its_type_its_message_and_the_students_line(
    kernel: Kernel,
) -> None:
    run(
        kernel,
        "def f(x):\n    helper = x\n    return g(x)\ndef g(x):\n    return x / 0",
    )

    raised = call(kernel, "f", 1)
    wrong_count = call(kernel, "f", 1, 2)
    unknown = call(kernel, "nobody")

    line = "line 5: return x / 0"
    assert raised == Raised("ZeroDivisionError", "division by zero", line)
    assert wrong_count.type_name == "TypeError"
    assert unknown == Raised("NameError", "name 'nobody' is not defined", "")


def test_calls_do_not_inherit_what_the_notebook_did_to_numpy_and_warnings(
    kernel: Kernel,
) -> None:
    run(
        kernel,
        "import numpy as np, warnings\n"
        "np.seterr(all='raise'); warnings.simplefilter('error')\n"
        "np.errstate = warnings.catch_warnings = warnings.simplefilter = None\n"
        "def f(x):\n    warnings.warn('oh')\n    return np.log(x), np.geterr()",
    )

    result = call(kernel, "f", np.zeros(1))

    assert isinstance(result, Returned), result
    value, state = result.value  # type: ignore[misc]
    assert value == -np.inf
    assert state["invalid"] == "warn"


def test_what_a_call_prints_is_dropped(kernel: Kernel) -> None:
    run(kernel, "def f():\n    print('the hidden inputs')\n    return 1")

    assert call(kernel, "f").value == 1
    assert "hidden" not in str(run(kernel, "1"))


def test_odd_values_arrive_without_their_code(kernel: Kernel) -> None:
    run(
        kernel,
        "import numpy as np\n"
        "class Liar(float):\n"
        "    def __eq__(self, other): return True\n"
        "    def __reduce__(self): return (print, ('pwned',))\n"
        "def f(): return Liar(1), np.matrix([[1.0]]), {1: 2}, None, f",
    )

    liar, matrix, dictionary, nothing, function = call(kernel, "f").value

    assert liar == Opaque("Liar", "1.0")
    assert type(matrix) is Subclassed
    assert (type(dictionary), nothing, type(function)) == (Opaque, None, Opaque)


def test_a_function_of_the_student_can_be_an_argument(kernel: Kernel) -> None:
    run(kernel, "def square(x): return x * x\ndef twice(f, x): return f(f(x))")

    assert call(kernel, "twice", FunctionName("square"), 3).value == 81
    assert call(kernel, "twice", FunctionName("nobody"), 3).type_name == "NameError"


@pytest.mark.parametrize(
    "body",
    [
        "raise SystemExit(0)",
        "raise KeyboardInterrupt",
        "raise type('Evil', (Exception,), {'__str__': lambda self: 1 / 0})",
        "raise type('Long', (Exception,), {'__str__': lambda self: 'A' * 10**7})",
    ],
    ids=["exit", "interrupt", "no text", "long text"],
)
def test_any_exception_is_an_answer(kernel: Kernel, body: str) -> None:
    run(kernel, f"def f():\n    {body}")

    result = call(kernel, "f")

    assert isinstance(result, Raised)
    assert len(result.message) <= 2000
