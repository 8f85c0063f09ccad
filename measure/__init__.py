"""Measurements: accuracy on gold sets, speed and memory. Nothing here is needed to read reports."""
