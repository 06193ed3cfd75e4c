// Proves that a line of nginx's log becomes the span that its node's is below.
import { createSocket } from "node:dgram";
import { expect, test } from "@jest/globals";
import type { Span } from "./collector";
import { receiveNginxSpans } from "./nginx-spans";

test("a line of nginx's log is a span", async () => {
  const id = "0af7651916cd43dd8448eb211c80319c";
  const line = {
    id,
    endS: "1700000000.250",
    tookS: "0.012",
    name: "GET / 200",
  };
  const received = Promise.withResolvers<Span>();
  const { port, stop } = await receiveNginxSpans(received.resolve);
  const socket = createSocket("udp4");

  for (const text of ["nothing of ours", JSON.stringify(line)]) {
    socket.send(`<190>Nov 30 19:00:00 nginx: ${text}`, port, "127.0.0.1");
  }

  expect(await received.promise).toMatchObject({
    traceId: id,
    spanId: "0af7651916cd43dd",
    name: "nginx GET / 200",
    startMs: 1_700_000_000_238,
    endMs: 1_700_000_000_250,
  });
  stop();
  socket.close();
});
