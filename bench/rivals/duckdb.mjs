// DuckDB: a table of links, each relation once for each end, sorted by its owner, so that the links
// of one entity lie together. A path is looked for from both ends by hand, a query a level: each
// level costs a pass over the table, however short it is. A recursive query goes from one end and
// took twenty times as long with a million relations; it finds everything that is reached.

import { serve } from './serve.mjs';

const { DuckDBInstance, LIST, INTEGER, listValue, version } = await import('@duckdb/node-api').catch(() => process.exit(0));

const view = 'day BETWEEN 6939 AND 7304 AND confidence >= 500';

let connection;
const statements = {};

async function ask(verb, entity) {
  statements[verb].bindInteger(1, entity);
  return Number((await statements[verb].runAndReadAll()).getRows()[0][0]);
}

async function neighbours(statement, level) {
  statement.bind([listValue(level)], [LIST(INTEGER)]);
  return (await statement.runAndReadAll()).getColumns()[0] ?? [];
}

async function path(statement, from, to) {
  if (from === to) return 0;
  const sides = [[from], [to]];
  const seen = [new Set(sides[0]), new Set(sides[1])];
  for (let hops = 1; sides[0].length > 0 && sides[1].length > 0; ++hops) {
    const side = sides[0].length <= sides[1].length ? 0 : 1;
    const next = [];
    for (const neighbour of await neighbours(statement, sides[side])) {
      if (seen[1 - side].has(neighbour)) return hops;
      if (seen[side].has(neighbour)) continue;
      seen[side].add(neighbour);
      next.push(neighbour);
    }
    sides[side] = next;
  }
  return -1;
}

async function load(csv, _entities, directory) {
  const instance = await DuckDBInstance.create(`${directory}/graph.duckdb`, {
    memory_limit: '6GB',
  });
  connection = await instance.connect();
  await connection.run(`
    CREATE TABLE relation AS FROM read_csv('${csv}', header = false, columns = {
      source: 'INTEGER', target: 'INTEGER', day: 'SMALLINT', type: 'SMALLINT',
      confidence: 'SMALLINT', document: 'SMALLINT'})`);
  await connection.run(`
    CREATE TABLE link AS
      SELECT source AS owner, target AS neighbour, day, confidence FROM relation
      UNION ALL SELECT target, source, day, confidence FROM relation
      ORDER BY owner`);
  await connection.run('CHECKPOINT');
  const level = 'SELECT DISTINCT neighbour FROM link WHERE owner IN (SELECT unnest($1))';
  const texts = {
    level,
    viewed_level: `${level} AND ${view}`,
    near_1: 'SELECT count(DISTINCT neighbour) FROM link WHERE owner = $1',
    near_2: `
      WITH near AS MATERIALIZED (SELECT DISTINCT neighbour AS entity FROM link WHERE owner = $1)
      SELECT count(*) FROM (
        FROM near UNION SELECT neighbour FROM link WHERE owner IN (FROM near)) WHERE entity <> $1`,
    near_64: `
      WITH RECURSIVE reached(entity, hops) USING KEY (entity) AS (
        SELECT $1::INTEGER, 0
        UNION
        SELECT DISTINCT link.neighbour, reached.hops + 1
        FROM reached JOIN link ON link.owner = reached.entity
        WHERE NOT EXISTS (FROM recurring.reached AS known WHERE known.entity = link.neighbour))
      SELECT count(*) - 1 FROM reached`,
  };
  for (const [verb, text] of Object.entries(texts)) {
    statements[verb] = await connection.prepare(text);
  }
}

await serve(`duckdb ${version().replace(/^v/, '')}`, load, {
  nothing: () => 0,
  view: () => 0,
  path: (a, b) => path(statements.level, a, b),
  viewed: (a, b) => path(statements.viewed_level, a, b),
  near: (a, hops) => ask(`near_${hops}`, a),
});
