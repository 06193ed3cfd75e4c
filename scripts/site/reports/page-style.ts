// How the report looks: light, dark, on a phone, on a projector, on paper.

export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfb; --ink: #1c2024; --soft: #5b636b; --rule: #d5d9de;
  --a: #2166b5; --b: #b4540a; --held: #1a7f37; --failed: #c02626;
  --undecided: #8a6100; --panel: #f3f4f2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --ink: #e8eaec; --soft: #9aa3ab; --rule: #363c43;
    --a: #6ea8ef; --b: #f0994f; --held: #56c271; --failed: #ff7b72;
    --undecided: #dfb243; --panel: #1c2125;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem; max-width: 78rem;
  font: 1rem/1.5 system-ui, sans-serif;
  background: var(--paper); color: var(--ink);
}
h1 { font-size: 1.6rem; line-height: 1.2; margin: .5rem 0; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .25rem; border-top: 1px solid var(--rule); padding-top: 1.25rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
h4 { font-size: .95rem; margin: 0 0 .25rem; font-weight: 600; }
p { margin: .4rem 0; max-width: 44rem; }
.soft, figcaption { color: var(--soft); font-size: .9rem; }
.verdicts { list-style: none; padding: 0; margin: .75rem 0; max-width: 52rem; }
.verdicts li { margin: .5rem 0; padding: .5rem .75rem; background: var(--panel); border-left: 4px solid var(--soft); font-size: 1.1rem; }
.verdicts .held { border-color: var(--held); }
.verdicts .failed { border-color: var(--failed); }
.verdicts .undecided { border-color: var(--undecided); }
.outcome { font-weight: 700; }
.held .outcome { color: var(--held); }
.failed .outcome { color: var(--failed); }
.undecided .outcome { color: var(--undecided); }
.plots { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); margin: 1rem 0; }
.plots figure { max-width: 40rem; }
@media (min-width: 64rem) { .overview { display: grid; grid-template-columns: 3fr 2fr; gap: 2rem; align-items: start; } }
figure { margin: 0; break-inside: avoid; }
svg { width: 100%; height: auto; display: block; overflow: visible; }
svg text { font: 11px system-ui, sans-serif; fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
svg .judged { font-weight: 700; }
svg .tick { fill: var(--soft); font-size: 10px; }
svg line { stroke: var(--rule); stroke-width: 1; }
svg .equal { stroke: var(--soft); stroke-dasharray: 3 3; }
svg .interval { stroke: var(--ink); stroke-width: 2; }
svg .pair { stroke: var(--soft); }
svg .point { fill: var(--ink); }
svg .a { fill: var(--a); }
svg .b { fill: var(--b); }
svg .curve { fill: none; stroke-width: 1.5; }
svg .curve.a { stroke: var(--a); }
svg .curve.b { stroke: var(--b); }
.key.a { color: var(--a); } .key.b { color: var(--b); }
.legend { white-space: nowrap; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: .75rem 0; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .25rem 1.25rem .25rem 0; border-bottom: 1px solid var(--rule); white-space: nowrap; }
@media (max-width: 34rem) { th, td { padding-right: .6rem; font-size: .82rem; } thead th, td:last-child { white-space: normal; } thead th { vertical-align: bottom; } }
thead th { color: var(--soft); font-weight: 600; font-size: .9rem; }
tbody th { font-weight: 400; }
tr.judged > * { font-weight: 700; }
code { font: .9em ui-monospace, monospace; background: var(--panel); padding: .1em .3em; overflow-wrap: anywhere; }
@media (min-width: 100rem) { body { font-size: 1.15rem; max-width: 92rem; } }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --rule: #bbb; --panel: #f4f4f4; --a: #1b4f8f; --b: #9a4500; --held: #14632b; --failed: #a01c1c; --undecided: #6b4b00; }
  body { max-width: none; font-size: 10pt; padding: 0; }
  .plots { grid-template-columns: 1fr 1fr; }
  h2 { break-after: avoid; }
}
`;
