"""An item and a pinpoint become a citation."""
