"""Benchmarks: speed as ratios and times measured in one run; `python -m benchmarks` prints them all."""
