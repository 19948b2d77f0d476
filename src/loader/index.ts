/**
 * The loader, inline in the head of a page that has a visitor to identify: it
 * runs before any script of the widget, and hands the visitor over to it.
 *
 * It is built twice, see variants.d.ts: PHP puts the smaller one on a page whenever
 * that is enough.
 */
import { identify } from './identify';
import { onWidget } from './on-widget';
import { readPageData } from './page-data';
import { reloadOnBFCacheRestore } from './reload-on-bfcache-restore';

const [ tell, meetPresent ] = identify( readPageData );
onWidget( tell, { user: 0, firstMessage: 0 } );
meetPresent();
reloadOnBFCacheRestore( () => true );
