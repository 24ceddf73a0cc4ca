// Symbols of places and events. A side is a colour and a shape, a tier a pattern, a probability the strength of the fill.
import { colour, fade, side, strength } from "./theme.js";

export const SHAPES = ["circle", "square", "diamond", "triangle", "hexagon", "drop", "pentagon", "bar"];
export const TIERS = ["held", "claimed", "contested", "denied", "presence", "unknown"];
const SCALE = 2;
const made = new Map();

export const forget = () => made.clear();

function polygon(ctx, x, y, r, corners, turn) {
  ctx.beginPath();
  for (let i = 0; i < corners; i += 1) {
    const a = turn + (2 * Math.PI * i) / corners;
    ctx.lineTo(x + r * Math.cos(a), y + r * Math.sin(a));
  }
  ctx.closePath();
}

/** The outline of a side's shape around x, y. Nobody's shape is a circle. */
function outline(ctx, x, y, r, n) {
  const shape = n === undefined || n === null ? "circle" : SHAPES[n % SHAPES.length];
  if (shape === "circle") { ctx.beginPath(); ctx.arc(x, y, r, 0, 2 * Math.PI); }
  else if (shape === "square") { ctx.beginPath(); ctx.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76); }
  else if (shape === "diamond") polygon(ctx, x, y, r * 1.2, 4, -Math.PI / 2);
  else if (shape === "triangle") polygon(ctx, x, y + r * 0.15, r * 1.25, 3, -Math.PI / 2);
  else if (shape === "hexagon") polygon(ctx, x, y, r * 1.1, 6, 0);
  else if (shape === "drop") polygon(ctx, x, y - r * 0.15, r * 1.25, 3, Math.PI / 2);
  else if (shape === "pentagon") polygon(ctx, x, y, r * 1.12, 5, -Math.PI / 2);
  else { ctx.beginPath(); ctx.rect(x - r * 1.15, y - r * 0.65, r * 2.3, r * 1.3); }
}

/** The pattern of a tier over a box, in css pixels. Readable without colour: solid, stripes, halves, slash, dots, nothing. */
function texture(ctx, x, y, w, hgt, { tier, p, holder, second, tiled }) {
  const ink = side(holder);
  ctx.fillStyle = colour("paper");
  ctx.fillRect(x, y, w, hgt);
  const full = fade(ink, strength(p));
  if (tier === "held") { ctx.fillStyle = full; ctx.fillRect(x, y, w, hgt); }
  if (tier === "claimed") {
    ctx.strokeStyle = full; ctx.lineWidth = 2.2; ctx.beginPath();
    for (let i = -hgt; i < w; i += 5) { ctx.moveTo(x + i, y + hgt); ctx.lineTo(x + i + hgt, y); }
    ctx.stroke();
  }
  if (tier === "contested") {
    ctx.fillStyle = fade(ink, 0.9); ctx.fillRect(x, y, w / 2, hgt);
    ctx.fillStyle = fade(second === undefined ? colour("nobody") : side(second), 0.45); ctx.fillRect(x + w / 2, y, w / 2, hgt);
    if (!tiled) { ctx.fillStyle = colour("ink"); ctx.fillRect(x + w / 2 - 1, y, 2, hgt); }
  }
  if (tier === "presence") {
    ctx.fillStyle = full;
    for (let i = 2; i < w + 4; i += 4.5) for (let j = 2; j < hgt + 4; j += 4.5) { ctx.beginPath(); ctx.arc(x + i, y + j, 1.15, 0, 7); ctx.fill(); }
  }
}

function board(w, hgt) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(w * SCALE); canvas.height = Math.ceil(hgt * SCALE);
  const ctx = canvas.getContext("2d");
  ctx.scale(SCALE, SCALE);
  return [canvas, ctx];
}

function kept(key, make) {
  if (!made.has(key)) made.set(key, make());
  return made.get(key);
}

