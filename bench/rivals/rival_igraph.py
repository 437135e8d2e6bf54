"""igraph, through python3-igraph: its C library on graphs in memory.

Parallel relations slow every search down and change no answer but under the view, so questions go
to a simplified graph; the whole is kept for the view, whose relations igraph has to make a graph of
its own of. bench/rivals.h has what is asked.
"""

import array
import sys
import warnings

try:
    import igraph
except ImportError:
    sys.exit(0)

VIEW_DAYS = (6939, 7304)
VIEW_CONFIDENCE = 500


warnings.simplefilter("ignore")  # that a target cannot be reached


class Rival:
    def load(self, relations, _csv, entities, _directory):
        with open(relations, "rb") as file:
            words = memoryview(file.read()).cast("I")
        ends = array.array("q", bytes(8 * (len(words) // 2)))
        ends[0::2] = array.array("q", words[0::4])
        ends[1::2] = array.array("q", words[1::4])
        self.entities = int(entities)
        del words
        self.relations = relations
        self.whole = self.graph_of(ends, directed=True)
        self.plain = self.whole.as_undirected(mode="collapse")
        return 0

    def graph_of(self, ends, directed):
        pairs = memoryview(ends).cast("B").cast("q", (len(ends) // 2, 2))
        return igraph.Graph(n=self.entities, edges=pairs, directed=directed)

    def view(self):
        with open(self.relations, "rb") as file:
            halves = memoryview(file.read()).cast("H")
        # After the ends, of 4 bytes each: day, type, confidence and document.
        days = halves[4::8]
        confidences = halves[6::8]
        first, last = VIEW_DAYS
        chosen = [
            i
            for i, (day, confidence) in enumerate(zip(days, confidences))
            if first <= day <= last and confidence >= VIEW_CONFIDENCE
        ]
        self.viewed_graph = self.whole.subgraph_edges(chosen, delete_vertices=False)
        return 1

    @staticmethod
    def hops(graph, start, end):
        # Unlike distances(), it ends when the target is reached.
        return len(graph.get_shortest_paths(start, to=end, mode="all", output="vpath")[0]) - 1

    def path(self, start, end):
        return self.hops(self.plain, start, end)

    def viewed(self, start, end):
        return self.hops(self.viewed_graph, start, end)

    def near(self, entity, hops):
        return self.plain.neighborhood_size(entity, order=hops) - 1

    def all(self, start, end):
        return len(self.plain.get_all_shortest_paths(start, end))

    def best(self, start, end):
        return sum(len(path) - 1 for path in
                   self.plain.get_k_shortest_paths(start, end, k=5, output="vpath"))

    def components(self):
        return len(self.whole.connected_components(mode="weak"))

    def pagerank(self):
        # igraph has no number of iterations: PRPACK goes on until nothing changes.
        ranks = self.whole.pagerank()
        return max(range(self.entities), key=ranks.__getitem__)


def main():
    rival = Rival()
    print("igraph", igraph.__version__, flush=True)
    for line in sys.stdin:
        try:
            if "\t" in line:  # load, or open: it keeps nothing
                answer = rival.load(*line.rstrip("\n").split("\t")[1:])
            elif line == "nothing\n":
                answer = 0
            else:
                verb, *numbers = line.split()
                answer = getattr(rival, verb)(*map(int, numbers))
        except Exception as error:
            answer = f"error {error}".replace("\n", " ")
        print(answer, flush=True)


main()
