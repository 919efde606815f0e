import type { NewTeam } from '#people/organise.ts';
import type { Company, KnownTeam } from './company.ts';
import type { NewPlaces } from './kinds.ts';
import { plainHeading } from './match-columns.ts';
import { type At, between, fits, type Found, type Wanted } from './place-rules.ts';
import { createOutline, freeId } from './outline.ts';

/**
 * The company's places with those that a file adds to them. What is not there is proposed: a site in
 * the company's time zone, a team at the site that its row names and below the one that its path,
 * its manager or a team of the same name elsewhere says; else below the company itself.
 */
export function createPlaces(company: Company) {
	const outline = createOutline(company);
	const { siteOf, vendorOf } = outline;
	const teams: KnownTeam[] = [...company.teams];
	const byId = new Map(teams.map((team) => [team.id, team]));
	const added: NewTeam[] = [];
	const known = new Map<string, Found>();
	const named = new Map<string, KnownTeam[]>();
	for (const team of teams) index(team);

	/** The team that a row means; asked the same again, it is the same again. */
	function find(wanted: Wanted): Found {
		const key = JSON.stringify([wanted.team, wanted.site, wanted.vendor, wanted.shift]);
		const found = known.get(key) ?? lookFor(wanted);
		known.set(key, found);
		return found;
	}

	function lookFor(wanted: Wanted): Found {
		const at = placeOf(wanted);
		if (wanted.team === undefined) {
			if (at.siteId === undefined && at.vendorId === undefined) return { kind: 'none' };
			const there = teams.filter((team) => fits(team, at));
			return (
				chosen(there) ?? {
					kind: 'team',
					team: add([wanted.vendor ?? wanted.site ?? ''], at, root()),
				}
			);
		}
		const names = wanted.team.split(between).filter((name) => name !== '');
		const same = teamsCalled(names);
		const there = same.filter((team) => fits(team, at));
		return chosen(there) ?? { kind: 'team', team: add(names, at, parentOf(same[0])) };
	}

	function placeOf({ site, vendor, shift }: Wanted): At {
		return {
			siteId: site === undefined ? undefined : siteOf(site).id,
			vendorId: vendor === undefined ? undefined : vendorOf(vendor),
			shift,
		};
	}

	function chosen(fitting: readonly KnownTeam[]): Found | undefined {
		if (fitting.length > 1) return { kind: 'several', teams: fitting };
		return fitting[0] && { kind: 'team', team: fitting[0] };
	}

	function index(team: KnownTeam): void {
		for (const name of new Set([plainHeading(team.name), plainHeading(team.id)])) {
			named.set(name, [...(named.get(name) ?? []), team]);
		}
	}

	/** Teams of this name whose teams above have the names before it. */
	function teamsCalled(names: readonly string[]): KnownTeam[] {
		const wanted = names.map(plainHeading);
		return (named.get(wanted.at(-1) ?? '') ?? []).filter((team) => {
			const chain = team.path.split('/').filter(Boolean);
			const above = wanted.toReversed().every((name, back) => {
				const each = byId.get(chain.at(-1 - back) ?? '');
				return each && (plainHeading(each.name) === name || plainHeading(each.id) === name);
			});
			return above;
		});
	}

	function add(names: readonly string[], at: At, under: KnownTeam | undefined): KnownTeam {
		const above = names.slice(0, -1);
		const parent = above.length === 0 ? under : teamAt(above, { ...at, shift: undefined });
		const name = names.at(-1) ?? '';
		const siteId = at.siteId ?? parent?.siteId ?? outline.anySite().id;
		const id = freeId(name, 'team', (taken) => byId.has(taken));
		const vendorId = at.vendorId === undefined ? (parent?.vendorId ?? null) : at.vendorId;
		const team = { id, name, siteId, vendorId, shift: at.shift ?? null };
		const row = { ...team, path: `${parent?.path ?? '/'}${id}/` };
		added.push({ ...team, parentId: parent?.id ?? null });
		teams.push(row);
		byId.set(id, row);
		index(row);
		return row;
	}

	function teamAt(names: readonly string[], at: At): KnownTeam {
		const [there] = teamsCalled(names);
		return there ?? add(names, at, root());
	}

	function root(): KnownTeam | undefined {
		return teams.find(({ path }) => path.split('/').length === 3);
	}

	function parentOf(team: KnownTeam | undefined): KnownTeam | undefined {
		return byId.get(team?.path.split('/').at(-3) ?? '') ?? root();
	}

	return {
		find,
		root,
		/** Whether a team is where a row says. */
		fits: (team: KnownTeam, wanted: Wanted) => fits(team, placeOf(wanted)),
		addBelow: (name: string, wanted: Wanted, below: KnownTeam | undefined) =>
			add([name], placeOf(wanted), below),
		byId: (id: string) => byId.get(id),
		zoneOf: ({ siteId }: KnownTeam) => outline.zoneOf(siteId),
		added: (): NewPlaces => ({ ...outline.added, teams: added }),
		/** Who answers for somebody in a team: those who lead it, or the nearest team above that anybody else leads. */
		nearestLeads(team: KnownTeam, except: string): readonly string[] {
			for (const id of team.path.split('/').filter(Boolean).toReversed()) {
				const leads = (company.leads.get(id) ?? []).filter((lead) => lead !== except);
				if (leads.length > 0) return leads;
			}
			return [];
		},
	};
}

export type Places = ReturnType<typeof createPlaces>;
