import { createRoot } from '@wordpress/element';

import { App } from './components/app';
import { ROOT_ID } from '../contract';

const root = document.getElementById( ROOT_ID );

if ( root ) {
	createRoot( root ).render( <App /> );
}
