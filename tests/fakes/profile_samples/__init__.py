"""Small invented exports, which their own reader must recognise, and no other.

A module per reader (entry point `cellebrite-xml` → `cellebrite_xml.py`) with `SAMPLES`: file
name → bytes. Every sample holds at least three entries and one number.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules


def samples_of(reader_name: str) -> Mapping[str, bytes]:
    """File name → content of the samples of one reader.

    Raises:
        ModuleNotFoundError: the reader has no samples.
    """
    module = import_module(f"fakes.profile_samples.{reader_name.replace('-', '_')}")
    samples: Mapping[str, bytes] = module.SAMPLES
    return samples


def samples_of_others(reader_name: str) -> Iterator[tuple[str, str, bytes]]:
    """Reader, file name, content of every sample that is not of this reader."""
    own = reader_name.replace("-", "_")
    for module in iter_modules(__path__):
        if module.name != own:
            for file_name, content in samples_of(module.name).items():
                yield module.name, file_name, content
