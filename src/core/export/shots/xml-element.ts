import { escapeXml } from '../../text/index.ts';

/** The lines of an element, without indent. */
export type Content = readonly string[];

/**
 * Write an element of XML.
 *
 * @param content text or a number, or elements; an empty list is an empty element.
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: string | number | readonly Content[],
): Content {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const tag = `${name}${pairs.join('')}`;
  if (typeof content !== 'object') return [`<${tag}>${escapeXml(String(content))}</${name}>`];
  if (content.length === 0) return [`<${tag}/>`];
  return [`<${tag}>`, ...content.flat().map((line) => `  ${line}`), `</${name}>`];
}

/** Write a document of one element, after a document type if it has one. */
export function xmlDocument(type: string | null, root: Content): string {
  const head = ['<?xml version="1.0" encoding="UTF-8"?>', ...(type === null ? [] : [type])];
  return `${[...head, ...root].join('\n')}\n`;
}
