"""Minutes read as minutes: their numbered items, and whose words stand where in them."""
