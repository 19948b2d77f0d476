/**
 * The guard, inline in the head of every page without identity and the same on
 * all of them: it ends the conversation of a visitor who was known before.
 */
import { forget } from './forget';
import { silently } from './attempt';

silently( forget );
