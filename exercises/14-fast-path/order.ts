// An order as the tills send it, as the shop keeps it, and as the list shows it.
import { z } from "zod";

export const NewOrder = z.object({
  customer: z.object({ name: z.string().min(1), email: z.email() }),
  courierId: z.number().int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  items: z
    .array(
      z.object({
        name: z.string().min(1),
        quantity: z.number().int().positive(),
        price: z.number().nonnegative(),
      }),
    )
    .min(1),
  /** Milliseconds since 1970. A till that was offline sends its orders late. */
  placedAt: z.number().int(),
});
export type NewOrder = z.infer<typeof NewOrder>;

export interface Order extends NewOrder {
  readonly id: number;
}

export interface Courier {
  readonly id: number;
  /** Couriers are renamed now and then. */
  name: string;
}

export interface ShownOrder {
  readonly id: number;
  readonly customer: string;
  readonly courier: string | undefined;
  readonly total: string;
  readonly placedAt: string;
}
