/** Nine numbers, row by row. The matrix multiplies a column vector from the left. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];

/** Multiply two matrices: the product applies `second`, then `first`. */
export function multiplyMatrices(first: Matrix3, second: Matrix3): Matrix3 {
  const [a, b, c, d, e, f, g, h, i] = first;
  const [p, q, r, s, t, u, v, w, x] = second;
  return [
    a * p + b * s + c * v,
    a * q + b * t + c * w,
    a * r + b * u + c * x,
    d * p + e * s + f * v,
    d * q + e * t + f * w,
    d * r + e * u + f * x,
    g * p + h * s + i * v,
    g * q + h * t + i * w,
    g * r + h * u + i * x,
  ];
}

/** Invert a matrix; its determinant must not be 0. */
export function invertMatrix([a, b, c, d, e, f, g, h, i]: Matrix3): Matrix3 {
  const A = e * i - f * h;
  const B = f * g - d * i;
  const C = d * h - e * g;
  const det = a * A + b * B + c * C;
  const cofactors = [A, c * h - b * i, b * f - c * e, B, a * i - c * g, c * d - a * f, C, b * g - a * h, a * e - b * d];
  return cofactors.map((value) => value / det) as unknown as Matrix3;
}
