// A slide as HTML, its blocks made from files, results and the list of steps.
import { dirname } from "node:path";
import { parseInfo } from "../markdown/fence";
import { renderMarkdown } from "../markdown/markdown";
import { type Markup, render } from "../markdown/markup";
import { type BlockInput, BlockProblem } from "./blocks/block";
import { changesBlock } from "./blocks/changes-block";
import { codeBlock } from "./blocks/code-block";
import { consoleBlock } from "./blocks/console-block";
import { resultsBlock } from "./blocks/results-block";
import { exerciseBlock, stepsBlock } from "./blocks/step-blocks";
import type { Deck, Slide } from "./deck";

export interface RenderedSlide {
  readonly slide: Slide;
  readonly html: string;
  /** HTML of what the speaker reads. */
  readonly notes: string;
  /** What is wrong with its blocks, one line each. */
  readonly problems: readonly string[];
}

const blocks: Readonly<Record<string, (input: BlockInput) => Markup>> = {
  changes: changesBlock,
  console: consoleBlock,
  exercise: exerciseBlock,
  results: resultsBlock,
  steps: stepsBlock,
};

/** A block that cannot be shown says why, in its place and as a problem. */
function renderSlide(deck: Deck, slide: Slide): RenderedSlide {
  const problems: string[] = [];
  const folder = dirname(deck.file);
  const fence = (words: string, text: string): string => {
    const info = parseInfo(words);
    const block = blocks[info.language] ?? codeBlock;
    try {
      return render(block({ info, text, folder, step: deck.step }));
    } catch (error) {
      if (!(error instanceof BlockProblem)) throw error;
      const problem = `slides/${deck.name}.md:${slide.line} (“${slide.title}”) ${error.message}`;
      problems.push(problem);
      return render(["This block ", error.message, "."]);
    }
  };
  const idPrefix = `${deck.name}-${slide.line}-`;
  const { html } = renderMarkdown(slide.text, { fence, idPrefix });
  const notes = renderMarkdown(slide.notes, { idPrefix: `${idPrefix}notes-` });
  return { slide, html, notes: notes.html, problems };
}

export function renderDeck(deck: Deck): RenderedSlide[] {
  return deck.slides.map((slide) => renderSlide(deck, slide));
}
