"""What runs inside a sandbox: not to be trusted once a student's code has run."""
