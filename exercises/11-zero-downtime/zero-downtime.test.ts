// What a shutdown and a rolling restart of the orders API cost: nothing.
import { afterEach, describe, expect, test } from "@jest/globals";
import { rollingRestart } from "./rolling-restart";
import {
  deadlineMs,
  graceMs,
  MemoryFleet,
  openApi as open,
  outcomeOf,
} from "./test/api";

type Api = Awaited<ReturnType<typeof open>>;

const apis: Api[] = [];
afterEach(async () => {
  await Promise.all(apis.splice(0).map((api) => api.close()));
});

async function openApi(): Promise<Api> {
  const api = await open();
  apis.push(api);
  return api;
}

describe("during the grace", () => {
  test("the API says that it is not ready any more", async () => {
    const api = await openApi();
    const before = await api.get("/readyz");

    void api.begin();

    expect({ before, after: await api.get("/readyz") }).toEqual({
      before: expect.stringContaining("200"),
      after: expect.stringContaining("503"),
    });
  });

  test("it goes on serving whoever has not noticed yet", async () => {
    const api = await openApi();

    void api.begin();

    expect(await api.get("/orders")).toContain("200");
    expect(await api.order()).toContain("202");
  });

  test("each answer asks its client to close the connection", async () => {
    const api = await openApi();
    const before = await api.get("/orders");

    void api.begin();

    expect({ before, during: await api.get("/orders") }).toEqual({
      before: "200, keep-alive",
      during: "200, close",
    });
  });

  test("asked once more to end, it goes on as it does", async () => {
    const api = await openApi();

    const first = api.begin();
    const second = api.begin();

    expect(api.waits()).toEqual([graceMs]);
    await api.pass(graceMs);
    expect(await outcomeOf(Promise.all([first, second]))).toEqual([
      "drained",
      "drained",
    ]);
  });
});

describe("after the grace", () => {
  test("it takes on nothing more, and has ended when nothing is left", async () => {
    const api = await openApi();
    await api.get("/orders");

    const ending = api.begin();
    await api.pass(graceMs);

    expect(await outcomeOf(ending)).toBe("drained");
    expect(await api.get("/orders")).toBe("lost");
  });

  test("a request that is being answered gets its answer", async () => {
    const api = await openApi();
    const { response, release } = await api.holdRequest();

    const ending = api.begin();
    await api.pass(graceMs);
    const wasListening = api.isListening();
    release();

    expect({ wasListening, response: await response }).toEqual({
      wasListening: false,
      response: expect.stringContaining("200"),
    });
    expect(await outcomeOf(ending)).toBe("drained");
  });

  test("an order that is being packed is packed", async () => {
    const api = await openApi();
    await api.order();

    const ending = api.begin();
    await api.pass(graceMs);
    const meanwhile = await outcomeOf(ending, 500);
    api.finishPacking();

    expect({ meanwhile, finally: await outcomeOf(ending) }).toEqual({
      meanwhile: "does not end",
      finally: "drained",
    });
  });

  test("at the deadline it cuts off what never finishes", async () => {
    const api = await openApi();
    const { response } = await api.holdRequest();

    const ending = api.begin();
    await api.pass(graceMs);
    await api.pass(deadlineMs);

    expect(await outcomeOf(ending)).toBe("cut off");
    expect(await outcomeOf(response)).toBe("lost");
  });
});

describe("a rolling restart", () => {
  test("has each successor ready before the old one drains, one at a time", async () => {
    const fleet = new MemoryFleet("ada", "bob");

    const restart = await rollingRestart(fleet);

    expect(fleet.story).toEqual([
      ...["new 1 starts", "new 1 is ready", "ada drains", "ada has ended"],
      ...["new 2 starts", "new 2 is ready", "bob drains", "bob has ended"],
    ]);
    expect(restart).toEqual({ replaced: 2 });
  });

  test("is given up where the new build cannot start: the old ones go on", async () => {
    const fleet = new MemoryFleet("ada", "bob");
    const failure = new Error("a broken build");
    fleet.onStart = () => {
      throw failure;
    };

    const restart = await rollingRestart(fleet);

    expect({ restart, workers: fleet.workers() }).toEqual({
      restart: { replaced: 0, failure },
      workers: ["ada", "bob"],
    });
    expect(fleet.story).toEqual(["new 1 starts"]);
  });

  test("leaves out a worker that has died meanwhile: it has a successor", async () => {
    const fleet = new MemoryFleet("ada", "bob");
    fleet.onStart = () => {
      if (fleet.workers().includes("bob")) fleet.dies("bob", "bob's successor");
    };

    const restart = await rollingRestart(fleet);

    expect({ restart, workers: fleet.workers() }).toEqual({
      restart: { replaced: 1 },
      workers: ["bob's successor", "new 1"],
    });
  });
});
