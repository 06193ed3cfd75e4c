// Finds the site of this workshop that is served already.
import { root } from "../servers/host/paths";

/** Its address, if it has this port; it is known by its folder. */
export async function siteAt(port: number): Promise<string | undefined> {
  if (port === 0) return undefined;
  const url = `http://127.0.0.1:${port}`;
  try {
    const answer = await fetch(`${url}/healthz`, {
      signal: AbortSignal.timeout(1000),
    });
    const { site }: { site?: unknown } = JSON.parse(await answer.text());
    return site === root ? url : undefined;
  } catch {
    return undefined; // Nothing listens there, or another program.
  }
}
