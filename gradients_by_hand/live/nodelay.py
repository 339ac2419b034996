"""A Jupyter server extension that sends the kernel's messages without delay.

TCP holds a small packet back for up to 40 ms (Nagle's algorithm, RFC 896, with delayed
acknowledgements).  A cell does not notice it; a moving picture stutters.  `make lab`
and `make live` turn the extension on; everything also works without it.
"""


def _jupyter_server_extension_points():
    return [{"module": "gradients_by_hand.live.nodelay"}]


def _load_jupyter_server_extension(app):
    from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

    opened = KernelWebsocketHandler.open

    async def open_at_once(self, *args, **options):
        await opened(self, *args, **options)
        try:
            self.set_nodelay(True)
        except Exception as error:  # a slow connection is better than none
            app.log.warning("No TCP_NODELAY: %s", error)

    if getattr(opened, "__name__", "") != open_at_once.__name__:
        KernelWebsocketHandler.open = open_at_once
