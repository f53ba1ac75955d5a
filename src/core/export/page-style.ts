/**
 * How a page looks: the film's colours on near-black or paper, everything else in greys, the system's own letters. Nothing is loaded.
 *
 * Greys are chosen for 4.5 : 1 and more against their ground (WCAG 2.2, 1.4.3), edges of controls for 3 : 1 (1.4.11).
 */
export const PAGE_STYLE = `
:root {
  color-scheme: dark;
  --ground: #0b0b0c;
  --raised: #18181a;
  --ink: #f3f2ef;
  --quiet: #a3a19c;
  --line: #2b2b2e;
  --edge: #77757a;
  --side: clamp(1.25rem, 5vw, 6rem);
  --gap: clamp(3.5rem, 8vw, 8rem);
}
@media (prefers-color-scheme: light) {
  :root {
    color-scheme: light;
    --ground: #f7f6f3;
    --raised: #ffffff;
    --ink: #17171a;
    --quiet: #5d5b57;
    --line: #dedcd6;
    --edge: #85827c;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--ink);
  font: 400 1rem/1.5 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums;
}
h1, h2, p, ul, dl, dd, figure { margin: 0; padding: 0; }
h1 {
  font-size: clamp(2rem, 6vw, 5.5rem);
  font-weight: 200;
  line-height: 1.05;
  letter-spacing: -0.02em;
  overflow-wrap: anywhere;
  text-wrap: balance;
}
h2 { font-size: 1rem; font-weight: 600; }
header { padding: clamp(2rem, 5vw, 5rem) var(--side) clamp(1.5rem, 3vw, 3rem); }
.facts { margin-top: 1rem; display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; color: var(--quiet); list-style: none; }
section, footer { padding: var(--gap) var(--side) 0; }
footer { padding-bottom: 4rem; color: var(--quiet); font-size: 0.875rem; }
.hint { color: var(--quiet); max-width: 44rem; }
kbd { font: inherit; color: var(--ink); border: 1px solid var(--line); border-radius: 0.25rem; padding: 0 0.35em; }

.strip { position: relative; cursor: crosshair; touch-action: pan-y; user-select: none; -webkit-user-select: none; }
.strip canvas { display: block; width: 100%; }
#bars { height: clamp(12rem, 46vh, 40rem); }
#frames { display: flex; overflow: hidden; }
#frames img { display: block; flex: 1 1 0; min-width: 0; object-fit: cover; }
#head { position: absolute; inset: 0 auto 0 0; width: 0; pointer-events: none; }
#head::before { content: ""; position: absolute; inset: 0 auto 0 0; width: 1px; background: #fff; box-shadow: 0 0 0 1px rgb(0 0 0 / 0.55); }
#head::after { content: ""; position: absolute; top: 100%; left: -0.375rem; border: 0.375rem solid transparent; border-top: 0; border-bottom-color: var(--ink); }
.axis { position: relative; height: 2.25rem; padding-top: 0.625rem; color: var(--quiet); font-size: 0.8125rem; overflow: hidden; }
.axis span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
.axis span:first-child { transform: none; left: 0.75rem; }
.axis span:last-child { transform: none; right: 0.75rem; }

.moment { display: grid; gap: clamp(1.5rem, 3vw, 3.5rem); grid-template-columns: minmax(0, 1fr); padding-top: clamp(1.5rem, 3vw, 3rem); }
.moment figure { min-width: 0; }
.moment img { display: block; width: 100%; max-width: 28rem; background: var(--raised); border-radius: 0.25rem; }
.moment figcaption { margin-top: 0.5rem; color: var(--quiet); font-size: 0.8125rem; }
.time { font-size: clamp(2rem, 4vw, 3.5rem); font-weight: 200; line-height: 1; letter-spacing: -0.01em; }
.place { margin-top: 0.5rem; color: var(--quiet); }
@media (min-width: 48rem) { .moment.has-frame { grid-template-columns: minmax(16rem, 28rem) minmax(0, 1fr); } }

.band { display: block; width: 100%; height: 3rem; margin: 1.25rem 0 1rem; border-radius: 0.25rem; }
.film .band { height: clamp(5rem, 12vw, 11rem); }
.moment .hint { margin-top: 1.5rem; }
.swatches { list-style: none; margin: 0 -0.375rem; display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: 0.25rem; }
.swatch {
  display: grid;
  grid-template-columns: 2.25rem 1fr;
  column-gap: 0.75rem;
  align-items: center;
  width: 100%;
  padding: 0.375rem;
  border: 0;
  border-radius: 0.375rem;
  background: none;
  color: inherit;
  font: inherit;
  line-height: 1.25;
  text-align: left;
  cursor: copy;
}
.swatch:hover { background: var(--raised); }
.swatch svg { grid-row: span 2; width: 2.25rem; height: 2.25rem; border-radius: 0.25rem; }
.band, .swatch svg { outline: 1px solid rgb(128 128 128 / 0.35); outline-offset: -1px; }
.swatch b { font-weight: 500; }
.swatch span { color: var(--quiet); font-size: 0.8125rem; }
.is-absent { visibility: hidden; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.strip:focus-visible { outline-offset: -2px; box-shadow: inset 0 0 0 5px #000; }

.solid { display: grid; gap: 1.5rem clamp(1.5rem, 3vw, 3.5rem); align-items: start; }
.solid header { padding: 0; }
.solid .hint { margin-top: 0.5rem; }
.control { margin-top: 1.5rem; }
#solid { display: block; width: min(100%, 90vh); aspect-ratio: 1; margin: 0 auto; cursor: grab; touch-action: pan-y; border-radius: 0.25rem; }
#solid:active { cursor: grabbing; }
@media (min-width: 64rem) { .solid { grid-template-columns: minmax(16rem, 28rem) minmax(0, 1fr); } }
.control { padding: 0.5rem 1rem; border: 1px solid var(--edge); border-radius: 2rem; background: none; color: inherit; font: inherit; cursor: pointer; }
.control:hover { background: var(--raised); }

#notice {
  position: fixed;
  left: 50%;
  bottom: 2rem;
  transform: translate(-50%, 1rem);
  max-width: calc(100vw - 2rem);
  padding: 0.625rem 1.25rem;
  border-radius: 2rem;
  background: var(--ink);
  color: var(--ground);
  opacity: 0;
  pointer-events: none;
  transition: opacity 0.15s, transform 0.15s;
}
#notice.is-shown { opacity: 1; transform: translate(-50%, 0); }
@media (prefers-reduced-motion: reduce) { #notice { transition: none; } }
@media (forced-colors: active) { .swatch svg, .band, .strip, #solid { forced-color-adjust: none; } }
`;
