/** What the examples of several endpoints speak of. */
export const exampleRun = { id: "run_01k9z3m5q8r2t4v6w7x8y9z0ab" };

export const exampleCreate = {
  prompt: "a red bicycle on a quay",
  model: "sandbox:sandbox/image",
  hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
};

export const exampleToken = "rev_01k9z3m5q8r2t4v6w7x8y9z0cd";
