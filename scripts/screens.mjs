// `npm run screens`: takes the pictures of docs/screens anew, of the real build.
import { inBrowser } from "./setup/in-browser.mjs";

await inBrowser("playwright.screens.config.ts");
