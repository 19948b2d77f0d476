/**
 * The loader, inline in the head of a page that has a visitor to identify: it
 * runs before any script of the widget, and hands the visitor over to it.
 */
import { fill } from '../shared/first-message/fill';
import { audibly } from './attempt';
import { identify } from './identify';

audibly( () => identify( fill ) );
