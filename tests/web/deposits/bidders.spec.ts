import { describe, expect, it } from 'vitest';
import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { Registrant } from '@reassign/shared/deposits/admission.ts';
import { noDocument, readDocumentFields } from '../../../web/accounts/identity/document-form.ts';
import {
  newPriority,
  newRelation,
  readPriority,
  readRelation,
  readTechnology,
} from '../../../web/deposits/bidders/declaration-form.ts';
import { readWho } from '../../../web/deposits/bidders/who-form.ts';
import { newWish, readWish, registrantOf } from '../../../web/deposits/bidders/wish-form.ts';
import { obstacleOf, registrantsFor } from '../../../web/deposits/registration-state.ts';
import { residentId } from '../../support/bidders.ts';

const person: MeView = {
  user: { id: '019cd000-0000-7000-8000-000000000001', name: '甲', email: 'a@example.test' },
  organisation: null,
  roles: [],
  organisations: [],
  twoFactor: true,
  secondFactorRequired: true,
  paymentsSimulated: false,
  demoAccounts: [],
};
const buyer: MeView = {
  ...person,
  organisation: {
    id: '019cd000-0000-7000-8000-000000000002',
    name: '某公司',
    kind: 'buyer',
    creditCode: '91140100MA0K00136F',
    accredited: false,
  },
  roles: ['owner'],
};
const anyone = { admission: 'anyone' } as const;
type Way = { readonly as: Registrant; readonly isIdentified: boolean };
const open = { phase: 'open' } as const;
const company = { kind: 'organisation', name: ' 某公司 ', creditCode: '91140100ma0k00136f' };

describe('Where anyone may bid', () => {
  it('a person registers in its own name, a member in either', () => {
    expect(registrantsFor(person, anyone)).toEqual(['person']);
    expect(registrantsFor(buyer, anyone)).toEqual(['organisation', 'person']);
    expect(registrantsFor(buyer, { admission: 'accredited' })).toEqual(['organisation']);
  });

  it.each([
    [person, { as: 'person', isIdentified: true }, null],
    [person, { as: 'person', isIdentified: false }, 'identity'],
    [buyer, { as: 'organisation', isIdentified: true }, null],
    [{ ...buyer, roles: ['member' as const] }, { as: 'organisation', isIdentified: true }, 'not-binding'],
    [{ ...buyer, roles: ['member' as const] }, { as: 'person', isIdentified: true }, null],
    [{ ...person, twoFactor: false }, { as: 'person', isIdentified: true }, 'second-factor'],
  ] satisfies [MeView, Way, string | null][])('says what is in the way %#', (me, way, obstacle) => {
    expect(obstacleOf(me, open, { ...anyone, ...way })).toBe(obstacle);
  });

  it('is over when the lot is', () => {
    const way = { ...anyone, as: 'person', isIdentified: true } as const;
    expect(obstacleOf(person, { phase: 'sold' }, way)).toBe('closed');
  });
});

describe('A document', () => {
  it('is read as the server will', () => {
    const number = residentId(7);
    expect(readDocumentFields({ ...noDocument(), number })).toEqual({
      ok: true,
      value: { kind: 'resident-id', number },
    });
    expect(readDocumentFields(noDocument())).toMatchObject({ fault: { number: { reason: 'empty' } } });
  });

  it.each([
    [{}, { country: true }],
    [{ country: 'de' }, { bornOn: true }],
    [{ country: 'de', bornOn: '1990-05-06' }, { number: { reason: 'empty' } }],
  ])('a passport that lacks something says what: %j', (given, fault) => {
    expect(readDocumentFields({ ...noDocument(), kind: 'passport', ...given })).toEqual({ ok: false, fault });
  });
});

describe('A wish to bid', () => {
  it('is for oneself, unless somebody is named', () => {
    const wish = newWish(['organisation', 'person']);
    expect(readWish(wish)).toEqual({ ok: true, value: { as: 'organisation' } });
    expect(registrantOf({ ...wish, as: 'person' })).toBe('person');
    expect(readWish({ ...wish, isAgent: true })).toEqual({ ok: false, fault: { principal: { name: true } } });
    const principal = { ...wish.principal, ...company };
    expect(readWish({ ...wish, isAgent: true, principal })).toMatchObject({
      value: { principal: { kind: 'organisation', name: '某公司', creditCode: '91140100MA0K00136F' } },
    });
  });

  it('from abroad comes with a whole letter', () => {
    const wish = { ...newWish(['person']), isAbroad: true };
    expect(readWish(wish)).toMatchObject({ fault: { letterNumber: true } });
    expect(readWish({ ...wish, letterNumber: 'YX-1' })).toMatchObject({ fault: { letterItem: true } });
    expect(readWish({ ...wish, letterNumber: 'YX-1', letterItem: '183506X' })).toMatchObject({
      value: { letter: { number: 'YX-1', item: '183506X' } },
    });
  });
});

describe('What a bank declares', () => {
  const who = { ...newRelation().who, ...company };
  it('names somebody, as what, and why', () => {
    expect(readWho(newRelation().who)).toMatchObject({ fault: { name: true } });
    expect(readRelation({ ...newRelation(), who })).toMatchObject({ fault: { reason: true } });
    expect(readRelation({ ...newRelation(), who, reason: '受托评估', isRelative: true })).toMatchObject({
      value: { ground: 'auxiliary', isRelative: true, reason: '受托评估' },
    });
  });

  it.each([
    ['0', false],
    ['1', true],
    ['99', true],
    ['100', false],
    ['x', false],
    ['', false],
  ])('rank %s: %s', (rank, ok) => {
    expect(readPriority({ ...newPriority(), who, reason: '共有人', rank }).ok).toBe(ok);
  });

  it('of technology: what is controlled has an item', () => {
    expect(readTechnology('free', 'x')).toEqual({ control: 'free' });
    expect(readTechnology('restricted', ' ')).toBeNull();
    expect(readTechnology('prohibited', ' 183506X ')).toEqual({ control: 'prohibited', item: '183506X' });
  });
});
