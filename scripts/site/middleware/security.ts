// Keeps the site to this machine: its own names, its own pages, its own files.
import type { RequestHandler } from "express";
import helmet from "helmet";
import { HttpError } from "../../../steps/04-errors/errors/http-error";

/**
 * Scripts and styles come from files of this site only. Its pages may frame
 * each other, as the speaker's view frames the slides.
 */
export function pageHeaders(): RequestHandler {
  const self = ["'self'"];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        connectSrc: self,
        fontSrc: self,
        formAction: self,
        frameAncestors: self,
        frameSrc: self,
        imgSrc: self,
        scriptSrc: self,
        styleSrc: self,
      },
    },
    // With helmet's own, a form's request would not say which site it is from.
    referrerPolicy: { policy: "same-origin" },
    // No browser would trust a certificate for 127.0.0.1.
    strictTransportSecurity: false,
  });
}

/**
 * speedscope writes its styles into the page by script, and brings WebAssembly
 * in its own file, both of which the site's policy forbids.
 */
export function flameGraphHeaders(): RequestHandler {
  const self = ["'self'"];
  return helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      connectSrc: self,
      fontSrc: self,
      formAction: ["'none'"],
      frameAncestors: self,
      imgSrc: self,
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
    },
  });
}

const names = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Against DNS rebinding: another site can point its own name to 127.0.0.1 and
 * read what a local server says. The Host header of its requests carries that
 * name, and a page's script cannot change the header.
 */
export function loopbackOnly(): RequestHandler {
  return function loopbackOnly(req, _res, next) {
    const [, name = ""] =
      /^(.*?)(?::\d{1,5})?$/.exec(req.get("host") ?? "") ?? [];
    if (names.has(name.toLowerCase())) return next();
    throw new HttpError(
      421,
      "unknown_host",
      "This server answers as 127.0.0.1 and as localhost.",
    );
  };
}

/** Browsers send a form's origin. A client that sends none, such as curl, may post. */
export function sameOrigin(): RequestHandler {
  return function sameOrigin(req, _res, next) {
    const origin = req.get("origin");
    if (origin === undefined || origin === `http://${req.get("host")}`) {
      return next();
    }
    throw new HttpError(403, "foreign_origin", "Another site asked for this.");
  };
}
