/** Calls `look` for a node and everything below it, in the order of the text. */
export function visitTree<N extends object>(node: N, look: (node: N) => void): void {
	look(node);
	if (!('children' in node) || !Array.isArray(node.children)) return;
	const children: N[] = node.children;
	for (const child of children) visitTree(child, look);
}
