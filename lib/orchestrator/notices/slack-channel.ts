import type { WebClient } from "@slack/web-api";
import type { QuestionWords } from "./question-words";

/** Where and as whom it speaks. */
export interface SlackSettings {
  token: string;
  channel: string;
  /** Left out, Slack's own. */
  apiUrl: string | null;
}

/** A message as Slack names it. */
export interface SlackMessage {
  channel: string;
  ts: string;
}

/** Why Slack did not take something: when to come back, or that it never will. */
export class SlackRefusal {
  constructor(
    readonly problem: string,
    /** In milliseconds; null where it is to be tried like everything else. */
    readonly after: number | null,
    readonly final: boolean,
  ) {}
}

/** Answers of Slack's that no other try changes; whoever runs the installation must mend something. */
const final = new Set([
  "invalid_auth",
  "account_inactive",
  "token_revoked",
  "not_authed",
  "channel_not_found",
  "not_in_channel",
  "is_archived",
  "missing_scope",
  "message_not_found",
  "cant_update_message",
]);

/** What marks a message as ours, so that it is found after a death between Slack's answer and our row. */
const eventType = "countersign_question";

/** So far back, and so many messages of the channel, one of ours is looked for. */
const looked = { limit: 200, seconds: 60 };

const timeout = 10_000;

/** Slack reads these as markup wherever they stand (its guide to formatting text). */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function blocksOf({ title, lines }: QuestionWords, link: string) {
  const plain = (text: string) => ({
    type: "section" as const,
    text: { type: "plain_text" as const, text, emoji: false },
  });
  return [
    { type: "section" as const, text: { type: "mrkdwn" as const, text: `*${escaped(title)}*` } },
    // Foreign words are no markup: they call nobody and link nowhere.
    ...lines.filter((line) => line !== "").map(plain),
    { type: "section" as const, text: { type: "mrkdwn" as const, text: `<${link}|Open it at the desk>` } },
  ];
}

/** One channel of a workspace, by its bot. */
export class SlackChannel {
  private client: Promise<WebClient> | null = null;

  constructor(private readonly settings: SlackSettings) {}

  /** The client is only loaded where somebody has a channel. It tries nothing again: the job does. */
  private async web(): Promise<WebClient> {
    const { token, apiUrl } = this.settings;
    this.client ??= import("@slack/web-api").then(
      ({ WebClient, LogLevel }) =>
        new WebClient(token, {
          ...(apiUrl !== null && { slackApiUrl: apiUrl }),
          retryConfig: { retries: 0 },
          rejectRateLimitedCalls: true,
          timeout,
          logLevel: LogLevel.ERROR,
        }),
    );
    return this.client;
  }

  /** @returns the message, or why there is none */
  async post(questionId: string, words: QuestionWords, link: string): Promise<SlackMessage | SlackRefusal> {
    return this.asked(async (web) => {
      const { channel, ts } = await web.chat.postMessage({
        channel: this.settings.channel,
        text: escaped(words.title),
        blocks: blocksOf(words, link),
        unfurl_links: false,
        metadata: { event_type: eventType, event_payload: { question: questionId } },
      });
      return message(channel, ts);
    });
  }

  /** Writes a message anew where it stands. */
  async update(at: SlackMessage, words: QuestionWords, link: string): Promise<SlackMessage | SlackRefusal> {
    return this.asked(async (web) => {
      await web.chat.update({ ...at, text: escaped(words.title), blocks: blocksOf(words, link) });
      return at;
    });
  }

  /** The message of a question that may have been posted since then; null where there is none, or none can be looked for. */
  async find(questionId: string, since: Date): Promise<SlackMessage | null> {
    const found = await this.asked(async (web) => {
      const { messages = [] } = await web.conversations.history({
        channel: this.settings.channel,
        oldest: String(Math.floor(since.getTime() / 1000) - looked.seconds),
        limit: looked.limit,
        include_all_metadata: true,
      });
      const ours = messages.find(
        ({ metadata }) =>
          metadata?.event_type === eventType &&
          (metadata.event_payload as { question?: unknown } | undefined)?.question === questionId,
      );
      return ours?.ts === undefined ? null : { channel: this.settings.channel, ts: ours.ts };
    });
    return found instanceof SlackRefusal ? null : found;
  }

  private async asked<Answer>(ask: (web: WebClient) => Promise<Answer>): Promise<Answer | SlackRefusal> {
    const { WebAPIPlatformError, WebAPIRateLimitedError, SlackError } = await import("@slack/web-api");
    try {
      return await ask(await this.web());
    } catch (error) {
      if (error instanceof WebAPIRateLimitedError)
        return new SlackRefusal("rate_limited", error.retryAfter * 1000, false);
      if (error instanceof WebAPIPlatformError)
        return new SlackRefusal(error.data.error, null, final.has(error.data.error));
      if (error instanceof SlackError) return new SlackRefusal("unreachable", null, false);
      throw error;
    }
  }
}

function message(channel: string | undefined, ts: string | undefined): SlackMessage {
  if (channel === undefined || ts === undefined) throw new Error("Slack named no message");
  return { channel, ts };
}
