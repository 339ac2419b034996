"""What every tier promises, and attempts to break each promise."""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import autograder
from autograder.execution.kernel import Kernel, KernelDied
from autograder.sandbox import Plan
from autograder.sandbox.processes import descendants

PACKAGE = Path(autograder.__file__).parent
REPOSITORY = Path(__file__).parents[2]
NO_ENTRY = ("PermissionError", "FileNotFoundError", "NotADirectoryError")

# --------------------------------------------------------------------------- secrets


@pytest.mark.parametrize(
    "path",
    [
        REPOSITORY / "pyproject.toml",
        PACKAGE / "execution" / "kernel.py",
        Path("/etc/shadow"),
        Path("/etc/hostname"),
        Path("/proc/1/environ"),
        Path(f"/proc/{os.getpid()}/environ"),
        Path(f"/proc/{os.getpid()}/mem"),
        Path(sys.prefix) / "etc",
    ],
    # Names that are the same in every process that runs tests.
    ids=lambda path: str(path).replace(str(os.getpid()), "grader"),
)
def test_nothing_of_the_grader_can_be_read(inside, path: Path) -> None:
    # the first process in there is the watchdog, of the student's own user
    source = f"import os\nopen({str(path)!r}, 'rb').read(10)"

    assert inside.fails(source) in (*NO_ENTRY, "IsADirectoryError")


@pytest.mark.parametrize(
    "path", [REPOSITORY, REPOSITORY / "assignments", Path.home()], ids=str
)
def test_nothing_of_the_course_can_be_listed(inside, path: Path) -> None:
    result = inside.run(f"import os\nprint(os.listdir({str(path)!r}))")

    assert "pyproject" not in str(result.outputs)
    assert "test_" not in str(result.outputs)
    assert result.status == "error" or set(eval(result.outputs[0]["text"])) <= {
        ".venv",  # the way to Python, and nothing beside it
        ".pyenv",
    }


def test_a_file_of_another_student_cannot_be_read(inside, tmp_path: Path) -> None:
    other = tmp_path / "alice.ipynb"
    other.write_text("the solution")
    for directory in (tmp_path, tmp_path.parent):
        directory.chmod(0o755)
    other.chmod(0o644)

    assert inside.fails(f"open({str(other)!r})") in NO_ENTRY


