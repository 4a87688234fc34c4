import type { Browser } from "@playwright/test";

/** A film of a second, with a picture in it, that the browser itself records; as a data address. */
export async function recordFilm(browser: Browser): Promise<string> {
  const page = await browser.newPage();
  const film = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [320, 180];
    const brush = canvas.getContext("2d");
    if (!brush) throw new Error("Nothing to draw with");
    const recorder = new MediaRecorder(canvas.captureStream(15), { mimeType: "video/webm;codecs=vp8" });
    const chunks: Blob[] = [];
    recorder.ondataavailable = ({ data }) => chunks.push(data);
    const ended = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    const begun = performance.now();
    await new Promise<void>((resolve) => {
      const draw = (now: number) => {
        brush.fillStyle = `hsl(${(now - begun) / 5}, 70%, 50%)`;
        brush.fillRect(0, 0, 320, 180);
        if (now - begun < 1_500) requestAnimationFrame(draw);
        else resolve();
      };
      requestAnimationFrame(draw);
    });
    recorder.stop();
    await ended;
    const reader = new FileReader();
    reader.readAsDataURL(new Blob(chunks, { type: "video/webm" }));
    await new Promise((resolve) => {
      reader.onload = resolve;
    });
    return String(reader.result);
  });
  await page.close();
  return film;
}
