"""JupyterHub for tests, with the configuration that docs/jupyterhub.md recommends."""

import os
import re
import secrets
import shutil
import sys
from pathlib import Path

import pytest

from servers import free_port, start, stop, wait_for

CONFIG = Path(__file__).parents[2] / "docs" / "jupyterhub" / "jupyterhub_config.py"
MISSING = "Tests of JupyterHub need: pip install -e '.[hub]' (here: no {})"


class HubServer:
    """JupyterHub with some people, all of them under the account that runs this.

    What differs from docs/jupyterhub/ is given on the command line: the ports, one
    password for all, and a spawner that needs no accounts.  `campus` is where the
    lists of people and the exchange are, `home / NAME` the home of each.
    """

    def __init__(self, folder, *, instructors, students):
        for program in ("jupyterhub", "configurable-http-proxy"):
            if not _tool(program).exists() and not shutil.which(program):
                pytest.skip(MISSING.format(program))
        self.campus, self.home = folder / "campus", folder / "home"
        self.password = secrets.token_hex(16)
        self.base = f"http://127.0.0.1:{free_port()}"
        _settle(self.campus, instructors, students)
        for name in (*instructors, *students):
            (self.home / name).mkdir(parents=True)
        own = {
            "CAMPUS": str(self.campus),
            "PATH": _with_our_tools(),
            "HOME": str(folder),
        }
        self._process = start(
            [
                sys.executable,
                "-m",
                "jupyterhub",
                f"--config={CONFIG}",
                *self._options(),
            ],
            log=folder / "hub.log",
            cwd=folder,
            env={**os.environ, **own},
        )
        wait_for(self.base + "/hub/health", self._process, folder / "hub.log")

    def log_in(self, page, name):
        """Log in as a person, and wait for their JupyterLab."""
        page.goto(self.base + "/hub/login")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(self.password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(re.compile(rf"/user/{name}/lab"))

    def url(self, name, path):
        """An address on the server of a person."""
        return f"{self.base}/user/{name}/{path}"

    def stop(self):
        """End the Hub; it ends the servers of all."""
        stop(self._process)

    def _options(self):
        return [
            f"--JupyterHub.bind_url={self.base}",
            f"--JupyterHub.hub_bind_url=http://127.0.0.1:{free_port()}",
            f"--ConfigurableHTTPProxy.api_url=http://127.0.0.1:{free_port()}",
            "--JupyterHub.authenticator_class=shared-password",
            f"--SharedPasswordAuthenticator.user_password={self.password}",
            "--JupyterHub.spawner_class=simple",
            f"--SimpleLocalProcessSpawner.home_dir_template={self.home}/{{username}}",
            "--Spawner.start_timeout=120",
            "--Spawner.http_timeout=120",
            "--Spawner.args=['--allow-root', '--LabApp.expose_app_in_browser=True']",
        ]


def _settle(campus, instructors, students):
    (campus / "exchange").mkdir(parents=True)
    (campus / "exchange").chmod(0o777)
    for file, names in {"instructors": instructors, "students": students}.items():
        (campus / f"{file}.txt").write_text("\n".join(names), encoding="utf-8")


def _tool(name):
    return Path(sys.executable).parent / name


def _with_our_tools():
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
