/** Where an output file of a run is served. */
export function outputUrl(runId: string, index: number): string {
  return `/api/hitl/runs/${runId}/outputs/${index}`;
}

/** Where an output of one named attempt is served, also after later ones. */
export function attemptOutputUrl(runId: string, attempt: number, index: number): string {
  return `${outputUrl(runId, index)}?attempt=${attempt}`;
}

/** True when an answer (as canonical JSON) names this output: one that was edited away is not released with it. */
export function namesOutput(answer: string, runId: string, index: number): boolean {
  return answer.includes(JSON.stringify(outputUrl(runId, index)));
}
