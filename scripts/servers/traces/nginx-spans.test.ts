// Proves, by a real nginx with step 13's template, that it begins each trace, and that its span is the parent of the node's.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { findStep } from "../host/find-step";
import { unusedPort } from "../host/free-port";
import { stepDirectory } from "../host/paths";
import { request } from "../http/request";
import { testWithNginx } from "../services/fixtures/if-available";
import { fillTemplate } from "../services/nginx/configuration";
import { startNginx } from "../services/nginx/start-nginx";
import type { Span } from "./collector";
import { receiveNginxSpans, spanLog } from "./nginx-spans";

const folder = stepDirectory(findStep("scale-out", "step"));
const template = readFileSync(
  join(folder, "nginx/express.conf.template"),
  "utf8",
);

testWithNginx(
  "a client's traceparent stays outside, and the node gets nginx's",
  async () => {
    const node = createServer((req, res) => res.end(req.headers.traceparent));
    node.listen(0, "127.0.0.1");
    await once(node, "listening");
    const address = node.address();
    const nodePort = typeof address === "object" ? address?.port : undefined;
    const received = Promise.withResolvers<Span>();
    const spans = await receiveNginxSpans(received.resolve);
    const port = await unusedPort();
    const site = fillTemplate(template, {
      PORT: `127.0.0.1:${port}`,
      NODES: `server 127.0.0.1:${nodePort};`,
    });
    const nginx = await startNginx(spanLog(spans.port) + site);

    const forged = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const response = await request(port, {
      path: "/users",
      headers: { traceparent: forged },
    });

    const span = await received.promise;
    expect(span.name).toBe("nginx GET /users 200");
    expect(response?.text).toBe(`00-${span.traceId}-${span.spanId}-01`);
    expect(response?.text).not.toContain("0af7651916cd43dd");
    await nginx.stop();
    spans.stop();
    node.close().closeAllConnections();
  },
);
