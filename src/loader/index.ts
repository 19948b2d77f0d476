/**
 * The loader, inline in the head of a page that has a visitor to identify: it
 * runs before any script of the widget, and hands the visitor over to it.
 */
import { identify } from './identify';
import { readPageData } from './page-data';
import { audibly } from './attempt';

audibly( () => identify( readPageData() ) );
