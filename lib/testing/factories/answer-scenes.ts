import type { Json } from "@/lib/contracts/json";
import type { Output } from "@/lib/contracts/parts";
import type { Run } from "@/lib/contracts/run";
import { makeAnswered, makeImage } from "./answers";
import { makeAttempt } from "./attempt";
import { minutesAgo } from "./clock";
import { picture } from "./picture";
import { sound } from "./sound";

const file = (kind: Output["kind"], content_type: string, url: string): Output => ({
  index: 0,
  kind,
  content_type,
  bytes: 24_044,
  url,
});

const data = (run_id: string, prompt: string, value: Json, over: Partial<Run> = {}) =>
  makeAnswered({
    run_id,
    prompt,
    processed_response: value,
    attempts: [makeAttempt({ output: value })],
    ...over,
  });

const vector = (seed: number) =>
  Array.from({ length: 256 }, (_, index) => Math.sin(index * seed) * Math.cos(index / (9 + seed)) * 0.2);

const markdown = `## Opening hours

The harbour office is open **every day** but Monday.

| day | from | to |
| --- | --- | --- |
| Tuesday to Friday | 9:00 | 17:00 |
| Saturday, Sunday | 10:00 | 14:00 |

1. Bring the berth's number.
2. Pay by card; [the tariffs](https://example.com/tariffs) hang at the door.

> Boats over twelve metres are asked to call first.`;

/** An answer of every kind there is. */
export const answerScenes = {
  answerImage: () =>
    makeAnswered({
      run_id: "run_01jc4oneimage",
      operation_type: "image_editing",
      prompt: "Make it evening, keep everything where it is",
      suggested_payload: {
        prompt: "Make it evening, keep everything where it is",
        image: picture(190, 1200, 800),
      },
      outputs: [makeImage(0, 20)],
    }),
  answerAudio: () =>
    makeAnswered({
      run_id: "run_01jc4audio",
      model: "meta/musicgen",
      operation_type: "audio_generation",
      prompt: "Two low tones that swell and fade, for the end of a broadcast",
      outputs: [file("audio", "audio/wav", sound())],
    }),
  answerVideo: () =>
    makeAnswered({
      run_id: "run_01jc4video",
      model: "minimax/video-01",
      operation_type: "video_generation",
      prompt: "A paper boat drifting down a gutter, whose file cannot be played here",
      outputs: [file("video", "video/mp4", "data:video/mp4;base64,AAAA")],
    }),
  answerMarkdown: () =>
    data("run_01jc4markdown", "When is the harbour office open? Answer as a small page.", markdown, {
      model: "meta/meta-llama-3-70b-instruct",
      operation_type: "text_generation",
    }),
  answerJson: () =>
    data(
      "run_01jc4json",
      "Read the delivery note",
      {
        supplier: "Nordhafen Segel GmbH",
        number: "LN-2031",
        lines: [
          { article: "Sailcloth 9 oz", metres: 40, price: 18.4 },
          { article: "Thread, waxed", spools: 12, price: 3.15 },
        ],
        complete: false,
        remarks: null,
      },
      { operation_type: "other" },
    ),
  answerVector: () =>
    data(
      "run_01jc4vector",
      "red bicycle / green bicycle",
      { embeddings: [vector(1.7), vector(0.6)] },
      {
        operation_type: "embedding",
      },
    ),
  answerScores: () =>
    data(
      "run_01jc4scores",
      "Is this picture safe to show?",
      [
        { label: "safe", score: 0.968 },
        { label: "suggestive", score: 0.027 },
        { label: "violence", score: 0.0046 },
        { label: "nsfw", score: 0.0004 },
      ],
      { model: "falcons-ai/nsfw_image_detection", operation_type: "classification" },
    ),
  attempts: () =>
    makeAnswered({
      run_id: "run_01jc4twice",
      prompt: "A tin robot watering tulips, morning light",
      outputs: [makeImage(0, 96)],
      attempts: [
        makeAttempt({
          outputs: [makeImage(0, 300)],
          started_at: minutesAgo(20),
          finished_at: minutesAgo(19),
        }),
        makeAttempt({ number: 2, payload_revision: 3, outputs: [makeImage(0, 96)] }),
      ],
    }),
} as const satisfies Record<string, () => Run>;
