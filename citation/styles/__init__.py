"""The styles that pincite writes itself, one module each.

Enter by `registry.py`; `interface.py` says what a style offers. Rules that several styles share
stand in `locators.py`, `laws.py`, `journals.py` and `chicago_parts.py`. Imports `record` and
`text`.
"""
