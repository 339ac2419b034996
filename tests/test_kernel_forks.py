"""A notebook kernel in the sandbox: its forks."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.execution.kernel import Kernel, KernelDied
from autograder.sandbox import Limits, Plan, landlock
from kernels import call, printed, run


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
