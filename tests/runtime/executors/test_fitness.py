"""Whether a worker would make the same of a task."""

from dataclasses import replace
from pathlib import Path

from earwitness.runtime.executors.fitness import Demand, code_here, libraries_here, misfit

HERE = Demand(code=code_here(), libraries=libraries_here())


def test_the_same_installation_fits() -> None:
    assert misfit(HERE) == ""
    known = dict(HERE.libraries)
    assert known["earwitness"]
    assert known["numpy"]


def test_another_version_of_a_library_is_named() -> None:
    others = tuple((name, "0.1" if name == "numpy" else own) for name, own in HERE.libraries)
    why = misfit(replace(HERE, libraries=others))
    assert why.startswith("has numpy ")
    assert why.endswith(" instead of 0.1")


def test_a_missing_plugin_is_named() -> None:
    wanted = (*HERE.libraries, ("our-recogniser", "2"))
    assert misfit(replace(HERE, libraries=wanted)) == "has our-recogniser none instead of 2"


def test_other_code_of_the_same_version_does_not_fit() -> None:
    assert "another state of the program" in misfit(replace(HERE, code="0" * 64))


def test_a_worker_that_does_not_see_the_case_does_not_fit(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    seen = replace(HERE, mark=str(mark), told="mark")
    assert "does not see" in misfit(seen)
    mark.write_text("of another case")
    assert "does not see" in misfit(replace(seen, root="again"))
    mark.write_text("mark")
    assert misfit(replace(seen, root="and again")) == ""


def test_another_model_under_a_name_does_not_fit(tmp_path: Path) -> None:
    folder = tmp_path / "own-model"
    folder.mkdir()
    (folder / "weights").write_bytes(b"1")
    demand = replace(HERE, models=(("own-model", "0" * 64),), root=str(tmp_path))
    assert misfit(demand) == "has another model under the name own-model"
    assert "cannot use the model gone" in misfit(replace(demand, models=(("gone", ""),)))
