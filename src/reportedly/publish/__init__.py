"""publish: events and control as a page, a map, a brief, and tables."""
