"""The small model's own process: serves chat requests at a loopback port until it is ended.

Run by path with the port and the model's file: python small_model_process.py 12345 model.gguf
"""

import sys
import threading

import xllamacpp

_CONTEXT_TOKENS = 2048


def serve(port: int, model: str) -> None:
    """Serve for ever. One thread: with more, they spin for each other when the machine is busy."""
    params = xllamacpp.CommonParams()
    params.model.path = model
    params.hostnames, params.port = ["127.0.0.1"], port
    params.n_ctx, params.n_parallel = _CONTEXT_TOKENS, 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.ui, params.warmup = False, False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2])
