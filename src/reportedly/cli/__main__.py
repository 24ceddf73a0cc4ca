"""python -m reportedly.cli"""
from . import main

main()
