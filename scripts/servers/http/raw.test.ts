// Proves that an answer is found in the bytes of a connection, once it is whole.
import { expect, test } from "@jest/globals";
import { answerIn } from "./raw";

const head =
  "HTTP/1.1 413 Payload Too Large\r\nContent-Type: text/plain\r\nX-Odd: a: b\r\nContent-Length: 4\r\n\r\n";

test("an answer is read with its headers and its body alone", () => {
  expect(answerIn(`${head}bodyHTTP/1.1 200 OK\r\n\r\n`)).toEqual({
    status: 413,
    headers: {
      "content-type": "text/plain",
      "x-odd": "a: b",
      "content-length": "4",
    },
    text: "body",
  });
});

test.each(["", "HTTP/1.1 413", head.slice(0, -2), `${head}bod`])(
  "%j is no whole answer yet",
  (heard) => {
    expect(answerIn(heard)).toBe(undefined);
  },
);
