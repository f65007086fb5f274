"""Station: places."""
