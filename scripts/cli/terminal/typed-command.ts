// How the command that runs was typed, so that it can be typed again.

/** `npm run step`; npm has names of its own for "start" and "test". */
export function typedCommand(
  name: string,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const event = environment.npm_lifecycle_event ?? name;
  return name === "home" || event === "start" ? "npm start" : `npm run ${name}`;
}
