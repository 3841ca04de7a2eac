/**
 * Parts of undici that our way of using it never reaches: its HTTP/2, since Node's own is used, and the bodies of
 * `fetch`. They would be a sixth of the bundle, and load `node:http2` at the first send.
 */
const unused = /undici[\\/]lib[\\/](?:dispatcher[\\/]client-h2|web[\\/]fetch[\\/]body)\.js$/;

export const unusedParts = {
  name: 'unused-parts',
  setup(build) {
    build.onLoad({ filter: unused }, () => ({
      contents: 'module.exports = () => { throw new Error("this part of undici is not in the bundle"); };',
      loader: 'js',
    }));
  },
};
