// Tells the cache of every user that is added, before whoever added it hears that it worked.
import type { Logger } from "winston";
import type { UserRepository } from "../../05-layers/users/user-repository";
import type { VersionedCache } from "../cache/versioned-cache";

export interface CacheInvalidationDeps {
  readonly cache: Pick<VersionedCache, "invalidate">;
  readonly logger: Logger;
}

/** The one place that all writes pass, whichever route they come from. */
export function cacheInvalidatingUserRepository(
  repository: UserRepository,
  { cache, logger }: CacheInvalidationDeps,
): UserRepository {
  return {
    ...repository,
    async add(details) {
      const user = await repository.add(details);
      // The user is stored, and the client shall hear so. The lists that others
      // keep are then old for as long as a version lives.
      await cache.invalidate().catch((error) => {
        logger.warn("the list could not be invalidated", {
          error: String(error),
        });
      });
      return user;
    },
  };
}
