/**
 * The loader for operators who get a card in place of a plain message, and for
 * templates that may grow too long: an entry of its own, so that nobody else's
 * pages carry the code.
 */
import { renderFirstMessage } from '../shared/first-message/render';
import { attempt } from './attempt';
import { fillCard } from './card';
import { askAnew } from './come-back';
import { identify } from './identify';
import { readPage } from './page-data';

attempt( () => identify( readPage(), renderFirstMessage, fillCard ) );
askAnew();
