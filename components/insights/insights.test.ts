import { expect, test } from "vitest";
import { edgesOf } from "@/components/api/get-metrics";
import { adminEn } from "@/components/text/en/admin";
import { changedName } from "./changed-name";
import { logScale } from "./charts/log-scale";
import { modelNames } from "./model-names";
import { askedBy, bucketsFor, viewOf } from "./view";

const view = (address: string) => viewOf(new URLSearchParams(address));

test("an address without a range shows thirty days, and so does one that makes no sense", () => {
  expect(view("").range).toBe("30d");
  expect(view("range=12y").range).toBe("30d");
  expect(view("range=custom&from=2026-03-01").range).toBe("30d");
  expect(view("range=custom&from=2026-03-02&to=2026-03-01").range).toBe("30d");
  expect(view("range=custom&from=yesterday&to=2026-03-01").range).toBe("30d");
});

test("only what the address says is asked for", () => {
  expect(askedBy(view(""))).toEqual({ range: { days: 30 } });
  expect(askedBy(view("range=1d&bucket=hour&provider=replicate&model=a%2Fb"))).toEqual({
    range: { days: 1 },
    bucket: "hour",
    provider: "replicate",
    model: "a/b",
  });
});

test("a custom range includes its last day whole", () => {
  const { range } = askedBy(view("range=custom&from=2026-02-27&to=2026-02-28"));
  expect(edgesOf(range, 0)).toEqual({ from: "2026-02-27T00:00:00.000Z", to: "2026-03-01T00:00:00.000Z" });
});

test("days back are counted from now", () => {
  const now = Date.parse("2026-03-08T12:00:00Z");
  expect(edgesOf({ days: 7 }, now)).toEqual({
    from: "2026-03-01T12:00:00.000Z",
    to: "2026-03-08T12:00:00.000Z",
  });
});

test("no width is offered that the server would refuse, nor one wider than the range", () => {
  expect(bucketsFor(view("range=1d"))).toEqual(["hour", "day"]);
  expect(bucketsFor(view("range=30d"))).toEqual(["hour", "day", "week"]);
  expect(bucketsFor(view("range=90d"))).toEqual(["day", "week"]);
  expect(view("range=365d&bucket=hour").bucket).toBe("auto");
});

test("what people change is named in words where it is no field of the payload", () => {
  const name = (pointer: string) => changedName(pointer, adminEn.insights.changes);
  expect(name("response")).toBe("The answer");
  expect(name("request:/prompt")).toBe("Prompt of the request");
  expect(name("request:/attachments")).toBe("Attachments of the request");
  expect(name("/images/*")).toBe("images › *");
  expect(name("/a~1b~0c")).toBe("a/b~c");
});

test("the chosen model stays in the list though its provider's catalogue has no such model", () => {
  expect(modelNames([], { provider: "replicate", model: "gone/model" })).toEqual([
    { value: "gone/model", label: "gone/model" },
  ]);
});

test("the scale of times ends at spans that people know and holds every value", () => {
  const scale = logScale([42, 4_100, 550_000]);
  expect(scale?.lines).toEqual([10, 100, 1_000, 10_000, 60_000, 600_000]);
  expect(scale?.place(10)).toBe(0);
  expect(scale?.place(600_000)).toBe(1);
  expect(scale?.place(0)).toBe(0);
  expect(logScale([0])).toBeNull();
  expect(logScale([100])?.lines).toEqual([100, 1_000]);
  expect(logScale([0.2])?.lines).toEqual([1, 10]);
});
