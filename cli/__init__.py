"""The command line: reads what was typed, calls the rooms below and prints; it decides nothing."""
