"""What is promised about speed, measured: `python -m tests.bench [part ...]`, or `make bench`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))  # the parts use what the browser tests share
