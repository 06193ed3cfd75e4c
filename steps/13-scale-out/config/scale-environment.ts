// What a node has to know of the proxies in front of it.
import { isIP } from "node:net";
import { z } from "zod";
import { ObservedEnvironment } from "../../12-observability/config/observed-environment";

export const ScaleEnvironment = ObservedEnvironment.extend({
  /**
   * The addresses whose X-Forwarded-For is believed, with commas between them:
   * nobody's, unless told otherwise. Not "true", which believes everybody's.
   */
  TRUST_PROXY: z
    .string()
    .default("")
    .transform((text) => text.split(",").map((part) => part.trim()))
    .transform((parts) => parts.filter((part) => part !== ""))
    .refine((parts) => parts.every(isProxy), "expected addresses or networks"),
  /**
   * How long an idle connection stays open. Longer than the balancer keeps it
   * (nginx and AWS's ALB: 60 s), so that this end never closes first.
   */
  KEEP_ALIVE_MS: z.coerce.number().int().positive().default(65_000),
});

// As Express names them: 127.0.0.0/8, 169.254.0.0/16, and the private networks.
const named = new Set(["loopback", "linklocal", "uniquelocal"]);

function isProxy(part: string): boolean {
  const [address = "", bits, ...more] = part.split("/");
  if (named.has(part)) return true;
  const longest = isIP(address) === 6 ? 128 : 32;
  const fits = bits === undefined || isWholeNumber(bits, longest);
  return isIP(address) > 0 && fits && more.length === 0;
}

function isWholeNumber(text: string, highest: number): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= highest;
}
