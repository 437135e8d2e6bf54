// Kuzu: a graph database with adjacency lists on disk, its own shortest paths in Cypher, prepared
// once each. Its algorithms of the whole graph are the extension that comes with it.

import { serve } from './serve.mjs';

const kuzu = await import('kuzu').then(
  (module) => module.default,
  () => process.exit(0),
);

const memory_max = 6 * 2 ** 30; // of its page cache; else it takes four fifths of the machine's
const view = 'r.day >= 6939 AND r.day <= 7304 AND r.confidence >= 500';

let connection;

const pair = (walk) => `MATCH p = (a:Actor {id: $a})-[r:Relation* ${walk}]-(b:Actor {id: $b})`;
const texts = {
  path: `${pair('SHORTEST 1..30')} RETURN length(p)`,
  viewed: `${pair(`SHORTEST 1..30 (r, n | WHERE ${view})`)} RETURN length(p)`,
  // Parallel relations make several paths of one sequence of entities.
  all: `${pair('ALL SHORTEST 1..30')} RETURN count(DISTINCT properties(nodes(p), 'id'))`,
  near_1: 'MATCH (a:Actor {id: $a})-[:Relation]-(b:Actor) RETURN count(DISTINCT b.id)',
  near_2: 'MATCH (a:Actor {id: $a})-[:Relation* SHORTEST 1..2]-(b:Actor) RETURN count(*)',
  near_64: 'MATCH (a:Actor {id: $a})-[:Relation* SHORTEST 1..30]-(b:Actor) RETURN count(*)',
  project: "CALL project_graph('G', ['Actor'], ['Relation'])",
  components: "CALL weakly_connected_components('G') RETURN count(DISTINCT group_id)",
  pagerank:
    "CALL page_rank('G', maxIterations := 20, tolerance := 0.0) " +
    'RETURN node.id, rank ORDER BY rank DESC LIMIT 1',
  insert: `
    MATCH (a:Actor {id: $source}), (b:Actor {id: $target})
    CREATE (a)-[:Relation {day: $day, type: $type, confidence: $confidence,
                           document: $document}]->(b)`,
  count: 'MATCH ()-[r:Relation]->() RETURN count(r)',
};
const statements = {}; // of the texts that were asked for

async function run(verb, parameters) {
  if (!statements[verb]) {
    const statement = await connection.prepare(texts[verb]);
    if (!statement.isSuccess()) throw new Error(statement.getErrorMessage());
    statements[verb] = statement;
  }
  return connection.execute(statements[verb], parameters);
}

async function ask(verb, parameters) {
  const [row] = await (await run(verb, parameters)).getAll();
  return row ? Number(Object.values(row)[0]) : -1;
}

async function ask_projection(verb) {
  if (!statements.project) await run('project', {});
  return ask(verb, {});
}

// With UNWIND, one statement for a batch, it reads all actors for each: ten times as long.
async function insert(...numbers) {
  const is_batch = numbers.length > 6;
  if (is_batch) await connection.query('BEGIN TRANSACTION');
  for (let i = 0; i < numbers.length; i += 6) {
    const [source, target, day, type, confidence, document] = numbers.slice(i, i + 6);
    await run('insert', { source, target, day, type, confidence, document });
  }
  if (is_batch) await connection.query('COMMIT');
  return numbers.length / 6;
}

async function load(csv, entities, directory, is_anew) {
  connection = new kuzu.Connection(new kuzu.Database(`${directory}/graph.kuzu`, memory_max));
  if (!is_anew) return;
  await connection.query('CREATE NODE TABLE Actor(id INT64, PRIMARY KEY(id))');
  await connection.query(
    'CREATE REL TABLE Relation(FROM Actor TO Actor, day INT16, type INT16, confidence INT16, document INT16)',
  );
  await connection.query(`COPY Actor FROM (UNWIND range(0, ${entities - 1}) AS id RETURN id)`);
  await connection.query(`COPY Relation FROM '${csv}' (header=false)`);
  await connection.query('CHECKPOINT');
}

await serve(`kuzu ${kuzu.VERSION}`, load, {
  nothing: () => 0,
  view: () => 0,
  path: (a, b) => ask('path', { a, b }),
  viewed: (a, b) => ask('viewed', { a, b }),
  near: (a, hops) => ask(`near_${hops}`, { a }),
  all: (a, b) => ask('all', { a, b }),
  insert,
  count: () => ask('count', {}),
  components: () => ask_projection('components'),
  pagerank: () => ask_projection('pagerank'),
});
