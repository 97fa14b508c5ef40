import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statementCodes } from '@reassign/shared/listings/statements.ts';
import { buildWeb } from '@reassign/web/build.ts';
import { pagesPlugin } from '../../../server/platform/pages.ts';
import { later, openScene, type Scene } from '../../support/api-scene.ts';
import {
  appraisalOf,
  caseInput,
  circumstances,
  statements,
  listingInput,
  patent,
  pledgeOf,
  today,
  value,
} from '../../support/listings.ts';

/** Text that would be markup, an attribute, a script or half a page, if anybody took it for that (9-threats T31). */
const payloads = [
  '<x-planted>',
  '<script>xplanted()</script>',
  '</script><script>xplanted()</script>',
  '</title></head><x-planted>',
  '</textarea></select></option><x-planted>',
  '<!--<x-planted>--><x-planted>',
  ']]><x-planted>',
  '<img src=x onerror=xplanted()>',
  '<svg/onload=xplanted()>',
  '" x-planted="1',
  "' x-planted='1",
  'javascript:xplanted()//${xplanted()}{{xplanted()}}$&$`',
];

let scene: Scene;
/** Of each payload: the pages on which it stands. */
let pages: { readonly payload: string; readonly paths: readonly string[] }[];
beforeAll(async () => {
  await buildWeb();
  scene = await openScene({}, (app, clock) =>
    app.register(pagesPlugin, { clock, publicUrl: 'https://reassign.test', production: true }),
  );
  await scene.house.admin.sql`update "user" set name = name || ${payloads.slice(0, 2).join('')}`;
  scene.house.modules.accounts.sessions.forget();
  pages = [];
  for (const payload of payloads) pages.push({ payload, paths: await publish(payload) });
});
afterAll(async () => {
  expect(scene.house.faults).toEqual([]);
  await scene.house.close();
});

/** A case, its right and its listing with this text wherever text goes; published, and registered for. */
async function publish(payload: string): Promise<string[]> {
  const { house, visitors } = scene;
  const listings = house.modules.listings;
  const [maker, checker] = [visitors.maker.principal, visitors.checker.principal];
  if (!maker || !checker) throw new Error('the bank has people');
  const party = { name: `某公司 ${payload}` };
  const { id } = value(
    await listings.createCase(maker, today, caseInput({ reference: payload, debtor: party, pledgor: party })),
  );
  const right = patent({ title: payload, owners: [party], abstract: payload });
  const { rights } = value(await listings.addRights(maker, today, id, [right]));
  const rightId = rights[0]?.id ?? '';
  value(
    await listings.setPledge(maker, today, id, rightId, {
      ...pledgeOf(house.maker.organisation),
      pledgor: party.name,
    }),
  );
  value(
    await listings.setAppraisal(maker, today, id, rightId, { ...appraisalOf(1_000_000_00), valuer: party }),
  );
  value(
    await listings.setCircumstances(maker, today, id, rightId, {
      ...circumstances,
      approval: { from: payload, grantedOn: '2026-01-15' },
    }),
  );
  const input = listingInput(id, [rightId], {
    ...later,
    title: payload,
    description: `${payload}\n${payload}`,
    statements: { ...statements, texts: Object.fromEntries(statementCodes.map((code) => [code, payload])) },
  });
  const draft = value(await listings.createListing(maker, today, input));
  const approved = value(
    await listings.approve(checker, today, value(await listings.submit(maker, today, draft))),
  );
  const { lotId } = value(await listings.publish(checker, today, approved));
  const lot = `/lots/${lotId ?? ''}`;
  return ['', '/en'].flatMap((language) =>
    [lot, `${lot}/live`, `/bank/cases/${id}`, `/bank/listings/${draft.id}`].map(
      (path) => `${language}${path}`,
    ),
  );
}

/** Everything that begins with `<` in a page of ours, with the attributes of what opens. */
const MARKUP =
  /<!--[\s\S]*?-->|<!doctype[^>]*>|<\/[a-z][\w-]*\s*>|<[a-z][\w-]*((?:\s+[^\s=>"'<]+(?:="[^"]*")?)*)\s*\/?>/gi;

/** What is wrong with a page: markup that is not ours. */
function foreignMarkup(html: string): string[] {
  const found = [...html.matchAll(MARKUP)];
  const planted = found.filter(([tag, attributes = '']) => {
    const names = attributes.replaceAll(/="[^"]*"/g, '');
    return (
      /^<\/?x-planted/i.test(tag) ||
      /x-planted|\bon[a-z]+/i.test(names) ||
      /\b(?:href|src|action|formaction|srcdoc)="\s*javascript:/i.test(attributes)
    );
  });
  const rest = html.replaceAll(MARKUP, '');
  return [
    ...planted.map(([tag]) => tag),
    ...[...rest.matchAll(/<.{0,40}/g)].map(([what]) => what),
    ...[...html.matchAll(/<script(?![^>]* type="application\/(?:ld\+)?json")[^>]*>[^<]+/g)].map(
      ([what]) => what,
    ),
  ];
}

const page = async (path: string): Promise<string> => {
  const { cookie } = scene.visitors.maker;
  const { body, statusCode } = await scene.house.app.inject({ url: path, headers: { cookie } });
  expect([path, statusCode]).toEqual([path, 200]);
  return body;
};

describe('what a bank wrote', () => {
  it('would be found by this test if it were markup', () => {
    for (const payload of payloads.slice(0, 9)) expect(foreignMarkup(`<p>${payload}</p>`)).not.toEqual([]);
    expect(foreignMarkup(`<input value="${payloads[9] ?? ''}">`)).not.toEqual([]);
    expect(foreignMarkup(`<a href="${payloads[11] ?? ''}">x</a>`)).not.toEqual([]);
    expect(foreignMarkup('<p class="a" hidden>&lt;x-planted></p><!--[-->')).toEqual([]);
  });

  it.each(payloads.map((payload, index) => [payload, index] as const))(
    'as %s is text on every page of its lot and of the desk',
    async (payload, index) => {
      for (const path of pages[index]?.paths ?? []) {
        const html = await page(path);
        expect([path, foreignMarkup(html)]).toEqual([path, []]);
      }
      const { body } = await scene.house.app.inject({ url: pages[index]?.paths[0] ?? '' });
      expect(body).toContain(payload.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
    },
  );

  it.each([
    ...['/', '/lots', '/en/lots', '/lots?q=%22%3E%3Cx-planted%3E', '/bank', '/en/bank'],
    ...['/results', '/calendar?month=2026-04', '/en/calendar?month=2026-04'],
  ])('all of it together is text on %s', async (path) => {
    expect(foreignMarkup(await page(path))).toEqual([]);
  });

  it('is text on the operator’s desk and in an address that nobody has', async () => {
    const { cookie } = scene.visitors.officer;
    for (const url of ['/operator', '/lots/%3Cx-planted%3E', '/%22%3E%3Cx-planted%3E?a=%3Cx-planted%3E']) {
      const { body } = await scene.house.app.inject({ url, headers: { cookie } });
      expect([url, foreignMarkup(body)]).toEqual([url, []]);
    }
  });
});
