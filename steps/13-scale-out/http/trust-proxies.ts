// Finds a client's address behind proxies.
import express, { type Express, type Request } from "express";

/** Some proxies append the port: `203.0.113.9:4711`, `[2001:db8::1]:4711`. */
const WITH_PORT = /^(?:([\d.]+):\d+|\[([\da-f:.]+)\](?::\d+)?)$/i;

/**
 * From now on `req.ip` is what the proxies at these addresses say in
 * X-Forwarded-For, without a port: each connection of a client has another one.
 *
 * An app's `request` exists to be extended:
 * https://expressjs.com/en/guide/overriding-express-api.html
 */
export function trustProxies(app: Express, proxies: readonly string[]): void {
  app.set("trust proxy", proxies);
  Object.defineProperty(app.request, "ip", {
    configurable: true,
    get(this: Request): string | undefined {
      const ip = Reflect.get(express.request, "ip", this);
      return ip && withoutPort(ip);
    },
  });
}

function withoutPort(address: string): string {
  const [, v4, v6] = WITH_PORT.exec(address) ?? [];
  return v4 ?? v6 ?? address;
}
