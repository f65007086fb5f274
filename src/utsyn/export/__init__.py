"""Station: export. One module per format; `contract` holds the JSON objects that every other module builds on."""
