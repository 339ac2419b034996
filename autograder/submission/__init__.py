"""Reading an untrusted notebook file, and repairing its cells."""
