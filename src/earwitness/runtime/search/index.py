"""The search index of a case (tantivy): made from turns, can be made again at any time."""

import contextlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.search.matching import LEMMAS, STEMS, TEXT, TRANSLATION, matching
from earwitness.runtime.search.query import Part, loosened, parse
from earwitness.runtime.search.words import lemmas, stem, tokens

# Raised with every change of the schema or of `words.py`: an older index is made again.
FORMAT = "earwitness-turns-1"

# A folder of its own, so that making the index again can never remove anything else.
_FOLDER = "turns"
_FORMAT_FILE = "format.txt"
_DOCUMENTS_PER_COMMIT = 20_000
TURNS_OF_ONE = 20_000
"""Turns of a recording that are found at most; a day of talk has about so many. Estimate."""
_WRITER_BYTES = 50_000_000
# Several threads would make the order of equal hits depend on chance.
_WRITER_THREADS = 1


class IndexUnusable(CaseUnusable):
    """The index is missing, damaged, or of an older format; it can be made again."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"The search index in {folder} {reason}.",
            remedy="Make it again with `earwitness process --stage index`.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One turn as it is indexed: times in ms from the start of the recording."""

    call: str
    sha256: str
    start_ms: int
    end_ms: int
    speaker_label: str
    text: str
    translation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One turn that was found. `score` is BM25, comparable within one search only.

    `near_miss` says that nothing matched as typed, and words with one letter different did.
    """

    call: str
    sha256: str
    start_ms: int
    end_ms: int
    speaker_label: str
    score: float
    text: str
    translation: str
    near_miss: bool = False


class IndexWriting:
    """An open writer; made by `SearchIndex.writing`."""

    def __init__(self, folder: Path, writer: tantivy.IndexWriter) -> None:
        self._folder = folder
        self._writer = writer
        self._uncommitted = 0

    def replace_recording(self, sha256: str, documents: Iterable[SearchDocument]) -> None:
        """Let these be the only documents of a recording; none removes it from the index.

        Raises:
            ValueError: a document belongs to another recording.
            IndexUnusable: the index is damaged, or its disk is full.
        """
        prepared = [_prepared(sha256, document) for document in documents]
        with _damage_named(self._folder):
            if self._uncommitted >= _DOCUMENTS_PER_COMMIT:
                self._writer.commit()
                self._uncommitted = 0
            self._writer.delete_documents_by_term("sha256", sha256)
            for document in prepared:
                self._writer.add_document(document)
        self._uncommitted += len(prepared) + 1


class SearchIndex:
    """The index of one case. One process may write at a time; any number may search."""

    def __init__(self, folder: Path, index: tantivy.Index) -> None:
        self._folder = folder
        self._index = index

    @classmethod
    def create(cls, folder: Path) -> "SearchIndex":
        """An empty index in `folder`, in the place of an older one.

        Raises:
            CaseUnusable: the folder cannot be written.
        """
        folder = folder / _FOLDER
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(_schema(), path=str(folder), reuse=False)
            # Last, so that an index which was not finished is not taken for one.
            (folder / _FORMAT_FILE).write_text(FORMAT, encoding="utf-8")
        except (OSError, ValueError) as error:
            raise CaseUnusable(
                f"No search index can be made in {folder}: {error}.",
                remedy="Make room on the disk and see that the folder can be written.",
            ) from error
        return cls(folder, index)

    @classmethod
    def open(cls, folder: Path) -> "SearchIndex":
        """The index that lies in `folder`, a case's `index/`.

        Raises:
            IndexUnusable: there is none, it is damaged, or of another format.
        """
        folder = folder / _FOLDER
        try:
            found = (folder / _FORMAT_FILE).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise IndexUnusable(folder, "has not been made yet") from None
        except (OSError, ValueError) as error:
            raise IndexUnusable(folder, f"cannot be read: {error}") from error
        if found != FORMAT:
            raise IndexUnusable(folder, "is of another version of Earwitness")
        with _damage_named(folder):
            index = tantivy.Index.open(str(folder))
            index.searcher()
        return cls(folder, index)

    @contextlib.contextmanager
    def writing(self) -> Iterator[IndexWriting]:
        """Replace recordings in batches; all is searchable once the block has ended.

        When the block fails, what came after the last full batch is undone; a recording is
        never half replaced.

        Raises:
            CaseUnusable: another process is writing to the index.
            IndexUnusable: the index is damaged.
        """
        writer = self._writer()
        try:
            yield IndexWriting(self._folder, writer)
        except BaseException:
            with _damage_named(self._folder):
                writer.rollback()
            raise
        else:
            with _damage_named(self._folder):
                writer.commit()
        finally:
            with _damage_named(self._folder):
                writer.wait_merging_threads()  # and lets go of the lock

    def search(self, untrusted_query: str, limit: int = 50) -> tuple[Hit, ...]:
        """Turns that match, best first; if none does, those with one letter different.

        Raises:
            WrongUsage: the query asks for nothing, or the limit is below 1.
            IndexUnusable: the index is damaged.
        """
        parts = parse(untrusted_query)
        if limit < 1:
            raise WrongUsage(f"The limit {limit} leaves nothing to show.", remedy="Use 1 or more.")
        with _damage_named(self._folder):
            self._index.reload()
        hits = self._found(parts, limit, near_miss=False)
        looser = loosened(parts)
        if hits or looser == parts:
            return hits
        return self._found(looser, limit, near_miss=True)

    def turns_of(self, sha256: str) -> tuple[Hit, ...]:
        """All turns of a recording, by start.

        Raises:
            IndexUnusable: the index is damaged.
        """
        query = tantivy.Query.term_query(self._index.schema, "sha256", sha256)
        with _damage_named(self._folder):
            searcher = self._index.searcher()
            found = searcher.search(query, TURNS_OF_ONE, count=False).hits
            hits = [_hit(searcher.doc(address), score, False) for score, address in found]
        return tuple(sorted(hits, key=lambda hit: hit.start_ms))

    def _found(self, parts: tuple[Part, ...], limit: int, *, near_miss: bool) -> tuple[Hit, ...]:
        query = matching(self._index.schema, parts)
        with _damage_named(self._folder):
            searcher = self._index.searcher()
            found = searcher.search(query, limit, count=False).hits
            hits = [_hit(searcher.doc(address), score, near_miss) for score, address in found]
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.call, hit.start_ms)))

    def _writer(self) -> tantivy.IndexWriter:
        try:
            with _damage_named(self._folder):
                return self._index.writer(heap_size=_WRITER_BYTES, num_threads=_WRITER_THREADS)
        except IndexUnusable as error:
            if "LockBusy" not in str(error):
                raise
            raise CaseUnusable(
                f"Another process is writing to the search index in {self._folder}.",
                remedy="Wait until it is done.",
            ) from error


def _schema() -> tantivy.Schema:
    """Words are split by `words.py`, so tantivy only has to split at spaces."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("sha256", stored=True, tokenizer_name="raw", index_option="basic")
    for field, index_option in (
        (TEXT, "position"),
        (LEMMAS, "freq"),
        (TRANSLATION, "position"),
        (STEMS, "freq"),
    ):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=index_option)
    builder.add_bytes_field("shown", stored=True, indexed=False)
    return builder.build()