def test_the_graders_environment_is_not_inherited(
    tier: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADING_SECRET", "hunter2")

    with Kernel(tier) as kernel:
        result = kernel.run_cell(
            "import os, glob\n"
            "print(dict(os.environ))\n"
            "for name in glob.glob('/proc/*/environ'):\n"
            "    try: print(open(name, 'rb').read())\n"
            "    except OSError: pass",
            timeout_s=5,
        )

    assert result.status == "ok"
    assert "hunter2" not in str(result.outputs)


def test_the_grader_cannot_be_imported(inside) -> None:
    assert inside.fails("import autograder") == "ModuleNotFoundError"
    assert inside.fails("from autograder import kernel") == "ModuleNotFoundError"
    assert inside.fails("import autograder.wire") == "ModuleNotFoundError"
    text = inside.prints(
        "import sys; print([m for n, m in sys.modules.items() if 'autograder' in n])"
    )
    assert text == "[None]\n"


def test_the_students_tools_can_be_imported(inside) -> None:
    inside.prints(
        "import numpy, scipy, matplotlib, IPython, ipywidgets, gradients_by_hand"
    )


def test_no_descriptor_of_the_grader_is_inherited(inside) -> None:
    text = inside.prints(
        "import os, stat\n"
        "for fd in range(3, 256):\n"
        "    try: print(fd, oct(stat.S_IFMT(os.fstat(fd).st_mode)))\n"
        "    except OSError: pass"
    )

    sockets = [line for line in text.splitlines() if line.endswith("0o140000")]
    assert "0o100000" not in text  # no file
    assert len(sockets) <= 3  # the channel, and the event loop's pair
    assert len(text.splitlines()) <= 4


# --------------------------------------------------------------------------- outside


@pytest.mark.parametrize("kind", ["tcp", "udp", "socket file", "abstract socket"])
def test_there_is_no_way_to_a_listener(inside, kind: str, tmp_path: Path) -> None:
    name = str(tmp_path / "s")
    tmp_path.chmod(0o755)
    family, how, address = {
        "tcp": (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
        "udp": (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
        "socket file": (socket.AF_UNIX, socket.SOCK_STREAM, name),
        "abstract socket": (socket.AF_UNIX, socket.SOCK_STREAM, "\0of-the-grader"),
    }[kind]
    with socket.socket(family, how) as listener:
        listener.bind(address)
        listener.settimeout(0.2)
        if how == socket.SOCK_STREAM:
            listener.listen()
        target = listener.getsockname()
        if isinstance(target, bytes):
            target = target.decode()

        inside.run(
            "import socket\n"
            f"s = socket.socket({int(family)}, {int(how)}); s.settimeout(0.2)\n"
            f"s.connect({target!r}); s.send(b'secret')"
        )

        with pytest.raises(TimeoutError):
            listener.accept() if how == socket.SOCK_STREAM else listener.recv(10)


@pytest.mark.parametrize("family", ["AF_INET6", "AF_VSOCK", "AF_NETLINK", "AF_PACKET"])
def test_there_are_no_sockets_but_local_ones(inside, family: str) -> None:
    source = f"import socket\nsocket.socket(socket.{family}, socket.SOCK_DGRAM)"

    assert inside.fails(source) in ("OSError", "PermissionError")


def test_no_process_of_the_grader_can_be_signalled(inside) -> None:
    assert inside.fails(f"import os; os.kill({os.getpid()}, 0)") in (
        "ProcessLookupError",
        "PermissionError",
    )
    inside.run("import os\nos.kill(os.getppid(), 9)")
    inside.run("import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)")

    assert inside.prints("print('still here')") == "still here\n"


def test_killing_everything_reaches_nobody_else(tier: Plan) -> None:
    with Kernel(tier) as bystander, Kernel(tier) as kernel:
        kernel.run_cell("import os; os.kill(-1, 9)", timeout_s=3)

        assert bystander.run_cell("1", timeout_s=5).status == "ok"


@pytest.mark.parametrize(
    "call",
    [
        "setpriority(os.PRIO_PROCESS, {pid}, os.getpriority(os.PRIO_PROCESS, {pid}))",
        "sched_setscheduler({pid}, os.SCHED_IDLE, os.sched_param(0))",
        "sched_setparam({pid}, os.sched_param(0))",
        "sched_setaffinity({pid}, os.sched_getaffinity({pid}))",
    ],
    ids=lambda call: call.partition("(")[0],
)
def test_no_process_gets_another_priority_or_other_processors(inside, call) -> None:
    """Neither itself, nor its watchdog, nor a process of the grader."""
    for pid in ("0", "os.getppid()"):
        source = f"import os\nos.{call.format(pid=pid)}"
        assert inside.fails(source) == "PermissionError"
    source = f"import os\nos.{call.format(pid=os.getpid())}"
    assert inside.fails(source) in ("PermissionError", "ProcessLookupError")


@pytest.mark.parametrize(
    "path",
    [
        Path(sys.prefix) / "lib" / "planted",
        Path(sys.prefix) / "bin" / "planted",
        Path("/usr/planted"),
        Path("/etc/planted"),
        Path("/planted"),
        Path("/dev/planted"),
    ],
    ids=str,
)
def test_nothing_can_be_planted_in_the_system_or_in_python(inside, path: Path) -> None:
    assert inside.fails(f"open({str(path)!r}, 'w')") in ("OSError", *NO_ENTRY)
    assert not path.exists()


@pytest.mark.parametrize(
    "call",
    [
        "unshare(0x10000000)",
        "ptrace(0, 0, 0, 0)",
        "mount(b'', b'/', b'', 32, None)",
        "vmsplice(1, None, 0, 0)",
        "inotify_init1(0)",
        "prctl(4, 0, 0, 0, 0)",
        "syscall(445, -1, 1, None, 0)",
    ],
)
def test_the_kernel_refuses_what_no_notebook_needs(inside, call: str) -> None:
    text = inside.prints(
        "import ctypes; libc = ctypes.CDLL(None, use_errno=True)\n"
        f"print(libc.{call}, ctypes.get_errno())"
    )

    assert text == "-1 1\n"


def test_no_capability_is_left_and_none_can_be_gained(inside) -> None:
    text = inside.prints(
        "import ctypes\n"
        "libc, sets = ctypes.CDLL(None), ctypes.create_string_buffer(24)\n"
        "header = (ctypes.c_uint32 * 2)(0x20080522, 0)\n"
        "no_new_privileges = libc.prctl(39, 0, 0, 0, 0)\n"
        "print(libc.capget(header, sets), sets.raw == bytes(24), no_new_privileges)"
    )

    assert text == "0 True 1\n"


# ---------------------------------------------------------------------------- limits


def test_memory_is_limited_over_all_processes(inside_with) -> None:
    inside = inside_with(memory_mib=500)
    result = inside.run(
        "import os, time\n"
        "for _ in range(6):\n"
        "    if os.fork() == 0:\n"
        "        hoard = bytearray(b'x') * (150 << 20)\n"
        "        time.sleep(9)\n"
        "        os._exit(0)\n"
        "time.sleep(0.5)\n"
        "hoard = bytearray(b'x') * (600 << 20)\n"
        "time.sleep(9)",
        timeout_s=8,
    )

    assert result.status == "stopped"
    assert inside.kernel.died == "ran out of memory (limit 500 MiB)"


@pytest.mark.parametrize("file", ["-1", "os.open('/dev/zero', os.O_RDWR)"])
def test_there_is_no_shared_memory_without_a_file(inside, file: str) -> None:
    """It stays when it is unmapped, but then it counts for no process."""
    assert inside.fails(f"import mmap, os\nmmap.mmap({file}, 1 << 20)") in NO_ENTRY


def test_shared_memory_with_a_file_and_private_memory_can_be_mapped(inside) -> None:
    inside.prints(
        "import mmap, multiprocessing, tempfile\n"
        "mmap.mmap(-1, 1 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)\n"
        "with tempfile.TemporaryFile() as file:\n"
        "    file.truncate(1 << 20); mmap.mmap(file.fileno(), 1 << 20)"
    )


def test_buffers_of_sockets_count(inside_with) -> None:
    """Ten processes fill their sockets, each with about 50 MiB."""
    inside = inside_with(memory_mib=300)
    result = inside.run(
        "import os, socket, time\n"
        "def fill():\n"
        "    held = []\n"
        "    while True:\n"
        "        held.append(socket.socketpair())\n"
        "        for end in held[-1]:\n"
        "            end.setblocking(False)\n"
        "            try:\n"
        "                while True: end.send(b'x' * 30000)\n"
        "            except BlockingIOError: pass\n"
        "children = []\n"
        "for _ in range(10):\n"
        "    if (child := os.fork()) == 0:\n"
        "        try: fill()\n"
        "        except OSError: time.sleep(30)\n"
        "        os._exit(0)\n"
        "    children.append(child)\n"
        "time.sleep(4)\n"
        "print(sum(os.waitpid(each, os.WNOHANG)[0] == 0 for each in children))",
        timeout_s=15,
    )

    if inside.kernel.died is None:
        assert int(result.outputs[0]["text"]) <= 6
    else:
        assert "memory" in inside.kernel.died


def test_the_buffer_of_a_socket_cannot_grow(inside) -> None:
    source = (
        "import socket\n"
        "end, _ = socket.socketpair()\n"
        "end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)"
    )

    assert inside.fails(source) == "PermissionError"


def test_one_process_cannot_ask_for_more_than_its_address_space(inside) -> None:
    assert inside.fails("bytearray(8 << 30)") == "MemoryError"


def test_a_fork_bomb_stays_small(inside) -> None:
    inside.run(
        "import os, time\n"
        "count = 0\n"
        "for _ in range(300):\n"
        "    try: pid = os.fork()\n"
        "    except OSError: break\n"
        "    if pid == 0: time.sleep(30); os._exit(0)\n"
        "    count += 1\n"
        "time.sleep(0.3)",
        timeout_s=5,
    )
    if inside.kernel.died is None:
        assert int(inside.prints("print(count)")) < 64
    else:
        assert "too many processes" in inside.kernel.died


def test_threads_count_as_processes(inside) -> None:
    inside.run(
        "import threading, time\n"
        "count = 0\n"
        "try:\n"
        "    for _ in range(300):\n"
        "        threading.Thread(target=time.sleep, args=(30,), daemon=True).start()\n"
        "        count += 1\n"
        "except RuntimeError: pass\n"
        "time.sleep(0.3)",
        timeout_s=5,
    )
    if inside.kernel.died is None:
        assert int(inside.prints("print(count)")) < 64
    else:
        assert "too many processes" in inside.kernel.died


@pytest.mark.parametrize("place", [".", "/dev/shm", "/tmp"])
def test_disk_is_limited(inside, place: str) -> None:
    inside.run(
        "written = 0\n"
        "try:\n"
        "    for number in range(8):\n"
        f"        with open(f'{place}/file{{number}}', 'wb') as file:\n"
        "            for _ in range(30): written += file.write(b'x' * (1 << 20))\n"
        "except OSError: pass\n"
        "import time; time.sleep(0.8)"
    )

    if inside.kernel.died is None:
        assert int(inside.prints("print(written)")) <= 64 << 20
    else:
        assert "too many files" in inside.kernel.died


def test_the_number_of_files_is_limited(inside) -> None:
    inside.run(
        "count = 0\n"
        "try:\n"
        "    while count < 9000: open(f'f{count}', 'w').close(); count += 1\n"
        "except OSError: pass\n"
        "import time; time.sleep(0.8)"
    )

    if inside.kernel.died is None:
        assert int(inside.prints("print(count)")) <= 4096
    else:
        assert "too many files" in inside.kernel.died


def test_one_file_cannot_be_larger_than_its_limit(inside) -> None:
    assert inside.fails("open('big', 'wb').truncate(33 << 20)") == "OSError"


def test_processor_time_is_limited(inside_with) -> None:
    inside = inside_with(cpu_s=1)

    assert inside.run("while True: pass", timeout_s=8).status == "stopped"
    assert inside.kernel.died == "used more than 1 s of processor time"


def test_wall_clock_time_is_limited(inside_with) -> None:
    inside = inside_with(wall_s=0.6)

    assert inside.run("import time; time.sleep(8)").status == "stopped"
    assert inside.kernel.died == "ran longer than 0.6 s in all"


def test_what_does_not_exist_is_said_so(inside) -> None:
    """Libraries fall back when memfd_create and clone3 are missing."""
    text = inside.prints(
        "import errno, os\n"
        "try: os.memfd_create('x')\n"
        "except OSError as error: print(error.errno == errno.ENOSYS)"
    )

    assert text == "True\n"


# --------------------------------------------------------------------------- the end


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
