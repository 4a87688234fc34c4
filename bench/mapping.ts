// `npm run bench:mapping [-- --models <file.jsonl>] [--all-misses]`: how right the proposed payloads are.
import { parseArgs } from "node:util";
import { readModels } from "./mapping/read-models";
import { report } from "./mapping/report";
import { scoreModel } from "./mapping/score-model";

const { values } = parseArgs({ options: { models: { type: "string" }, quiet: { type: "boolean" } } });
const models = readModels(values.models ?? null);
for (const withSchema of [true, false]) {
  const scores = [];
  for (const model of models) scores.push(await scoreModel(model, withSchema));
  console.log(report(scores, withSchema, values.quiet === true));
}
