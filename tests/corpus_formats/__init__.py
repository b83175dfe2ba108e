"""Import, export, validation and editing of records."""
