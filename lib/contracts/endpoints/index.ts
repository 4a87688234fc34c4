import { budgets } from "./budgets";
import { catalogue } from "./catalogue";
import { decisions } from "./decisions";
import { files } from "./files";
import { groups } from "./groups";
import { holds } from "./holds";
import { installation } from "./installation";
import { lookingCloser } from "./looking-closer";
import { people } from "./people";
import { policies } from "./policies";
import { questions } from "./questions";
import { rollout } from "./rollout";
import { runs } from "./runs";
import { webhooks } from "./webhooks";

/** The table by subject, in the order in which the document shows them. */
export const subjects = {
  runs,
  questions,
  decisions,
  "looking closer": lookingCloser,
  catalogue,
  files,
  people,
  policies,
  holds,
  budgets,
  groups,
  webhooks,
  rollout,
  installation,
} as const;

/**
 * Every endpoint of the wire by its operation's id. Routes, the OpenAPI document and the browser's client are made from
 * this one table. Only `/api/auth/…` is not in it: there the identity library speaks.
 */
export const endpoints = {
  ...runs,
  ...questions,
  ...decisions,
  ...lookingCloser,
  ...catalogue,
  ...files,
  ...people,
  ...policies,
  ...holds,
  ...budgets,
  ...groups,
  ...webhooks,
  ...rollout,
  ...installation,
} as const;
