import { expect, test } from "vitest";
import { apiAddress } from "./api-address";

const key = { authorization: "Bearer cs_1" };
const json = { accept: "application/json, */*" };
const browser = { accept: "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8" };

test.each([
  // The older clients' addresses are ours.
  ["POST", "/teams/run?use_hitl=True", {}, "/api/teams/run?use_hitl=True"],
  ["GET", "/hitl/runs/run_1", browser, "/api/hitl/runs/run_1"],
  ["GET", "/hitl", {}, "/api/hitl"],
  // What a program asks of a page is never answered with one.
  ["POST", "/runs", {}, "/api/runs"],
  ["DELETE", "/", {}, "/api"],
  ["GET", "/?x=1", json, "/api?x=1"],
  ["GET", "/v1/predictions", key, "/api/v1/predictions"],
  ["GET", "/nothing", { accept: "application/problem+json" }, "/api/nothing"],
  // All else goes where it was sent.
  ["POST", "/api/hitl/runs", key, "/api/hitl/runs"],
  ["GET", "/api", {}, "/api"],
  ["GET", "/runs", browser, "/runs"],
  ["GET", "/runs", { accept: "*/*", rsc: "1" }, "/runs"],
  ["GET", "/teamsters", {}, "/teamsters"],
  ["GET", "/runs", { authorization: "Basic eDp5" }, "/runs"],
] as const)("%s %s %j goes to %s", (method, url, headers, address) => {
  expect(apiAddress({ method, url, headers })).toBe(address);
});
