/** By which server mail goes out, and in whose name. */
export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  url: string;
  from: string;
  /** Who is written to: the groups that are asked, or where none is, everybody who may decide. */
  to: "groups" | "everybody";
}

interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The same however often it is sent: readers show one of several. */
  messageId: string;
}

/** How sending went: null is sent, else why not, and whether another try may help. */
export type MailOutcome = { problem: string; final: boolean } | null;

const timeout = 10_000;

function outcomeOf(error: unknown): Exclude<MailOutcome, null> {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  if (typeof responseCode === "number")
    return { problem: `refused_${responseCode}`, final: responseCode >= 500 };
  return { problem: typeof code === "string" ? code.toLowerCase() : "unreachable", final: false };
}

/** Hands mail to the operator's server, one at a time. */
export class PostOffice {
  constructor(readonly settings: MailSettings) {}

  async send({ to, subject, text, messageId }: Mail): Promise<MailOutcome> {
    const { url, from } = this.settings;
    // Only loaded where mail goes out.
    const { createTransport } = await import("nodemailer");
    const transport = createTransport({
      url,
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      // No calendar and no absence answers what a machine wrote (RFC 3834).
      const headers = { "Auto-Submitted": "auto-generated" };
      await transport.sendMail({ from, to, subject, text, messageId, headers });
      return null;
    } catch (error) {
      return outcomeOf(error);
    } finally {
      transport.close();
    }
  }
}
