import type { Browser } from "@playwright/test";
import { Random } from "@/lib/testing/crash/random";
import { sound } from "@/lib/testing/factories/sound";
import { aPicture, type FileServer } from "../support/file-server";
import { recordFilm } from "./film";
import type { Material } from "./tasks";

const widths = [300, 400, 500, 600];

/** What the runs of a day are made of; the same for the same seed. */
export async function prepareMaterial(seed: number, browser: Browser, files: FileServer): Promise<Material> {
  const pictures = await Promise.all(widths.map((width) => aPicture(width, 300)));
  return {
    random: new Random(seed),
    picture: files.put("harbour.png", { type: "image/png", body: await aPicture(900, 600) }),
    gone: `http://${files.host}/gone.png`,
    pictures: pictures.map((bytes) => `data:image/png;base64,${bytes.toString("base64")}`),
    film: await recordFilm(browser),
    sound: sound(2),
  };
}
