// Invalidates the cached lists when a user is added, before the client gets its response.
import type { Logger } from "winston";
import type { UserRepository } from "../../05-layers/users/user-repository";
import type { ResponseCache } from "../cache/response-cache";

export interface CacheInvalidationDeps {
  readonly cache: Pick<ResponseCache, "invalidate">;
  readonly logger: Logger;
}

/** All writes pass through the repository, whichever route they come from. */
export function cacheInvalidatingUserRepository(
  repository: UserRepository,
  { cache, logger }: CacheInvalidationDeps,
): UserRepository {
  return {
    ...repository,
    async add(details) {
      const user = await repository.add(details);
      // The user is stored, so the client gets its 201. If the store is down, the
      // cached lists stay old until their version expires.
      await cache.invalidate().catch((error) => {
        logger.warn("the list could not be invalidated", {
          error: String(error),
        });
      });
      return user;
    },
  };
}
