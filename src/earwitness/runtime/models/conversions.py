"""Conversions of model files that the catalogue may ask for, by name.

Each is deterministic: the catalogue names the SHA-256 of what goes in and of what comes out.
"""

from collections.abc import Callable, Mapping

from earwitness.runtime.models.resemblyzer_onnx import resemblyzer_onnx

CONVERSIONS: Mapping[str, Callable[[bytes], bytes]] = {"resemblyzer-onnx": resemblyzer_onnx}
