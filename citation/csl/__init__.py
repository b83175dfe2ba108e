"""Any other style of the Citation Style Language, written by pandoc where it is installed.

Enter by `csl_styles.py`. Imports `styles` (its interface), `record` and `text`.
"""
