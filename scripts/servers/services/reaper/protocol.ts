// What commands and the reaper of a service agree on: the services, and the messages between them.
import { z } from "zod";

/** The services that the commands of this folder share, as people know them. */
export const sharedServices = ["PostgreSQL", "Redis"] as const;

export type SharedService = (typeof sharedServices)[number];

/** How to reach a service that runs. */
export const Details = z.object({
  port: z.number(),
  password: z.string(),
  /** As the service itself says, "18.4". */
  version: z.string(),
  /** Of the service, not of its reaper. */
  pid: z.number(),
});
export type Details = z.infer<typeof Details>;

/** What a reaper sends to the commands that hold its service. */
export const Message = z.union([
  z.object({ ready: Details }),
  /** An anticipated failure, in a line for the user. */
  z.object({ failed: z.string() }),
  /** Something that the user should know, before one of the above. */
  z.object({ note: z.string() }),
]);
export type Message = z.infer<typeof Message>;

/** What a new reaper prints once it has the lock; otherwise, why it cannot. */
export const locked = "locked";

/** A service that the reaper has started. */
export interface RunningService {
  readonly details: Details;
  /** Resolves when it has ended, whatever ended it. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Starts a service; `note` is for what its user should know. Once `givenUp`
 * aborts, no command waits for it any more: it ends what it has started.
 */
export type StartService = (
  note: (text: string) => unknown,
  givenUp: AbortSignal,
) => Promise<RunningService>;
