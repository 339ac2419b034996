"""What every tier promises: nothing outlives its notebook."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.execution.kernel import Kernel, KernelDied
from autograder.sandbox import Plan
from autograder.sandbox.processes import descendants


def running(marker: str) -> bool:
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            if marker in Path(f"/proc/{name}/cmdline").read_text(errors="replace"):
                return True
        except OSError:
            continue
    return False


def test_a_daemon_does_not_survive_its_notebook(tier: Plan) -> None:
    marker = f"marker-{os.getpid()}-{tier.tier}"
    with Kernel(tier) as kernel:
        kernel.run_cell(
            "import os, sys\n"
            "if os.fork() == 0:\n"
            "    os.setsid()\n"
            "    if os.fork() == 0:\n"
            "        os.closerange(0, 256)\n"
            "        code = 'import signal, time\\nfor s in (1, 2, 15):"
            " signal.signal(s, signal.SIG_IGN)\\ntime.sleep(60) # ' + "
            f"'{marker}'\n"
            "        os.execv(sys.executable, [sys.executable, '-c', code])\n"
            "    os._exit(0)\n",
            timeout_s=5,
        )
        deadline = time.monotonic() + 5
        while not running(marker):
            assert time.monotonic() < deadline, "the daemon never started"
            time.sleep(0.02)

    assert not running(marker)


def test_forks_end_with_their_notebook_and_leave_no_zombie(tier: Plan) -> None:
    with Kernel(tier):  # the warm process is there from now on
        pass
    before = {process.pid for process in descendants(os.getpid())}

    with Kernel(tier) as kernel:
        # What is large takes a while to end, and its children have ended by then.
        kernel.run_cell("hoard = b'z' * (500 << 20)", timeout_s=10)
        forks = [kernel.fork() for _ in range(6)]
        inside = {process.pid for process in descendants(os.getpid())} - before
    left = {process.pid for process in descendants(os.getpid())} - before
    for fork in forks:
        fork.close()

    assert len(inside) > len(forks)
    assert left == set()


def test_files_do_not_survive_their_notebook(tier: Plan) -> None:
    source = (
        "from pathlib import Path\n"
        "for place in ('.', '/tmp', '/dev/shm', str(Path.home())):\n"
        "    try: open(place + '/left-behind', 'x').close()\n"
        "    except PermissionError: pass\n"
        "    except FileExistsError:\n"
        "        assert place == str(Path.home())\n"
    )

    for _ in range(2):
        with Kernel(tier) as kernel:
            assert kernel.run_cell(source, timeout_s=5).status == "ok"

    assert not Path("/tmp/left-behind").exists()
    assert not Path("/dev/shm/left-behind").exists()


def test_the_death_of_the_grader_ends_its_sandboxes(
    tier: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o777)
    for directory in tmp_path.parents[:2]:
        directory.chmod(0o755)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    reader, writer = os.pipe()
    grader = os.fork()
    if grader == 0:
        kernel = Kernel(tier)
        os.write(writer, str(kernel._sandbox._pid).encode())
        time.sleep(60)
    os.close(writer)
    watchdog = int(os.read(reader, 16))
    os.close(reader)

    os.kill(grader, signal.SIGKILL)
    os.waitpid(grader, 0)

    deadline = time.monotonic() + 5
    while is_running(watchdog):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert list(tmp_path.iterdir()) == []


def is_running(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_a_flood_of_calls_to_a_dead_notebook_is_answered(
    inside_with: Callable[..., object],
) -> None:
    kernel = inside_with().kernel  # type: ignore[attr-defined]
    kernel.run_cell("import os; os._exit(0)", timeout_s=5)

    for _ in range(50):
        with pytest.raises(KernelDied, match="ended its own process"):
            kernel.call("f", [], {}, timeout_s=1)
