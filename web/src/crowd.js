// Very many places: drawn straight onto a canvas of their own, which is several times as fast as one feature each.
import Layer from "ol/layer/Layer.js";
import Source from "ol/source/Source.js";
import * as symbols from "./symbols.js";

/** A layer of symbols: `items` are [x, y, look, place] in map units; `pick(pixel)` gives the place nearest to a pixel, if any is near. */
export function crowd() {
  const canvas = document.createElement("canvas"), ctx = canvas.getContext("2d");
  let items = [], transform = null;
  canvas.style.position = "absolute";
  canvas.className = "crowd";

  function render(frame) {
    const [w, h] = frame.size, ratio = frame.pixelRatio, [a, b, c, d, e, f] = frame.coordinateToPixelTransform;
    if (canvas.width !== Math.round(w * ratio) || canvas.height !== Math.round(h * ratio)) {
      canvas.width = Math.round(w * ratio); canvas.height = Math.round(h * ratio);
      canvas.style.width = `${w}px`; canvas.style.height = `${h}px`;
    } else ctx.clearRect(0, 0, canvas.width, canvas.height);
    transform = [a, b, c, d, e, f];
    for (const [x, y, look] of items) {
      const px = a * x + c * y + e, py = b * x + d * y + f;
      if (px < -20 || py < -20 || px > w + 20 || py > h + 20) continue;
      const symbol = symbols.place(look), size = (symbol.width / symbols.SCALE) * ratio;
      ctx.drawImage(symbol, px * ratio - size / 2, py * ratio - size / 2, size, size);
    }
    return canvas;
  }

  const layer = new Layer({ source: new Source({}), render, zIndex: 4 });
  return {
    layer,
    show(list) { items = list; layer.changed(); },
    pick([x, y], near = 8) {
      if (!transform) return null;
      const [a, b, c, d, e, f] = transform;
      let best = null, least = near * near;
      for (const item of items) {
        const dx = a * item[0] + c * item[1] + e - x, dy = b * item[0] + d * item[1] + f - y, far = dx * dx + dy * dy;
        if (far < least) { least = far; best = item; }
      }
      return best && { place: best[3], now: best[2].run };
    },
  };
}
