/** One entry of a run's log that its webhook is told. */
export interface Telling {
  run_id: string;
  seq: number;
  event: string;
}

/** The name under which an entry is told, however often it is tried: receivers know by it what came before. */
export function deliveryId({ run_id, seq, event }: Telling): string {
  return `msg_${run_id.replace(/^run_/, "")}_${seq}_${event.replace(/\W/g, "_")}`;
}
