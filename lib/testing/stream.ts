import type { Client } from "./api";

/** One frame of an event stream as a browser would read it. */
export interface Frame {
  id: string | null;
  event: string | null;
  data: unknown;
}

function frameOf(text: string): Frame | null {
  const fields = new Map(
    text.split("\n").flatMap((line): [string, string][] => {
      const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value ?? ""]];
    }),
  );
  const data = fields.get("data");
  if (data === undefined) return null;
  return { id: fields.get("id") ?? null, event: fields.get("event") ?? null, data: JSON.parse(data) };
}

/** A live stream, read frame by frame. */
export class Stream {
  private readonly reader: ReadableStreamDefaultReader<string>;
  private text = "";

  constructor(
    readonly response: Response,
    private readonly controller: AbortController,
  ) {
    if (response.body === null) throw new Error("The stream has no body");
    this.reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next frame; null when the stream has ended. */
  async next(): Promise<Frame | null> {
    for (;;) {
      const end = this.text.indexOf("\n\n");
      if (end >= 0) {
        const frame = frameOf(this.text.slice(0, end));
        this.text = this.text.slice(end + 2);
        if (frame) return frame;
        continue;
      }
      const { done, value } = await this.reader.read();
      if (done) return null;
      this.text += value;
    }
  }

  /** Reads up to the first frame of which `wanted` is true, and gives that one. */
  async until(wanted: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const frame = await this.next();
      if (frame === null) throw new Error("The stream ended");
      if (wanted(frame)) return frame;
    }
  }

  /** All frames up to where `enough` is true of them. */
  async takeUntil(enough: (frames: Frame[]) => boolean): Promise<Frame[]> {
    const frames: Frame[] = [];
    while (!enough(frames)) frames.push(await this.until(() => true));
    return frames;
  }

  /** All frames to the end of the stream. */
  async rest(): Promise<Frame[]> {
    const frames: Frame[] = [];
    for (let frame = await this.next(); frame !== null; frame = await this.next()) frames.push(frame);
    return frames;
  }

  /** Goes away as a browser does whose page is closed, and waits until the stream has noticed. */
  async close(): Promise<void> {
    this.controller.abort();
    await this.rest();
  }

  abort(): void {
    this.controller.abort();
  }

  /** Stops reading, without the request being aborted. */
  cancel(): Promise<void> {
    return this.reader.cancel();
  }
}

/** Opens the event stream at an address. */
export async function openStream(
  client: Client,
  path: string,
  headers: Record<string, string> = {},
): Promise<Stream> {
  const controller = new AbortController();
  const response = await client.send("GET", path, {
    headers: { accept: "text/event-stream", ...headers },
    signal: controller.signal,
  });
  return new Stream(response, controller);
}
