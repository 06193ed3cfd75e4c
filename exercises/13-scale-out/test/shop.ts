// Two nodes, nginx in front of them with your site, and a client of both.
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { freePort } from "../../../scripts/servers/host/free-port";
import {
  type Nginx,
  startNginx,
} from "../../../scripts/servers/services/nginx/start-nginx";
import { type OrdersNode, startNode } from "../orders-node";
import { ordersSite } from "../orders-site";

export interface ShopResponse {
  /** 0 where there was none, after four seconds. */
  readonly status: number;
  readonly node: string | undefined;
  readonly ip: string | undefined;
}

export interface Shop {
  readonly one: OrdersNode;
  readonly other: OrdersNode;
  readonly port: number;
  /** Asks nginx, on a connection of its own. */
  ask(method?: "GET" | "POST", forwardedFor?: string): Promise<ShopResponse>;
}

const nodes: OrdersNode[] = [];
const started: Nginx[] = [];

/** @throws UserError where nginx refuses the site, with the line that it means. */
export async function openShop(): Promise<Shop> {
  const [one, other] = [await aNode("one"), await aNode("other")];
  const port = await freePort();
  const addresses = [one.address, other.address];
  started.push(await startNginx(ordersSite({ port, nodes: addresses })));
  return {
    one,
    other,
    port,
    ask: (method, forwardedFor) => ask(port, method, forwardedFor),
  };
}

export async function aNode(name: string): Promise<OrdersNode> {
  const node = await startNode(name);
  nodes.push(node);
  return node;
}

export async function closeAll(): Promise<void> {
  await Promise.all(started.splice(0).map((nginx) => nginx.stop()));
  await Promise.all(nodes.splice(0).map((node) => node.die()));
}

export function ask(
  port: number,
  method = "GET",
  forwardedFor = "",
): Promise<ShopResponse> {
  const headers = forwardedFor ? { "X-Forwarded-For": forwardedFor } : {};
  const noResponse = { status: 0, node: undefined, ip: undefined };
  return new Promise((resolve) => {
    const sent = request(
      { port, method, headers, agent: false, path: "/orders" },
      async (response) => {
        const { statusCode: status = 0 } = response;
        const body = await text(response).catch(() => "");
        const isJson = response.headers["content-type"]?.includes("json");
        resolve({ ...noResponse, status, ...(isJson && JSON.parse(body)) });
      },
    );
    sent.setTimeout(4_000, () => sent.destroy());
    sent.on("error", () => resolve(noResponse)).end();
  });
}
