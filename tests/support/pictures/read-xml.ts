import assert from 'node:assert/strict';
import { DOMParser, type Element } from '@xmldom/xmldom';

/** Parse XML. Fails for a text that is not well-formed. */
export function readXml(text: string): Element {
  const parser = new DOMParser({
    onError: (level, message) => assert.fail(`${level}: ${message}`),
  });
  return parser.parseFromString(text, 'text/xml').documentElement!;
}

/** The elements in an element, of one name or of any. */
export const childrenOf = (parent: Element, name?: string): Element[] =>
  Array.from(parent.childNodes).filter(
    (node): node is Element => node.nodeType === node.ELEMENT_NODE && (name === undefined || node.nodeName === name),
  );

/** The only element of a name in an element. */
export function childOf(parent: Element, name: string): Element {
  const found = childrenOf(parent, name);
  assert.equal(found.length, 1, `${found.length} of <${name}> in <${parent.nodeName}>`);
  return found[0]!;
}

/** The text of the only element of a name in an element. */
export const textOf = (parent: Element, name: string): string => childOf(parent, name).textContent ?? '';
