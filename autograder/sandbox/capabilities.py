"""The protections that this machine offers: each is tried in a process of its own.

It runs as a program, because the caller may have threads, and because no protection
that it tries may stay in force.  It prints one JSON object: true, or the error's name.
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
from typing import Any

from autograder.sandbox import landlock, linux, namespaces, seccomp
from autograder.sandbox.limits import Limits
from autograder.sandbox.programs import command

_NO_ERRNO = 255


@cache
def machine_capabilities() -> dict[str, Any]:
    """The facts about this machine, found once per process (about 0.1 s)."""
    facts: dict[str, Any] = {"system": sys.platform, "machine": platform.machine()}
    if sys.platform != "linux":
        return facts
    done = subprocess.run(
        command("sandbox.capabilities", "report()"),
        capture_output=True,
        text=True,
        timeout=60,
    )
    try:
        facts |= json.loads(done.stdout)
    except ValueError:
        facts["failed"] = done.stderr[-500:]
    return facts


def report() -> None:
    """Print the facts."""
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
    """Exit with the exit code of the child, which makes the attempt."""
    os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) % 256)


def _bubblewrap() -> None:
    """It must work: some machines have bwrap and refuse what it needs."""
    bwrap = shutil.which("bwrap", path=os.defpath)
    if bwrap is None:
        raise FileNotFoundError(errno.ENOENT, "bwrap is not installed")
    if os.getuid() == 0:
        namespaces.become_nobody()
    attempt = [bwrap, "--unshare-user", "--unshare-all", "--ro-bind", "/", "/", "true"]
    if subprocess.run(attempt, capture_output=True).returncode:
        raise PermissionError(errno.EPERM, "bwrap fails")


def _python_readable() -> None:
    if os.getuid() == 0:
        namespaces.become_nobody()
    numpy = importlib.util.find_spec("numpy")
    assert numpy is not None
    with open(os.__file__), open(sys.executable, "rb"), open(str(numpy.origin)):
        pass
