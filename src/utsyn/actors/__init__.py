"""Station: actors."""
