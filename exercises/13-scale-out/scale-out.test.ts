/**
 * What nginx does with two nodes, and what a node knows of nginx: both really run.
 * @jest-environment ./scripts/servers/services/jest/with-nginx.ts
 */
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { aNode, ask, closeAll, openShop, type ShopResponse } from "./test/shop";

// A client waits four seconds, and nodes and nginx have to start before.
jest.setTimeout(25_000);
afterEach(closeAll);

/** `count` requests, one after the other. */
async function inTurn(
  count: number,
  send: () => Promise<ShopResponse>,
): Promise<ShopResponse[]> {
  const responses: ShopResponse[] = [];
  while (responses.length < count) responses.push(await send());
  return responses;
}

function statuses(responses: readonly ShopResponse[]): number[] {
  return [...new Set(responses.map(({ status }) => status))];
}

describe("a node", () => {
  test("believes what nginx says of the client", async () => {
    const { address } = await aNode("one");
    const [, port] = address.split(":").map(Number);

    const { ip } = await ask(port ?? 0, "GET", "198.51.100.7");

    expect(ip).toBe("198.51.100.7");
  });

  test("believes nobody else", async () => {
    const { app } = await aNode("one");

    const trusts: (address: string, hop: number) => boolean =
      app.get("trust proxy fn");

    expect(trusts("127.0.0.1", 0)).toBe(true);
    expect(trusts("198.51.100.7", 0)).toBe(false);
  });

  test("keeps idle connections longer than nginx does", async () => {
    const { server } = await aNode("one");

    // nginx keeps them for 60 seconds, if it is not told otherwise.
    expect(server.keepAliveTimeout).toBeGreaterThan(60_000);
    expect(server.keepAliveTimeout).toBeLessThanOrEqual(600_000);
  });
});

describe("nginx", () => {
  test("sends requests to both nodes", async () => {
    const { ask } = await openShop();

    const responses = await inTurn(4, ask);

    const nodes = new Set(responses.map(({ node }) => node));
    expect([...nodes].sort()).toEqual(["one", "other"]);
  });

  test("tells the client's own address, whatever the client claims", async () => {
    const { ask } = await openShop();

    const { ip } = await ask("GET", "198.51.100.7");

    expect(ip).toBe("127.0.0.1");
  });

  test("keeps its connections to the nodes", async () => {
    const { ask, one, other } = await openShop();

    await inTurn(20, ask);

    // One each; a few more, where the machine stood still for a moment.
    for (const node of [one, other]) {
      expect([1, 2, 3]).toContain(node.connections());
    }
  });

  test("has the other answer where a node is gone, and orders as well", async () => {
    const { ask, one } = await openShop();
    await one.die();

    const read = await inTurn(4, ask);
    const ordered = await inTurn(4, () => ask("POST"));

    expect([statuses(read), statuses(ordered)]).toEqual([[200], [201]]);
  });

  test("has the other answer where a node hangs up in the middle", async () => {
    const { ask, one } = await openShop();
    one.mode = "cuts";

    expect(statuses(await inTurn(4, ask))).toEqual([200]);
  });

  test("has the other answer where a node says nothing", async () => {
    const { ask, one } = await openShop();
    one.mode = "hangs";

    const responses = await Promise.all([ask(), ask()]);

    expect(statuses(responses)).toEqual([200]);
  });

  test("leaves a node alone that has failed", async () => {
    const { ask, one } = await openShop();
    one.mode = "cuts";

    await inTurn(10, ask);

    // A second time, where ten requests take longer than it is left alone.
    expect([["GET"], ["GET", "GET"]]).toContainEqual(one.seen);
  });

  test("sends no order twice that a node may have taken", async () => {
    const { ask, one, other } = await openShop();
    one.mode = "cuts";
    other.mode = "cuts";

    const { status } = await ask("POST");

    expect({ status, seen: [...one.seen, ...other.seen] }).toEqual({
      status: 502,
      seen: ["POST"],
    });
  });
});
