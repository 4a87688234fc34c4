// `npm run pack`: the command `countersign` and the typed client, as packages in dist/.
import { mkdirSync } from "node:fs";
import { packClient } from "./pack/client.mjs";
import { packCommand } from "./pack/command.mjs";

mkdirSync("dist", { recursive: true });
await packClient("dist");
await packCommand("dist");
