"""Steps for a page that plays them: a little ahead of what it shows, never far.

Without the page's word that frames were shown nothing more is computed, so that a slow
page never drowns in old frames; each message takes a bounded time, so that cells and
sliders get their turn in between.
"""

import asyncio
import time

FPS, BUDGET_S = 60, 0.03
_AHEAD_S, _CHUNK_S, _SILENCE_S = 0.5, 0.1, 5.0


class Player:
    """Calls `advance(count)` while the page keeps up, on the kernel's own loop.

    advance takes about count steps and returns whether there is more to come.
    position() is the number of the last step that was taken.
    """

    def __init__(self, loop, advance, position):
        self._loop, self._advance, self._position = loop, advance, position
        self._task = None
        self._wake = asyncio.Event()
        self.playing, self.shown, self.speed = False, 0, 1.0
        self._heard_at = 0.0

    def start(self, speed):
        """Play from here; where there is no loop (a script) nothing moves."""
        self.playing = True
        self.heard(self._position(), speed)
        if self._loop is not None and (self._task is None or self._task.done()):
            self._task = self._loop.create_task(self._run())

    def stop(self):
        self.playing = False
        self._wake.set()

    def heard(self, shown, speed):
        """The page says which step it shows, and how many of them it shows a frame."""
        self.shown, self.speed = shown, speed
        self._heard_at = time.monotonic()
        self._wake.set()

    async def _run(self):
        while self.playing:
            steps_per_s = self.speed * FPS
            chunk = max(1, round(steps_per_s * _CHUNK_S))
            room = max(8, round(steps_per_s * _AHEAD_S))
            room -= self._position() - self.shown
            if room >= chunk:
                self.playing = self._advance(chunk)
                await asyncio.sleep(0)
            else:
                await self._until_heard()

    async def _until_heard(self):
        self._wake.clear()
        try:
            await asyncio.wait_for(self._wake.wait(), 1.0)
        except TimeoutError:
            if time.monotonic() - self._heard_at > _SILENCE_S:
                self.playing = False  # the page is gone or hidden
