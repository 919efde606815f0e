import { z } from 'astro/zod';

const title = (missing: string) =>
	z.string().trim().min(1, missing).max(80, 'Shorten this to 80 characters.');

export const policyTitle = title('Write a title, like: Gift cards.');
export const policyOwner = title('Say who answers for it, like: Stores.');
export const packageTitle = title('Give it a name, like: The golden quarter.');
