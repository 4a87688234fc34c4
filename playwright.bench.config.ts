import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

/** `npm run bench:inbox`: what the desk takes with ten thousand waiting runs, of the built app. */
export default defineConfig(base, { testMatch: /\.bench\.ts$/, workers: 1, timeout: 300_000 });
