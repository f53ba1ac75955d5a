/** The turning view of the film's colours in OKLab: see `page-script.ts` for why it is a text and what may not be in it. */
export const PAGE_SOLID_SCRIPT = `
/** The film's colours in OKLab: x a, y b, z lightness, all about the middle of the solid. */
function readSolid() {
  const view = readBytes(data.solid);
  const points = [];
  for (let at = 0; at < view.byteLength; at += 13) {
    points.push({
      x: view.getUint16(at + 2) / 10000 - 0.5,
      y: view.getUint16(at + 4) / 10000 - 0.5,
      z: view.getUint16(at) / 10000 - 0.5,
      color: readHex(view, at + 6),
      share: view.getFloat32(at + 9),
    });
  }
  return points;
}

function startSolid() {
  const canvas = byId('solid');
  const context = canvas.getContext('2d');
  const points = readSolid();
  const CHROMA = 0.33;
  // A film of greys and browns fills the picture too: a and b are stretched until the farthest colour is near the edge, never more than three times.
  const farthest = Math.max(0.01, ...points.map(({ x, y }) => Math.hypot(x, y)));
  const stretch = clamp(0.42 / farthest, 1, 3);
  // Twice the area for twice the share, within what can be seen and told apart.
  const heaviest = Math.max(...points.map(({ share }) => share));
  const radiusOf = (/** @type {number} */ share) => 0.004 + 0.05 * Math.sqrt(share / heaviest);
  let turn = -0.6;
  let tilt = 0.3;
  let isTurning = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  let isVisible = false;
  let frame = 0;

  /** Where a place of the solid falls on the canvas, and how near it is. */
  function project(x, y, z) {
    const across = x * Math.cos(turn) - y * Math.sin(turn);
    const away = x * Math.sin(turn) + y * Math.cos(turn);
    const near = -away * Math.cos(tilt) + z * Math.sin(tilt);
    const up = z * Math.cos(tilt) + away * Math.sin(tilt);
    const scale = 2.6 / (2.6 - near);
    return { x: across * scale, y: -up * scale, near, scale };
  }

  function drawSolid() {
    const side = Math.max(1, Math.round(canvas.clientWidth * (window.devicePixelRatio || 1)));
    if (canvas.width !== side) canvas.width = canvas.height = side;
    const unit = side * 0.8;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, side, side);
    context.setTransform(unit, 0, 0, unit, side / 2, side / 2);
    const style = getComputedStyle(canvas);
    const grey = style.getPropertyValue('--edge');
    context.lineWidth = 1.2 / unit;
    // The axis of greys, and circles of equal chroma around its foot: what turns can be read.
    context.strokeStyle = grey;
    context.globalAlpha = 0.55;
    const foot = project(0, 0, -0.5);
    const top = project(0, 0, 0.5);
    context.beginPath();
    context.moveTo(foot.x, foot.y);
    context.lineTo(top.x, top.y);
    context.stroke();
    for (const chroma of [0.05, 0.1, 0.2, CHROMA].filter((one) => one * stretch < 0.42)) {
      context.beginPath();
      for (let i = 0; i <= 72; i++) {
        const angle = (i * Math.PI) / 36;
        const radius = chroma * stretch;
        const { x, y } = project(radius * Math.cos(angle), radius * Math.sin(angle), -0.5);
        context.lineTo(x, y);
      }
      context.stroke();
    }
    context.globalAlpha = 1;
    const marks = points.map(({ x, y, z, color, share }) => ({
      ...project(x * stretch, y * stretch, z),
      color,
      radius: radiusOf(share),
    }));
    marks.sort((one, other) => one.near - other.near);
    context.lineWidth = 1 / unit;
    context.strokeStyle = grey;
    for (const { x, y, scale, color, radius } of marks) {
      context.beginPath();
      context.arc(x, y, radius * scale, 0, 2 * Math.PI);
      context.fillStyle = color;
      context.fill();
      context.globalAlpha = 0.35;
      context.stroke();
      context.globalAlpha = 1;
    }
  }

  function tell() {
    const degrees = ((Math.round((turn * 180) / Math.PI) % 360) + 360) % 360;
    canvas.setAttribute('aria-valuenow', String(degrees));
    canvas.setAttribute('aria-valuetext', 'turned ' + degrees + ' degrees, seen from ' + Math.round((tilt * 180) / Math.PI) + ' degrees above');
  }

  function advance() {
    frame = 0;
    if (!isTurning || !isVisible) return;
    turn += 0.004;
    drawSolid();
    frame = requestAnimationFrame(advance);
  }

  function turnOn(/** @type {boolean} */ turning) {
    isTurning = turning;
    byId('turning').textContent = turning ? 'Stop turning' : 'Let it turn';
    tell();
    if (frame === 0) frame = requestAnimationFrame(advance);
  }

  function turnBy(/** @type {number} */ right, /** @type {number} */ up) {
    turn += right;
    tilt = clamp(tilt + up, -Math.PI / 2, Math.PI / 2);
    turnOn(false);
    drawSolid();
  }

  canvas.addEventListener('pointerdown', (/** @type {PointerEvent} */ event) => {
    canvas.setPointerCapture(event.pointerId);
    turnOn(false);
  });
  canvas.addEventListener('pointermove', (/** @type {PointerEvent} */ event) => {
    if (canvas.hasPointerCapture(event.pointerId)) turnBy(event.movementX / 150, event.movementY / 150);
  });
  /** @type {Record<string, [number, number]>} */
  const TURNS = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] };
  canvas.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const by = TURNS[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    turnBy(...by);
  });
  byId('turning').addEventListener('click', () => turnOn(!isTurning));
  new ResizeObserver(drawSolid).observe(canvas);
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', drawSolid);
  new IntersectionObserver((entries) => {
    isVisible = entries.some(({ isIntersecting }) => isIntersecting);
    turnOn(isTurning);
  }).observe(canvas);
  turnOn(isTurning);
  drawSolid();
}
if (columns.some(({ swatches }) => swatches.length > 0)) startSolid();
`;
