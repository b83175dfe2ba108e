"""The styles that pincite writes itself, one module each.

Enter by `registry.py`; `interface.py` says what a style offers. Rules that several styles share are
in `locators.py`, `laws.py` and `chicago_parts.py`, the Bluebook's abbreviations in `journals.py`.
Imports `record` and `text`.
"""
