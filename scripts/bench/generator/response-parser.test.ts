// Proves where responses end, however their bytes are cut into chunks.
import { describe, expect, test } from "@jest/globals";
import { ResponseParser } from "./response-parser";

const SIZED = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
const CHUNKED =
  "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n" +
  "5;note=x\r\nhello\r\nA\r\n0123456789\r\n0\r\nX-Trailer: 1\r\n\r\n";

/** Feeds the text in pieces of a size, through one reused buffer. */
function feed(
  parser: ResponseParser,
  text: string,
  size = text.length,
): ReturnType<ResponseParser["feed"]>[] {
  const reused = Buffer.alloc(size);
  const answers: ReturnType<ResponseParser["feed"]>[] = [];
  for (let at = 0; at < text.length; at += size) {
    const length = reused.write(text.slice(at, at + size), "latin1");
    answers.push(parser.feed(reused.subarray(0, length)));
    reused.fill("#");
  }
  return answers;
}

describe("ResponseParser", () => {
  describe.each([
    ["sized by Content-Length", SIZED, 200],
    ["chunked, with an extension and a trailer", CHUNKED, 201],
    ["without a body by its status", "HTTP/1.1 304 Not\r\nA: b\r\n\r\n", 304],
    ["of length 0", "HTTP/1.1 200 OK\r\ncontent-length:0\r\n\r\n", 200],
    ["after an interim one", `HTTP/1.1 103 Hints\r\nA: b\r\n\r\n${SIZED}`, 200],
  ])("a response %s", (_, text, status) => {
    test.each([1, 2, 3, 7, 1000])(
      "is complete at its last byte, in pieces of %d",
      (size) => {
        const parser = new ResponseParser();
        const answers = feed(parser, text, size);
        expect(answers.pop()).toBe("complete");
        expect(new Set(answers).has("complete")).toBe(false);
        expect(parser).toMatchObject({ status, began: true, keepAlive: true });
      },
    );

    test("is incomplete without its last byte", () => {
      const parser = new ResponseParser();
      expect(feed(parser, text.slice(0, -1))).toEqual(["incomplete"]);
      expect(parser.end()).toBe("incomplete");
    });

    test("can be followed by another", () => {
      const parser = new ResponseParser();
      feed(parser, text);
      parser.next();
      expect(parser.began).toBe(false);
      expect(feed(parser, SIZED)).toEqual(["complete"]);
    });
  });

  test("ends a body without a length where the connection ends", () => {
    const parser = new ResponseParser();
    feed(parser, "HTTP/1.1 200 OK\r\n\r\nsome");
    expect(parser.end()).toBe("complete");
  });

  test.each([
    ["HTTP/1.1", "Connection: close\r\n", false],
    ["HTTP/1.1", "", true],
    ["HTTP/1.0", "", false],
    ["HTTP/1.0", "Connection: keep-alive\r\n", true],
  ])(
    "knows whether %s with '%s' keeps the connection",
    (version, header, kept) => {
      const parser = new ResponseParser();
      feed(parser, `${version} 200 OK\r\n${header}Content-Length: 0\r\n\r\n`);
      expect(parser.keepAlive).toBe(kept);
    },
  );

  test("trusts no connection that says more than was asked", () => {
    const parser = new ResponseParser();
    expect(feed(parser, `${SIZED}HTTP`)).toEqual(["complete"]);
    expect(parser.keepAlive).toBe(false);
  });

  test.each([
    ["no HTTP", "SSH-2.0-OpenSSH\r\n\r\n"],
    ["a chunk of no size", CHUNKED.replace("5;note=x", "five")],
    ["a head without end", `HTTP/1.1 200 OK\r\n${"A: b\r\n".repeat(20_000)}`],
  ])("calls %s malformed", (_, text) => {
    expect(feed(new ResponseParser(), text)).toEqual(["malformed"]);
  });
});
