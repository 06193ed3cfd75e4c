// The rules about orders; logs what it does, and knows nothing of requests.
import type { Logger } from "winston";

export interface Stock {
  /** @throws Error where the stock cannot be asked */
  reserve(item: string): Promise<void>;
}

export interface OrderService {
  place(item: string): Promise<{ item: string }>;
}

export function orderService({
  logger,
  stock,
}: {
  readonly logger: Logger;
  readonly stock: Stock;
}): OrderService {
  return {
    async place(item) {
      logger.info("reserving", { item });
      await stock.reserve(item);
      logger.info("placed", { item });
      return { item };
    },
  };
}
