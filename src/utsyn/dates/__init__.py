"""Station: dates."""
