"""Station: export."""
