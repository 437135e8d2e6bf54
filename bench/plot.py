#!/usr/bin/env python3
"""Draws how cost grows with the number of relations: bench/plot.py build/bench.json docs/scaling.svg

Reads what `relata_bench` wrote for several sizes, and has gnuplot draw it on logarithmic axes.
"""

import json
import subprocess
import sys

# Title, unit, and the figures that are drawn: row, its words, its name in the legend.
PANELS = [
    ("a load, and opening the graph in memory", "s", [
        ("a", "load JSON Lines, indexed, durable", "load"),
        ("j", "open the in-memory graph", "open"),
    ]),
    ("a shortest path", "ms", [
        ("c", "warm shortest path, in memory, p50", "in memory, p50"),
        ("c", "warm shortest path, in memory, p99", "in memory, p99"),
        ("c", "warm shortest path, out of the store, p50", "out of the store, p50"),
        ("c", "warm shortest path, out of the store, p99", "out of the store, p99"),
    ]),
    ("a shortest path under a view", "ms", [
        ("d", "the same under a view, in memory, p50", "in memory, p50"),
        ("d", "the same under a view, in memory, p99", "in memory, p99"),
        ("d", "the same under a view, out of the store, p50", "out of the store, p50"),
        ("d", "the same under a view, out of the store, p99", "out of the store, p99"),
    ]),
    ("neighbourhoods in memory", "ms", [
        ("e", "1-hop of a middling entity, in memory, p50", "1 hop, p50"),
        ("e", "1-hop of a hub, in memory, p50", "1 hop of a hub, p50"),
        ("e", "2-hop of a middling entity, in memory, p50", "2 hops, p50"),
        ("e", "2-hop of a hub, in memory, p50", "2 hops of a hub, p50"),
    ]),
]


def cost(figure, relations):
    """Of one piece of work: a rate becomes the time for all of it."""
    return relations / figure["value"] if figure["unit"] == "relations/s" else figure["value"]


def points(sizes, row, what):
    found = []
    for size in sizes:
        for figure in size["figures"]:
            if (figure["row"], figure["what"]) == (row, what):
                found.append((size["relations"], cost(figure, size["relations"])))
    if len(found) < 2:
        sys.exit(f'plot.py: "{what}" of row {row} was measured at {len(found)} sizes; a line needs two')
    return found


def panel(sizes, title, unit, figures):
    blocks, lines = [], []
    for number, (row, what, name) in enumerate(figures, 1):
        data = "\n".join(f"{x} {y}" for x, y in points(sizes, row, what))
        blocks.append(f"$figure{number} << EOD\n{data}\nEOD")
        lines.append(f'$figure{number} with linespoints ls {number} title "{name}"')
    return "\n".join(blocks) + (f'\nset title "{title}"\nset ylabel "{unit}"\nplot ' +
                                ", ".join(lines) + "\n")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            sizes = sorted(json.load(file), key=lambda size: size["relations"])
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"plot.py: reading {sys.argv[1]}: {error}; ./dev bench writes it")
    script = f'''set terminal svg size 1000,760 font "Noto Sans,12" background "white"
set output "{sys.argv[2]}"
set multiplot layout 2,2
set logscale xy
set format x "10^{{%T}}"
set format y "%g"
set xlabel "relations"
set key left top reverse Left samplen 1.5
set grid xtics ytics lc rgb "#e0e0e0"
set border 3
set tics nomirror
set offsets graph 0.03, graph 0.03, graph 0.25, graph 0.03
set style line 1 lc rgb "#1f5fa8" pt 7 ps 0.6 lw 1.6
set style line 2 lc rgb "#c2571a" pt 5 ps 0.6 lw 1.6
set style line 3 lc rgb "#3f8f4f" pt 9 ps 0.7 lw 1.6
set style line 4 lc rgb "#7a4b9d" pt 11 ps 0.7 lw 1.6
'''
    for title, unit, figures in PANELS:
        script += panel(sizes, title, unit, figures)
    subprocess.run(["gnuplot"], input=script + "unset multiplot\n", text=True, check=True)


if __name__ == "__main__":
    main()
