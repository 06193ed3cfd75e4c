// Shows a reader's mistake as a page, where a page was asked for.
import type { ErrorRequestHandler } from "express";
import { toHttpError } from "../../../steps/04-errors/errors/to-http-error";
import { element } from "../../content/markdown/markup";
import { sendPage } from "../pages/page-frame";

/** Everything else is left to the error handler of step 4. */
export function errorPage(): ErrorRequestHandler {
  return function errorPage(thrown, req, res, next) {
    const error = toHttpError(thrown);
    const wantsPage = req.accepts(["json", "html"]) === "html";
    if (error.status >= 500 || res.headersSent || !wantsPage) {
      next(thrown);
      return;
    }
    res.status(error.status).set(error.headers);
    sendPage(res, {
      title: error.status === 404 ? "Nothing here" : "Not like this",
      main: [
        element(
          "h1",
          {},
          error.status === 404 ? "There is nothing here" : "Not like this",
        ),
        element("p", { class: "lede" }, error.message),
        element(
          "p",
          {},
          element("a", { href: "/" }, "All steps"),
          " or ",
          element("a", { href: "/search" }, "search"),
          ".",
        ),
      ],
    });
  };
}
