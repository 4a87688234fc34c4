import * as approve from "@/app/api/hitl/runs/[id]/approve/route";
import * as cancel from "@/app/api/hitl/runs/[id]/cancel/route";
import * as claim from "@/app/api/hitl/runs/[id]/claim/route";
import * as comments from "@/app/api/hitl/runs/[id]/comments/route";
import * as documents from "@/app/api/hitl/runs/[id]/documents/route";
import * as edit from "@/app/api/hitl/runs/[id]/edit/route";
import * as events from "@/app/api/hitl/runs/[id]/events/route";
import * as outputs from "@/app/api/hitl/runs/[id]/outputs/[index]/route";
import * as reject from "@/app/api/hitl/runs/[id]/reject/route";
import * as release from "@/app/api/hitl/runs/[id]/release/route";
import * as retry from "@/app/api/hitl/runs/[id]/retry/route";
import * as run from "@/app/api/hitl/runs/[id]/route";
import * as undo from "@/app/api/hitl/runs/[id]/undo/route";
import * as runs from "@/app/api/hitl/runs/route";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** The real handlers of everything under `/api/hitl/runs`, by address as the framework finds them. */
export const routes: { pattern: RegExp; handlers: { GET?: Handler; POST?: Handler; DELETE?: Handler } }[] = [
  { pattern: /^\/api\/hitl\/runs$/, handlers: runs },
  { pattern: /^\/api\/hitl\/runs\/(?<id>[^/]+)$/, handlers: run },
  { pattern: /^\/api\/hitl\/runs\/(?<id>[^/]+)\/approve$/, handlers: approve },
  { pattern: /^\/api\/hitl\/runs\/(?<id>[^/]+)\/documents$/, handlers: documents },
  { pattern: /^\/api\/hitl\/runs\/(?<id>[^/]+)\/edit$/, handlers: edit },
  { pattern: /^\/api\/hitl\/runs\/(?<id>[^/]+)\/reject$/, handlers: reject },
  { pattern: /^\/api\/hitl\/runs\/(?<id>[^/]+)\/retry$/, handlers: retry },
  { pattern: /^\/api\/hitl\/runs\/(?<id>[^/]+)\/undo$/, handlers: undo },
  { pattern: /^\/api\/hitl\/runs\/(?<id>[^/]+)\/cancel$/, handlers: cancel },
  { pattern: /^\/api\/hitl\/runs\/(?<id>[^/]+)\/claim$/, handlers: claim },
  { pattern: /^\/api\/hitl\/runs\/(?<id>[^/]+)\/release$/, handlers: release },
  { pattern: /^\/api\/hitl\/runs\/(?<id>[^/]+)\/comments$/, handlers: comments },
  { pattern: /^\/api\/hitl\/runs\/(?<id>[^/]+)\/events$/, handlers: events },
  { pattern: /^\/api\/hitl\/runs\/(?<id>[^/]+)\/outputs\/(?<index>[^/]+)$/, handlers: outputs },
];
