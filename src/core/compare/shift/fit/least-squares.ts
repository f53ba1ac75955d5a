/**
 * A sum of weighted squares of linear residuals: the normal equations of several outputs that share
 * their inputs. Rows are sparse: each names the few inputs that are not 0.
 */
export interface NormalEquations {
  /** Number of inputs. */
  readonly size: number;
  /** Products of inputs, shape (size, size); only the lower triangle is kept. */
  readonly products: Float64Array;
  /** Products of inputs and outputs, shape (outputs, size). */
  readonly targets: readonly Float64Array[];
}

/** Create equations without rows. */
export function createEquations(size: number, outputs: number): NormalEquations {
  return {
    size,
    products: new Float64Array(size * size),
    targets: Array.from({ length: outputs }, () => new Float64Array(size)),
  };
}

/**
 * Add a row.
 *
 * @param inputs indexes of the inputs, ascending.
 * @param values of these inputs.
 */
export function addRow(
  { size, products, targets }: NormalEquations,
  inputs: ArrayLike<number>,
  values: ArrayLike<number>,
  outputs: ArrayLike<number>,
  weight: number,
): void {
  for (let i = 0; i < inputs.length; i++) {
    const weighted = weight * values[i]!;
    const row = inputs[i]! * size;
    for (let j = 0; j <= i; j++) products[row + inputs[j]!]! += weighted * values[j]!;
    for (let k = 0; k < targets.length; k++) targets[k]![inputs[i]!]! += weighted * outputs[k]!;
  }
}

/**
 * Solve the equations by Cholesky's method.
 *
 * An input without evidence needs a row of its own (a penalty) that makes the products positive
 * definite.
 *
 * @returns the coefficients of each output, shape (outputs, size).
 */
export function solveEquations({ size, products, targets }: NormalEquations): Float64Array[] {
  const factor = Float64Array.from(products);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = factor[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      factor[i * size + j] = i === j ? Math.sqrt(sum) : sum / factor[j * size + j]!;
    }
  }
  return targets.map((target) => {
    const x = Float64Array.from(target);
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < i; k++) x[i]! -= factor[i * size + k]! * x[k]!;
      x[i]! /= factor[i * size + i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      for (let k = i + 1; k < size; k++) x[i]! -= factor[k * size + i]! * x[k]!;
      x[i]! /= factor[i * size + i]!;
    }
    return x;
  });
}
