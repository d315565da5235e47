"""Forms of the pages, one a file."""
