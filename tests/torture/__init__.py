"""Kills, flipped bits and saves at random moments: a few in every run of the tests, many by
`make torture`."""
