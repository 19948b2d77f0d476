/**
 * The loader, inline in the head of a page that has a visitor to identify: it
 * runs before any script of the widget, and hands the visitor over to it.
 */
import { fill } from '../shared/first-message/fill';
import { attempt } from './attempt';
import { askAnew } from './come-back';
import { identify } from './identify';
import { readPage } from './page-data';

attempt( () => identify( readPage(), fill ) );
askAnew();