/** A place's symbol as a canvas of 2·r + 8 css pixels. */
export function place({ tier, p = 1, holder, second, r = 9, chosen = false, other = false }) {
  return kept(`p|${tier}|${p.toFixed(1)}|${holder}|${second}|${r}|${chosen}|${other}`, () => {
    const size = 2 * r + (other ? 20 : 10), [canvas, ctx] = board(size, size), c = size / 2;
    if (other) { // another answer than on the day compared with: a ring
      ctx.beginPath(); ctx.arc(c, c, r + 7, 0, 7); ctx.lineWidth = 2; ctx.strokeStyle = colour("ink"); ctx.stroke();
    }
    outline(ctx, c, c, r + (chosen ? 4 : 2), holder);
    ctx.fillStyle = chosen ? colour("ink") : colour("halo"); ctx.fill();
    if (chosen) { outline(ctx, c, c, r + 2, holder); ctx.fillStyle = colour("paper"); ctx.fill(); }
    ctx.save(); outline(ctx, c, c, r, holder); ctx.clip();
    texture(ctx, c - r * 1.3, c - r * 1.3, r * 2.6, r * 2.6, { tier, p, holder, second });
    ctx.restore();
    outline(ctx, c, c, r - 0.5, holder);
    ctx.lineWidth = r < 6 ? 1.2 : 2; ctx.strokeStyle = tier === "unknown" ? colour("soft") : side(holder);
    if (tier === "unknown") ctx.setLineDash([3, 2.5]);
    ctx.stroke();
    ctx.setLineDash([]);
    if (tier === "denied") {
      ctx.lineWidth = 2.4; ctx.strokeStyle = colour("ink"); ctx.beginPath();
      ctx.moveTo(c - r * 0.85, c + r * 0.85); ctx.lineTo(c + r * 0.85, c - r * 0.85); ctx.stroke();
    }
    return canvas;
  });
}

/** A fill for areas: the same pattern, repeating, thin enough for what lies below to show. */
export function pattern({ tier, p = 1, holder, second }) {
  return kept(`a|${tier}|${p.toFixed(1)}|${holder}|${second}`, () => {
    const [canvas, ctx] = board(20, 20);
    texture(ctx, 0, 0, 20, 20, { tier, p, holder, second, tiled: true });
    const [thin, over] = board(20, 20);
    over.globalAlpha = 0.4; over.scale(1 / SCALE, 1 / SCALE); over.drawImage(canvas, 0, 0);
    return over.createPattern(thin, "repeat");
  });
}

function glyph(ctx, family, x, y, r) {
  ctx.beginPath();
  if (family === "violence") {
    for (let i = 0; i < 16; i += 1) {
      const a = (Math.PI * i) / 8, d = i % 2 ? r * 0.5 : r * 1.1;
      ctx.lineTo(x + d * Math.cos(a), y + d * Math.sin(a));
    }
  } else if (family === "territory") {
    ctx.moveTo(x - r * 0.8, y - r); ctx.lineTo(x + r, y - r * 0.35); ctx.lineTo(x - r * 0.45, y + r * 0.3);
    ctx.lineTo(x - r * 0.45, y + r * 1.1); ctx.lineTo(x - r * 0.8, y + r * 1.1);
  } else if (family === "submission") {
    ctx.moveTo(x - r, y - r * 0.7); ctx.lineTo(x + r, y - r * 0.7); ctx.lineTo(x, y + r);
  } else if (family === "people") {
    ctx.arc(x, y - r * 0.5, r * 0.5, 0, 7); ctx.moveTo(x + r * 0.9, y + r);
    ctx.arc(x, y + r, r * 0.9, 0, Math.PI, true);
  } else {
    ctx.rect(x - r, y - r * 0.8, r * 2, r * 1.2); ctx.moveTo(x - r * 0.4, y + r * 0.4); ctx.lineTo(x - r * 0.5, y + r);
    ctx.lineTo(x + r * 0.2, y + r * 0.4);
  }
  ctx.closePath();
}

