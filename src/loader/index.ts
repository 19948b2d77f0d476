/**
 * The loader, inline in the head of a page that has a visitor to identify: it
 * runs before any script of the widget, and hands the visitor over to it.
 *
 * It is built twice, see variants.d.ts: PHP puts the smaller one on a page whenever
 * that is enough.
 */
import { askAnew } from './come-back';
import { identify } from './identify';

identify();
askAnew();
