// Proves that a fleet replaces its nodes one by one, and keeps those that run where a build does not start.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { writeTree } from "../host/fixtures/write-tree";
import { unusedPort } from "../host/free-port";
import { request } from "../http/request";
import { describeWithNginx } from "../services/fixtures/if-available";
import { Fleet } from "./fleet";

const running: Fleet[] = [];
afterEach(() => Promise.all(running.splice(0).map((fleet) => fleet.stop())));

const variable = (name: string) => `$\{${name}}`;

/** Two nodes, the news of them, and a way to spoil the build. */
async function startFleet(env: Record<string, string> = {}) {
  const folder = writeTree({
    "site.template": `
      upstream nodes { ${variable("NODES")} }
      server {
        listen ${variable("PORT")};
        location / { proxy_pass http://nodes; }
      }`,
  });
  const badBuild = join(folder, "bad-build");
  const port = await unusedPort();
  const news: string[] = [];
  let onNews = (_line: string) => {};
  let onGivenUp = () => {};
  const givenUp = new Promise<void>((resolve) => {
    onGivenUp = resolve;
  });
  const fleet = await Fleet.start({
    entry: join(__dirname, "fixtures", "node.ts"),
    nodes: 2,
    port,
    host: "127.0.0.1",
    template: join(folder, "site.template"),
    env: { BAD_BUILD: badBuild, ...env },
    onOutput: () => {},
    onNews(line) {
      news.push(line);
      onNews(line);
    },
    onGivenUp,
    pauseMs: 50,
  });
  running.push(fleet);
  return {
    fleet,
    news,
    givenUp,
    /** Resolves once such a line comes. */
    said: (line: RegExp) =>
      new Promise<void>((resolve) => {
        onNews = (next) => line.test(next) && resolve();
      }),
    spoil: () => writeFileSync(badBuild, ""),
    mend: () => rmSync(badBuild),
    /** The status of whatever is asked until then, one after another. */
    async askedUntil(over: () => boolean): Promise<Set<number | undefined>> {
      const statuses = new Set<number | undefined>();
      while (!over()) {
        statuses.add((await request(port, { path: "/" }))?.status);
      }
      return statuses;
    },
    /** Who answers, asked so often that each has its turn. */
    async answering(): Promise<Set<string | undefined>> {
      const asked = Array.from({ length: 4 }, () =>
        request(port, { path: "/" }),
      );
      const answers = await Promise.all(asked);
      return new Set(answers.map((answer) => answer?.text));
    },
  };
}

describeWithNginx("a start", () => {
  test("has other ports for its nodes where one was taken meanwhile", async () => {
    const taken = join(writeTree({ taken: "" }), "taken");

    const { answering } = await startFleet({ TAKEN: taken });

    expect(existsSync(taken)).toBe(false);
    expect((await answering()).size).toBe(2);
  });
});

describeWithNginx("a rolling deploy", () => {
  test("replaces each node", async () => {
    const { fleet, news, answering } = await startFleet();
    const before = await answering();

    await fleet.deploy();

    const after = await answering();
    expect([before.size, after.size]).toEqual([2, 2]);
    expect([...after].filter((node) => before.has(node))).toEqual([]);
    expect(news).toEqual([
      "Node 1 drains.",
      "Node 1 is replaced.",
      "Node 2 drains.",
      "Node 2 is replaced.",
    ]);
  });

  test("of a build that does not start ends at the first node", async () => {
    const { fleet, news, answering, spoil, mend } = await startFleet();
    const before = await answering();
    spoil();

    await fleet.deploy();

    const [left, ...others] = await answering();
    expect(before).toContain(left);
    expect(others).toEqual([]);
    expect(news).toEqual([
      "Node 1 drains.",
      "Node 1 does not start: the deploy ends here.",
    ]);
    mend();
    await fleet.deploy();
    expect(news.at(-1)).toBe("Node 2 is replaced.");
  });

  test("waits for a node that nginx has put aside", async () => {
    const { fleet, news, answering, askedUntil } = await startFleet();
    const killed = async (node: string | undefined) => {
      const endedAndBack = news.length + 2;
      process.kill(Number(node), "SIGKILL");
      await askedUntil(() => news.length >= endedAndBack);
    };
    const [one, other] = await answering();
    await killed(one);
    // The second one: the deploy begins with the first.
    if (!news.includes("Node 2 is back.")) {
      while ((await answering()).size < 2);
      await killed(other);
    }

    let isOver = false;
    const deploying = fleet.deploy().then(() => {
      isOver = true;
    });
    const statuses = await askedUntil(() => isOver);

    await deploying;
    expect([...statuses]).toEqual([200]);
    expect(news.at(-1)).toBe("Node 2 is replaced.");
  });
});

describeWithNginx("what ends by itself", () => {
  test("is started again, though the first start fails", async () => {
    const { news, said, answering, spoil, mend } = await startFleet();
    const [one] = await answering();
    spoil();

    const failed = said(/^Node \d does not start\.$/);
    process.kill(Number(one), "SIGKILL");
    await failed;
    const back = said(/^Node \d is back\.$/);
    mend();
    await back;

    expect(news.at(0)).toMatch(/^Node \d ended by SIGKILL\.$/);
  });

  test("is given up after five starts that fail, and the fleet with the last node", async () => {
    const { news, givenUp, answering, spoil } = await startFleet();
    const nodes = await answering();
    spoil();

    for (const node of nodes) process.kill(Number(node), "SIGKILL");
    await givenUp;

    const lines = (words: RegExp) => news.filter((line) => words.test(line));
    expect(lines(/does not start\.$/)).toHaveLength(10);
    expect(lines(/does not come back/)).toHaveLength(2);
  });

  test("is started again where it is nginx, and said", async () => {
    const { fleet, news, said, answering } = await startFleet();
    const file = join(dirname(fleet.accessLog), "nginx.pid");

    const back = said(/^nginx is back\.$/);
    process.kill(Number(readFileSync(file, "utf8")), "SIGKILL");
    await back;

    expect(news).toEqual(["nginx ended.", "nginx is back."]);
    expect((await answering()).size).toBe(2);
  });
});
