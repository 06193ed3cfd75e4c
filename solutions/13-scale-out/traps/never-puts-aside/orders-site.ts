// Trap: a node that fails is asked again for every second request, and each of
// these waits for it.
// Caught by: nginx › leaves a node alone that has failed
export interface SiteOptions {
  /** Where nginx listens, on this machine. */
  readonly port: number;
  /** Where the nodes are: `127.0.0.1:4001`. */
  readonly nodes: readonly string[];
}

export function ordersSite({ port, nodes }: SiteOptions): string {
  const servers = nodes.map((node) => `server ${node} max_fails=0;`);
  return `
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
        proxy_set_header Connection "";
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_next_upstream error timeout;
        proxy_connect_timeout 1s;
        proxy_read_timeout 1s;
      }
    }
  `;
}
