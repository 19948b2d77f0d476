/** The grammar of a template is PHP's: the server finds the same tokens. */
export { TOKEN } from '../../contract';
