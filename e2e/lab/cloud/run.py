"""Runs the main function of an OpenStack module, as the small scripts of its packages would: run.py MODULE ARGUMENT…

The packages of the services themselves bring hypervisors and start scripts that a laboratory has no use for.
"""
import importlib
import sys

sys.argv = sys.argv[1:]
sys.exit(importlib.import_module(sys.argv[0]).main())
