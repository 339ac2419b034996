"""Student code at work: the kernel, running a notebook, calling its functions."""
