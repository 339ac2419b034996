"""Runs inside the sandbox: untrusted as soon as student code has run."""
