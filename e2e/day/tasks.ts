import type { Json } from "@/lib/contracts/json";
import type { Script } from "@/lib/providers/replicate/fixtures/server";
import type { Random } from "@/lib/testing/crash/random";
import { sandboxTool } from "../support/sandbox-tool";
import { looks, pages, reason, scene, sentence, things } from "./words";

/** What the reviewer means to answer to one question. */
export type Intent =
  | { does: "approve" }
  /** There is an error, and it is acknowledged with these words. */
  | { does: "acknowledge"; why: string }
  | { does: "reject"; why: string }
  | { does: "retry"; why: string }
  /** After a look at all of it, something is written at the end of the prompt. */
  | { does: "edit"; adds: string }
  /** The edit begins at once, and everything is read when it is to be signed. */
  | { does: "edit unread"; adds: string }
  | { does: "edit answer"; adds: string }
  /** Of the pictures those are released that are not dropped, by their numbers. */
  | { does: "pick"; drops: number }
  /** A colleague has claimed it. */
  | { does: "leave" }
  /** A colleague approves it while the reviewer writes why not. */
  | { does: "lose"; why: string };

/** One run of the day: how it is asked for, what its calls bring, and what is meant to be answered. */
export interface Task {
  kind: Kind;
  prompt: string;
  body: { model: string | undefined; [key: string]: unknown };
  step: "payload_review" | "response_review";
  calls: Script[];
  intents: Intent[];
}

/** What the tasks are made of. */
export interface Material {
  random: Random;
  /** Addresses of a picture to be sent and of one that is not there. */
  picture: string;
  gone: string;
  /** What calls bring, as data addresses. */
  pictures: string[];
  film: string;
  sound: string;
}

const flux = "replicate:black-forest-labs/flux-schnell";
const llama = "replicate:meta/meta-llama-3-8b-instruct";

const payload = { step: "payload_review" as const, calls: [] as Script[] };
const answer = (output: Json | null = null) => ({
  step: "response_review" as const,
  calls: [output === null ? {} : { output }],
});

/** A model whose style nobody set: an error that no fix mends. */
const lacksStyle = {
  model: undefined,
  agent_tool_config: sandboxTool({ style: { type: "string" } }, ["prompt", "style"]),
};

type Made = Omit<Task, "kind">;

