// Trap: copied from a page on WebSockets: whatever does not ask for an upgrade
// reaches the node with "Connection: close", and nginx keeps nothing.
// Caught by: nginx › keeps its connections to the nodes
export interface SiteOptions {
  /** Where nginx listens, on this machine. */
  readonly port: number;
  /** Where the nodes are: `127.0.0.1:4001`. */
  readonly nodes: readonly string[];
}

export function ordersSite({ port, nodes }: SiteOptions): string {
  const servers = nodes.map(
    (node) => `server ${node} max_fails=1 fail_timeout=5s;`,
  );
  return `
    map $http_upgrade $connection_upgrade {
      default upgrade;
      "" close;
    }
    upstream orders {
      ${servers.join("\n      ")}
      keepalive 16;
      keepalive_timeout 60s;
    }
    server {
      listen 127.0.0.1:${port};
      location / {
        proxy_pass http://orders;
        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_next_upstream error timeout;
        proxy_connect_timeout 1s;
        proxy_read_timeout 1s;
      }
    }
  `;
}
