"""Decode: an original becomes a working copy in `derived/`."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict
from pathlib import Path
from threading import local

from earwitness.archive.originals import original_path
from earwitness.calls.engines.pyav import PyavDecoder
from earwitness.records.custody import Provenance
from earwitness.records.errors import EngineFailed, InputUnusable
from earwitness.records.problem import Problem
from earwitness.runtime.canonical import canonical_json
from earwitness.runtime.executors.local import worker_count
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import recordings


class DecodeStage:
    """One decoder process a worker; each file is decoded under limits."""

    name = "decode"
    label = "Decoding"
    unit = "recordings"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording."""
        decoder = PyavDecoder(place.settings.audio)
        audio = to_json(place.settings.audio)
        return [
            Work(
                subject=recording.sha256,
                provenance=Provenance(
                    stage=self.name,
                    engine=decoder.name,
                    version=decoder.version,
                    weights_digest="",
                    options=canonical_json(
                        [Path(recording.source_name).suffix.lower(), audio["raw"]]
                    ).decode(),
                    input_digests=(recording.sha256,),
                ),
                input=recording.source_name,
                lost=not place.folder.audio(recording.sha256).exists(),
            )
            for recording in recordings.all_recordings()
        ]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Decode in parallel."""
        decoders: list[PyavDecoder] = []
        own = local()

        def decode(item: Work) -> Outcome:
            if not hasattr(own, "decoder"):
                own.decoder = PyavDecoder(place.settings.audio)
                decoders.append(own.decoder)
            return _decode(item, own.decoder, place)

        pool = ThreadPoolExecutor(worker_count(place.settings.hearing.workers))
        try:
            for future in as_completed([pool.submit(decode, item) for item in work]):
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for decoder in decoders:
                decoder.close()


def _decode(work: Work, decoder: PyavDecoder, place: Workplace) -> Outcome:
    try:
        facts = decoder.decode(
            original_path(place.folder.originals, work.subject),
            source_name=work.input,
            target=place.folder.audio(work.subject),
        )
    except (InputUnusable, EngineFailed) as error:
        problem = Problem(
            subject=work.subject, stage="decode", what=error.what, remedy=error.remedy
        )
        return Outcome(work=work, problem=problem)
    return Outcome(work=work, output=asdict(facts))
