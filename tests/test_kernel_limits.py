"""A notebook kernel in the sandbox: time, output, and how it ends."""

import os
import signal
import threading
from pathlib import Path

import pytest

from autograder.execution.kernel import Kernel, KernelDied, shutdown
from autograder.sandbox import Plan, zygote_client
from kernels import call, printed, run


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
