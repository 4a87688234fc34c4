import type { ModelSummary } from "@/lib/contracts/catalogue";
import type { OperationType } from "@/lib/contracts/words";

const rows: [string, string, string, OperationType, number | null][] = [
  ["sandbox", "sandbox/image", "Pictures made on this machine, for trying things out", "image_generation", 0],
  ["sandbox", "sandbox/sound", "Short sounds made on this machine", "audio_generation", 0],
  ["sandbox", "sandbox/text", "Text made on this machine", "text_generation", 0],
  [
    "replicate",
    "black-forest-labs/flux-schnell",
    "The fastest image generation model tailored for local development and personal use",
    "image_generation",
    0.003,
  ],
  [
    "replicate",
    "black-forest-labs/flux-dev",
    "A 12 billion parameter rectified flow transformer capable of generating images from text descriptions",
    "image_generation",
    0.025,
  ],
  [
    "replicate",
    "black-forest-labs/flux-fill-pro",
    "Professional inpainting and outpainting model with state-of-the-art performance",
    "image_editing",
    0.05,
  ],
  ["replicate", "minimax/video-01", "Generate 6s videos with prompts or images", "video_generation", 0.5],
  ["replicate", "meta/musicgen", "Generate music from a prompt or melody", "audio_generation", null],
  [
    "replicate",
    "meta/meta-llama-3-70b-instruct",
    "A 70 billion parameter language model from Meta, fine tuned for chat completions",
    "text_generation",
    0.0028,
  ],
  [
    "replicate",
    "falcons-ai/nsfw_image_detection",
    "Fine-Tuned Vision Transformer (ViT) for NSFW Image Classification",
    "classification",
    null,
  ],
  [
    "replicate",
    "nightmareai/real-esrgan",
    "Real-ESRGAN with optional face correction and adjustable upscale",
    "image_editing",
    0.0021,
  ],
];

/** A small catalogue with every kind in it. */
export const models: ModelSummary[] = rows.map(([provider, name, description, operation_type, amount]) => ({
  ref: `${provider}:${name}`,
  provider,
  name,
  description,
  operation_type,
  version: null,
  cover_url: null,
  estimated_cost: amount === null ? null : { amount, currency: "USD", basis: "per run" },
  price: amount === null ? null : { amount_usd: amount, per: "call" as const },
}));