/** An event's mark: the family's sign, filled where the event is established, hollow where it is not, with a number from 2 on. */
export function mark({ family, count = 1, sure = true, chosen = false }) {
  return kept(`m|${family}|${count}|${sure}|${chosen}`, () => {
    const text = count > 1 ? String(count) : "", w = 18 + text.length * 7, [canvas, ctx] = board(w, 18);
    ctx.fillStyle = colour(chosen ? "ink" : "halo");
    ctx.beginPath(); ctx.roundRect(0.5, 0.5, w - 1, 17, 8); ctx.fill();
    const ink = colour(chosen ? "paper" : "ink");
    glyph(ctx, family, 9, 9, 5);
    ctx.lineWidth = 1.4; ctx.strokeStyle = ink; ctx.stroke();
    if (sure) { ctx.fillStyle = ink; ctx.fill(); }
    ctx.fillStyle = ink; ctx.font = "600 11px system-ui, sans-serif"; ctx.textBaseline = "middle"; ctx.fillText(text, 16, 9.5);
    return canvas;
  });
}

/** Runs that differ in nothing but how sure they are, together: {from, to, status, holder, second, parts}. */
export function stretches(runs) {
  const out = [];
  for (const r of runs) {
    const last = out[out.length - 1];
    if (last && last.to + 1 === r.from && last.status === r.status && last.holder === r.holder && last.second === r.second) { last.to = r.to; last.parts.push(r); }
    else out.push({ ...r, parts: [r] });
  }
  return out;
}

/** A history as a strip of w × hgt css pixels: one stretch a period, with the day looked at marked. */
export function strip(canvas, periods, { from, to, day, w, hgt }) {
  canvas.width = w * SCALE; canvas.height = hgt * SCALE;
  const ctx = canvas.getContext("2d");
  ctx.scale(SCALE, SCALE);
  const x = (d) => ((Math.min(Math.max(d, from), to + 1) - from) / (to + 1 - from)) * w;
  ctx.fillStyle = colour("faint"); ctx.fillRect(0, hgt / 2 - 0.5, w, 1);
  for (const stretch of stretches(periods)) {
    const { from: a, to: b, status, holder, parts } = stretch;
    if (b < from || a > to || status === "unknown") continue;
    const left = x(a), wide = Math.max(1.5, x(b + 1) - left);
    for (const part of parts) {
      const l = Math.round(x(part.from) * SCALE) / SCALE, w = Math.max(1.5, Math.round(x(part.to + 1) * SCALE) / SCALE - l), look = { tier: part.status, p: part.p, holder: part.holder, second: part.second };
      ctx.save(); ctx.beginPath(); ctx.rect(l, 0, w, hgt); ctx.clip();
      if (status === "contested") halves(ctx, l, w, hgt, look); else texture(ctx, l, 0, w, hgt, look);
      ctx.restore();
    }
    ctx.strokeStyle = side(holder); ctx.lineWidth = 1.5; ctx.strokeRect(left + 0.75, 0.75, Math.max(0, wide - 1.5), hgt - 1.5);
    if (status === "denied") {
      ctx.strokeStyle = colour("ink"); ctx.beginPath(); ctx.moveTo(left, hgt); ctx.lineTo(left + wide, 0); ctx.stroke();
    }
  }
  ctx.fillStyle = colour("ink"); ctx.fillRect(x(day), 0, 2, hgt);
}

/** Contested over time: one side above, the other below. */
function halves(ctx, left, wide, hgt, { holder, second }) {
  ctx.fillStyle = colour("paper"); ctx.fillRect(left, 0, wide, hgt);
  ctx.fillStyle = fade(side(holder), 0.9); ctx.fillRect(left, 0, wide, hgt / 2);
  ctx.fillStyle = fade(second === undefined ? colour("nobody") : side(second), 0.45); ctx.fillRect(left, hgt / 2, wide, hgt / 2);
  ctx.fillStyle = colour("ink"); ctx.fillRect(left, hgt / 2 - 0.75, wide, 1.5);
}

/** A copy of a symbol for the page's text, hidden from screen readers (the words stand beside it). */
export function inline(canvas) {
  const copy = document.createElement("canvas");
  copy.width = canvas.width; copy.height = canvas.height;
  copy.getContext("2d").drawImage(canvas, 0, 0);
  copy.className = "symbol";
  copy.style.width = `${canvas.width / SCALE}px`; copy.style.height = `${canvas.height / SCALE}px`;
  copy.setAttribute("aria-hidden", "true");
  return copy;
}
export { SCALE };
