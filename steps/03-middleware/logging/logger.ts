// Builds the application's logger: one JSON object a line on standard output.
import { createLogger, format, type Logger, transports } from "winston";

// JSON escapes newlines, so nothing that a client sends can start a new line in
// the log.
export function jsonLogger(level: string): Logger {
  return createLogger({
    level,
    format: format.combine(
      format.errors({ stack: true }),
      format.timestamp(),
      format.json(),
    ),
    transports: [new transports.Console()],
  });
}
