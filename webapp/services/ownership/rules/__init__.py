"""The rule book: versions, preview, publication, reading."""
