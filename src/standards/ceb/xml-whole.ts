/**
 * Whole XML in memory as a tree, for what has to be seen at once: signatures, and XML kept as it is.
 */

import { XmlFeed } from "./xml-feed.ts";
import { childrenOf, type OpenNode, openNode, type XmlNode } from "./xml-tree.ts";

/** The root, or undefined when the XML is not well-formed or has processing instructions. */
export function parseWhole(bytes: Uint8Array): XmlNode | undefined {
  const open: OpenNode[] = [];
  let root: OpenNode | undefined;
  let hasInstruction = false;
  const feed = new XmlFeed({
    open: (tag, at) => {
      const node = openNode(tag, at);
      open.at(-1)?.content.push(node);
      open.push(node);
      root ??= node;
    },
    text: (text) => open.at(-1)?.content.push(text),
    close: (end) => {
      const node = open.pop();
      if (node !== undefined) node.end = end();
    },
    instruction: () => {
      hasInstruction = true;
    },
  });
  feed.push(bytes);
  feed.end();
  return feed.fault === undefined && !hasInstruction ? root : undefined;
}

/** Whether a node or anything in it has an attribute such as `xml:lang`, which canonical XML inherits. */
export function hasXmlAttributes(node: XmlNode): boolean {
  return (
    node.attributes.some(({ name }) => name.startsWith("xml:")) ||
    childrenOf(node).some(hasXmlAttributes)
  );
}
