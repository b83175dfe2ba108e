"""Tests of the command line, through `main()` or, where that is the point, as a process."""
