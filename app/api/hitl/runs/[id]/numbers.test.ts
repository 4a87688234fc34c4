import { expect, test } from "vitest";
import { problemOf, testApi } from "@/lib/testing/api";

const { rita } = await testApi();

test("a number in an address is digits that a column can hold, or there is nothing there", async () => {
  const { run_id } = await rita.create({ hitl_config: { policy: "auto" } });
  for (const place of ["outputs", "revisions"]) {
    const good = place === "outputs" ? 0 : 1;
    expect((await rita.get(`/api/hitl/runs/${run_id}/${place}/${good}`)).status).toBe(200);
    for (const number of ["99999999999", "99", "-1", "1.0", "1e0", "0x1", "%201", "%00", "x"]) {
      await problemOf(await rita.get(`/api/hitl/runs/${run_id}/${place}/${number}`), "not_found");
    }
  }
});