def _prepared(sha256: str, document: SearchDocument) -> tantivy.Document:
    if document.sha256 != sha256:
        raise ValueError("A document of another recording was handed in.")
    heard, translated = tokens(document.text), tokens(document.translation)
    prepared = tantivy.Document()
    prepared.add_text("sha256", sha256)
    prepared.add_text(TEXT, " ".join(heard))
    prepared.add_text(LEMMAS, _joined(heard, lemmas))
    prepared.add_text(TRANSLATION, " ".join(translated))
    prepared.add_text(STEMS, _joined(translated, lambda word: (stem(word),)))
    shown = {
        "call": document.call,
        "start_ms": document.start_ms,
        "end_ms": document.end_ms,
        "speaker_label": document.speaker_label,
        "text": document.text,
        "translation": document.translation,
    }
    prepared.add_bytes("shown", json.dumps(shown).encode())
    return prepared


def _joined(words: list[str], forms: Callable[[str], tuple[str, ...]]) -> str:
    return " ".join(form for word in words for form in forms(word))


def _hit(document: tantivy.Document, score: float, near_miss: bool) -> Hit:
    shown: dict[str, Any] = json.loads(bytes(document["shown"][0]))
    return Hit(sha256=document["sha256"][0], score=score, near_miss=near_miss, **shown)


@contextlib.contextmanager
def _damage_named(folder: Path) -> Iterator[None]:
    """Names damage. tantivy reports it as ValueError, as OSError, or as a panic of its own."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexUnusable(folder, f"is damaged: {error}") from error
    except BaseException as error:
        # A Rust panic comes as a BaseException whose class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexUnusable(folder, "is damaged") from error
