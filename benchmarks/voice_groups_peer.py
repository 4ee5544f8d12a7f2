"""Peers of `voice_groups.py`, run by it in a Python that has scikit-learn and usearch.

Reads `rows.npy` of a folder and the least mean score; writes a line of JSON for each peer.
"""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

MOST_EXACT = 10_000
NEIGHBOURS = 10


def tell(name: str, begun: float, **others: object) -> None:
    """One line."""
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = {"name": name, "processor_s": time.process_time() - begun, "mib": mib, **others}
    print(json.dumps(line), flush=True)


def neighbours(rows: np.ndarray, least: float) -> None:
    """Approximate neighbours by usearch (HNSW), and the share of exact ones that it finds."""
    from usearch.index import Index

    begun = time.process_time()
    index = Index(ndim=rows.shape[1], metric="ip", dtype="f32")
    index.add(np.arange(len(rows)), rows)
    found = index.search(rows, NEIGHBOURS + 1).keys
    cost = time.process_time() - begun
    asked = np.linspace(0, len(rows) - 1, min(len(rows), 1000)).astype(int)
    exact = rows[asked] @ rows.T
    exact[np.arange(len(asked)), asked] = -1
    hit = total = 0
    for place, row in zip(asked, exact, strict=True):
        best = [one for one in np.argsort(-row)[:NEIGHBOURS] if row[one] >= least]
        hit += len(set(best) & set(found[place].tolist()))
        total += len(best)
    note = f"(finds {hit / total:.1%} of {total} neighbours above the mark)" if total else ""
    tell("usearch, 10 neighbours", time.process_time() - cost, note=note)


def agglomerative(rows: np.ndarray, least: float) -> None:
    """Average linkage of scikit-learn with the same mark."""
    from sklearn.cluster import AgglomerativeClustering

    begun = time.process_time()
    distances = 2.0 - (rows @ rows.T).astype(np.float64)
    np.fill_diagonal(distances, 0)
    method = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=2.0 - least
    )
    labels = method.fit_predict(distances)
    tell("scikit-learn, average linkage", begun, labels=labels.tolist())


def main() -> None:
    """Run what fits the size."""
    rows = np.load(Path(sys.argv[1]) / "rows.npy")
    least = float(sys.argv[2])
    neighbours(rows, least)
    if len(rows) <= MOST_EXACT:
        agglomerative(rows, least)


if __name__ == "__main__":
    main()
