"""Measurements of speed and memory. Nothing in here is part of the program."""
