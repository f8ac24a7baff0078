# Read by Python before anything else: watches unittest once it is there, whoever starts it.
import os
import sys

if os.environ.get("SUTURE_SPECTRUM"):
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import suture_spectrum

    suture_spectrum.watch_unittest()
