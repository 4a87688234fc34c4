import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { type Countersign, createCountersign } from "countersign-client";
import type { JsonObject } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import { exit, Stop } from "./stop";
import { isObject, tellRun } from "./tell";

export interface Connection {
  countersign: Countersign;
  url: string;
  /** Tells of a run on the standard output: to people, or with `--json` to programs, as the server gave it. */
  tell(runText: string): void;
}

/** The Countersign that the command's options and the environment name. */
export function connect(command: Command): Connection {
  const options: { url: string; json?: true } = command.optsWithGlobals();
  const apiKey = process.env.COUNTERSIGN_KEY;
  if (!apiKey) {
    throw new Stop("COUNTERSIGN_KEY is not set: give it a key of Settings → API keys.", exit.misunderstood);
  }
  if (!/^https?:\/\//.test(options.url)) {
    throw new Stop(`"${options.url}" is no web address.`, exit.misunderstood);
  }
  const url = options.url.replace(/\/+$/, "");
  return {
    countersign: createCountersign({ baseUrl: url, apiKey }),
    url,
    tell: (runText) => console.log(options.json ? runText : tellRun(objectIn(runText), url)),
  };
}

/** A JSON object, its whole numbers exactly. */
export function objectIn(source: string): JsonObject {
  const value = parseJson(source);
  if (!isObject(value)) throw new Stop("A JSON object is wanted here.", exit.misunderstood);
  return value;
}

/** What a file holds; `-` is the standard input. */
export function contentOf(path: string): string {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (error) {
    throw new Stop(
      `${path} cannot be read: ${error instanceof Error ? error.message : error}`,
      exit.misunderstood,
    );
  }
}
