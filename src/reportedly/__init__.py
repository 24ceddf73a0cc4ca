"""reportedly: who did what to whom, where and when, according to whom, and how sure."""
__version__ = "0.1.0"
