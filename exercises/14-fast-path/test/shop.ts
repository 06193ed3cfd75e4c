// A shop of the test's own, and counters for the work that is done too often.
import { afterEach, jest } from "@jest/globals";
import express, { type Express } from "express";
import request from "supertest";
import { createLogger, format } from "winston";
import Transport from "winston-transport";
import { z } from "zod";
import type { Courier, NewOrder, Order } from "../order";
import { OrderList } from "../order-list";
import { createOrdersApp } from "../orders-app";
import { currencies, someCouriers, someOrders } from "./seed";

afterEach(() => {
  jest.restoreAllMocks();
  z.config({ postProcessor: undefined });
});

export interface ShopOptions {
  readonly count?: number;
  /** Of the logger. */
  readonly level?: "info" | "debug" | "silly";
  /** That its list can be asked for. */
  readonly takes?: readonly string[];
}

export function openShop({
  count = 20,
  level = "info",
  takes = currencies,
}: ShopOptions = {}) {
  const { logger, lines, work } = memoryLog(level);
  const couriers = someCouriers();
  const counted = countedReads(takes);
  const orders = new OrderList(couriers, logger);
  for (const order of someOrders(count)) countCopies(orders.add(order), work);
  const app = createOrdersApp({ logger, orders, currencies: counted.list });
  return {
    orders,
    couriers,
    lines,
    /** Orders read to be logged, and lines that winston got, written or not. */
    work,
    /** How often the whole list of currencies has been gone through. */
    listsRead: () => counted.reads,
    list: (query = "") => request(app).get(`/orders${query}`),
    place: (order: NewOrder) => request(app).post("/orders").send(order),
  };
}

/** The list, as a shop with these orders answers it. */
export function shown(orders: readonly NewOrder[], couriers: Courier[]) {
  return orders
    .map((order, index) => ({ id: index + 1, order }))
    .sort((a, b) => b.order.placedAt - a.order.placedAt)
    .slice(0, 15)
    .map(({ id, order }) => ({
      id,
      customer: order.customer.name,
      courier: couriers.find((each) => each.id === order.courierId)?.name,
      total: new Intl.NumberFormat("en", {
        style: "currency",
        currency: order.currency,
      }).format(order.items.reduce((sum, i) => sum + i.quantity * i.price, 0)),
      placedAt: new Date(order.placedAt).toISOString(),
    }));
}

/** An app that answers this, in Express's own way. */
export function answering(body: unknown): Express {
  return express().get("/orders", (_req, res) => {
    res.json(body);
  });
}

/** Counts what makes a number format, whichever way it is made, from now on. */
export function countFormats(): () => number {
  let made = 0;
  const { NumberFormat } = Intl;
  jest.spyOn(Intl, "NumberFormat").mockImplementation((...args) => {
    made += 1;
    return new NumberFormat(...args);
  });
  const ofNumber = Number.prototype.toLocaleString;
  jest.spyOn(Number.prototype, "toLocaleString").mockImplementation(function (
    this: number,
    ...args
  ) {
    made += 1; // Node makes one inside.
    return ofNumber.apply(this, args);
  });
  return () => made;
}

/** Counts the zod schemas that are made from now on, with all that is in them. */
export function countSchemas(): () => number {
  let made = 0;
  z.config({
    postProcessor() {
      made += 1;
    },
  });
  return () => made;
}

/** Counts who reads the address, or all members: the list itself needs neither. */
function countCopies(order: Order, work: { ordersRead: number }): void {
  let { email } = order.customer;
  Object.defineProperty(order.customer, "email", {
    enumerable: true,
    get() {
      work.ordersRead += 1;
      return email;
    },
    set(text) {
      email = text;
    },
  });
  Object.defineProperty(order, "readByCopies", {
    enumerable: true,
    get() {
      work.ordersRead += 1;
    },
  });
}

function countedReads(list: readonly string[]) {
  const last = String(list.length - 1);
  const counted = {
    reads: 0,
    list: new Proxy(list, {
      get(target, key, receiver) {
        if (key === last) counted.reads += 1;
        return Reflect.get(target, key, receiver);
      },
    }),
  };
  return counted;
}

function memoryLog(level: string) {
  const lines: { message: string; order?: NewOrder }[] = [];
  const work = { ordersRead: 0, linesMade: 0 };
  class Memory extends Transport {
    override log({ message, order }: (typeof lines)[number], done: () => void) {
      lines.push(order ? { message, order } : { message });
      done();
    }
  }
  const counted = format((line) => {
    work.linesMade += 1;
    return line;
  })();
  const transports = [new Memory()];
  return {
    logger: createLogger({ level, format: counted, transports }),
    lines,
    work,
  };
}
