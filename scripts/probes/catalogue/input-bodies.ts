// Bodies that are broken, missing, too large, or not what they are said to be.

import { gzipSync } from "node:zlib";
import { holdUpload } from "../../servers/http/request";
import { asked, posted, withFirstText } from "../attempts";
import {
  countingUsers,
  fallOf,
  inWords,
  rejectsAll,
  rejectsEach,
} from "../judge";
import { anyFall, fallsBy, type Probe, survives } from "../probe";
import type { Target } from "../targets/target";
import { kept, signUpMessage, uniqueUser } from "../targets/users";
import { fell, survived, type Verdict } from "../verdict";

const allBroken =
  "JSON that is cut off, a form that is said to be JSON, a body that is null";
const allMissing =
  "a POST without a body, an empty body, an empty object, a POST without a word on a body";

const DEPTH = 20_000;
const nested = `${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}`;

const LARGE_BYTES = 2_000_000;

/** A body that was not taken for one is as good as a refused one. */
const wrongType = [415, 400, 422];

export const inputBodies: readonly Probe[] = [
  {
    name: "byte-order-mark",
    category: "input",
    does: "Posts JSON behind a byte order mark, as programs on Windows write it.",
    surviving:
      "It is the same JSON to the server, or refused as the client's fault.",
    outcomes: {
      1: fallsBy(
        "crashed",
        "no answer to a byte order mark; and ends with exit code 1",
      ),
      3: survives("taken as the same JSON"),
    },
    needs: ["post", "sample"],
    async attack(target) {
      const body = `\ufeff${JSON.stringify(target.sample())}`;
      const { what, message } = posted(target, "a byte order mark", body);
      const reply = await target.ask(message);
      return typeof reply === "object" && reply.status < 300
        ? survived("taken as the same JSON")
        : (fallOf(reply, what) ?? survived(`refused with ${inWords(reply)}`));
    },
  },
  {
    name: "compressed-bomb",
    category: "input",
    does: "Posts 10 kB of gzip that hold 10 MB of JSON.",
    surviving: "It is refused as the client's fault, and the server stays up.",
    // Steps before decompress nothing: to them this is malformed JSON.
    outcomes: {
      1: fallsBy("crashed"),
      3: survives("refused with 413 html with a stack trace"),
      4: survives("refused with 413 problem body_too_large"),
    },
    needs: ["post"],
    attack: (target) => rejectsAll(target, [bomb(target)]),
  },
  {
    name: "malformed-json",
    category: "input",
    does: "Posts JSON that is cut off, a form that is said to be JSON, and null.",
    surviving:
      "Each is refused as the client's fault, the refusal tells nothing of the inside, and the server stays up.",
    outcomes: {
      1: fallsBy(
        "crashed",
        `no answer to ${allBroken}; and ends with exit code 1`,
      ),
      3: fallsBy("leaked", `400 html with a stack trace for ${allBroken}`),
      4: survives("refused with 400 problem malformed_json"),
    },
    needs: ["post"],
    attack: (target) =>
      rejectsEach(
        target,
        [
          posted(target, "JSON that is cut off", '{"name":"Ada"'),
          posted(target, "a form that is said to be JSON", "name=Ada&age=36"),
          posted(target, "a body that is null", "null"),
        ],
        { discreet: true },
      ),
  },
  {
    name: "missing-body",
    category: "input",
    does: "Posts no body at all, an empty one, and an empty object.",
    surviving:
      "Each is refused as the client's fault, and the server stays up.",
    outcomes: {
      1: fallsBy(
        "crashed",
        `no answer to ${allMissing}; and ends with exit code 1`,
      ),
      3: fallsBy(
        "wrong answer",
        `500 html with a stack trace for ${allMissing}`,
      ),
      4: fallsBy(
        "wrong answer",
        `500 problem internal_error for ${allMissing}`,
      ),
      6: survives(
        "refused with 400 problem invalid_request (the body), 400 problem invalid_request (name, email, password)",
      ),
    },
    needs: ["post"],
    attack(target) {
      const { path } = asked("", target.routes.post).message;
      const nothing = { method: "POST", path };
      return rejectsEach(target, [
        { what: "a POST without a body", message: nothing },
        posted(target, "an empty body", ""),
        posted(target, "an empty object", {}),
        {
          what: "a POST without a word on a body",
          message: nothing,
          inOnePiece: true,
        },
      ]);
    },
  },
  {
    name: "nested-json",
    category: "input",
    does: `Posts a list, nested ${DEPTH} deep, where text belongs.`,
    surviving: "It is refused as the client's fault, and the server stays up.",
    outcomes: { 1: anyFall(), 6: survives() },
    needs: ["post", "sample"],
    attack(target) {
      const mark = "nested";
      const sample = withFirstText(target.sample(), mark);
      const body = JSON.stringify(sample).replace(`"${mark}"`, nested);
      return rejectsAll(target, [posted(target, "a deeply nested list", body)]);
    },
  },
  {
    name: "oversized-body",
    category: "input",
    does: "Posts a body of 2 MB.",
    surviving: "It is refused with 413, and the server stays up.",
    outcomes: {
      1: fallsBy("wrong answer", "201 json for 2 MB, and 1 user more"),
      3: survives("refused with 413 html with a stack trace, and 0 users more"),
      4: survives("refused with 413 problem body_too_large, and 0 users more"),
    },
    needs: ["post"],
    attack: (target) => countingUsers(target, () => postLarge(target)),
  },
  {
    name: "truncated-body",
    category: "input",
    does: "Sends the first half of a sign-up, and hangs up.",
    surviving: "Nothing is stored, and the server stays up.",
    outcomes: { 1: survives("nothing is stored") },
    needs: ["users"],
    attack: hangUpInTheMiddle,
  },
  {
    name: "wrong-content-type",
    category: "input",
    does: "Posts JSON that is said to be text, a form, and XML.",
    surviving: "Each is refused with 415, or as a request without a body.",
    outcomes: {
      1: fallsBy("wrong answer", "201 json for text/plain, and 1 user more"),
      3: survives("refused with 415 html with a stack trace, and 0 users more"),
      4: survives(
        "refused with 415 problem unsupported_media_type, and 0 users more",
      ),
    },
    needs: ["post", "sample"],
    attack(target) {
      const types = [
        "text/plain",
        "application/x-www-form-urlencoded",
        "text/xml",
      ];
      const attempts = types.map((type) =>
        posted(target, type, JSON.stringify(target.sample()), type),
      );
      return countingUsers(target, () =>
        rejectsAll(target, attempts, { by: wrongType }),
      );
    },
  },
  {
    name: "wrong-encoding",
    category: "input",
    does: "Posts JSON in a charset, and in an encoding, that do not exist.",
    surviving: "Each is refused with 415.",
    outcomes: {
      1: fallsBy("wrong answer", "201 json for an unknown encoding"),
      3: survives("refused with 415 html with a stack trace"),
      4: survives(
        "refused with 415 problem unsupported_encoding, 415 problem unsupported_charset",
      ),
    },
    needs: ["post", "sample"],
    attack: (target) =>
      rejectsAll(target, [inEncoding(target), inCharset(target)], {
        by: [415],
      }),
  },
];

