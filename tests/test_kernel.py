"""A notebook kernel behind the wall: cells, calls, forks, and how they end."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.execution.kernel import Kernel, KernelDied, Raised, Returned, shutdown
from autograder.sandbox import Limits, Plan, landlock, plan, zygote_client
from autograder.wire import FunctionName, Opaque, Subclassed


@pytest.fixture(scope="module")
def sandbox() -> Plan:
    return plan()


@pytest.fixture
def kernel(sandbox: Plan) -> Iterator[Kernel]:
    with Kernel(sandbox) as kernel:
        yield kernel


def run(kernel: Kernel, source: str, timeout_s: float = 10) -> Any:
    return kernel.run_cell(source, timeout_s=timeout_s)


def printed(kernel: Kernel, source: str, timeout_s: float = 10) -> str:
    """What a cell printed; it must have run without an error."""
    result = run(kernel, source, timeout_s)
    assert result.status == "ok", result
    return "".join(o.get("text", "") for o in result.outputs)


def call(kernel: Kernel, name: str, *args: object, timeout_s: float = 10) -> Any:
    return kernel.call(name, args, {}, timeout_s=timeout_s)


# ---------------------------------------------------------------------------- cells


def test_cells_share_their_state_and_are_counted(kernel: Kernel) -> None:
    first = run(kernel, "x = 20")
    second = run(kernel, "x + 1")

    assert (first.status, first.execution_count) == ("ok", 1)
    assert second.outputs == [
        {
            "output_type": "execute_result",
            "data": {"text/plain": "21"},
            "metadata": {},
            "execution_count": 2,
        }
    ]


def test_outputs_come_in_the_order_in_which_they_were_made(kernel: Kernel) -> None:
    result = run(
        kernel,
        "import sys\n"
        "print('a'); display(1); print('b'); print('c', file=sys.stderr); print('d')",
    )

    seen = [o.get("text") or o["data"]["text/plain"] for o in result.outputs]
    assert "".join(seen).replace("\n", "") in ("a1bcd", "a1bdc")
    assert seen[:2] == ["a\n", "1"]


def test_an_error_is_an_output_without_colours(kernel: Kernel) -> None:
    result = run(kernel, "def f():\n    return 1 / 0\nf()")

    (error,) = result.outputs
    assert result.status == "error"
    assert (error["output_type"], error["ename"]) == ("error", "ZeroDivisionError")
    assert "\x1b" not in "".join(error["traceback"])
    assert "Cell In[1], line 2" in "".join(error["traceback"])


def test_a_picture_is_kept_and_active_content_is_not(kernel: Kernel) -> None:
    result = run(
        kernel,
        "import matplotlib.pyplot as plt\n"
        "from IPython.display import HTML, Javascript\n"
        "plt.plot([1, 2]); plt.show()\n"
        "display(HTML('<script>alert(1)</script>'), Javascript('alert(1)'))",
    )

    kinds = [set(output["data"]) for output in result.outputs]
    assert kinds == [{"text/plain", "image/png"}, {"text/plain"}, {"text/plain"}]


def test_what_notebooks_do_works(kernel: Kernel) -> None:
    text = printed(
        kernel,
        "%matplotlib inline\n"
        "import asyncio, ipywidgets, numpy, scipy.special, scipy.stats\n"
        "import gradients_by_hand\n"
        "await asyncio.sleep(0.01)\n"
        "word = 'shell'\n"
        "!echo from the $word\n"
        "ipywidgets.interact(lambda x: x, x=3)\n"
        "%timeit -n1 -r1 1\n",
    )

    assert "from the shell" in text
    assert "±" in text


def test_what_a_widget_shows_is_not_the_cells_output(kernel: Kernel) -> None:
    result = run(
        kernel,
        "import ipywidgets\n"
        "print('before')\n"
        "ipywidgets.interact(lambda x: print('inside'), x=3)\n"
        "print('after')",
    )

    assert [o.get("text", "") for o in result.outputs] == ["before\n", "", "after\n"]


def test_a_matrix_product_uses_one_thread(kernel: Kernel) -> None:
    source = (
        "import numpy as np, os\n"
        "A = np.ones((400, 400)); A @ A\n"
        "print(len(os.listdir('/proc/self/task')))"
    )

    assert printed(kernel, source) == "1\n"


def test_exit_and_input_do_not_end_a_notebook(kernel: Kernel) -> None:
    run(kernel, "exit()")
    asked = run(kernel, "name = input('your name?')")

    assert asked.outputs[0]["ename"] == "StdinNotImplementedError"
    assert printed(kernel, "print('here')") == "here\n"


def test_trusted_files_lie_in_the_working_directory(
    sandbox: Plan, tmp_path: Path
) -> None:
    (tmp_path / "data.csv").write_text("1,2\n")
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "one.txt").write_text("uno")
    files = [tmp_path / "data.csv", tmp_path / "images"]

    with Kernel(sandbox, files=files) as kernel:
        text = printed(
            kernel, "print(open('data.csv').read(), open('images/one.txt').read())"
        )

    assert text == "1,2\n uno\n"


def test_the_workbook_is_compiled_before_it_is_shown(kernel: Kernel) -> None:
    look = (
        "import os, gradients_by_hand.hints as m\nprint(os.path.exists(m.__cached__))"
    )

    assert printed(kernel, look) == "True\n"


def test_a_package_on_the_given_path_is_found_and_what_is_beside_it_is_not(
    sandbox: Plan, tmp_path: Path
) -> None:
    for name in ("gradients_by_hand", "secrets_of_the_course"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("answer = 42")

    with Kernel(sandbox, python_path=[tmp_path]) as kernel:
        text = printed(
            kernel, "import gradients_by_hand; print(gradients_by_hand.answer)"
        )
        beside = run(kernel, "import secrets_of_the_course")

    assert text == "42\n"
    assert beside.outputs[0]["ename"] == "ModuleNotFoundError"


# --------------------------------------------------------------------- time, output


@pytest.mark.parametrize(
    "source",
    [
        "while True: pass",
        "import time; time.sleep(60)",
        "await __import__('asyncio').sleep(60)",
    ],
    ids=["loop", "sleep", "await"],
)
def test_a_cell_that_takes_too_long_is_interrupted_and_its_state_kept(
    kernel: Kernel, source: str
) -> None:
    result = run(kernel, "kept = 1\n" + source, timeout_s=0.3)

    assert result.status == "timeout"
    assert result.outputs[-1]["ename"] in ("KeyboardInterrupt", "CancelledError")
    assert printed(kernel, "print(kept)") == "1\n"


def test_a_cell_that_will_not_be_interrupted_ends_its_notebook(kernel: Kernel) -> None:
    result = run(
        kernel,
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
        timeout_s=0.3,
    )

    assert result.status == "stopped"
    assert kernel.died == "took longer than 0.3 s"
    assert "took longer than 0.3 s" in result.outputs[-1]["evalue"]
    assert run(kernel, "1").status == "stopped"


def test_a_flood_that_is_cut_off_by_the_clock_leaves_the_kernel_usable(
    kernel: Kernel,
) -> None:
    result = run(kernel, "while True: print('x' * 99)", timeout_s=0.2)

    assert result.status == "timeout"
    assert sum(len(str(output)) for output in result.outputs) < 1_200_000
    assert run(kernel, "1 + 1").status == "ok"


def test_output_beyond_a_mebibyte_is_left_out_with_a_word(kernel: Kernel) -> None:
    result = run(kernel, "for _ in range(3000): print('x' * 999)")

    text = "".join(output["text"] for output in result.outputs)
    assert result.status == "ok"
    assert 900_000 < len(text) < 1_200_000
    assert "left out" in text


def test_a_notebook_that_prints_without_end_is_ended(kernel: Kernel) -> None:
    source = "while True: print('x' * 100_000)"

    assert run(kernel, source, timeout_s=20).status == "stopped"
    assert kernel.died == "printed more than 64 MiB"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import os; os._exit(0)", "ended its own process"),
        ("import ctypes; ctypes.string_at(0)", "crashed (segmentation fault)"),
        ("import os; os.kill(os.getpid(), 9)", "killed itself"),
    ],
    ids=["exit", "segfault", "kill"],
)
def test_a_notebook_that_ends_itself_says_how(
    kernel: Kernel, source: str, reason: str
) -> None:
    result = run(kernel, source)

    assert result.status == "stopped"
    assert kernel.died == reason
    with pytest.raises(KernelDied, match=r"ended|crashed|killed"):
        call(kernel, "f")
    with pytest.raises(KernelDied):
        kernel.fork()


def test_a_process_that_stops_itself_is_not_waited_for(kernel: Kernel) -> None:
    source = "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)"

    assert run(kernel, source, timeout_s=0.3).status == "stopped"


def test_garbage_on_the_channel_ends_the_kernel(kernel: Kernel) -> None:
    source = (
        "import os\n"
        "for fd in range(3, 30):\n"
        "    try: os.write(fd, b'GbH1' + b'garbage' * 9)\n"
        "    except OSError: pass"
    )

    assert run(kernel, source, timeout_s=3).status == "stopped"
    assert kernel.died == "broke its connection to the grader"


def test_an_answer_made_in_advance_is_not_taken(kernel: Kernel) -> None:
    run(
        kernel,
        "import os, struct\n"
        "def f():\n"
        "    frame = struct.pack('<4sBQI', b'GbH1', 19, 0, 1) + b'\\xc0'\n"
        "    for fd in range(3, 30):\n"
        "        try: os.write(fd, frame)\n"
        "        except OSError: pass\n"
        "    return 1",
    )

    with pytest.raises(KernelDied, match="broke its connection"):
        call(kernel, "f")


# ---------------------------------------------------------------------------- calls


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


# ---------------------------------------------------------------------------- forks


def test_a_fork_has_the_state_and_keeps_its_changes_to_itself(kernel: Kernel) -> None:
    run(
        kernel,
        "count = 0\ndef f():\n    global count\n    count += 1\n    return count",
    )

    with kernel.fork() as one, kernel.fork() as other:
        assert [call(one, "f").value for _ in range(3)] == [1, 2, 3]
        assert call(other, "f").value == 1

    assert call(kernel, "f").value == 1


def test_a_fork_can_run_cells_and_be_forked(kernel: Kernel) -> None:
    run(kernel, "x = 1")

    with kernel.fork() as fork:
        run(fork, "x += 1\ndef f(): return x")
        with fork.fork() as again:
            assert call(again, "f").value == 2
        assert run(fork, "while True: pass", timeout_s=0.2).status == "timeout"
        assert call(fork, "f").value == 2

    assert printed(kernel, "print(x)") == "1\n"


def processes_in(kernel: Kernel) -> int:
    source = "import os; print(sum(n.isdigit() for n in os.listdir('/proc')))"
    return int(printed(kernel, source))


def wait_for_processes(kernel: Kernel, count: int) -> None:
    deadline = time.monotonic() + 5
    while processes_in(kernel) > count:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_an_endless_call_costs_its_fork_and_nothing_else(kernel: Kernel) -> None:
    run(
        kernel,
        "import os, signal, time\n"
        "def f():\n"
        "    signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "    os.fork()\n"
        "    while True: pass",
    )
    before = processes_in(kernel)
    fork = kernel.fork()

    with pytest.raises(KernelDied, match=r"took longer than 0\.2 s"):
        call(fork, "f", timeout_s=0.2)

    assert fork.died == "took longer than 0.2 s"
    assert kernel.died is None
    wait_for_processes(kernel, before)


@pytest.mark.parametrize("body", ["os._exit(0)", "ctypes.string_at(0)"])
def test_a_fork_that_ends_leaves_the_kernel(kernel: Kernel, body: str) -> None:
    run(kernel, f"import ctypes, os\ndef f(): {body}")
    fork = kernel.fork()

    with pytest.raises(KernelDied, match="ended its own process, or crashed"):
        call(fork, "f")

    with kernel.fork() as another:
        assert another.died is None


def test_a_fork_that_eats_memory_costs_itself_only(sandbox: Plan) -> None:
    with Kernel(sandbox, limits=Limits(memory_mib=400)) as kernel:
        run(
            kernel,
            "def f():\n"
            "    hoard = []\n"
            "    while True: hoard.append(bytearray(b'x') * (20 << 20))",
        )
        with pytest.raises(KernelDied, match=r"ran out of memory \(limit 400 MiB\)"):
            call(kernel.fork(), "f")

        assert printed(kernel, "print('alive')") == "alive\n"


FORKS_UNTIL_IT_CANNOT = (
    "import os, resource, time\n"
    "try:\n"
    "    while True:\n"
    "        if os.fork() == 0: time.sleep(60); os._exit(0)\n"
    "except OSError: pass"
)


def test_a_notebook_that_leaves_processes_behind_can_be_copied(kernel: Kernel) -> None:
    run(kernel, FORKS_UNTIL_IT_CANNOT)

    with kernel.fork() as fork:
        assert fork.died is None


def test_a_notebook_that_leaves_no_room_for_a_fork_says_so(kernel: Kernel) -> None:
    everything = "(resource.getrlimit(resource.RLIMIT_NPROC)[1],) * 2"
    run(
        kernel,
        f"import resource\nresource.setrlimit(resource.RLIMIT_NPROC, {everything})\n"
        + FORKS_UNTIL_IT_CANNOT,
    )

    with pytest.raises(KernelDied, match="left no room"):
        kernel.fork()

    assert printed(kernel, "print('alive')") == "alive\n"


def test_what_a_fork_has_detached_ends_with_the_fork(kernel: Kernel) -> None:
    run(
        kernel,
        "import os, time\n"
        "def f():\n"
        "    for _ in range(15):\n"
        "        if os.fork() == 0:\n"
        "            if os.fork() == 0: os.setsid(); time.sleep(60)\n"
        "            os._exit(0)\n"
        "    time.sleep(0.2)\n"
        "def processes(): return sum(map(str.isdigit, os.listdir('/proc')))",
    )
    with kernel.fork() as fork:
        call(fork, "f")
        with kernel.fork() as another:
            assert call(another, "processes").value >= 15

    deadline = time.monotonic() + 10
    with kernel.fork() as another:
        while call(another, "processes").value >= 10:
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.mark.skipif(landlock.abi() < 6, reason="it needs Linux 6.12")
def test_a_fork_cannot_signal_its_notebook_or_look_into_it(kernel: Kernel) -> None:
    run(
        kernel,
        "import os, resource\n"
        "def f():\n"
        "    tried = (lambda: os.kill(os.getppid(), 9),\n"
        "             lambda: open(f'/proc/{os.getppid()}/mem', 'rb'),\n"
        "             lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CPU))\n"
        "    said = []\n"
        "    for each in tried:\n"
        "        try: said.append(str(each()))\n"
        "        except PermissionError: said.append('refused')\n"
        "    return said",
    )

    with kernel.fork() as fork:
        assert call(fork, "f").value == ["refused"] * 3

    assert kernel.died is None


def test_a_fork_of_the_students_own_has_no_say(kernel: Kernel) -> None:
    run(
        kernel,
        "import os\n"
        "def f():\n"
        "    child = os.fork() == 0\n"
        "    print('both of us')\n"
        "    return 'child' if child else 'parent'",
    )

    assert printed(kernel, "print(f())") == "both of us\nparent\n"
    with kernel.fork() as fork:
        assert [call(fork, "f").value for _ in range(5)] == ["parent"] * 5


def test_checks_may_run_in_threads(kernel: Kernel) -> None:
    run(kernel, "def f(x): return x + 1")

    def check(number: int) -> object:
        with kernel.fork() as fork:
            return call(fork, "f", number).value

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(check, range(8))) == list(range(1, 9))


# ------------------------------------------------------------------------ lifecycle


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_nothing_is_left_of_many_kernels(sandbox: Plan) -> None:
    Kernel(sandbox).close()
    files, threads = open_files(), threading.active_count()
    zygote = zygote_client.zygote()._process.pid
    zygote_files = len(os.listdir(f"/proc/{zygote}/fd"))

    for _ in range(20):
        with Kernel(sandbox) as kernel:
            kernel.fork().close()
    with Kernel(sandbox) as kernel:
        run(kernel, "import os; os._exit(1)")

    assert open_files() == files
    assert threading.active_count() == threads
    assert len(os.listdir(f"/proc/{zygote}/fd")) == zygote_files
    assert Path(f"/proc/{zygote}/task/{zygote}/children").read_text() == ""


def test_closing_twice_and_closing_forks_late_is_fine(sandbox: Plan) -> None:
    kernel = Kernel(sandbox)
    fork = kernel.fork()

    kernel.close()
    kernel.close()
    fork.close()

    assert kernel.died == "was closed"


def test_a_warm_process_that_died_is_replaced(sandbox: Plan) -> None:
    with Kernel(sandbox) as before:
        os.kill(zygote_client.zygote()._process.pid, signal.SIGKILL)
        zygote_client.zygote()._process.wait()

        with Kernel(sandbox) as after:
            assert printed(after, "print(1)") == "1\n"

        assert printed(before, "print(2)") == "2\n"


def test_shutdown_ends_the_warm_process_and_the_next_kernel_starts_one(
    sandbox: Plan,
) -> None:
    Kernel(sandbox).close()
    first = zygote_client.zygote()._process

    shutdown()
    shutdown()

    assert first.poll() is not None
    Kernel(sandbox).close()
    assert zygote_client.zygote()._process.pid != first.pid


def test_a_forked_grader_has_a_warm_process_of_its_own(sandbox: Plan) -> None:
    Kernel(sandbox).close()
    ours = zygote_client.zygote()._process.pid
    reader, writer = os.pipe()

    child = os.fork()
    if child == 0:
        with Kernel(sandbox):
            os.write(writer, str(zygote_client.zygote()._process.pid).encode())
        shutdown()
        os._exit(0)
    os.close(writer)
    theirs = int(os.read(reader, 16))
    os.close(reader)
    _, status = os.waitpid(child, 0)

    assert status == 0
    assert theirs != ours
    assert zygote_client.zygote()._process.pid == ours
    Kernel(sandbox).close()