/** Every kind of run a day brings, and how often among a hundred. */
const kinds = {
  "a payload, approved": {
    share: 11,
    make: (m) => ({
      ...payload,
      prompt: scene(m.random),
      body: { model: flux },
      intents: [{ does: "approve" }],
    }),
  },
  "a payload, rejected": {
    share: 12,
    make: (m) => ({
      ...payload,
      prompt: scene(m.random),
      body: { model: flux },
      intents: [{ does: "reject", why: reason(m.random) }],
    }),
  },
  "a payload, edited": {
    share: 7,
    make: (m) => ({
      ...payload,
      prompt: scene(m.random),
      body: { model: flux },
      intents: [{ does: "edit", adds: `, ${m.random.pick(looks)}` }],
    }),
  },
  "a prompt of several screens, approved": {
    share: 7,
    make: (m) => ({
      ...payload,
      prompt: pages(m.random, 5_000 + m.random.below(9_000)),
      body: { model: flux },
      intents: [{ does: "approve" }],
    }),
  },
  "a prompt of several screens, edited before it was read": {
    share: 3,
    make: (m) => ({
      ...payload,
      prompt: pages(m.random, 4_000 + m.random.below(4_000)),
      body: { model: flux },
      intents: [{ does: "edit unread", adds: ` And ${m.random.pick(looks)}.` }],
    }),
  },
  "a field that lacks, acknowledged": {
    share: 4,
    make: (m) => ({
      ...payload,
      prompt: scene(m.random),
      body: lacksStyle,
      intents: [{ does: "acknowledge", why: `the ${m.random.pick(things)} needs no style` }],
    }),
  },
  "a file that has no place": {
    share: 4,
    make: (m) => ({
      ...payload,
      prompt: scene(m.random),
      body: { model: flux, attachments: [{ url: m.picture }] },
      intents: [{ does: "acknowledge", why: "the model may do without it" }],
    }),
  },
  "a picture to be sent": {
    share: 4,
    make: (m) => ({
      ...payload,
      prompt: scene(m.random),
      body: { model: "replicate:timothybrooks/instruct-pix2pix", attachments: [{ url: m.picture }] },
      intents: [{ does: "acknowledge", why: "our own server has it" }],
    }),
  },
  "a picture to be sent that is gone": {
    share: 3,
    make: (m) => ({
      ...payload,
      prompt: scene(m.random),
      body: { model: "replicate:timothybrooks/instruct-pix2pix", attachments: [{ url: m.gone }] },
      intents: [{ does: "acknowledge", why: "it comes back tonight" }],
    }),
  },
  "hidden characters": {
    share: 4,
    make: (m) => ({
      ...payload,
      prompt: scene(m.random).replace(" ", " \u200b").replace(", ", ", \u202e"),
      body: { model: flux },
      intents: [
        m.random.chance(0.5)
          ? { does: "acknowledge", why: "it is a quotation" }
          : { does: "reject", why: reason(m.random) },
      ],
    }),
  },
  "a picture, released": {
    share: 8,
    make: (m) => ({
      ...answer(),
      prompt: scene(m.random),
      body: { model: flux },
      intents: [{ does: "approve" }],
    }),
  },
  "pictures, some of them released": {
    share: 4,
    make: (m) => ({
      ...answer(m.pictures),
      prompt: scene(m.random),
      body: { model: flux },
      intents: [{ does: "pick", drops: 1 + m.random.below(4) }],
    }),
  },
  "a film, released": {
    share: 3,
    make: (m) => ({
      ...answer(m.film),
      prompt: scene(m.random),
      body: { model: "replicate:minimax/video-01" },
      intents: [{ does: "approve" }],
    }),
  },
  "a sound, released": {
    share: 4,
    make: (m) => ({
      ...answer(m.sound),
      prompt: scene(m.random),
      body: { model: "replicate:meta/musicgen" },
      intents: [{ does: "approve" }],
    }),
  },
  "a text, released": {
    share: 5,
    make: (m) => ({
      ...answer(pages(m.random, 300)),
      prompt: scene(m.random),
      body: { model: llama },
      intents: [{ does: "approve" }],
    }),
  },
  "a text of several screens, released": {
    share: 4,
    make: (m) => ({
      ...answer(pages(m.random, 5_000 + m.random.below(5_000))),
      prompt: scene(m.random),
      body: { model: llama },
      intents: [{ does: "approve" }],
    }),
  },
  "a text, edited": {
    share: 3,
    make: (m) => ({
      ...answer(pages(m.random, 300)),
      prompt: scene(m.random),
      body: { model: llama },
      intents: [{ does: "edit answer", adds: ` ${sentence(m.random).trim()}` }],
    }),
  },
  "a picture, tried again": {
    share: 3,
    make: (m) => ({
      ...answer(),
      calls: [{}, {}],
      prompt: scene(m.random),
      body: { model: flux },
      intents: [{ does: "retry", why: reason(m.random) }, { does: "approve" }],
    }),
  },
  "a call that failed, tried again": {
    share: 3,
    make: (m) => ({
      ...answer(),
      calls: [{ status: "failed", error: "out of memory" }, {}],
      prompt: scene(m.random),
      body: { model: flux },
      intents: [{ does: "retry", why: "it was busy" }, { does: "approve" }],
    }),
  },
  "claimed by a colleague": {
    share: 2,
    make: (m) => ({
      ...payload,
      prompt: scene(m.random),
      body: { model: flux },
      intents: [{ does: "leave" }],
    }),
  },
  "decided by a colleague meanwhile": {
    share: 2,
    make: (m) => ({
      ...payload,
      prompt: scene(m.random),
      body: { model: flux },
      intents: [{ does: "lose", why: reason(m.random) }],
    }),
  },
} as const satisfies Record<string, { share: number; make: (material: Material) => Made }>;

export type Kind = keyof typeof kinds;

/** So many kinds: each at least once where there is room for it, and then by its share. */
export function kindsOfDay(count: number, random: Random): Kind[] {
  const all = Object.keys(kinds) as Kind[];
  const dealt = all.flatMap((kind) => Array.from({ length: kinds[kind].share }, () => kind));
  return Array.from({ length: count }, (_, at) => all[at] ?? random.pick(dealt));
}

/** A run of each kind that is named, in a random order. The last is a colleague's, so that there is always a next one. */
export function tasksOf(wanted: Kind[], material: Material): Task[] {
  const shuffled = wanted
    .map((kind) => ({ kind, at: material.random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
  return [...shuffled, "claimed by a colleague" as const].map((kind, number) => {
    const made: Made = kinds[kind].make(material);
    return { kind, ...made, prompt: `${number + 1}: ${made.prompt}` };
  });
}
