// Probes of a server's time of day: it is set back, or differs from that of the store.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../../servers/http/request";
import {
  type ExpectedVerdict,
  eitherStore,
  type Probe,
  survives,
} from "../probe";
import type { Target } from "../targets/target";
import { fell, survived, type Verdict } from "../verdict";

const clock = join(__dirname, "..", "fixtures", "settable-clock.js");

/** One server for all of it: a limit that a worker may take a part of at a time. */
const shared = {
  env: {
    ...{ NODE_OPTIONS: `--require ${JSON.stringify(clock)}` },
    ...{ RATE_LIMIT: "1000", WORKERS: "1" },
  },
  needs: ["process", "limit"],
  setups: eitherStore,
} satisfies Partial<Probe>;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const kept: Record<number, ExpectedVerdict> = {
  6: survives("a minute at most, and each request counts once"),
};

export const clocks: readonly Probe[] = [
  {
    ...shared,
    name: "clock-set-back",
    category: "identity",
    does: "Sets the server's time of day back by an hour, in a client's minute.",
    surviving: "The client's minute is over when it would have been.",
    outcomes: kept,
    attack: (target) => requestsAt(target, [0, -HOUR_MS]),
  },
  {
    ...shared,
    name: "clocks-differ",
    category: "dependencies",
    does: "Has the server's time of day differ from the store's by two minutes, either way.",
    surviving:
      "A request counts once, and the client's minute is none longer and none shorter.",
    outcomes: kept,
    attack: (target) => requestsAt(target, [2 * MINUTE_MS, -2 * MINUTE_MS]),
  },
];

/** What each request is told of its limit, at times of day that are off by so much. */
async function requestsAt(
  target: Target,
  offsets: readonly number[],
): Promise<Verdict> {
  const { dataDirectory } = target.server;
  const file = join(dataDirectory, "clock");
  const seen: Limit[] = [];
  for (const offset of offsets) {
    writeFileSync(file, String(offset));
    // The second could have been taken with the first.
    seen.push(await limitAt(target), await limitAt(target));
  }
  writeFileSync(file, "0");
  const words = seen.map(({ left, seconds }) => `${left} left, ${seconds} s`);
  const isRight = seen.every(
    ({ seconds }) => seconds > 0 && seconds <= MINUTE_MS / 1000,
  );
  // One fewer each time, unless the minute is over.
  const countsOnce = seen.every(({ left }, index) => {
    const before = seen[index - 1]?.left ?? left + 1;
    return left === before - 1 || left > before;
  });
  return isRight && countsOnce
    ? survived("a minute at most, and each request counts once")
    : fell("wrong answer", words.join("; "));
}

interface Limit {
  readonly left: number;
  readonly seconds: number;
}

async function limitAt(target: Target): Promise<Limit> {
  const reply = await target.ask({ path: "/users?limit=1" });
  return typeof reply === "string" ? noLimit : limitIn(reply);
}

const noLimit = { left: Number.NaN, seconds: Number.NaN };

function limitIn({ headers }: Answer): Limit {
  const [, left, seconds] =
    /r=(\d+); t=(\d+)/.exec(String(headers.ratelimit)) ?? [];
  return left === undefined
    ? noLimit
    : { left: Number(left), seconds: Number(seconds) };
}
