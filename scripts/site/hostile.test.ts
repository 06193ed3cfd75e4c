// Proves that whatever stands in an address, a Host or an Origin, the site answers with a clean refusal.
import { once } from "node:events";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { hostileAddresses } from "./fixtures/hostile-addresses";
import { type OpenSite, openSite } from "./fixtures/open-site";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** As it is written: `fetch` would tidy the path up. */
async function ask(
  path: string,
  { method = "GET", headers = {} }: { method?: string; headers?: object } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(site.url);
  const sent = request({
    hostname,
    port,
    path,
    method,
    headers: { ...headers },
  });
  sent.end();
  const [response] = await once(sent, "response");
  let body = "";
  for await (const chunk of response.setEncoding("utf8")) body += chunk;
  const type = String(response.headers["content-type"] ?? "");
  return { status: response.statusCode, type, body };
}

describe("a hostile address", () => {
  test("there are more than 400 of them", () => {
    expect(new Set(hostileAddresses).size).toBeGreaterThan(400);
  });

  test("is answered with 4xx, in few words that give nothing away", async () => {
    const wrong: string[] = [];
    for (const path of hostileAddresses) {
      const { status, body } = await ask(path);
      const isRefused = status >= 400 && status < 500;
      const tells = /root:x:|"dependencies"|passedAt|\bat .*\.[jt]s:\d/.test(
        body,
      );
      if (!isRefused || tells) wrong.push(`${status} ${path.slice(0, 100)}`);
    }
    expect(wrong).toEqual([]);
    expect((await ask("/")).status).toBe(200);
  });

  test("is no markup in the page that refuses it", async () => {
    const { body, type } = await ask("/%3Cscript%3Ealert(1)%3C/script%3E", {
      headers: { accept: "text/html" },
    });

    expect(type).toBe("text/html; charset=utf-8");
    expect(body).not.toContain("<script>alert");
  });
});

describe("a request that names another host", () => {
  test.each([
    "example.com",
    "example.com:4000",
    "127.0.0.1.example.com",
    "localhost.example.com:4000",
    "127.0.0.1@example.com",
    "0.0.0.0:4000",
  ])("%j is refused with 421", async (host) => {
    const { status } = await ask("/", { headers: { host } });
    expect(status).toBe(421);
  });

  test.each(["/profiles/", "/profiles/x/y.cpuprofile", "/speedscope/"])(
    "is refused at %s as well",
    async (path) => {
      const headers = { host: "example.com" };
      expect((await ask(path, { headers })).status).toBe(421);
    },
  );

  test.each(["127.0.0.1", "localhost", "LOCALHOST:4000", "[::1]:4000"])(
    "but %s is this machine",
    async (host) => {
      const { status } = await ask("/", { headers: { host } });
      expect(status).toBe(200);
    },
  );
});

describe("another site's form", () => {
  const path = "/exercises/03-middleware/hints/1";

  test.each(["http://example.com", "null", "https://localhost"])(
    "from %s opens no hint",
    async (origin) => {
      const { status } = await ask(path, {
        method: "POST",
        headers: { origin },
      });
      expect(status).toBe(403);
    },
  );
});

describe("other methods", () => {
  test.each(["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])(
    "%s changes nothing",
    async (method) => {
      const { status } = await ask("/steps/03-middleware/app.ts", { method });
      // Express itself tells OPTIONS which methods there are.
      expect(method === "OPTIONS" ? [200] : [404]).toContain(status);
    },
  );
});
