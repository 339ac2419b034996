"""A link with a delay: bytes to a port of this machine arrive so much later.

with slow_link(8888, 0.040) as port: ...      # 80 ms there and back
"""

import asyncio
import contextlib
import threading


@contextlib.contextmanager
def slow_link(target, delay_s):
    """A port that leads to the port `target`; each way takes delay_s longer."""
    loop = asyncio.new_event_loop()

    async def serve():
        async def connected(reader, writer):
            there = await asyncio.open_connection("127.0.0.1", target)
            await asyncio.gather(
                _carry(reader, there[1], delay_s), _carry(there[0], writer, delay_s)
            )

        return await asyncio.start_server(connected, "127.0.0.1", 0)

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(serve(), loop).result()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_end_all(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)


async def _end_all():
    """Cut every connection that is still open."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _carry(reader, writer, delay_s):
    """Bytes in order, each piece delay_s after it came."""
    loop = asyncio.get_running_loop()
    waiting = asyncio.Queue()

    async def deliver():
        while (item := await waiting.get()) is not None:
            when, piece = item
            await asyncio.sleep(max(0.0, when - loop.time()))
            writer.write(piece)
            await writer.drain()
        writer.close()

    delivery = asyncio.ensure_future(deliver())
    with contextlib.suppress(ConnectionError, asyncio.CancelledError):
        while piece := await reader.read(1 << 16):
            waiting.put_nowait((loop.time() + delay_s, piece))
    waiting.put_nowait(None)
    with contextlib.suppress(ConnectionError):
        await delivery
