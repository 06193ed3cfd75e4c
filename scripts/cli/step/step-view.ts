// What the terminal shows of a running step: what to try first, then its own output.
import { relative } from "node:path";
import type { Step } from "../../../steps/steps";
import { fleetEntry } from "../../servers/fleet/fleet-for";
import { root } from "../../servers/host/paths";
import { style, wrap } from "../../servers/host/terminal";
import type { WatchedServer } from "../../servers/start/watch-server";

export interface StepRun {
  readonly step: Step;
  /** Relative to the repository, with forward slashes. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly json: boolean;
  /** One line each, on what the step got beside Node. */
  readonly services: readonly string[];
  /** The folder with all its modules, to be read; if it is there. */
  readonly wholeServer: string | undefined;
}

export class StepView {
  readonly #run: StepRun;
  readonly #stream: NodeJS.WriteStream;
  #held: (string | Buffer)[] | undefined = [];
  #introduced = false;

  constructor(run: StepRun) {
    this.#run = run;
    this.#stream = run.json ? process.stderr : process.stdout;
  }

  /** Passes on what the server prints, held back for as long as it starts. */
  output(chunk: string | Buffer): void {
    if (this.#held) this.#held.push(chunk);
    else this.#stream.write(chunk);
  }

  /** What it has printed and was not shown: it was never ready. */
  held(): string {
    return (this.#held ?? []).join("");
  }

  /** Introduces it, however late it is; from the second time on names why. */
  ready(server: WatchedServer, changed: readonly string[]): void {
    if (!this.#introduced) this.#introduce(server);
    else this.#say(`Started again: ${files(changed)}.`);
    this.release();
  }

  /** It has ended by itself, and waits for a change. */
  ended(how: "crashed" | "ended"): void {
    this.release();
    const what = how === "crashed" ? "The server crashed" : "The server ended";
    this.#say(`${what}. It starts again when a file in steps/ changes.`);
  }

  silent(): void {
    this.release();
    this.#say("The server runs, but has not listened on a port yet.");
  }

  release(): void {
    for (const chunk of this.#held ?? []) this.#stream.write(chunk);
    this.#held = undefined;
  }

  #say(line: string): void {
    this.#stream.write(`${style(this.#stream).yellow(line)}\n`);
  }

  #introduce({ url, pid }: WatchedServer): void {
    this.#introduced = true;
    const { step, entry, json, services } = this.#run;
    if (json) {
      const ready = { step: step.number, url, pid, services };
      process.stdout.write(`${JSON.stringify(ready)}\n`);
    } else {
      process.stdout.write(this.#introduction(url, entry).join("\n"));
    }
  }

  #introduction(url: string, entry: string): string[] {
    const { step, env, services, wholeServer } = this.#run;
    const { bold, cyan, dim } = style();
    // Another entry is another server, which may answer otherwise.
    const isTheStep = entry === fleetEntry || /\/server\.ts$/.test(entry);
    const requests = isTheStep ? firstRequests(step, url, env.API_KEY) : [];
    return [
      `${bold(`Step ${step.number}: ${step.title}`)}  ${cyan(url)}`,
      ...wrap(step.idea),
      ...services.map((line) => dim(line)),
      "",
      ...requests.map((request) => `  ${request}`),
      ...(requests.length > 0 ? [""] : []),
      ...(wholeServer ? [dim(`All its modules: ${wholeServer}`)] : []),
      dim("Ctrl-C ends it. What the server prints follows."),
      "",
    ];
  }
}

function files(changed: readonly string[]): string {
  if (changed.length === 0) return "it had ended";
  const names = changed.map((file) => relative(root, file));
  return `${names.join(", ")} changed`;
}

/**
 * Command lines for curl. From the step on that guards its routes, the reading
 * ones carry the API key that the server was started with.
 */
function firstRequests(
  step: Step,
  url: string,
  apiKey: string | undefined,
): string[] {
  const key = step.env?.API_KEY && apiKey ? ` -H "x-api-key: ${apiKey}"` : "";
  const user =
    '{"name":"You","email":"you@example.net","password":"a long password"}';
  return [
    `${curl} "${url}/users?limit=3"${key}`,
    `${curl} ${url}/users -H "content-type: application/json" -d '${user}'`,
    `${curl} "${url}/reports/signups?timeZone=UTC"${key}`,
  ];
}

/** Ends the line that JSON leaves open, in front of the reader's next prompt. */
const curl = "curl -w '\\n'";
