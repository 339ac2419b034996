"""What this machine offers: each protection tried in a process of its own.

Run as a program, because the caller may have threads, and because nothing that is
tried must stick.  Prints one JSON object: true, or the name of the error.
"""

import errno
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from autograder.sandbox import landlock, linux, namespaces, seccomp
from autograder.sandbox import readable_paths as trees
from autograder.sandbox.limits import Limits

_NO_ERRNO = 255


@cache
def machine_capabilities() -> dict[str, Any]:
    """The facts, asked once per process (about 0.1 s)."""
    facts: dict[str, Any] = {"system": sys.platform, "machine": platform.machine()}
    if sys.platform != "linux":
        return facts
    command = [
        sys.executable,
        "-I",
        "-c",
        bootstrap("sandbox.capabilities", "report()"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    try:
        facts |= json.loads(done.stdout)
    except ValueError:
        facts["failed"] = done.stderr[-500:]
    return facts


def bootstrap(module: str, call: str) -> str:
    """Source that runs a function of this package, installed or not."""
    parent = str(Path(trees.PACKAGE).parent)
    return (
        f"import sys; sys.path.insert(0, {parent!r}); "
        f"from autograder.{module} import *; {call}"
    )


def report() -> None:
    facts: dict[str, Any] = {
        "kernel": platform.release(),
        "user": os.getuid(),
        "landlock": landlock.abi(),
        "seccomp": _try(_seccomp) if seccomp.supported() else "unknown processor",
        "namespaces": _try(_namespaces),
        "private_proc": _try(_private_proc),
        "python_readable": _try(_python_readable),
        "bubblewrap": _try(_bubblewrap),
    }
    print(json.dumps(facts))


def _try(attempt: Callable[[], None]) -> bool | str:
    pid = os.fork()
    if pid == 0:
        try:
            attempt()
        except OSError as error:
            os._exit(error.errno or _NO_ERRNO)
        except BaseException:
            os._exit(_NO_ERRNO)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return True if code == 0 else errno.errorcode.get(code, f"failed ({code})")


def _seccomp() -> None:
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.install(sockets=True)


def _namespaces() -> None:
    namespaces.isolate([], Limits(), _leave_with)


def _private_proc() -> None:
    if not namespaces.isolate([], Limits(), _leave_with):
        raise PermissionError(errno.EPERM, "no /proc of its own")


def _leave_with(child: int) -> None:
    """The child is the one that tries; its exit code is ours."""
    os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) % 256)


def _bubblewrap() -> None:
    """Whether it can do what is asked of it, not only whether it is there."""
    bwrap = shutil.which("bwrap", path=os.defpath)
    if bwrap is None:
        raise FileNotFoundError(errno.ENOENT, "bwrap is not installed")
    if os.getuid() == 0:
        namespaces.become_nobody()
    tried = [bwrap, "--unshare-user", "--unshare-all", "--ro-bind", "/", "/", "true"]
    if subprocess.run(tried, capture_output=True).returncode:
        raise PermissionError(errno.EPERM, "bwrap fails")


def _python_readable() -> None:
    if os.getuid() == 0:
        namespaces.become_nobody()
    numpy = importlib.util.find_spec("numpy")
    assert numpy is not None
    with open(os.__file__), open(sys.executable, "rb"), open(str(numpy.origin)):
        pass
