// For editors; `wp-scripts` finds the same rules by itself.
module.exports = require( '@wordpress/scripts/config/.prettierrc.js' );
