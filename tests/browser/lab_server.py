"""A JupyterLab server for tests: on loopback, with all of its folders its own."""

import json
import os
import secrets
import sys
from pathlib import Path
from urllib.parse import quote

from servers import free_port, start, stop, wait_for

_NO_NEWS = {"fetchNews": "false", "checkForUpdates": False}
# No dialogue, nothing saved by itself, and every cell of a notebook in the page.
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": _NO_NEWS,
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}


class LabServer:
    """JupyterLab that serves `folder`; ends with `stop`.

    `home` receives its settings, data, configuration and log (`home/server.log`).
    `settings` are JupyterLab's, by plugin, on top of SETTINGS; `environment` is added
    to ours; `options` are further arguments of `jupyter lab`.
    """

    def __init__(self, folder, home, *, settings=None, environment=None, options=()):
        self.folder, self.home = Path(folder), Path(home)
        self.token = secrets.token_hex(16)
        self.base = f"http://127.0.0.1:{free_port()}"
        _write_settings(self.home / "settings", settings or {})
        self._process = start(
            [sys.executable, "-m", "jupyterlab", *self._arguments(), *options],
            log=self.home / "server.log",
            cwd=self.folder,
            env={**_own_folders(self.home), **(environment or {})},
        )
        wait_for(self.url("api"), self._process, self.home / "server.log")

    def url(self, path="lab", **query):
        """The address of a page or of the API, with the token."""
        parts = "".join(f"&{name}={quote(value)}" for name, value in query.items())
        return f"{self.base}/{quote(path)}?token={self.token}{parts}"

    def stop(self):
        """End the server; it ends its kernels."""
        stop(self._process)

    def _arguments(self):
        return [
            "--no-browser",
            "--allow-root",
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={self.base.rpartition(':')[2]}",
            "--ServerApp.port_retries=0",
            f"--ServerApp.root_dir={self.folder}",
            f"--IdentityProvider.token={self.token}",
            "--LabApp.expose_app_in_browser=True",
        ]


def _own_folders(home):
    """The environment of a server that reads and writes nothing of this account's."""
    own = {
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
        "MPLCONFIGDIR": "matplotlib",
    }
    tools = str(Path(sys.executable).parent)
    return {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        **{name: str(home / folder) for name, folder in own.items()},
    }


def _write_settings(folder, more):
    for plugin in {*SETTINGS, *more}:
        package, _, name = plugin.partition(":")
        path = folder / package / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        values = {**SETTINGS.get(plugin, {}), **more.get(plugin, {})}
        path.write_text(json.dumps(values), encoding="utf-8")
