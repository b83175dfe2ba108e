"""What the project needs to make its own files; not installed with pincite."""
