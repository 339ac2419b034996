"""A PostgreSQL server of its own for tests and benchmarks, on a socket in a folder.

Started from the installed packages as an unprivileged user; it has no network address,
and all of it is gone when the block ends.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

WANTED = (
    "PostgreSQL is not installed: apt-get install postgresql "
    "(and pip install 'psycopg[binary]')"
)


def programs():
    """The folder of the newest installed server; None if there is none."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: float(path.parts[-3]), default=None)
    on_path = shutil.which("initdb")
    return newest.parent if newest else Path(on_path).parent if on_path else None


@contextmanager
def postgres_server(*options):
    """A function that makes an empty database and returns its URL."""
    bin = programs()
    folder = Path(
        tempfile.mkdtemp(prefix="pg-")
    )  # short: it is part of a socket's path
    user = _unprivileged_user()
    if user:
        shutil.chown(folder, user)
    run = {"user": user, "cwd": folder, "env": {"PATH": os.defpath, "LC_ALL": "C"}}
    subprocess.run(
        [bin / "initdb", "-D", "data", "-U", "tester", "--auth=trust", "-E", "UTF8"],
        check=True,
        capture_output=True,
        **run,
    )
    settings = ["listen_addresses=", f"unix_socket_directories={folder}", *options]
    server = subprocess.Popen(
        [bin / "postgres", "-D", "data", *(f"--{each}" for each in settings)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **run,
    )
    try:
        yield lambda name: _new_database(bin, folder, name)
    finally:
        server.send_signal(signal.SIGINT)  # at once, whoever is connected
        server.wait(30)
        shutil.rmtree(folder)


def _new_database(bin, folder, name, patience_s=60):
    deadline = time.monotonic() + patience_s
    command = [bin / "createdb", "-h", folder, "-U", "tester", name]
    while subprocess.run(command, capture_output=True).returncode:
        if time.monotonic() > deadline:
            raise TimeoutError("PostgreSQL does not answer")
        time.sleep(0.1)
    return f"postgresql+psycopg://tester@/{name}?host={folder}"


def _unprivileged_user():
    """Whom to run the server as: it refuses to be root."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
