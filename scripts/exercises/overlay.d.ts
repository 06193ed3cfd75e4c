// The types of `overlay.js`.
export interface Overlay {
  readonly base: string;
  find(request: string, from: string): string | undefined;
}
export declare function createOverlay(
  base: string,
  folders: readonly string[],
): Overlay;
