import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildTree, type DistanceMatrix, type FilmTree, findNearness, measureMatrix } from '#core/compare/index';
import fc from '../../support/fast-check.ts';

/** Distances of points on a line. */
const lineOf = (points: readonly number[]): DistanceMatrix =>
  measureMatrix(points, (one, other) => Math.abs(one - other));

const lengthOf = (matrix: DistanceMatrix, order: readonly number[]): number =>
  order.slice(1).reduce((sum, film, i) => sum + matrix[order[i]!]![film]!, 0);

/** Every order of leaves that a tree allows. */
function listOrders({ joins }: Pick<FilmTree, 'joins'>, films: number): number[][] {
  const orders: number[][][] = Array.from({ length: films }, (_, i) => [[i]]);
  for (const { left, right } of joins) {
    const both: number[][] = [];
    for (const one of orders[left]!)
      for (const other of orders[right]!) both.push([...one, ...other], [...other, ...one]);
    orders.push(both);
  }
  return orders.at(-1)!;
}

const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })), {
  minLength: 2,
  maxLength: 7,
});
const planeOf = (places: readonly (readonly [number, number])[]): DistanceMatrix =>
  measureMatrix(places, ([x, y], [x2, y2]) => Math.sqrt((x - x2) ** 2 + (y - y2) ** 2));

describe('Tree of films', () => {
  it('a distance is measured once per pair and stands in both places', () => {
    const measured: string[] = [];
    const matrix = measureMatrix(['a', 'b', 'c'], (one, other) => {
      measured.push(one + other);
      return measured.length;
    });
    assert.deepEqual(measured, ['ab', 'ac', 'bc']);
    assert.deepEqual(matrix, [
      [0, 1, 2],
      [1, 0, 3],
      [2, 3, 0],
    ]);
  });

  it('the nearest groups join first, at the mean distance of their films', () => {
    const { joins } = buildTree(lineOf([0, 10, 1, 14]));
    assert.deepEqual(joins, [
      { left: 0, right: 2, distance: 1 },
      { left: 1, right: 3, distance: 4 },
      { left: 4, right: 5, distance: (10 + 14 + 9 + 13) / 4 },
    ]);
  });

  it('a group counts by its number of films in a mean distance', () => {
    const { joins } = buildTree(lineOf([0, 1, 3, 20]));
    assert.equal(joins[2]!.distance, (20 + 19 + 17) / 3);
  });

  it('of equal distances the films that are listed earlier join first', () => {
    const { joins, order } = buildTree(measureMatrix([0, 1, 2, 3], () => 1));
    assert.deepEqual(
      joins.map(({ left, right }) => [left, right]),
      [
        [0, 1],
        [4, 2],
        [5, 3],
      ],
    );
    assert.deepEqual(order, buildTree(measureMatrix([0, 1, 2, 3], () => 1)).order);
  });

  it('points of a line are ordered along it, from the end that is listed earlier', () => {
    const places = [5, 40, 3, 22, 41, 4, 20, 0];
    const order = buildTree(lineOf(places)).order.map((film) => places[film]);
    assert.deepEqual(order, [41, 40, 22, 20, 5, 4, 3, 0]);
  });

  it('the leaves are in the shortest order that the tree allows', () => {
    fc.assert(
      fc.property(points, (places) => {
        const matrix = planeOf(places);
        const tree = buildTree(matrix);
        const orders = listOrders(tree, places.length);
        assert.ok(orders.some((order) => order.join() === tree.order.join()));
        const least = Math.min(...orders.map((order) => lengthOf(matrix, order)));
        assert.ok(lengthOf(matrix, tree.order) <= least + 1e-9);
      }),
    );
  });

  it('joins never become nearer', () => {
    fc.assert(
      fc.property(points, (places) => {
        const { joins } = buildTree(planeOf(places));
        for (const [i, { distance }] of joins.entries()) {
          assert.ok(i === 0 || distance >= joins[i - 1]!.distance - 1e-9);
        }
      }),
    );
  });

  it('no film and one film are trees without joins', () => {
    assert.deepEqual(buildTree([]), { joins: [], order: [] });
    assert.deepEqual(buildTree([[0]]), { joins: [], order: [0] });
  });

  it('rejects a matrix that is not one of distances', () => {
    const wrong: DistanceMatrix[] = [
      [[0, 1], [1]],
      [
        [0, 1],
        [2, 0],
      ],
      [
        [0, -1],
        [-1, 0],
      ],
      [
        [0, Number.NaN],
        [Number.NaN, 0],
      ],
      [
        [1, 1],
        [1, 0],
      ],
      [
        [0, Number.POSITIVE_INFINITY],
        [Number.POSITIVE_INFINITY, 0],
      ],
    ];
    for (const matrix of wrong) assert.throws(() => buildTree(matrix), RangeError, JSON.stringify(matrix));
  });
});

describe('Nearness', () => {
  it('the nearness is the share of pairs that are farther apart', () => {
    const pairs = [1, 2, 2, 2, 5, 8, 9, 10, 11, 12];
    const cases = [
      [0, 1],
      [1, 0.9],
      [2, 0.6],
      [4.9, 0.6],
      [11.5, 0.1],
      [12, 0],
      [20, 0],
    ] as const;
    for (const [distance, share] of cases) assert.equal(findNearness(distance, pairs), share, String(distance));
  });

  it('rejects a list without pairs and a distance that is not a number', () => {
    assert.throws(() => findNearness(1, []), RangeError);
    assert.throws(() => findNearness(Number.NaN, [1]), RangeError);
  });
});
