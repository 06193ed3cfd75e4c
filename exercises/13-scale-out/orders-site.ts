// The nginx site in front of the orders: one address for several nodes.

export interface SiteOptions {
  /** Where nginx listens, on this machine. */
  readonly port: number;
  /** Where the nodes are: `127.0.0.1:4001`. */
  readonly nodes: readonly string[];
}

/**
 * TODO 1: all nodes, connections that are kept, and a node that fails costing
 * nobody an answer, unless the request is one that must not be sent twice.
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
