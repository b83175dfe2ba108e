"""A text to be read out: its length in minutes, and what `check` says of its quotations."""
