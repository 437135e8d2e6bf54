// A rival's side of the pipe, for those in JavaScript; bench/rivals.h has what is asked.

import { createInterface } from 'node:readline';

// `load(csv, entities, directory, is_anew)`, and an answer for each verb, of numbers.
export async function serve(version, load, answers) {
  console.log(version);
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      if (line.includes('\t')) {
        const [verb, , csv, entities, directory] = line.split('\t');
        await load(csv, Number(entities), directory, verb === 'load');
        console.log('0');
      } else {
        const [verb, ...numbers] = line.split(' ');
        if (!answers[verb]) throw new Error(`it has no answer to ${verb}`);
        console.log(String(await answers[verb](...numbers.map(Number))));
      }
    } catch (error) {
      console.log(`error ${String(error.message ?? error).replaceAll('\n', ' ')}`);
    }
  }
  process.exit(0);
}
