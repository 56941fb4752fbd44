"""The same answers get the same codings, whatever the order, the batches, the threads and a machine's last bits."""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.analysis.domain.codings import Answer
from services.analysis.engine import linear_coder, scoring
from services.analysis.engine.artefact import Artefact
from services.analysis.engine.display import logistic
from services.analysis.engine.exemplars import Exemplar
from services.analysis.engine.linear_coder import LinearCoder
from shared.codebooks.codebook import Codebook
from tests.support.sources import ROOT

WORDS = st.sampled_from(
    "no time to think funding ends training course lovely lunch newword . ! \n rather than".split(" ")
)
ANSWERS = st.lists(
    st.builds(Answer, st.lists(WORDS, max_size=12).map(" ".join), st.sampled_from(["", "What do you need?", "Why?"])),
    min_size=1,
    max_size=12,
)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# Trains and codes in a fresh interpreter; what it prints holds every shown figure, span and the model's weights.
CODING = """
import dataclasses, hashlib, json, pickle, sys
from services.analysis.engine.artefact import Artefact
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.training import train
codebook, exemplars, answers = pickle.load(open(sys.argv[1], "rb"))
model, known = train(codebook, exemplars)
coder = LinearCoder(codebook, Artefact(hashlib.sha256(known.rows.tobytes()).hexdigest(), model, known))
print(json.dumps([dataclasses.asdict(found) for found in coder.code(answers)]))
"""


@SLOW
@given(ANSWERS, st.randoms(use_true_random=False), st.integers(1, 5))
def test_order_and_batches_change_nothing(
    small_coder: LinearCoder, answers: list[Answer], random: st.random_module, size: int
) -> None:
    alone = [small_coder.code([answer])[0] for answer in answers]
    order = list(range(len(answers)))
    random.shuffle(order)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linear_coder, "_CHUNK", size)
        assert small_coder.code([answers[at] for at in order]) == [alone[at] for at in order]


@settings(SLOW, max_examples=8)
@given(ANSWERS)
def test_threads_change_nothing(small_codebook: Codebook, small_artefact: Artefact, answers: list[Answer]) -> None:
    """Fresh coders, so that the threads learn new words while others score."""
    expected = LinearCoder(small_codebook, small_artefact).code(answers)
    coder = LinearCoder(small_codebook, small_artefact)
    with ThreadPoolExecutor(4) as pool:
        backwards = pool.map(coder.code, [answers[::-1]] * 4)
        assert all(found[::-1] == expected for found in backwards)


def test_threads_of_the_libraries_change_no_byte(
    tmp_path: Path, small_codebook: Codebook, small_exemplars: Sequence[Exemplar]
) -> None:
    answers = [Answer(f"{one.text}. Lovely lunch, more money", one.question) for one in small_exemplars]
    (tmp_path / "given").write_bytes(pickle.dumps((small_codebook, small_exemplars, answers)))
    command = [sys.executable, "-c", CODING, str(tmp_path / "given")]
    started = []
    for threads, seed in (("1", "1"), ("2", "2")):
        counts = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), threads)
        environment = {**os.environ, **counts, "PYTHONHASHSEED": seed}
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE))
    printed = [process.communicate()[0] for process in started]
    assert len(printed[0]) > 10_000
    assert printed[0] == printed[1]


@pytest.mark.parametrize("seed", range(5))
def test_rounding_hides_the_last_bits_of_a_machine(
    small_codebook: Codebook,
    small_artefact: Artefact,
    small_exemplars: Sequence[Exemplar],
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    """Sums are whole numbers; only square root, division and exp could differ, by a millionth of this noise."""
    answers = [Answer(one.text, one.question) for one in small_exemplars]
    coder = LinearCoder(small_codebook, small_artefact)
    expected, before = coder.code(answers), coder.score(answers)
    random = np.random.default_rng(seed)
    monkeypatch.setattr(scoring, "logistic", lambda odds: logistic(odds + random.uniform(-1e-9, 1e-9, odds.shape)))
    after = coder.score(answers)
    assert np.abs(after.by_segment - before.by_segment).max() <= 1.1e-6
    assert coder.code(answers) == expected
