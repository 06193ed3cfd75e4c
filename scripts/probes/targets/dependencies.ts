// What a server depends on, which it reaches through proxies that can hurt it.

import { openProxy, type TcpProxy } from "../../servers/http/proxy";
import type { Via } from "./step-server";

const names = ["DATABASE_URL", "REDIS_URL", "USERS_SERVICE_URL"] as const;

/** What a server finds each of them by. */
export type DependencyName = (typeof names)[number];

export interface Dependency {
  readonly proxy: TcpProxy;
  /** How many bytes have been sent to it. */
  sent(): number;
  /** Shows all that is sent to it, from now on. */
  watch(see: (chunk: Buffer) => void): void;
  /** Lets everything through again. */
  comeBack(): void;
  /** Lets new connections through again, and leaves those that are open. */
  leadBack(): void;
}

export class Dependencies {
  readonly #all: ReadonlyMap<DependencyName, ProxiedDependency>;

  private constructor(all: readonly ProxiedDependency[]) {
    this.#all = new Map(all.map((one) => [one.name, one]));
  }

  static async open(): Promise<Dependencies> {
    return new Dependencies(await Promise.all(names.map(openDependency)));
  }

  /** Has a server find its services through the proxies. */
  readonly via: Via = (found) => ({
    ...found,
    ...Object.fromEntries(
      [...this.#all.values()].flatMap((one) => {
        const direct = found[one.name];
        return direct === undefined ? [] : [[one.name, one.stand(direct)]];
      }),
    ),
  });

  of(name: DependencyName): Dependency {
    const one = this.#all.get(name);
    if (!one) throw new Error(`There is no proxy in front of ${name}.`);
    return one;
  }

  close(): void {
    for (const { proxy } of this.#all.values()) proxy.close();
  }
}

interface ProxiedDependency extends Dependency {
  readonly name: DependencyName;
  /** Stands in front of it, and tells the address of the proxy. */
  stand(direct: string): string;
}

async function openDependency(
  name: DependencyName,
): Promise<ProxiedDependency> {
  let [port, sent] = [0, 0];
  let see: (chunk: Buffer) => void = () => {};
  const proxy = await openProxy({
    onSent(chunk) {
      sent += chunk.length;
      see(chunk);
    },
  });
  return {
    name,
    proxy,
    sent: () => sent,
    watch(next) {
      see = next;
    },
    comeBack: () => proxy.forwardTo(port),
    leadBack: () => proxy.leadTo(port),
    stand(direct) {
      const url = new URL(direct);
      port = Number(url.port);
      proxy.forwardTo(port);
      url.port = String(proxy.port);
      return url.href;
    },
  };
}
