// The first requests to send to a running step, ready to paste.
import type { Step } from "../../../steps/steps";

/**
 * Command lines for curl. From the step on that guards its routes, the reading
 * ones carry the API key that the server was started with.
 */
export function firstRequests(
  step: Step,
  url: string,
  apiKey: string | undefined,
): string[] {
  const key = step.env?.API_KEY && apiKey ? ` -H "x-api-key: ${apiKey}"` : "";
  const user =
    '{"name":"You","email":"you@example.net","password":"a long password"}';
  return [
    `curl "${url}/users?limit=3"${key}`,
    `curl ${url}/users -H "content-type: application/json" -d '${user}'`,
    `curl "${url}/reports/signups?timeZone=UTC"${key}`,
  ];
}
