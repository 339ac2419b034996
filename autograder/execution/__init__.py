"""Runs student code: the kernel, the cells of a notebook, calls of its functions."""
