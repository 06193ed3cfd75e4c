// For test files that need nginx: where there is none, they say so and do not run.
import { TestEnvironment } from "jest-environment-node";
import { requireNginx } from "../nginx/find-nginx";

export default class WithNginx extends TestEnvironment {
  override async setup(): Promise<void> {
    requireNginx();
    await super.setup();
  }
}
