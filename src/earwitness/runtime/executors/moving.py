"""Tasks whose files are brought along: to the shared place here, and from it on the worker."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from earwitness.records.errors import EngineFailed
from earwitness.runtime.executors.case_files import CaseFile, NewFile, with_each
from earwitness.runtime.executors.shared_place import SharedFile, SharedPlace, fetch
from earwitness.runtime.models.layout import models_folder
from earwitness.runtime.whole_files import written_whole


@dataclass(frozen=True, slots=True)
class ModelPath:
    """A path in the folder of models, wherever a machine has that."""

    path: str


@dataclass(frozen=True, slots=True)
class ToMake:
    """A file that a task makes: where it belongs in the case, and the shared place to leave it."""

    path: str
    place: SharedPlace


@dataclass(frozen=True, slots=True)
class Brought:
    """What a task answered, and the files that it left at the shared place, each with its path in
    the case."""

    answer: Any
    files: tuple[tuple[str, SharedFile], ...]


@dataclass(slots=True)
class Mover:
    """On the machine of the case. Without a shared place workers see the case's own paths."""

    place: SharedPlace | None = None
    _there: dict[str, SharedFile] = field(default_factory=dict)

    def sent(self, task: Any) -> Any:
        """The task as it travels, its files brought to the shared place.

        Raises:
            CaseUnusable: the place cannot be written.
        """
        if self.place is not None:
            task = self._brought(task, self.place)
        return with_each(task, str, _model_path)

    def _brought(self, task: Any, place: SharedPlace) -> Any:
        def bring(path: CaseFile) -> CaseFile | SharedFile:
            if path not in self._there:
                if not os.access(path, os.R_OK):  # met on the worker as it would be met here
                    return path
                self._there[str(path)] = place.bring(Path(path))
            return self._there[str(path)]

        task = with_each(task, CaseFile, bring)
        return with_each(task, NewFile, lambda path: ToMake(str(path), place))

    def received(self, brought: Any) -> Any:
        """The answer, after the files that came with it (`Brought`) were put where they belong; the
        error of the task if one of them is gone.

        Raises:
            CaseUnusable: a file cannot be read at the shared place, or not be written here.
        """
        if not isinstance(brought, Brought):
            return brought
        try:
            for path, shared in brought.files:
                with written_whole(Path(path)) as unfinished:
                    fetch(shared, unfinished)
                self._there[path] = shared
        except EngineFailed as gone:
            return gone
        return brought.answer


def _model_path(path: str) -> str | ModelPath:
    folder = f"{models_folder()}/"
    return ModelPath(path.removeprefix(folder)) if path.startswith(folder) else path


@dataclass(slots=True)
class Arrival:
    """On a worker: a task's files in a folder that is there for the task alone."""

    scratch: Path
    _made: dict[Path, ToMake] = field(default_factory=dict)

    def unpacked(self, task: Any) -> Any:
        """The task with paths of this machine.

        Raises:
            CaseUnusable: the shared place cannot be read.
            EngineFailed: a file alone is gone from there.
        """
        task = with_each(task, ModelPath, lambda own: str(models_folder() / own.path))
        task = with_each(task, SharedFile, self._fetched)
        return with_each(task, ToMake, self._to_make)

    def _fetched(self, shared: SharedFile) -> CaseFile:
        path = self.scratch / Path(shared.address).name
        if not path.exists():
            fetch(shared, path)
        return CaseFile(path)

    def _to_make(self, wanted: ToMake) -> NewFile:
        path = self.scratch / "made" / Path(wanted.path).name
        self._made[path] = wanted
        return NewFile(path)

    def packed(self, answer: Any) -> Any:
        """The answer with what the task made, which is left at the shared place.

        Raises:
            CaseUnusable: the place cannot be written.
        """
        files = tuple(
            (wanted.path, wanted.place.bring(path))
            for path, wanted in self._made.items()
            if path.exists()
        )
        return Brought(answer, files) if files else answer
