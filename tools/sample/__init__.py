"""Typesets the PDFs of the sample corpus from their sources; needs reportlab."""
