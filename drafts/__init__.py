"""A draft becomes verdicts: its quotations, their claims, the check, the report."""
