"""Measurements: ratios within one run, medians of several; nothing here passes or fails."""
