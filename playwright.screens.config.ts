import { defineConfig } from "@playwright/test";
import specs from "./playwright.config";

const { projects: _, ...base } = specs;

/** `npm run screens`: the pictures of docs/screens, taken of the built app. */
export default defineConfig({ ...base, testMatch: /\.screens\.ts$/, workers: 1, timeout: 120_000 });
