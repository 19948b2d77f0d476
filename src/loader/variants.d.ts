/**
 * What the build and PHP put into the scripts' text.
 */

/**
 * Whether the script is one for operators who get a card in place of a plain
 * message, and for templates that may grow too long. The build decides
 * (webpack.config.js): the same sources become scripts that hold no more than their
 * pages need.
 */
declare const HAS_CARDS: boolean;

/**
 * What PHP writes in the place of this name into the script of delivery `request`:
 * `{"url":"…","forget":true}`. In the text, since optimizers drop attributes.
 */
declare const $OPTIONS: unknown;
