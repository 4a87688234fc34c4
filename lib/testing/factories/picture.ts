/** A small picture as a data: URI: a sky, a sun and hills in the colours of the given hue. */
export function picture(hue: number, width = 640, height = 480): string {
  const color = (shift: number, light: number) => `hsl(${(hue + shift) % 360} 62% ${light}%)`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480" width="${width}" height="${height}" preserveAspectRatio="xMidYMid slice"><defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${color(0, 30)}"/><stop offset=".62" stop-color="${color(38, 72)}"/></linearGradient></defs><rect width="640" height="480" fill="url(#s)"/><circle cx="440" cy="210" r="64" fill="${color(52, 88)}"/><path d="M0 330C90 260 170 270 260 320s180 60 380-60v220H0z" fill="${color(12, 34)}"/><path d="M0 400c120-70 240-40 340-10s200 20 300-40v130H0z" fill="${color(4, 20)}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
