/** Nine numbers, row by row; it multiplies a column from the left. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];

/** Multiply two matrices: the product does what `second` does, then what `first` does. */
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
