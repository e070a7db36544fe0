"""`python -m ccb_support` is the command line."""

import sys

from .cli import main

sys.exit(main())
