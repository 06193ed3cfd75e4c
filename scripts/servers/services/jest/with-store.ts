// For test files that need PostgreSQL and a shared store: REDIS_URL names one if
// that is a Redis, otherwise it is in the database.
import { ServicesEnvironment } from "./services-environment";

export default class WithStore extends ServicesEnvironment {
  override readonly services = ["postgres", "store"] as const;
}
