// Colours for the terminal, off where the stream is none or NO_COLOR is set.
import { styleText } from "node:util";

type Paint = (text: string) => string;

/** The colours of one stream; standard output's unless told otherwise. */
export function style(stream: NodeJS.WriteStream = process.stdout): {
  bold: Paint;
  dim: Paint;
  red: Paint;
  green: Paint;
  yellow: Paint;
  cyan: Paint;
} {
  const paint =
    (name: Parameters<typeof styleText>[0]): Paint =>
    (text) =>
      styleText(name, text, { stream });
  return {
    bold: paint("bold"),
    dim: paint("dim"),
    red: paint("red"),
    green: paint("green"),
    yellow: paint("yellow"),
    cyan: paint("cyan"),
  };
}
