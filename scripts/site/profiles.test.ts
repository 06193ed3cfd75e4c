// Proves that the site shows the profiles that were taken, serves their files, and nothing else of their folders.
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { KeptRun } from "../bench/profile/kept-profiles";
import { root } from "../servers/host/paths";
import { keepProfileOfStep1 } from "./fixtures/kept-profile";
import { type OpenSite, openSite } from "./fixtures/open-site";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const get = (path: string) => fetch(site.url + path);

describe("before a profile is taken", () => {
  test("the page says how to take one", async () => {
    const response = await get("/profiles");

    expect(response.status).toBe(200);
    expect(await response.text()).toContain("<kbd>npm run profile 13</kbd>");
  });
});

describe("a profile that was taken", () => {
  let kept: KeptRun;
  beforeAll(() => {
    kept = keepProfileOfStep1();
  });

  test("is on the page, with its shares and the way to its flame graph", async () => {
    const page = await (await get("/profiles/")).text();

    expect(page).toContain("Step 1 under GET /users?limit=20");
    expect(page).toMatch(/<td>39\.8 %<\/td><td>native code<\/td>/);
    expect(page).toContain(
      '<a href="/steps/01-naive/server.ts#L25"><code>steps/01-naive/server.ts:25</code></a>',
    );
    expect(page).toContain(
      `href="/speedscope/#profileURL=${encodeURIComponent(`/profiles/${kept.run}/server.cpuprofile`)}&amp;`,
    );
  });

  test("is served as the JSON that it is", async () => {
    const response = await get(`/profiles/${kept.run}/server.cpuprofile`);

    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await response.json()).toHaveProperty("nodes");
  });

  test("is all that is served of its folder", async () => {
    const out = join(root, "package.json");
    symlinkSync(out, join(site.state, "profiles", kept.run, "x.cpuprofile"));
    symlinkSync(root, join(site.state, "profiles", "elsewhere"));
    const refused = [
      `/profiles/${kept.run}/profile.json`,
      `/profiles/${kept.run}/x.cpuprofile`,
      `/profiles/${kept.run}/`,
      "/profiles/elsewhere/package.json",
    ];

    const statuses = await Promise.all(
      refused.map(async (path) => (await get(path)).status),
    );

    expect(statuses).toEqual([404, 404, 404, 404]);
  });
});

describe("speedscope", () => {
  test("has a policy of its own, and the other pages keep theirs", async () => {
    const policyOf = async (path: string) =>
      (await get(path)).headers.get("content-security-policy");

    expect(await policyOf("/speedscope/")).toContain(
      "script-src 'self' 'wasm-unsafe-eval';style-src 'self' 'unsafe-inline'",
    );
    expect(await policyOf("/profiles/")).not.toContain("unsafe");
  });
});
