import { providerFolder } from "../folder";
import { mark } from "./mark";

/** Questions of other systems: nothing is called, and what a person approves is what the asker is told. */
export const external = providerFolder({
  name: "external",
  variables: {},
  traces: { addresses: [], keys: [] },
  mark,
  limits: null,
  async create(_settings, { now }) {
    const { createExternal } = await import("./provider");
    return createExternal({ now });
  },
});
