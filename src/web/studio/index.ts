/**
 * The studio: drop a film into a browser, watch its fingerprint grow, look at its colours, make posters of it.
 *
 * It asks nothing of the network but the files it is made of: films are read in the page. Where `chromatheque studio` opened it, it also asks that program. Colours, columns and drawings come from the pure rooms, the same as
 * everywhere; here is only what a browser needs around them.
 */
import { h, render } from 'preact';
import { connectToServer } from './reading/connection.ts';
import { App } from './view/app.tsx';

render(h(App, null), document.getElementById('studio')!);
void connectToServer();
