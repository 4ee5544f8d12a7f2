"""Earwitness leads an archive of recorded phone calls to findings that can be published."""

import os

__version__ = "0.1.0"

# ONNX Runtime reports to its maker, from 1.29 on also on Linux and macOS: the names and hashes of
# models, and a number of the machine. It looks at this once, when it is loaded, so it must be said
# before anything of ours can load it; child processes inherit it. Nobody's wish outweighs it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
