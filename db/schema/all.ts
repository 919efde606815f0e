// Every table by its name, for drizzle-kit and for the connections.
export * from './assignments.ts';
export * from './audit.ts';
export * from './auth.ts';
export * from './completions.ts';
export * from './lessons.ts';
export * from './notifications.ts';
export * from './organisation.ts';
export * from './people.ts';
export * from './placements.ts';
export * from './policies.ts';
export * from './policy-texts.ts';
export * from './publishing.ts';
export * from './remarks.ts';
export * from './roster.ts';
