"""Which number is printed on each page: candidates, runs, and the choice between them."""
