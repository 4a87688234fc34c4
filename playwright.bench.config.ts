import { defineConfig } from "@playwright/test";
import specs from "./playwright.config";

const { projects: _, ...base } = specs;

/** `npm run bench:inbox`: what the desk takes with ten thousand waiting runs, of the built app. */
export default defineConfig({ ...base, testMatch: /\.bench\.ts$/, workers: 1, timeout: 300_000 });
