"""Station: coding."""
