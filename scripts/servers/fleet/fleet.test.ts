// Proves that a fleet replaces its nodes one by one, and keeps those that run where a build does not start.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
async function startFleet() {
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
  const fleet = await Fleet.start({
    entry: join(__dirname, "fixtures", "node.ts"),
    nodes: 2,
    port,
    host: "127.0.0.1",
    template: join(folder, "site.template"),
    env: { BAD_BUILD: badBuild },
    onOutput: () => {},
    onNews: (line) => news.push(line),
  });
  running.push(fleet);
  return {
    fleet,
    news,
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
