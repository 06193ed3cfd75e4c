// The configuration of an nginx of our own, around the site that it serves.

export interface MainSettings {
  /** Where it may write; nothing of it is written elsewhere. */
  readonly folder: string;
  /** Counted up at each reload, so that the reload's end can be seen. */
  readonly generation: number;
}

/** The name of the site's file, and of the socket that tells the generation. */
export const siteFile = "site.conf";
export const controlSocket = "control.sock";
export const errorLog = "error.log";
export const accessLog = "access.log";

/**
 * As an ordinary user, in the foreground, with each temporary folder in its
 * own: the packaged nginx.conf wants root, and folders of the system's.
 */
export function mainConfiguration({
  folder,
  generation,
}: MainSettings): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `  ${name}_temp_path "${folder}/${name}";`)
    .join("\n");
  // Workers of root would run as another user, who may not enter our folder.
  const user = process.getuid?.() === 0 ? "user root;\n" : "";
  return `${user}daemon off;
worker_processes 1;
pid "${folder}/nginx.pid";
error_log "${folder}/${errorLog}" warn;
events { worker_connections 1024; }
http {
  default_type application/octet-stream;
  log_format nodes '$request_method $uri $status to $upstream_addr ($upstream_status)';
  access_log "${folder}/${accessLog}" nodes buffer=32k flush=1s;
${temporary}
  server {
    listen "unix:${folder}/${controlSocket}";
    access_log off;
    location / { return 200 "${generation} $pid"; }
  }
  include "${folder}/${siteFile}";
}
`;
}

/**
 * A template as the nginx image fills it: each `${NAME}` that is given, and
 * nothing else, so that nginx's own `$variables` stay.
 */
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, string>>,
): string {
  return template.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
    return values[name] ?? whole;
  });
}
