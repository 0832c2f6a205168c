"""INDRA's belief and grouping beside ours: run by a Python of its own, which has the package `indra`.

    DETENTE_INDRA_PYTHON=/path/to/venv/bin/python python -m benchmarks.evidence speed

INDRA (PyPI `indra`) reads and assembles statements on molecular biology; its SimpleScorer and its grouping of
duplicates do what `dempster` and `grouping` do here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

VARIABLE = "DETENTE_INDRA_PYTHON"
CLAIMS = 50_000
STATEMENTS = 30_000
RUNS = 3


def measured() -> dict[str, float] | None:
    """Claims and statements a second of INDRA; None where no Python that has it is named, or it fails."""
    python = os.environ.get(VARIABLE)
    if not python:
        return None
    done = subprocess.run([python, str(Path(__file__).resolve())], capture_output=True, text=True)
    if done.returncode:
        print(f"INDRA failed: {done.stderr.strip()[-300:]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.splitlines()[-1])


def _measure() -> dict[str, float]:
    import logging
    import random

    logging.disable(logging.CRITICAL)
    from indra.belief import BeliefEngine, SimpleScorer  # type: ignore[import-not-found]
    from indra.ontology.bio import bio_ontology  # type: ignore[import-not-found]
    from indra.preassembler import Preassembler  # type: ignore[import-not-found]
    from indra.statements import Agent, Evidence, Phosphorylation  # type: ignore[import-not-found]

    r = random.Random(1)
    agents = [Agent(f"A{i}", db_refs={"HGNC": str(i)}) for i in range(60)]

    def make(count: int, evidence: bool) -> list:
        return [
            Phosphorylation(
                *r.sample(agents, 2),
                evidence=[
                    Evidence(source_api=r.choice(["reach", "sparser", "trips"]), text=str(i), pmid=str(i))
                    for _ in range(r.choice((1, 1, 1, 2, 3, 5)) if evidence else 1)
                ],
            )
            for i in range(count)
        ]

    engine = BeliefEngine(SimpleScorer())
    claims = make(CLAIMS, True)
    belief = min(_seconds(lambda: engine.set_prior_probs(claims)) for _ in range(RUNS))
    statements = make(STATEMENTS, False)
    gather = Preassembler(bio_ontology).combine_duplicate_stmts
    # from the second run on its keys are there, so both sides start from prepared keys
    grouping = min(_seconds(lambda: gather(statements)) for _ in range(RUNS))
    return {
        "belief": CLAIMS / belief,
        "grouping": STATEMENTS / grouping,
        "statements a claim": STATEMENTS / len(gather(statements)),
    }


def _seconds(call) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(_measure()))
