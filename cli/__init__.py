"""The command line: reads what was typed, calls the rooms below, and prints; no logic of its own."""
