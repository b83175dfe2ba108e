"""Any other style of the Citation Style Language, through pandoc where it is installed.

Enter by `csl_styles.py`. Imports `styles` (for the names of forms), `record` and `text`.
"""