function bomb(target: Target) {
  const body = gzipSync(
    JSON.stringify({ ...target.sample(), padding: "x".repeat(10_000_000) }),
  );
  const { what, message } = posted(target, "10 MB in 10 kB of gzip", body);
  const headers = { ...message.headers, "Content-Encoding": "gzip" };
  return { what, message: { ...message, headers } };
}

// A server may refuse before it has read the rest: what matters is its answer.
async function postLarge(target: Target): Promise<Verdict> {
  const large = { ...target.sample(), padding: "x".repeat(LARGE_BYTES) };
  const { message } = posted(target, "", large);
  const reply = await target.askInOnePiece(message);
  if (reply === "no answer") return survived("the connection is cut");
  return (
    fallOf(reply, "2 MB", { by: [413] }) ??
    survived(`refused with ${inWords(reply)}`)
  );
}

async function hangUpInTheMiddle(target: Target): Promise<Verdict> {
  const details = uniqueUser();
  const message = target.withCredentials(signUpMessage(details));
  const upload = await holdUpload(target.at, message);
  await upload.abandon();
  return (await kept(target, details)) === 0
    ? survived("nothing is stored")
    : fell("wrong answer", "half a sign-up is stored");
}

function inCharset(target: Target) {
  const type = "application/json; charset=klingon";
  const body = JSON.stringify(target.sample());
  return posted(target, "an unknown charset", body, type);
}

function inEncoding(target: Target) {
  const { what, message } = posted(
    target,
    "an unknown encoding",
    target.sample(),
  );
  const headers = { ...message.headers, "Content-Encoding": "rot13" };
  return { what, message: { ...message, headers } };
}
