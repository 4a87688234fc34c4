import { describe, expect, test } from "vitest";
import { endingOf } from "./file-ending";
import { contentTypeOf, kindOf } from "./sniff";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const box = (brand: string) => bytes(`\0\0\0\x20ftyp${brand}\0\0\0\0${brand}mp42isom`);
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

// Each: the file's first bytes, its name at the provider, and what it is kept as.
test.each<[string, Uint8Array, string, string, string, string]>([
  ["a sound is not shown as a film", box("M4A "), "a.m4a", "audio/mp4", "audio", "m4a"],
  ["a sound in a film's box is none", box("isom"), "a.m4a", "audio/mp4", "audio", "m4a"],
  ["a film is one", box("isom"), "a.mp4", "video/mp4", "video", "mp4"],
  ["a QuickTime film is no MP4", box("qt  "), "a.mov", "video/quicktime", "video", "mov"],
  ["a HEIC picture is not kept as a film", box("heic"), "a.heic", "image/heic", "image", "heic"],
  ["an AVIF picture is none", box("avif"), "a.avif", "image/avif", "image", "avif"],
  ["a PDF is no text", bytes("%PDF-1.7\n1 0 obj"), "a.pdf", "application/pdf", "file", "pdf"],
  ["a GLB is no .bin", bytes("glTF\x02\0\0\0\x10\0\0\0"), "a.glb", "model/gltf-binary", "file", "glb"],
  ["a TIFF is no .bin", bytes("II*\0\x08\0\0\0\0\0"), "a.tiff", "image/tiff", "image", "tiff"],
  ["an SVG is no .bin", bytes(svg), "a.svg", "image/svg+xml", "image", "svg"],
  [
    "an SVG behind its preamble",
    bytes(`<?xml version="1.0"?>\n<!-- > -->\n<!DOCTYPE svg>\n${svg}`),
    "a",
    "image/svg+xml",
    "image",
    "svg",
  ],
  ["a page is text, and no page", bytes("<!doctype html><svg></svg>"), "a.html", "text/plain", "text", "txt"],
  [
    "a picture is not what its name says",
    bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "a.html",
    "image/png",
    "image",
    "png",
  ],
  ["a table keeps its ending", bytes("a,b\n1,2\n"), "a.csv", "text/csv", "text", "csv"],
  [
    "subtitles keep theirs",
    bytes("1\n00:00:01,000 --> 00:00:02,000\nHi"),
    "a.srt",
    "text/plain",
    "text",
    "srt",
  ],
  ["JSON is JSON", bytes('{"a":1}'), "a.json", "application/json", "json", "json"],
  ["a point cloud is no text", bytes("ply\nformat ascii 1.0\n"), "a.ply", "model/ply", "file", "ply"],
  [
    "weights keep their ending",
    bytes("\x90\x01\0\0\0\0\0\0{"),
    "a.safetensors",
    "application/octet-stream",
    "file",
    "safetensors",
  ],
  [
    "a program is nothing that runs",
    bytes("MZ\x90\0\x03"),
    "a.exe",
    "application/octet-stream",
    "file",
    "bin",
  ],
  ["a script is text without its ending", bytes("#!/bin/sh\nrm -rf /"), "a.sh", "text/plain", "text", "txt"],
  ["text of two bytes a letter is no sound", bytes("\xff\xfeH\0i\0"), "a.txt", "text/plain", "text", "txt"],
  [
    "an archive of a kind keeps its ending",
    bytes(`PK\x03\x04\x14${"\0".repeat(60)}`),
    "a.npz",
    "application/zip",
    "file",
    "npz",
  ],
])("%s", async (_, head, name, type, kind, ending) => {
  const url = `https://replicate.delivery/x/${name}?sig=1`;
  const found = await contentTypeOf(head, "application/octet-stream", url);
  expect([found, kindOf(found), endingOf(found, url)]).toEqual([type, kind, ending]);
});

describe("the sender's word", () => {
  test("does not make a page or a script of what the bytes do not tell", async () => {
    for (const said of ["text/html", "application/xhtml+xml", "image/svg+xml", "text/javascript"])
      expect(await contentTypeOf(bytes("<p>hi"), said, "data:"), said).toBe("text/plain");
    expect(await contentTypeOf(bytes("\x01\x02"), "text/html", "data:")).toBe("application/octet-stream");
  });

  test("counts for JSON without an ending", async () => {
    expect(await contentTypeOf(bytes("[1]"), "application/json; charset=utf-8", "data:")).toBe(
      "application/json",
    );
  });
});
