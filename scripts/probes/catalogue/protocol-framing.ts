// Requests that break the rules of HTTP, or stretch them.
import { statusesIn } from "../../servers/http/raw";
import { holdUpload } from "../../servers/http/request";
import { fallOf } from "../judge";
import { type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { signUpMessage, uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

const HOSTS = 20;

export const protocolFraming: readonly Probe[] = [
  {
    name: "absolute-target",
    category: "protocol",
    does: `Asks for a path with a host in front of it, as a proxy is asked: ${HOSTS} made-up hosts, and then for the metrics.`,
    surviving:
      "Each is answered as the path alone is, and no series of the metrics is named after a host.",
    outcomes: { 1: survives("answered as the path alone is") },
    attack: nameHosts,
  },
  {
    name: "duplicate-headers",
    category: "protocol",
    does: "Sends each of Host, Authorization, X-Request-Id and Cookie twice.",
    surviving:
      "There is one answer, it is none of the inside's errors, and it does not repeat both.",
    outcomes: { 1: survives() },
    attack: sendHeadersTwice,
  },
  {
    name: "expectations",
    category: "protocol",
    does: "Expects 100-continue before a sign-up, and then something unheard of.",
    surviving:
      "The first is told to continue, and answered; the second is refused with 417.",
    outcomes: { 1: survives() },
    needs: ["users"],
    attack: expectThings,
  },
  {
    name: "garbage",
    category: "protocol",
    does: "Says bytes without a meaning, a TLS greeting and the preface of HTTP/2.",
    surviving: "Each connection is refused or closed, and no other suffers.",
    outcomes: { 1: survives() },
    attack: talkGarbage,
  },
  {
    name: "header-overflow",
    category: "protocol",
    does: "Sends a header of 100 kB, 5000 headers, and a URL of 100 kB.",
    surviving: "Each is refused with 4xx, or its connection is cut.",
    outcomes: { 1: survives() },
    attack: overflowHeaders,
  },
  {
    name: "old-http",
    category: "protocol",
    does: "Asks as HTTP/1.0 does, without a Host, as the health checks of many balancers do.",
    surviving: "It is answered, and the connection is closed.",
    outcomes: { 1: survives("200, and closed") },
    setups: ["plain", "nodes"],
    attack: askInOldHttp,
  },
  {
    name: "request-smuggling",
    category: "protocol",
    does: "Gives a body two lengths, or a length and chunks, with a request hidden in it.",
    surviving:
      "Each is refused with 400, and the hidden request is not answered.",
    outcomes: { 1: survives() },
    needs: ["post"],
    attack: smuggle,
  },
  {
    name: "upgrade",
    category: "protocol",
    does: "Asks for a WebSocket and for HTTP/2 where there is neither.",
    surviving: "It is answered in HTTP/1.1, and not left waiting.",
    outcomes: { 1: survives() },
    attack: askForUpgrade,
  },
  {
    name: "wrong-framing",
    category: "protocol",
    does: "Sends no Host, an unknown method, an unknown version and a chunk of no size.",
    surviving: "Each is refused with 4xx or 5xx of the protocol, and closed.",
    outcomes: { 1: survives() },
    needs: ["post"],
    attack: breakFraming,
  },
];

async function nameHosts(target: Target): Promise<Verdict> {
  const { health } = target.routes;
  for (let index = 0; index < HOSTS; index += 1) {
    const path = `http://made-up-${index}.example${health}`;
    const fall = fallOf(await target.ask({ path }), path, { by: [200] });
    if (fall) return fall;
  }
  const metrics = await target.send({ path: "/metrics" });
  const series = new Set(metrics?.text.match(/made-up-\d+/g));
  return series.size === 0
    ? survived("answered as the path alone is")
    : fell("wrong answer", `${series.size} hosts are kept in the metrics`);
}

async function askInOldHttp(target: Target): Promise<Verdict> {
  const { text, end } = await target.talk(
    `GET ${target.routes.health} HTTP/1.0\r\n\r\n`,
  );
  const [status = "no answer"] = statusesIn(text);
  if (end === "open") return fell("hung", `${status}, and it stays open`);
  return status === 200
    ? survived("200, and closed")
    : fell("wrong answer", `${status}`);
}

async function sendHeadersTwice(target: Target): Promise<Verdict> {
  const twice = ["Host", "Authorization", "X-Request-Id", "Cookie"];
  const lines = twice.flatMap((name) => [`${name}: one`, `${name}: two`]);
  const start = `GET ${target.routes.health} HTTP/1.1`;
  const text = [start, ...lines, "Connection: close", "", ""].join("\r\n");
  const heard = await target.talk(text);
  const [status, ...more] = statusesIn(heard.text);
  if (heard.end === "open") return fell("hung", "no end of the answer");
  if (status === undefined || more.length > 0 || status >= 500) {
    return fell("wrong answer", `answers: ${[status, ...more]}`);
  }
  return /one, two/.test(heard.text)
    ? fell("wrong answer", "the answer repeats both")
    : survived(`answered with ${status}`);
}

async function expectThings(target: Target): Promise<Verdict> {
  const message = target.withCredentials(signUpMessage(uniqueUser()));
  const upload = await holdUpload(target.at, message);
  const answer = await upload.finish();
  if (answer?.status !== 201) {
    return fell("wrong answer", `${answer?.status} after 100 Continue`);
  }
  const { text } = await target.talk(
    "POST /users HTTP/1.1\r\nHost: here\r\nExpect: a miracle\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
  );
  const [status] = statusesIn(text);
  return status === 417
    ? survived("continued, and refused with 417")
    : fell("wrong answer", `${status} for an expectation that is none`);
}

const openings = {
  "bytes without a meaning": Buffer.from("8ef0029bd53c77a1e6105fc8", "hex"),
  "a TLS greeting": Buffer.from("16030100a5010000a10303", "hex"),
  "HTTP/2": Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
};

async function talkGarbage(target: Target): Promise<Verdict> {
  for (const [what, bytes] of Object.entries(openings)) {
    const { text, end } = await target.talk(bytes);
    if (end === "open") return fell("hung", `the connection of ${what} stays`);
    if (/^HTTP\/1\.1 [25]/.test(text)) {
      return fell("wrong answer", `${text.slice(9, 12)} for ${what}`);
    }
  }
  return survived("refused, and closed");
}

const long = "x".repeat(100_000);
const many = Array.from({ length: 5000 }, (_, n) => `X-${n}: ${n}\r\n`).join(
  "",
);

async function overflowHeaders(target: Target): Promise<Verdict> {
  const { health } = target.routes;
  const attempts = {
    "a header of 100 kB": `GET ${health} HTTP/1.1\r\nHost: here\r\nX: ${long}\r\n\r\n`,
    "5000 headers": `GET ${health} HTTP/1.1\r\nHost: here\r\n${many}\r\n`,
    "a URL of 100 kB": `GET /${long} HTTP/1.1\r\nHost: here\r\n\r\n`,
  };
  for (const [what, text] of Object.entries(attempts)) {
    const heard = await target.talk(text, {
      until: (answer) => statusesIn(answer).length > 0,
    });
    const [status] = statusesIn(heard.text);
    if (status === undefined && heard.end === "open") {
      return fell("hung", `no answer to ${what}`);
    }
    if (status !== undefined && (status < 400 || status >= 500)) {
      return fell("wrong answer", `${status} for ${what}`);
    }
  }
  return survived("refused");
}

const hidden = "GET /hidden HTTP/1.1\r\nHost: here\r\n\r\n";

const lengths: Readonly<Record<string, readonly string[]>> = {
  "a length and chunks": [
    `Content-Length: ${hidden.length + 5}`,
    "Transfer-Encoding: chunked",
  ],
  "two lengths": ["Content-Length: 5", `Content-Length: ${hidden.length}`],
  "a length in two words": ["Content-Length: 5 5"],
  "a negative length": ["Content-Length: -1"],
  "chunks that are said oddly": ["Transfer-Encoding: xchunked"],
  "chunks, and something after": ["Transfer-Encoding: chunked, identity"],
  "a blank before the colon": ["Transfer-Encoding : chunked"],
};

const count = (text: string) => statusesIn(text).length;

async function smuggle(target: Target): Promise<Verdict> {
  const ofHidden = await target.askAsStranger({ path: "/hidden" });
  const isOfHidden = (status: number) =>
    typeof ofHidden !== "string" && status === ofHidden.status;
  for (const [what, lines] of Object.entries(lengths)) {
    const head = [`POST ${target.routes.post} HTTP/1.1`, "Host: here"];
    const text = [...head, ...lines, "", `0\r\n\r\n${hidden}`].join("\r\n");
    // Not half-closed: whoever takes that for a client that has gone would not
    // answer what is hidden, though it has done it.
    const heard = await target.talk(text, { until: (it) => count(it) > 1 });
    const statuses = statusesIn(heard.text);
    // A second one may be the parser's own, which refuses what came behind.
    if (statuses.slice(1).some(isOfHidden)) {
      return fell("wrong answer", `two answers (${statuses}) to ${what}`);
    }
    const [status, second] = statuses;
    if (heard.end === "open" && second === undefined) {
      return fell("hung", `no end to ${what}`);
    }
    if (status === undefined && (await hasEnded(target))) {
      return fell("crashed", `no answer to ${what}`);
    }
    if (status !== undefined && (status < 400 || status >= 500)) {
      return fell("wrong answer", `${status} for ${what}`);
    }
  }
  return survived("refused, and nothing hidden is answered");
}

/** A connection that is cut may be a refusal, or the end of the server. */
async function hasEnded(target: Target): Promise<boolean> {
  return (await target.health()) === "no answer";
}

async function askForUpgrade(target: Target): Promise<Verdict> {
  for (const protocol of ["websocket", "h2c"]) {
    const lines = [
      `GET ${target.routes.health} HTTP/1.1`,
      ...["Host: here", "Connection: Upgrade", `Upgrade: ${protocol}`],
      ...["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: eA==", "", ""],
    ];
    const heard = await target.talk(lines.join("\r\n"), {
      until: (text) => statusesIn(text).length > 0,
    });
    const [status] = statusesIn(heard.text);
    if (status === 101) return fell("wrong answer", `101 for ${protocol}`);
    if (status === undefined) return fell("hung", `no answer to ${protocol}`);
  }
  return survived("answered in HTTP/1.1");
}

async function breakFraming(target: Target): Promise<Verdict> {
  const { health, post } = target.routes;
  const attempts = {
    "no Host": `GET ${health} HTTP/1.1\r\n\r\n`,
    "an unknown method": `BREW ${health} HTTP/1.1\r\nHost: here\r\n\r\n`,
    "an unknown version": `GET ${health} HTTP/9.9\r\nHost: here\r\n\r\n`,
    "a chunk of no size": `POST ${post} HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n`,
  };
  for (const [what, text] of Object.entries(attempts)) {
    const heard = await target.talk(text);
    const [status = 0] = statusesIn(heard.text);
    if (heard.end === "open") return fell("hung", `no end to ${what}`);
    if (status === 0 && (await hasEnded(target))) {
      return fell("crashed", `no answer to ${what}`);
    }
    if (status >= 200 && status < 400) {
      return fell("wrong answer", `${status} for ${what}`);
    }
  }
  return survived("refused, and closed");
}
