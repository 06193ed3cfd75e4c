// The nginx site in front of the orders: one address for several nodes.

export interface SiteOptions {
  /** Where nginx listens, on this machine. */
  readonly port: number;
  /** Where the nodes are: `127.0.0.1:4001`. */
  readonly nodes: readonly string[];
}

/**
 * TODO 1: all nodes, and kept-alive connections. If a node fails, another one
 * answers, unless the request must not be sent twice.
 */
export function ordersSite({ port, nodes }: SiteOptions): string {
  return `
    server {
      listen 127.0.0.1:${port};
      location / {
        proxy_pass http://${nodes[0]};
      }
    }
  `;
}
