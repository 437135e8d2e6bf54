// DuckDB: a table of links, each relation once for each end, sorted by its owner, so that the links
// of one entity lie together. Searches are by hand, a query a level, a path from both ends: each
// level costs a pass over the table, however short it is. Recursive queries with a key go from one
// end; they took twenty times as long for a path.

import { serve } from './serve.mjs';

const { DuckDBInstance, LIST, INTEGER, listValue, version } = await import(
  '@duckdb/node-api'
).catch(() => process.exit(0));

const view = 'day BETWEEN 6939 AND 7304 AND confidence >= 500';

let connection;

const level = 'SELECT DISTINCT neighbour FROM link WHERE owner IN (SELECT unnest($1))';
const texts = {
  level,
  viewed_level: `${level} AND ${view}`,
  near_1: 'SELECT count(DISTINCT neighbour) FROM link WHERE owner = $1',
  near_2: `
    WITH near AS MATERIALIZED (SELECT DISTINCT neighbour AS entity FROM link WHERE owner = $1)
    SELECT count(*) FROM (
      FROM near UNION SELECT neighbour FROM link WHERE owner IN (FROM near)) WHERE entity <> $1`,
  next: `
    INSERT INTO reached
    SELECT DISTINCT neighbour, $1 FROM link
    WHERE owner IN (SELECT entity FROM reached WHERE hops = $1 - 1)
      AND NOT EXISTS (FROM reached WHERE entity = neighbour)`,
  insert: `
    INSERT INTO relation
    SELECT unnest($1), unnest($2), unnest($3), unnest($4), unnest($5), unnest($6)`,
  insert_links: `
    INSERT INTO link
    WITH row AS (
      SELECT unnest($1) AS source, unnest($2) AS target, unnest($3) AS day,
        unnest($4) AS type, unnest($5) AS confidence, unnest($6) AS document)
    SELECT source, target, day, confidence FROM row
    UNION ALL SELECT target, source, day, confidence FROM row`,
};
const statements = {}; // of the texts that were asked for

async function prepared(verb) {
  statements[verb] ??= await connection.prepare(texts[verb]);
  return statements[verb];
}

async function ask(verb, entity) {
  const statement = await prepared(verb);
  statement.bindInteger(1, entity);
  return Number((await statement.runAndReadAll()).getRows()[0][0]);
}

async function neighbours(verb, level) {
  const statement = await prepared(verb);
  statement.bind([listValue(level)], [LIST(INTEGER)]);
  return (await statement.runAndReadAll()).getColumns()[0] ?? [];
}

async function path(verb, from, to) {
  if (from === to) return 0;
  const sides = [[from], [to]];
  const seen = [new Set(sides[0]), new Set(sides[1])];
  for (let hops = 1; sides[0].length > 0 && sides[1].length > 0; ++hops) {
    const side = sides[0].length <= sides[1].length ? 0 : 1;
    const next = [];
    for (const neighbour of await neighbours(verb, sides[side])) {
      if (seen[1 - side].has(neighbour)) return hops;
      if (seen[side].has(neighbour)) continue;
      seen[side].add(neighbour);
      next.push(neighbour);
    }
    sides[side] = next;
  }
  return -1;
}

async function reach(center, hops_max) {
  await connection.run('CREATE OR REPLACE TEMP TABLE reached(entity INTEGER, hops INTEGER)');
  await connection.run(`INSERT INTO reached VALUES (${center}, 0)`);
  let count = 0;
  for (let hops = 1; hops <= hops_max; ++hops) {
    const found = await ask('next', hops);
    if (found === 0) break;
    count += found;
  }
  return count;
}

// DuckDB takes a list for each column.
async function insert(...numbers) {
  const columns = [[], [], [], [], [], []];
  numbers.forEach((number, i) => columns[i % 6].push(number));
  await connection.run('BEGIN');
  for (const verb of ['insert', 'insert_links']) {
    const statement = await prepared(verb);
    statement.bind(
      columns.map((column) => listValue(column)),
      columns.map(() => LIST(INTEGER)),
    );
    await statement.run();
  }
  await connection.run('COMMIT');
  return columns[0].length;
}

async function load(csv, _entities, directory, is_anew) {
  const instance = await DuckDBInstance.create(`${directory}/graph.duckdb`, {
    memory_limit: '6GB',
  });
  connection = await instance.connect();
  if (!is_anew) return;
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
}

await serve(`duckdb ${version().replace(/^v/, '')}`, load, {
  nothing: () => 0,
  view: () => 0,
  path: (a, b) => path('level', a, b),
  viewed: (a, b) => path('viewed_level', a, b),
  insert,
  // A prepared one goes on saying what it was when it was prepared.
  count: async () =>
    Number((await connection.runAndReadAll('SELECT count(*) FROM relation')).getRows()[0][0]),
  near: (a, hops) => (hops > 2 ? reach(a, hops) : ask(`near_${hops}`, a)),
});
