"""A sandbox in a Python of its own, started by a program that has made the walls.

bwrap runs it, as a container engine would.  It becomes the sandbox's first process.
"""

import json
import socket
import sys

from autograder.inside import kernel
from autograder.inside.confined import become_sandbox, keep_only
from autograder.sandbox.messages import Line
from autograder.sandbox.request import Request


def main(channel: int, control: int) -> None:
    """Read the request from standard input and become that sandbox."""

    def prepare() -> Request:
        request = Request.of(json.load(sys.stdin))
        keep_only(channel, control)
        kernel.warm_up()
        return request

    become_sandbox(Line(socket.socket(fileno=control)), channel, prepare)
