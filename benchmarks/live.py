"""How alive a picture is: our boundary, the usual way and ipympl, in a real browser.

    python benchmarks/live.py [--seconds 6] [--presses 40]

Opens each in JupyterLab in Chromium, one after the other in one run, lets it train and
moves a slider by keys.  What counts is what the page really shows: a frame whose pixels
differ from the one before.  On a busy machine read the ratios.

shown/s     frames shown per second while it trains; gap: 95 % are shorter
answer      from the key on a slider to other pixels, through the kernel
in page     the same for what the page draws alone (going back in time)
kernel      milliseconds of the kernel's CPU for each frame shown, and % of a core
kB/frame    what came through the web sockets for each frame shown
heights     how many heights the page had while it played: 1 is no flicker
"""

import importlib.util
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import psutil
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
sys.path.insert(0, str(Path(__file__).parent))

import chromium
from lab_page import end_kernels, open_notebook, run_all, write_notebook
from lab_server import LabServer
from live_ways import IPYMPL, OURS, USUAL
from slow_link import slow_link

PROBE = Path(__file__).with_name("live_probe.js").read_text(encoding="utf-8")
NO_DELAY = "--ServerApp.jpserver_extensions={'gradients_by_hand.live.nodelay': True}"


@dataclass(frozen=True)
class Alive:
    """What one way showed, in one run."""

    name: str
    shown_per_s: float
    gap_ms: float
    answers_ms: np.ndarray
    in_page_ms: np.ndarray
    kernel_ms: float
    kernel_share: float
    kb_per_frame: float
    heights: int


@click.command()
@click.option("--seconds", default=6.0, show_default=True, help="Of training.")
@click.option("--presses", default=40, show_default=True, help="Of a key, per slider.")
def main(seconds, presses):
    """Compare the ways, and ours through a link of 80 ms."""
    rows = []
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium.started() as browser,
    ):
        bench = Bench(browser, Path(folder), seconds, presses)
        rows.append(bench.measure(OURS, 100))
        for region in (100, 300):
            for way in (USUAL, IPYMPL):
                if importlib.util.find_spec(way.package) is None:
                    print(f"{way.name} is left out: pip install {way.package}")
                    continue
                rows.append(bench.measure(way, region))
        rows.append(bench.measure(OURS, 100, delay_s=0.040))
        bench.server.stop()
    show(rows)


class Bench:
    """A JupyterLab and a browser, and how one way is measured in them."""

    def __init__(self, browser, folder, seconds, presses):
        self.browser, self.folder = browser, folder
        self.seconds, self.presses = seconds, presses
        served, home = folder / "served", folder / "home"
        served.mkdir()
        home.mkdir()
        self.server = LabServer(served, home, options=[NO_DELAY])

    def measure(self, way, region, delay_s=0.0):
        """Open the notebook of a way, train, move its slider."""
        pid = self.folder / "pid"
        name = f"{way.name.split(':')[0]}-{region}.ipynb"
        write_notebook(self.server.folder / name, *way.sources(pid, region))
        context = self.browser.new_context(viewport={"width": 1400, "height": 1000})
        page = context.new_page()
        received = []
        page.on("websocket", lambda socket: _listen(socket, received))
        local = self.server.base
        try:
            with slow_link(int(local.rpartition(":")[2]), delay_s) as port:
                if delay_s:
                    self.server.base = f"http://127.0.0.1:{port}"
                open_notebook(page, self.server, name)
                run_all(page)
                page.wait_for_selector(way.picture)
                page.wait_for_timeout(2000)
                page.evaluate(PROBE, way.picture)
                kernel = psutil.Process(int(pid.read_text()))
                title = (
                    f"{way.name}, {region} x {region}" if way is not OURS else way.name
                )
                title += f", link of {2000 * delay_s:.0f} ms" if delay_s else ""
                playing = self._play(page, way, kernel, received)
                if way.fold:
                    page.locator(way.fold).first.click()
                answers = self._press(page, way.slider)
                alone = self._press(page, ".boundary-time") if way is OURS else []
                end_kernels(page)  # while there still is a link
        finally:
            self.server.base = local
            context.close()
        return Alive(title, *playing[:2], answers, np.array(alone), *playing[2:])

    def _play(self, page, way, kernel, received):
        page.locator(way.play).first.click()
        page.wait_for_timeout(1500)
        page.evaluate("() => probe.clear()")
        received.clear()
        before, started = _cpu_s(kernel), time.monotonic()
        page.wait_for_timeout(1000 * self.seconds)
        cpu, wall = _cpu_s(kernel) - before, time.monotonic() - started
        times = np.array(page.evaluate("() => probe.times"))
        heights = page.evaluate("() => probe.heights.size")
        page.locator(way.pause).first.click()
        page.wait_for_timeout(1500)
        shown = max(1, len(times))
        gaps = np.diff(times) if len(times) > 2 else np.array([np.nan])
        return (
            len(times) / wall,
            float(np.percentile(gaps, 95)),
            1000 * cpu / shown,
            100 * cpu / wall,
            sum(received) / 1000 / shown,
            heights,
        )

    def _press(self, page, slider):
        page.evaluate("() => probe.clear()")
        handle = page.locator(slider).first
        handle.focus()
        pauses = np.random.default_rng(0).uniform(180, 320, self.presses)
        for number, pause in enumerate(pauses):
            page.keyboard.press("ArrowLeft" if number % 2 else "ArrowRight")
            page.wait_for_timeout(float(pause))
        return np.array(page.evaluate("() => probe.answers"))


def _listen(socket, received):
    socket.on("framereceived", lambda payload: received.append(len(payload)))


def _cpu_s(process):
    times = process.cpu_times()
    return times.user + times.system


def show(rows):
    """Print the table, and how many times more frames ours shows."""
    table = Table(title="300 points, a step a frame", title_justify="left")
    columns = (
        "way", "shown/s", "gap p95 ms", "answer p50/p95 ms", "in page p50/p95 ms",
        "kernel ms", "% of a core", "kB/frame", "heights",
    )  # fmt: skip
    for column in columns:
        table.add_column(column, justify="left" if column == "way" else "right")
    for row in rows:
        table.add_row(
            row.name, f"{row.shown_per_s:.1f}", f"{row.gap_ms:.0f}",
            _quantiles(row.answers_ms), _quantiles(row.in_page_ms),
            f"{row.kernel_ms:.2f}", f"{row.kernel_share:.1f}",
            f"{row.kb_per_frame:.2f}", str(row.heights),
        )  # fmt: skip
    console = Console(width=140)
    console.print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
    console.print(table)
    for row in rows[1:]:
        times = rows[0].shown_per_s / max(row.shown_per_s, 1e-9)
        console.print(f"ours shows {times:.1f} times the frames of: {row.name}")


def _quantiles(values):
    if not len(values):
        return "-"
    return " / ".join(f"{each:.0f}" for each in np.percentile(values, [50, 95]))


if __name__ == "__main__":
    main()
