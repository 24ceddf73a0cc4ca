"""read: bytes -> Document."""
