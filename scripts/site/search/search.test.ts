// Proves that a search finds sections by the beginnings of words, titles first.
import { describe, expect, test } from "@jest/globals";
import { documents } from "./documents";
import { search } from "./search";

const pages = [
  { url: "/a", title: "Logging", heading: "", text: "One line a request." },
  { url: "/b", title: "Errors", heading: "In the log", text: "A log line." },
  { url: "/c", title: "Layers", heading: "", text: "A catalogue (of logs)." },
];

function found(query: string): string[] {
  return search(query, pages).map(({ url }) => url);
}

describe("search", () => {
  test("finds beginnings of words, those in titles first", () => {
    expect(found("log")).toEqual(["/a", "/b", "/c"]);
    expect(found("catalog")).toEqual(["/c"]);
    expect(found("ogging")).toEqual([]);
  });

  test("forgives a typo, but not in the first letter, and marks what was meant", () => {
    expect(found("loging")).toEqual(["/a"]);
    expect(found("requst")).toEqual(["/a"]);
    expect(found("bogging")).toEqual([]);
    const [hit] = search("catalgue", pages);
    expect(hit?.extract).toContainEqual({ text: "catalogue", hit: true });
  });

  test("wants every word", () => {
    expect(found("log line")).toEqual(["/a", "/b"]);
  });

  test("takes no character for a pattern", () => {
    expect(found(".*")).toEqual([]);
    expect(found("(of logs) [")).toEqual(["/c"]);
    expect(found("")).toEqual([]);
  });

  test("shows the words in what stands around them", () => {
    const [hit] = search("catalogue", pages);
    expect(hit?.extract).toEqual([
      { text: "A ", hit: false },
      { text: "catalogue", hit: true },
      { text: " (of logs).", hit: false },
    ]);
  });

  test("knows lessons, exercises and files, and none of the hints", () => {
    const all = documents();
    const urls = all.map(({ url }) => url);

    expect(urls).toEqual(
      expect.arrayContaining([
        "/steps/03-middleware/#the-order-matters",
        "/exercises/03-middleware/#task",
        "/steps/03-middleware/middleware/request-id.ts",
      ]),
    );
    expect(all.some(({ heading }) => heading === "Hints")).toBe(false);
  });
});
