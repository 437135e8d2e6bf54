#!/usr/bin/env python3
"""Measures `relata resolve` on labelled records: precision, recall, and what each rule adds.

    datasets/names/measure.py DIR [--program build/relata] [--quick]

DIR as build.py has it. Everything is made in a temporary directory and ends with it.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

sys.dont_write_bytecode = True
import build

THRESHOLDS = (0.5, 0.7, 0.9)


class Part:
    """A half of the labelled records, in a store."""

    def __init__(self, program, folder):
        self.program, self.store = program, folder / "store"
        subprocess.run([program, "ingest", folder / "entities.jsonl", "--store", self.store, "--no-merge"],
                       check=True, capture_output=True)
        self.thing = dict(line.rstrip("\n").split("\t") for line in open(folder / "truth.tsv", encoding="utf-8"))
        records = defaultdict(list)
        for record, thing in self.thing.items():
            records[thing].append(record)
        self.true = {pair for some in records.values() for pair in combinations(sorted(some), 2)}

    def resolve(self, *options):
        began = time.monotonic()
        lines = subprocess.run([self.program, "resolve", "--store", self.store, "--format", "jsonl",
                                "--max-results", "10000000", *options],
                               check=True, capture_output=True, text=True).stdout
        seconds = time.monotonic() - began
        return [json.loads(line) for line in lines.splitlines()], seconds

    def figures(self, pairs, source=None):
        """How many were found, precision, recall."""
        true = {pair for pair in self.true if source in (None, pair[0].split(":")[0])}
        # Two sources tell of some things that are one; no label says of which, so they do not count.
        found = {tuple(sorted(pair)) for pair in pairs
                 if pair[0].split(":")[0] == pair[1].split(":")[0]
                 and source in (None, pair[0].split(":")[0])}
        right = len(found & true)
        return (len(found), right / len(found) if found else 1.0, right / len(true) if true else 1.0)


def pairs_of(proposals, score=0.0):
    return [(one["a"], one["b"]) for one in proposals if one["score"] >= score]


def percent(number):
    return f"{100 * number:5.1f} %"


def report_part(name, part):
    proposals, seconds = part.resolve()
    print(f"\n{name}: {len(part.thing):,} records, {len(part.true):,} true pairs, {seconds:.1f} s")
    print(f"{'':24}{'pairs':>8}{'precision':>11}{'recall':>10}")
    for score in THRESHOLDS:
        found, precision, recall = part.figures(pairs_of(proposals, score))
        print(f"{'score ' + str(score) + ' or more':24}{found:8}{percent(precision):>11}{percent(recall):>10}")
    safe = [one for one in proposals if one["is_safe"]]
    found, precision, recall = part.figures(pairs_of(safe))
    print(f"{'safe by themselves':24}{found:8}{percent(precision):>11}{percent(recall):>10}")
    for source in sorted({record.split(":")[0] for record in part.thing}):
        found, precision, recall = part.figures(pairs_of(proposals), source)
        print(f"{'- 0.5, of ' + source:24}{found:8}{percent(precision):>11}{percent(recall):>10}")
    return proposals


def report_ablation(name, part, proposals):
    """What is lost and what is won without each rule."""
    rules = sorted({reason["rule"] for one in part.resolve("--min-score", "0")[0] for reason in one["reasons"]})
    _, precision, recall = part.figures(pairs_of(proposals))
    print(f"\n{name}: without a rule (score 0.5 or more)")
    print(f"{'rule':24}{'precision':>11}{'recall':>10}{'gives precision':>17}{'gives recall':>14}{'seconds':>9}")
    for rule in rules:
        others, seconds = part.resolve("--without-rule", rule)
        _, without_precision, without_recall = part.figures(pairs_of(others))
        print(f"{rule:24}{percent(without_precision):>11}{percent(without_recall):>10}"
              f"{100 * (precision - without_precision):+15.1f} {100 * (recall - without_recall):+14.1f}{seconds:9.1f}")


def report_weights(name, part):
    """Fellegi and Sunter's weights: how much oftener a rule holds of true pairs than of others."""
    proposals, _ = part.resolve("--min-score", "0")
    holds = {True: Counter(), False: Counter()}
    total = Counter()
    for one in proposals:
        if one["a"].split(":")[0] != one["b"].split(":")[0]:
            continue
        is_true = tuple(sorted((one["a"], one["b"]))) in part.true
        total[is_true] += 1
        holds[is_true].update({reason["rule"] for reason in one["reasons"]})
    print(f"\n{name}: of {total[True]:,} true and {total[False]:,} other pairs that share a key")
    print(f"{'rule':24}{'of true':>10}{'of others':>11}{'bits':>8}")
    for rule in sorted(set(holds[True]) | set(holds[False])):
        m = (holds[True][rule] + 0.5) / (total[True] + 1)
        u = (holds[False][rule] + 0.5) / (total[False] + 1)
        print(f"{rule:24}{percent(m):>10}{percent(u):>11}{math.log2(m / u):+8.1f}")
    missed = part.true - {tuple(sorted((one["a"], one["b"]))) for one in proposals}
    print(f"true pairs that share no key: {len(missed):,}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--program", default="build/relata")
    parser.add_argument("--quick", action="store_true", help="without the tables of rules")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build.build(asked.directory, Path(folder))
        parts = {name: Part(asked.program, Path(folder) / part)
                 for name, part in (("Setting weights", "tune"), ("Held out", "held_out"))}
        proposals = {name: report_part(name, part) for name, part in parts.items()}
        if asked.quick:
            return
        report_weights("Setting weights", parts["Setting weights"])
        for name, part in parts.items():
            report_ablation(name, part, proposals[name])


if __name__ == "__main__":
    main()
