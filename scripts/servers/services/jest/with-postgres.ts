// For test files that need PostgreSQL: DATABASE_URL names an empty database.
import { ServicesEnvironment } from "./services-environment";

export default class WithPostgres extends ServicesEnvironment {
  override readonly services = ["postgres"] as const;
}
