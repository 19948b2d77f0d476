/**
 * fast-check, with the same cases in each run: a failure can be looked at again, and none comes by chance to somebody who
 * changed something else. `PROPERTY_SEED=7 npx wp-scripts test-unit-js` tries others.
 */
import fc from 'fast-check';

fc.configureGlobal( { seed: Number( process.env[ 'PROPERTY_SEED' ] ?? 12 ) } );

export default fc;
