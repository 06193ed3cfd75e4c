// Parses bodies, and refuses those that are not JSON in UTF-8.
import express, { type RequestHandler } from "express";
import { requireJson } from "./require-json";
import { requireUtf8 } from "./require-utf8";

export function jsonBodies(): RequestHandler[] {
  return [requireJson(), express.json({ limit: "100kb", verify: requireUtf8 })];
}
