import { expect, test } from "vitest";
import { z } from "zod";
import { ModelSummary } from "@/lib/contracts/catalogue";
import { EventView } from "@/lib/contracts/event";
import { Revision, RevisionDetail } from "@/lib/contracts/evidence";
import { Preview, Run, RunSummary } from "@/lib/contracts/run";
import { models } from "./models";
import { makePreview } from "./preview";
import { revisionDetailsOf, revisionsOf } from "./revisions";
import { eventsOf, scenes } from "./scenes";
import { summaryOf } from "./summary";

test.each(Object.entries(scenes))("the scene %s is a run as the wire has it", (_name, make) => {
  const run = make();
  expect(() => Run.parse(run)).not.toThrow();
  expect(() => RunSummary.parse(summaryOf(run))).not.toThrow();
  expect(() => z.array(Revision).parse(revisionsOf(run))).not.toThrow();
  expect(() => z.array(RevisionDetail).parse(revisionDetailsOf(run))).not.toThrow();
  expect(() => z.array(EventView).parse(eventsOf(run))).not.toThrow();
});

test("the models and the preview are as the wire has them", () => {
  expect(() => z.array(ModelSummary).parse(models)).not.toThrow();
  expect(() => Preview.parse(makePreview())).not.toThrow();
});
