"""`python -m reportedly` is `reportedly`."""
from .cli import main

main()
