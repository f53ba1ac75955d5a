/**
 * What a page does: bars are drawn, looked along, their colours copied. Plain JavaScript for a classic script: this room knows no DOM, and the
 * same text must come out of the command line and of a bundled studio, where a compiled function would be renamed; a test has
 * it checked by the compiler. No backticks, no backslashes, no end of a script element in it.
 */
export const PAGE_SCRIPT = `'use strict';
/** @type {(id: string) => any} */
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId('data').textContent);

/** @param {string} text base64 */
function readBytes(text) {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  return new DataView(bytes.buffer);
}

/** @param {DataView} view @param {number} at */
function readHex(view, at) {
  const digits = [0, 1, 2].map((i) => view.getUint8(at + i).toString(16).padStart(2, '0'));
  return '#' + digits.join('');
}

/** Columns: { time, swatches: [{ color, share }], shown: [color] }. */
function readColumns() {
  const view = readBytes(data.columns);
  const columns = [];
  for (let at = 0; at < view.byteLength; ) {
    const time = view.getFloat32(at);
    const count = view.getUint16(at + 4);
    const showing = view.getUint8(at + 6);
    at += 7;
    const swatches = [];
    for (let i = 0; i < count; i++, at += 5) {
      swatches.push({ color: readHex(view, at), share: view.getUint16(at + 3) / 65535 });
    }
    const shown = [];
    for (let i = 0; i < showing; i++, at += 2) shown.push(swatches[view.getUint16(at)].color);
    columns.push({ time, swatches, shown });
  }
  return columns;
}

const columns = readColumns();
const thumbnails = data.thumbnails;
const last = columns.length - 1;
const strip = byId('strip');
let current = 0;

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** 12:34.5, in a film of an hour and more 0:12:34.5. @param {number} seconds */
function formatTime(seconds, digits = 1) {
  const unit = 10 ** digits;
  const whole = Math.max(0, Math.round(seconds * unit));
  const clock = Math.floor(whole / unit);
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const rest = digits === 0 ? '' : '.' + String(whole % unit).padStart(digits, '0');
  const minutes = Math.floor(clock / 60);
  const before = data.to < 3600 ? String(minutes) : Math.floor(minutes / 60) + ':' + two(minutes % 60);
  return before + ':' + two(clock % 60) + rest;
}

/** @param {number} share */
function formatShare(share) {
  const percent = 100 * share;
  return percent < 0.1 ? 'under 0.1 %' : percent.toFixed(1) + ' %';
}

/** The column's thumbnail, or the nearest one. @param {number} column */
function nearestThumbnail(column) {
  let low = 0;
  let high = thumbnails.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (thumbnails[middle][0] <= column) low = middle;
    else high = middle - 1;
  }
  const next = thumbnails[low + 1];
  return next && next[0] - column < column - thumbnails[low][0] ? next : thumbnails[low];
}

/** @param {string} jpeg base64 */
const jpegUrl = (jpeg) => 'data:image/jpeg;base64,' + jpeg;

const TO_LINEAR = Float64Array.from({ length: 256 }, (_, code) => {
  const x = code / 255;
  return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
});
/** @param {number} x linear light, 0 to 1 */
const toCode = (x) => Math.round(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055));

/** Bars on the canvas: one pixel or more a column, or the mean, in linear light, of the columns that share a pixel. */
function drawBars() {
  const canvas = byId('bars');
  const scale = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(canvas.clientWidth * scale));
  const height = Math.max(1, Math.round(canvas.clientHeight * scale));
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const rows = data.rows === 1 ? 1 : height;
  const image = context.createImageData(width, rows);
  const codes = columns.map(({ shown }) => shown.map((color) => parseInt(color.slice(1), 16)));
  for (let x = 0; x < width; x++) {
    const from = Math.floor((x * columns.length) / width);
    const to = Math.max(from + 1, Math.floor(((x + 1) * columns.length) / width));
    for (let y = 0; y < rows; y++) {
      let [r, g, b, n] = [0, 0, 0, 0];
      for (let i = from; i < to; i++) {
        const shown = codes[i];
        if (shown.length === 0) continue;
        const code = shown[Math.floor((y * shown.length) / rows)];
        r += TO_LINEAR[code >> 16];
        g += TO_LINEAR[(code >> 8) & 255];
        b += TO_LINEAR[code & 255];
        n++;
      }
      if (n > 0) image.data.set([toCode(r / n), toCode(g / n), toCode(b / n), 255], 4 * (y * width + x));
    }
  }
  context.putImageData(image, 0, 0);
  if (rows === 1) {
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, 0, 0, width, 1, 0, 0, width, height);
  }
}

/** A row of frames below the bars, each where it is in the film. */
function drawFrames() {
  const row = byId('frames');
  if (thumbnails.length === 0) return;
  const count = Math.min(thumbnails.length, Math.max(4, Math.round(row.clientWidth / 150)));
  if (row.childElementCount === count) return;
  row.replaceChildren();
  for (let i = 0; i < count; i++) {
    const image = document.createElement('img');
    image.alt = '';
    image.draggable = false;
    image.src = jpegUrl(nearestThumbnail(Math.floor(((i + 0.5) * columns.length) / count))[1]);
    row.append(image);
  }
}

/** A few times below the bars, more where there is room. */
function drawAxis() {
  const axis = byId('axis');
  const count = clamp(Math.floor(axis.clientWidth / 160), 2, 11);
  axis.replaceChildren();
  for (let i = 0; i < count; i++) {
    const share = i / (count - 1);
    const label = document.createElement('span');
    // A draft's columns are not evenly spaced.
    const time = i === 0 ? data.from : i === count - 1 ? data.to : columns[Math.round(share * last)].time;
    label.textContent = formatTime(time, 0);
    if (i > 0 && i < count - 1) label.style.left = 100 * share + '%';
    axis.append(label);
  }
}

const SVG = 'http://www.w3.org/2000/svg';

/** @param {string} color @param {number} x @param {number} width */
function makeRect(color, x, width) {
  const rect = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ x, y: 0, width, height: 1, fill: color })) {
    rect.setAttribute(name, String(value));
  }
  return rect;
}

/** The buttons of a moment: as many as the most colourful column needs, so that nothing jumps. */
const buttons = Array.from({ length: Math.max(0, ...columns.map(({ swatches }) => swatches.length)) }, () => {
  const item = byId('swatch').content.firstElementChild.cloneNode(true);
  byId('swatches').append(item);
  return item;
});

/** On a whole pixel, so that the line stays sharp. */
function placeHead() {
  byId('head').style.left = Math.floor(((current + 0.5) * strip.clientWidth) / columns.length) + 'px';
}

/** Show a column. @param {number} index */
function show(index) {
  current = clamp(index, 0, last);
  const { time, swatches } = columns[current];
  const clock = formatTime(time);
  placeHead();
  byId('time').textContent = clock;
  byId('place').textContent = 'Moment ' + (current + 1).toLocaleString('en') + ' of ' + columns.length.toLocaleString('en');
  let x = 0;
  byId('shares').replaceChildren(...swatches.map(({ color, share }) => makeRect(color, (x += share) - share, share)));
  for (const [i, item] of buttons.entries()) {
    const swatch = swatches[i];
    item.classList.toggle('is-absent', !swatch);
    if (!swatch) continue;
    const button = item.querySelector('button');
    button.dataset.color = swatch.color;
    button.querySelector('rect').setAttribute('fill', swatch.color);
    button.querySelector('b').textContent = swatch.color;
    button.querySelector('span').textContent = formatShare(swatch.share);
  }
  if (thumbnails.length > 0) {
    const [column, jpeg] = nearestThumbnail(current);
    const frame = byId('frame');
    const url = jpegUrl(jpeg);
    const taken = 'Frame at ' + formatTime(columns[column].time);
    if (frame.alt !== taken) {
      frame.src = url;
      frame.alt = taken;
      byId('taken').textContent = taken;
    }
  }
  strip.setAttribute('aria-valuenow', String(current + 1));
  strip.setAttribute('aria-valuetext', clock + ', ' + describe(swatches));
}

/** @param {{ color: string, share: number }[]} swatches */
function describe(swatches) {
  if (swatches.length === 0) return 'no picture, this frame could not be decoded';
  const named = swatches.slice(0, 3).map(({ color, share }) => color + ' ' + formatShare(share));
  const more = swatches.length - named.length;
  return named.join(', ') + (more > 0 ? ' and ' + more + ' more' : '');
}

let hiding = 0;

/** @param {string} color */
async function copy(color) {
  const notice = byId('notice');
  const isCopied = await copyText(color);
  notice.textContent = isCopied ? color + ' copied' : color + ' could not be copied';
  notice.classList.add('is-shown');
  clearTimeout(hiding);
  hiding = setTimeout(() => notice.classList.remove('is-shown'), 2000);
}

/** @param {string} text */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers that keep the clipboard from pages on disk still let a selection be copied.
    const focused = document.activeElement;
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('aria-hidden', 'true');
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand('copy');
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return isCopied;
  }
}

/** @param {{ clientX: number }} event */
function columnAt({ clientX }) {
  const { left, width } = strip.getBoundingClientRect();
  return Math.floor(((clientX - left) / width) * columns.length);
}

/** The colour of a bar under the pointer, or its first. @param {MouseEvent} event */
function colorAt({ clientY }) {
  const { shown } = columns[current];
  const { top, height } = byId('bars').getBoundingClientRect();
  const row = Math.floor(((clientY - top) / height) * shown.length);
  return shown[row] ?? shown[0];
}

strip.addEventListener('pointermove', (/** @type {PointerEvent} */ event) => show(columnAt(event)));
strip.addEventListener('click', (/** @type {PointerEvent} */ event) => {
  show(columnAt(event));
  const color = colorAt(event);
  // A finger has no other way to say where it wants to look.
  if (color && event.pointerType !== 'touch') copy(color);
});
const STEP = Math.max(1, Math.round(columns.length / 20));
/** @type {Record<string, () => number>} */
const MOVES = {
  ArrowLeft: () => current - 1,
  ArrowDown: () => current - 1,
  ArrowRight: () => current + 1,
  ArrowUp: () => current + 1,
  PageDown: () => current - STEP,
  PageUp: () => current + STEP,
  Home: () => 0,
  End: () => last,
};
strip.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const move = MOVES[event.key];
  const isCopy = event.key === 'Enter' || event.key === ' ';
  if (!move && !isCopy) return;
  event.preventDefault();
  if (move) show(move());
  else if (columns[current].shown.length > 0) copy(columns[current].shown[0]);
});
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button[data-color]') : null;
  if (button instanceof HTMLElement && button.dataset.color) copy(button.dataset.color);
});

function draw() {
  drawBars();
  drawFrames();
  drawAxis();
  placeHead();
}
new ResizeObserver(draw).observe(strip);
draw();
show(Math.floor(columns.length / 2));
`;
