"""A Jupyter server extension: messages of the kernel leave at once.

TCP waits up to 40 ms for more before it sends a small packet (Nagle's algorithm,
RFC 896, with delayed acknowledgements): nothing for a cell, a stutter for a picture
that moves.  `make lab` and `make live` turn it on; everything works without it too.
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
        except Exception as error:  # a connection that is slow is better than none
            app.log.warning("No TCP_NODELAY: %s", error)

    if getattr(opened, "__name__", "") != open_at_once.__name__:
        KernelWebsocketHandler.open = open_at_once
