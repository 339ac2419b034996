"""What every tier promises: no secret within reach, and no way out."""

import os
import socket
import sys
from pathlib import Path

import pytest

import autograder
from autograder.execution.kernel import Kernel
from autograder.sandbox import Plan

PACKAGE = Path(autograder.__file__).parent
REPOSITORY = Path(__file__).parents[2]
NO_ENTRY = ("PermissionError", "FileNotFoundError", "NotADirectoryError")


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
