// The addresses of the site. Files have those of their paths, so that the links in lessons hold.
import { directoryName, type Step, steps } from "../../steps/steps";
import { siteAddress } from "../servers/host/paths";

export function lessonUrl(step: Step): string {
  return `/steps/${directoryName(step)}/`;
}

export function exerciseUrl(step: Step): string {
  return `/exercises/${directoryName(step)}/`;
}

export function serverUrl(step: Step, path = ""): string {
  return `/servers/${directoryName(step)}/${path}`;
}

export function compareUrl(from: Step, to: Step): string {
  return `/compare/${from.number}/${to.number}`;
}

export function slidesUrl(name: string): string {
  return `/slides/${name}`;
}

export const profilesUrl = "/profiles/";

/** A profile's file, as speedscope asks for it. */
function profileUrl(run: string, file: string): string {
  return `${profilesUrl}${run}/${file}`;
}

/** The profile in speedscope, the calls of each function side by side. */
export function flameGraphUrl(
  run: string,
  file: string,
  title: string,
): string {
  const shown = new URLSearchParams({
    profileURL: profileUrl(run, file),
    title,
    view: "left-heavy",
  });
  return `/speedscope/#${shown.toString().replaceAll("+", "%20")}`;
}

/**
 * The page of a README is its folder's; a lesson links to the file. What a
 * lesson names with the site's whole address is here, on whatever port.
 */
export function pageLink(target: string): string {
  if (target.startsWith(`${siteAddress}/`)) {
    return target.slice(siteAddress.length);
  }
  if (/^https?:/.test(target)) return target;
  const [path = "", fragment] = target.split("#");
  const page = path.replace(/(^|\/)README\.md$/, "$1") || "./";
  if (path === "") return target;
  return fragment === undefined ? page : `${page}#${fragment}`;
}

/** The step of `03-middleware`, of `03` and of `3`; undefined for no step. */
export function stepNamed(name: string): Step | undefined {
  return steps.find(
    (step) =>
      directoryName(step) === name ||
      String(step.number) === name.replace(/^0(?=\d$)/, ""),
  );
}
