// The security headers of the site: its own files, its own origin, and nothing else.
import type { RequestHandler } from "express";
import helmet from "helmet";

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
    // There is no certificate for 127.0.0.1 that a browser would believe.
    strictTransportSecurity: false,
  });
}
