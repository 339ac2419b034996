"""Exports marks as CSV for learning platforms."""
