/**
 * What the build decides (webpack.config.js): the same sources become scripts that hold no more than their pages need.
 */

/**
 * Whether the script is one for operators who get a card in place of a plain
 * message, and for templates that may grow too long.
 */
declare const HAS_CARDS: boolean;

/** Whether the script asks the server who the visitor is; the page itself does not hold it. */
declare const IS_ASKING: boolean;
