import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { defineConfig, type MarkdownOptions } from 'vitepress';
import { makeHeadingId } from '../../scripts/heading-id.mjs';

interface Package {
  readonly version: string;
  readonly repository?: { readonly url: string };
}

const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
const { version, repository } = JSON.parse(manifest) as Package;
/** Address of the code, such as https://example.org/owner/name. */
const CODE = repository?.url.replace(/^git\+/, '').replace(/\.git$/, '');

type Markdown = Parameters<NonNullable<MarkdownOptions['config']>>[0];

/** Lead links to files that are not pages of this site to the code. */
function linkCode(markdown: Markdown): void {
  const { link_open: render } = markdown.renderer.rules;
  markdown.renderer.rules.link_open = (tokens, i, options, env, self) => {
    const token = tokens[i]!;
    const href = token.attrGet('href') ?? '';
    const path = posix.join('docs', posix.dirname(env.relativePath), href.replace(/#.*$/, ''));
    const isPage = path.startsWith('docs/') && path.endsWith('.md');
    if (CODE !== undefined && !isPage && !/^(?:#|[a-z]+:)/.test(href))
      token.attrSet('href', `${CODE}/blob/main/${path}`);
    return render === undefined ? self.renderToken(tokens, i, options) : render(tokens, i, options, env, self);
  };
}

const page = (title: string, name: string) => ({ text: title, link: `/${name}` });

export default defineConfig({
  lang: 'en-GB',
  title: 'Chromatheque',
  description: 'The colours of a film in one picture',
  // No picture: browsers would ask for one.
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  cacheDir: '../node_modules/.cache/vitepress',
  // Without a known address of the code, links to it cannot be checked.
  ignoreDeadLinks: CODE === undefined ? [/\.\.\//] : false,
  markdown: { anchor: { slugify: makeHeadingId }, config: linkCode },
  themeConfig: {
    search: { provider: 'local' },
    nav: [
      page('Start', 'getting-started'),
      page('Gallery', 'gallery'),
      page('Command line', 'cli'),
      page('API', 'api'),
      { text: version, link: '/' },
    ],
    sidebar: [
      {
        text: 'Use',
        items: [
          page('Getting started', 'getting-started'),
          page('Gallery', 'gallery'),
          page('Command line', 'cli'),
          page('Print and screens', 'print'),
          page('Studio', 'studio'),
          page('Troubleshooting', 'troubleshooting'),
        ],
      },
      {
        text: 'Many films',
        items: [
          page('Library', 'library'),
          page('Collections', 'collections'),
          page('Compare', 'compare'),
          page('Shots', 'shots'),
          page('Dataset', 'dataset'),
          page('Many machines', 'scale'),
          page('Buckets (S3)', 's3'),
        ],
      },
      {
        text: 'Reference',
        items: [
          page('API', 'api'),
          page('Fingerprint format', 'format'),
          page('Colour', 'color'),
          page('Performance', 'performance'),
          page('Architecture', 'architecture'),
          page('Decisions', 'decisions/README'),
        ],
      },
    ],
    ...(CODE !== undefined && { socialLinks: [{ icon: 'github', link: CODE }] }),
  },
});
