"""Servers that tests start themselves on the loopback interface."""

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

START_S = 120


def start(command, *, log, **options):
    """Start a process that writes what it says to the file `log`."""
    with open(log, "wb") as file:
        return subprocess.Popen(
            command, stdout=file, stderr=subprocess.STDOUT, **options
        )


def free_port():
    """A port of the loopback interface that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, process, log):
    """Wait until a server answers.

    Raises:
        RuntimeError: it ended, or said nothing for START_S; with the end of its log.
    """
    give_up = time.monotonic() + START_S
    while time.monotonic() < give_up and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    stop(process)
    tail = log.read_text(encoding="utf-8", errors="replace")[-3000:]
    raise RuntimeError(f"The server at {url} did not start:\n{tail}")


def stop(process, wait_s=15):
    """End a process: asked first, then made to."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(wait_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
