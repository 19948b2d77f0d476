/**
 * The loader for sites whose operators get a card in place of a plain message:
 * an entry of its own, so that nobody else's pages carry the code.
 */
import { audibly } from './attempt';
import { fillCard } from './card';
import { identify } from './identify';
import { readPageData } from './page-data';

audibly( () => {
	const data = readPageData();
	identify( data, ( render ) => fillCard( data.card ?? [], render ) );
} );
