// How the matrix looks: by letter and by colour, so that neither is needed.

export const matrixStyle = `
.matrix { overflow-x: auto; margin: 1rem 0; }
.matrix svg { min-width: 22rem; max-width: 60rem; }
.matrix text { stroke: none; }
.matrix .category { font-weight: 700; }
.matrix .mark { text-anchor: middle; font-weight: 700; }
.matrix .survived { fill: var(--held); }
.matrix .fell { fill: var(--failed); }
.matrix .not { fill: var(--panel); }
.matrix .mark.on { fill: var(--paper); }
.matrix .mark.off { fill: var(--soft); }
.matrix .against { fill: none; stroke: var(--undecided); stroke-width: 2.5; }
.outcomes { margin: .25rem 0; padding-left: 1.2rem; overflow-wrap: anywhere; }
h3 { margin-bottom: .1rem; }
`;
