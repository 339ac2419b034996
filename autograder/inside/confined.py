"""Turns a fresh process into a sandbox: first the layers, then the serving loop."""

import contextlib
import os
import traceback
from collections.abc import Callable, Sequence
from typing import NoReturn

from autograder.inside import serve
from autograder.sandbox.enter import enter
from autograder.sandbox.messages import Line
from autograder.sandbox.request import Request

_MOST_FDS = 4096


def become_sandbox(
    control: Line,
    channel: int,
    prepare: Callable[[], Request],
    *,
    announce: Callable[[int], None] = lambda pid: None,
    leave: Sequence[int] = (),
) -> NoReturn:
    """Enter a sandbox and serve in it.

    announce: see `enter`.  leave: descriptors that `announce` needed, to be closed.
    """
    try:
        request = prepare()
        enter(request, control, announce)
        for fd in leave:
            with contextlib.suppress(OSError):
                os.close(fd)
        serve.run(channel, request.environment, request.path)
    except BaseException as error:  # of any kind: the grader must know the reason
        with contextlib.suppress(OSError):
            control.send({"error": str(error), "where": traceback.format_exc(-3)})
    os._exit(1)


def keep_only(*fds: int) -> None:
    """Close every other descriptor and connect the standard three to /dev/null."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    low = 3
    for fd in (*sorted(fds), _MOST_FDS):
        os.closerange(low, fd)
        low = fd + 1
