"""Parcels -> Coded documents, in worker processes, in the order of the parcels; a worker that dies costs one document."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec

from dragoman.coder import Coder
from dragoman.corpus.filing import filed, refused
from dragoman.corpus.parcels import Parcel, opened
from dragoman.corpus.settlings import settlings
from dragoman.values.corpus import Coded
from dragoman.values.errors import ConfigError, PackError, Refusal

CHUNK_DOCUMENTS = 8  # sent to a worker at a time
CHUNKS_AHEAD = 2  # for each worker: one at work, one waiting
SECONDS_MAX = 120.0  # for a chunk; a worker that takes longer is stopped, and its documents are tried one by one

_TO_WORKER = msgspec.msgpack.Encoder()
_PARCELS = msgspec.msgpack.Decoder(list[Parcel])
_CODED = msgspec.msgpack.Decoder(list[Coded] | str)


class Options(msgspec.Struct, frozen=True):
    """What holds for all documents of an ingest: language and home country, where they are given, and overlays of the atlas."""

    language: str = ""
    home: str = ""
    overlay: tuple[str, ...] = ()

    def coder(self) -> Coder:
        """A Coder for these options."""
        return Coder(language=self.language, home=self.home, overlay=[Path(folder) for folder in self.overlay])


def code(parcel: Parcel, coder: Coder) -> Coded:
    """What becomes of one parcel: read, coded, fingerprinted; or refused."""
    document = opened(parcel)
    outcome = coder.understand(document)
    if isinstance(outcome, Refusal):
        known = None if isinstance(document, Refusal) else document
        return refused(parcel.id, parcel.sha256, outcome, document=known, coder=coder.version)
    return msgspec.structs.replace(filed(outcome, parcel.sha256, coder.made_by(outcome.article.language)),
                                   settlings=settlings(outcome, coder.pack(outcome.article.language)))  # fmt: skip


def coded(parcels: Iterable[Parcel], options: Options, *, workers: int) -> Iterator[Coded]:
    """The Coded of each parcel, in order; with 0 workers in this process."""
    if workers <= 0:
        coder = options.coder()
        for parcel in parcels:
            yield code(parcel, coder)
        return
    pool = _Pool(options, workers)
    try:
        yield from pool.run(_chunks(parcels))
    finally:
        pool.close()


def _chunks(parcels: Iterable[Parcel]) -> Iterator[list[Parcel]]:
    chunk: list[Parcel] = []
    for parcel in parcels:
        chunk.append(parcel)
        if len(chunk) >= CHUNK_DOCUMENTS:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def serve(connection: Connection, options: Options) -> None:
    """A worker: codes what comes in until the other end closes; answers with words where no document can be coded.

    Ctrl-C is the parent's business.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        coder = options.coder()
        while True:
            parcels = _PARCELS.decode(connection.recv_bytes())
            connection.send_bytes(_TO_WORKER.encode([code(p, coder) for p in parcels]))
    except PackError as error:
        connection.send_bytes(_TO_WORKER.encode(str(error)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _answer(sent: bytes) -> list[Coded]:
    """What a worker made of its documents; PackError where a pack or table cannot be read, whatever the document."""
    found: list[Coded] | str = _CODED.decode(sent)
    if isinstance(found, str):
        raise PackError(found)
    return found


class _Worker:
    def __init__(self, options: Options) -> None:
        context = multiprocessing.get_context("spawn")  # a fresh process: no locks or connections come along
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=serve, args=(theirs, options), daemon=True)
        self.process.start()
        theirs.close()  # ours is then the only other end: when this process dies, the worker reads the end and stops
        self.jobs: deque[int] = deque()

    def stop(self) -> None:
        self.connection.close()
        self.process.join(timeout=0.2)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class _Pool:
    """Workers, the chunks that are with them, and the results that wait for their turn."""

    def __init__(self, options: Options, workers: int) -> None:
        self.options = options
        self.workers = [_Worker(options) for _ in range(workers)]
        self.sent: dict[int, list[Parcel]] = {}
        self.done: dict[int, list[Coded]] = {}
        self.works = False  # whether any worker has answered yet

    def run(self, chunks: Iterator[list[Parcel]]) -> Iterator[Coded]:
        number = turn = 0
        ended = False
        while not ended or self.sent or turn in self.done:
            while not ended and (free := self._free()) is not None and number - turn < 4 * CHUNKS_AHEAD * len(self.workers):
                chunk = next(chunks, None)
                if chunk is None:
                    ended = True
                    break
                self._send(free, number, chunk)
                number += 1
            while turn in self.done:
                yield from self.done.pop(turn)
                turn += 1
            if self.sent:
                self._receive()

    def _free(self) -> _Worker | None:
        worker = min(self.workers, key=lambda w: len(w.jobs))
        return worker if len(worker.jobs) < CHUNKS_AHEAD else None

    def _send(self, worker: _Worker, number: int, chunk: list[Parcel]) -> None:
        self.sent[number] = chunk
        worker.jobs.append(number)
        try:
            worker.connection.send_bytes(_TO_WORKER.encode(chunk))
        except (BrokenPipeError, ConnectionResetError):
            self._bury(worker)

    def _receive(self) -> None:
        busy = {w.connection: w for w in self.workers if w.jobs}
        ready = wait(list(busy), timeout=SECONDS_MAX)
        if not ready:
            for worker in busy.values():
                self._bury(worker)
        for connection in ready:
            worker = busy[connection]  # type: ignore[index]
            try:
                found = _answer(worker.connection.recv_bytes())
            except (EOFError, ConnectionResetError, msgspec.MsgspecError):
                self._bury(worker)
                continue
            self.works = True
            number = worker.jobs.popleft()
            self.done[number] = found
            del self.sent[number]

    def _bury(self, worker: _Worker) -> None:
        """A worker that died or hangs: the documents of its first chunk are tried one by one, the rest goes to a new one.

        ConfigError where no worker even starts.
        """
        worker.process.kill()
        worker.process.join()
        jobs = list(worker.jobs)
        self.works = self.works or self._starts()
        self.workers[self.workers.index(worker)] = fresh = _Worker(self.options)
        if not jobs:
            return
        first, *rest = jobs
        self.done[first] = [self._alone(parcel) for parcel in self.sent.pop(first)]
        fresh.jobs.extend(rest)
        try:
            for number in rest:
                fresh.connection.send_bytes(_TO_WORKER.encode(self.sent[number]))
        except (BrokenPipeError, ConnectionResetError):
            self._bury(fresh)

    def _starts(self) -> bool:
        """True when a fresh worker answers to an empty chunk; ConfigError when it dies before."""
        worker = _Worker(self.options)
        try:
            worker.connection.send_bytes(_TO_WORKER.encode([]))
            if worker.connection.poll(SECONDS_MAX):
                worker.connection.recv_bytes()
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise ConfigError(
                "--workers: worker processes end before they code anything (too little memory, or processes are not allowed); "
                "use --workers 0 to code in one process"
            ) from None
        finally:
            worker.stop()
        return True

    def _alone(self, parcel: Parcel) -> Coded:
        """One document in a process of its own, so that it can only harm itself."""
        worker = _Worker(self.options)
        try:
            worker.connection.send_bytes(_TO_WORKER.encode([parcel]))
            if worker.connection.poll(SECONDS_MAX):
                return _answer(worker.connection.recv_bytes())[0]
            detail = f"coding took more than {SECONDS_MAX:.0f} s"
        except (EOFError, BrokenPipeError, ConnectionResetError):
            detail = "the process that coded it died (out of memory, or a fault in a library)"
        finally:
            worker.process.kill()
            worker.stop()
        return refused(parcel.id, parcel.sha256, Refusal("intake", "unreadable", detail=detail))

    def close(self) -> None:
        for worker in self.workers:
            if worker.jobs:
                worker.process.kill()
            worker.stop()
