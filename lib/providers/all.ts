import { anthropic } from "./anthropic";
import { external } from "./external";
import type { ProviderFolder } from "./folder";
import { openai } from "./openai";
import { replicate } from "./replicate";
import { sandbox } from "./sandbox";

/** Every provider there is: adding one is a folder and a line here (docs/add-a-provider.md). */
export const providerFolders: readonly ProviderFolder[] = [sandbox, replicate, openai, anthropic, external];
