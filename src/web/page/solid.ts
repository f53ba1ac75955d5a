import { readSolid } from './data.ts';
import { byId, clamp } from './element.ts';

/** Radii of the circles of equal chroma. */
const CHROMAS = [0.05, 0.1, 0.2, 0.33];
/** How near the edge the farthest colour and circle may be: half of the picture is 0.5. */
const REACH = 0.42;
/** How far the eye is from the middle of the solid. */
const DISTANCE = 2.6;
/** Radians that an arrow key turns, and a frame of the animation. */
const KEY_STEP = 0.1;
const FRAME_STEP = 0.004;
/** Pixels that the pointer moves to turn by a radian. */
const PIXELS_PER_RADIAN = 150;
const KEYS: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowLeft: [-KEY_STEP, 0],
  ArrowRight: [KEY_STEP, 0],
  ArrowUp: [0, KEY_STEP],
  ArrowDown: [0, -KEY_STEP],
};

/** A point on the canvas, how near it is, and how much perspective enlarges it. */
interface Projected {
  readonly x: number;
  readonly y: number;
  readonly near: number;
  readonly scale: number;
}

/** Draw the colours of the film in OKLab as a solid that turns; there must be one. */
export function startSolid(): void {
  const canvas = byId('solid', HTMLCanvasElement);
  const context = canvas.getContext('2d')!;
  const points = readSolid();
  // The a and b of a film of few colours are stretched, up to three times, so that it fills the picture.
  const farthest = Math.max(0.01, ...points.map(({ x, y }) => Math.hypot(x, y)));
  const stretch = clamp(REACH / farthest, 1, 3);
  const heaviest = Math.max(...points.map(({ share }) => share));
  // Twice the area for twice the share, never smaller than can be seen.
  const radiusOf = (share: number): number => 0.004 + 0.05 * Math.sqrt(share / heaviest);
  let turn = -0.6;
  let tilt = 0.3;
  let isTurning = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  let isVisible = false;
  let request = 0;

  function project(x: number, y: number, z: number): Projected {
    const across = x * Math.cos(turn) - y * Math.sin(turn);
    const away = x * Math.sin(turn) + y * Math.cos(turn);
    const near = -away * Math.cos(tilt) + z * Math.sin(tilt);
    const up = z * Math.cos(tilt) + away * Math.sin(tilt);
    const scale = DISTANCE / (DISTANCE - near);
    return { x: across * scale, y: -up * scale, near, scale };
  }

  function drawSolid(): void {
    const side = Math.max(1, Math.round(canvas.clientWidth * (window.devicePixelRatio || 1)));
    if (canvas.width !== side) canvas.width = canvas.height = side;
    const unit = side * 0.8;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, side, side);
    context.setTransform(unit, 0, 0, unit, side / 2, side / 2);
    context.strokeStyle = getComputedStyle(canvas).getPropertyValue('--edge');
    drawAxes(unit);
    drawMarks(unit);
  }

  /** The axis of greys, and circles of equal chroma around its foot: they show how the solid turns. */
  function drawAxes(unit: number): void {
    context.lineWidth = 1.2 / unit;
    context.globalAlpha = 0.55;
    const foot = project(0, 0, -0.5);
    const top = project(0, 0, 0.5);
    context.beginPath();
    context.moveTo(foot.x, foot.y);
    context.lineTo(top.x, top.y);
    context.stroke();
    for (const radius of CHROMAS.map((chroma) => chroma * stretch).filter((one) => one < REACH)) {
      context.beginPath();
      for (let i = 0; i <= 72; i++) {
        const angle = (i * Math.PI) / 36;
        const { x, y } = project(radius * Math.cos(angle), radius * Math.sin(angle), -0.5);
        context.lineTo(x, y);
      }
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  function drawMarks(unit: number): void {
    const marks = points.map(({ x, y, z, color, share }) => ({
      ...project(x * stretch, y * stretch, z),
      color,
      radius: radiusOf(share),
    }));
    marks.sort((one, other) => one.near - other.near);
    context.lineWidth = 1 / unit;
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

  function describeTurn(): void {
    const degrees = ((Math.round((turn * 180) / Math.PI) % 360) + 360) % 360;
    const above = Math.round((tilt * 180) / Math.PI);
    canvas.setAttribute('aria-valuenow', String(degrees));
    canvas.setAttribute('aria-valuetext', `turned ${degrees} degrees, seen from ${above} degrees above`);
  }

  function advance(): void {
    request = 0;
    if (!isTurning || !isVisible) return;
    turn += FRAME_STEP;
    drawSolid();
    request = requestAnimationFrame(advance);
  }

  function setTurning(turning: boolean): void {
    isTurning = turning;
    byId('turning', HTMLElement).textContent = turning ? 'Stop turning' : 'Let it turn';
    describeTurn();
    if (request === 0) request = requestAnimationFrame(advance);
  }

  function turnBy(right: number, up: number): void {
    turn += right;
    tilt = clamp(tilt + up, -Math.PI / 2, Math.PI / 2);
    setTurning(false);
    drawSolid();
  }

  canvas.addEventListener('pointerdown', ({ pointerId }) => {
    canvas.setPointerCapture(pointerId);
    setTurning(false);
  });
  canvas.addEventListener('pointermove', ({ pointerId, movementX, movementY }) => {
    if (!canvas.hasPointerCapture(pointerId)) return;
    turnBy(movementX / PIXELS_PER_RADIAN, movementY / PIXELS_PER_RADIAN);
  });
  canvas.addEventListener('keydown', (event) => {
    const by = KEYS[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    turnBy(...by);
  });
  byId('turning', HTMLElement).addEventListener('click', () => setTurning(!isTurning));
  new ResizeObserver(drawSolid).observe(canvas);
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', drawSolid);
  new IntersectionObserver((entries) => {
    isVisible = entries.some(({ isIntersecting }) => isIntersecting);
    setTurning(isTurning);
  }).observe(canvas);
  setTurning(isTurning);
  drawSolid();
}
