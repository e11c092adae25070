"""Run the daily maintenance, and say in words what was done."""
