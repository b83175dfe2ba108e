"""Faults in a catalogue, and in the citations and the reference list of a draft."""
