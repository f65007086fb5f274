"""Station: record."""
