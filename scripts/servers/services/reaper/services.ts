// The services that can be kept, under the names that people know.
export const keptServices = ["PostgreSQL", "Redis"] as const;

export type KeptService = (typeof keptServices)[number];
