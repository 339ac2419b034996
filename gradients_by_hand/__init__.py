"""What students import: it measures and draws, and holds no answer."""
