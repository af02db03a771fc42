// Every kind of page, each with the way that leads there: who goes, where they begin, and which links they follow. A step like
// /bodies/{body} is a link of that shape on the page before, the first from which the next steps are there; so a page that
// nothing leads to is found out as well.
import { searched } from './keeping.mjs';
import { passkeyOfClub, organisationToSignIn } from './identity.mjs';
import { askedAbout, draftedMinutes, heldMeeting, privateDecision, newBody, overruledDecision, promiseToAnswer } from './ground.mjs';

const vale = '/places/oxmoor-vale';
const decided = (state) => `${vale}/decisions?state=${state}`;
const promised = (state) => `${vale}/promises?state=${state}`;

// A first step may be a function: it makes what the demonstration has not, and answers where that is.
const going = (who) => (...steps) => ({ who, steps, route: steps.at(-1) });
const [visitor, manager, trust, vcse, council, healthwatch, administrator, chair] = ['visitor', 'manager', 'trust', 'vcse', 'council', 'healthwatch', 'administrator', 'chair'].map(going);

// The same kind of page in another state: its route is not the last step.
const of = (route, kind) => ({ ...kind, route });
const press = (page, button) => page.locator('main').getByRole('button', { name: button }).first().click();
const refused = (kind, button) => ({ ...kind, status: 422, then: (page) => press(page, button) });

// Somebody else saved the form in between.
const late = (kind, field, button) => ({
  ...kind,
  status: 409,
  then: async (page) => {
    const other = await page.context().newPage();
    for (const [one, words] of [[other, 'Theirs'], [page, 'Ours']]) {
      if (one === other) await one.goto(page.url());
      await one.getByLabel(field).fill(`${words} at ${Date.now()}`);
    }
    await press(other, button);
    await other.close();
    await press(page, button);
  },
});

const site = [
  visitor('/'),
  visitor('/about'),
  visitor('/accessibility'),
  visitor('/privacy'),
  visitor('/who-may-do-what'),
  visitor('/data'),
  visitor('/demo'),
  of('/demo', manager('/demo')),
  visitor('/sign-in'),
  visitor('/sign-in/code'),
  refused(visitor('/sign-in'), 'Send me a code'),
  visitor('/outbox'),
  { ...visitor('/nothing-is-here'), status: 404 },
  { ...visitor('/decisions/nothing'), status: 404 },
  { ...healthwatch(`${vale}/edit`), status: 403 },
];

const register = [
  visitor('/places'),
  of('/places', visitor('/places?q=oxmoor')),
  of('/places', visitor('/places?q=nowhere')),
  of('/places', administrator('/places')),
  visitor('/places', '/places/{place}'),
  of('/places/{place}', visitor(vale)),
  of('/places/{place}', manager(vale)),
  of('/places/compare', visitor('/places/compare?place=oxmoor-vale&place=calderwick')),
  visitor(vale, '/places/{place}/partners'),
  visitor(vale, '/places/{place}/neighbourhoods/{neighbourhood}'),
  visitor('/systems'),
  visitor('/systems', '/systems/{system}'),
  visitor('/organisations'),
  of('/organisations', visitor('/organisations?q=trust')),
  visitor('/organisations', '/organisations/{organisation}'),
  visitor(vale, '/areas/{code}'),
  visitor('/postcode'),
  of('/postcode', { ...visitor('/postcode?postcode=what'), status: 400 }),
  of('/postcode/{postcode}', visitor('/postcode/ZZ1+1DA')),
  of('/postcode/{postcode}', visitor('/postcode/ZZ1')),
  of('/postcode/{postcode}', { ...visitor('/postcode/AA1+1AA'), status: 404 }),
  manager(vale, '/places/{place}/seats'),
  manager(`${vale}/seats`, '/places/{place}/seats/import'),
  refused(of('/places/{place}/seats/import', manager(`${vale}/seats/import`)), /^Look/),
  manager(`${vale}/seats`, '/seats/{seat}'),
];

const registerForms = [
  administrator('/places', '/systems/add'),
  administrator('/systems', '/systems/{system}', '/systems/{system}/edit'),
  administrator('/systems', '/systems/{system}', '/systems/{system}/close'),
  administrator('/places', '/places/add'),
  manager(vale, '/places/{place}/edit'),
  administrator(vale, '/places/{place}/close'),
  manager(vale, '/places/{place}/confirm'),
  manager(vale, '/places/{place}/profile'),
  manager(vale, '/places/{place}/footprint'),
  manager(vale, '/places/{place}/footprint/councils'),
  manager(vale, '/places/{place}/neighbourhoods/add'),
  manager(vale, '/places/{place}/neighbourhoods/{neighbourhood}', '/places/{place}/neighbourhoods/{neighbourhood}/edit'),
  manager(vale, '/places/{place}/documents/add'),
  manager(vale, '/places/{place}/documents/{document}/remove'),
  manager(vale, '/places/{place}/partners', '/places/{place}/partners/add'),
  of('/places/{place}/partners/add', manager(`${vale}/partners/add?q=care`)),
  manager(`${vale}/partners/add?q=zzz`, '/places/{place}/partners/new'),
  refused(of('/places/{place}/partners/new', manager(`${vale}/partners/new`)), /^Add/),
  manager(`${vale}/partners/add?q=care`, '/places/{place}/partners/{organisation}/add'),
  manager(`${vale}/partners`, '/places/{place}/partners/{organisation}/end'),
  administrator('/organisations', '/organisations/add'),
  administrator('/organisations', '/organisations/{organisation}', '/organisations/{organisation}/edit'),
  administrator('/organisations', '/organisations/{organisation}', '/organisations/{organisation}/close'),
  manager(`${vale}/seats`, '/places/{place}/seats/add'),
  manager(`${vale}/seats`, '/seats/{seat}', '/seats/{seat}/edit'),
  manager(`${vale}/seats`, '/seats/{seat}', '/seats/{seat}/close'),
  manager(`${vale}/seats`, '/seats/{seat}', '/seats/{seat}/holders/begin'),
  manager(`${vale}/seats`, '/seats/{seat}', '/holders/{holder}/end'),
  administrator('/organisations', '/people/add'),
  manager(`${vale}/seats`, '/seats/{seat}', '/people/{person}/edit'),
  manager(`${vale}/seats`, '/seats/{seat}', '/people/{person}/left'),
];

const bodies = [
  visitor(vale, '/places/{place}/bodies'),
  manager(vale, '/places/{place}/bodies', '/places/{place}/bodies/add'),
  visitor(vale, '/bodies/{body}'),
  of('/bodies/{body}', manager(vale, '/bodies/{body}')),
  manager(vale, '/bodies/{body}', '/bodies/{body}/edit'),
  manager(vale, '/bodies/{body}', '/bodies/{body}/close'),
  late(manager(async (as) => (await newBody(as, {})).path, '/bodies/{body}/edit'), 'What is it there for?', 'Save'),
  visitor(vale, '/places/{place}/priorities'),
  visitor(vale, '/priorities/{priority}'),
  manager(vale, '/places/{place}/priorities', '/places/{place}/priorities/add'),
  manager(vale, '/priorities/{priority}', '/priorities/{priority}/edit'),
  manager(vale, '/priorities/{priority}', '/priorities/{priority}/end'),
];

const meetings = [
  visitor(`${vale}/bodies`, '/places/{place}/meetings'),
  visitor(vale, '/bodies/{body}', '/bodies/{body}/meetings'),
  visitor(`${vale}/meetings`, '/meetings/{meeting}'),
  of('/meetings/{meeting}', manager(`${vale}/meetings`, '/meetings/{meeting}')),
  of('/meetings/{meeting}', visitor(decided('agreed'), '/decisions/{decision}', '/meetings/{meeting}')),
  of('/meetings/{meeting}', manager(decided('agreed'), '/decisions/{decision}', '/meetings/{meeting}')),
  visitor(decided('agreed'), '/decisions/{decision}', '/items/{item}'),
  of('/items/{item}', manager(decided('agreed'), '/decisions/{decision}', '/items/{item}')),
  manager(vale, '/bodies/{body}', '/bodies/{body}/meetings/add'),
  ...['edit', 'cancel', 'held', 'items/add', 'attendance', 'minutes'].map((end) => manager(`${vale}/meetings`, '/meetings/{meeting}', `/meetings/{meeting}/${end}`)),
  manager(draftedMinutes, '/meetings/{meeting}/minutes/approve'),
  manager(decided('agreed'), '/decisions/{decision}', '/meetings/{meeting}', '/meetings/{meeting}/minutes/correct'),
  ...['decisions/add', 'papers/add', 'edit', 'move', 'outcome', 'remove'].map((end) => manager(`${vale}/meetings`, '/meetings/{meeting}', `/items/{item}/${end}`)),
  manager(`${vale}/meetings`, '/meetings/{meeting}', '/papers/{paper}/remove'),
  trust('/mine', '/calendar'),
];

const running = [
  manager(`${vale}/meetings`, '/meetings/{meeting}', '/meetings/{meeting}/live'),
  of('/meetings/{meeting}/live', vcse(`${vale}/meetings`, '/meetings/{meeting}', '/meetings/{meeting}/live')),
  manager(`${vale}/meetings`, '/meetings/{meeting}', '/meetings/{meeting}/live', '/items/{item}/promises/add'),
  refused(manager(`${vale}/meetings`, '/meetings/{meeting}', '/meetings/{meeting}/live', '/items/{item}/promises/add'), 'Write it down'),
  manager(heldMeeting, '/meetings/{meeting}/close'),
  refused(manager(heldMeeting, '/meetings/{meeting}/close'), 'Close this meeting'),
  manager(draftedMinutes, '/meetings/{meeting}/minutes/round'),
  of('/meetings/{meeting}', trust(vale, '/bodies/{body}', '/meetings/{meeting}', '/meetings/{meeting}/minutes/amend', '/meetings/{meeting}')),
  trust(vale, '/bodies/{body}', '/meetings/{meeting}', '/meetings/{meeting}/minutes/amend'),
  manager(vale, '/bodies/{body}', '/meetings/{meeting}', '/amendments/{amendment}'),
  refused(manager(vale, '/bodies/{body}', '/meetings/{meeting}', '/amendments/{amendment}'), 'Answer'),
  visitor(`${vale}/meetings`, '/meetings/{meeting}', '/meetings/{meeting}/pack'),
  visitor(vale, '/places/{place}/annual-report'),
  of('/places/{place}/annual-report', manager(`${vale}/annual-report`, '/places/{place}/annual-report')),
  vcse('/mine', '/seats/{seat}/handover-pack'),
  visitor(vale, '/places/{place}/traffic'),
  vcse(vale, '/places/{place}/dependence'),
];

const decisions = [
  visitor(vale, '/places/{place}/decisions'),
  of('/places/{place}/decisions', visitor(decided('agreed'))),
  of('/places/{place}/decisions', visitor(`${vale}/decisions?q=zebra`)),
  of('/places/{place}/decisions', council(`${vale}/decisions`)),
  ...['waiting', 'agreed', 'agreed_with_dissent', 'set_aside', 'not_agreed', 'noted'].map((state) => visitor(decided(state), '/decisions/{decision}')),
  of('/decisions/{decision}', council(decided('waiting'), '/decisions/{decision}')),
  of('/decisions/{decision}', manager(decided('waiting'), '/decisions/{decision}')),
  of('/decisions/{decision}', manager(decided('agreed'), '/decisions/{decision}')),
  manager(vale, '/bodies/{body}', '/bodies/{body}/decisions/add'),
  manager(decided('waiting'), '/decisions/{decision}', '/decisions/{decision}/close'),
  manager(decided('agreed'), '/decisions/{decision}', '/decisions/{decision}/override'),
  manager(decided('agreed'), '/decisions/{decision}', '/decisions/{decision}/promises/add'),
  trust('/mine', '/decisions/{decision}/position', '/decisions/{decision}', '/decisions/{decision}/promises/offer'),
  council('/mine', '/decisions/{decision}/position'),
  refused(council('/mine', '/decisions/{decision}/position'), 'Give this position'),
  council(`${vale}/decisions`, '/decisions/{decision}/position'),
  visitor(`${vale}/decisions`, '/places/{place}/overrides'),
  visitor(`${vale}/overrides`, '/overrides/{override}'),
  manager(overruledDecision, '/overrides/{override}', '/overrides/{override}/reply'),
  visitor(decided('agreed'), '/decisions/{decision}', '/thread/{kind}/{id}'),
];

// An item of a meeting to come on which somebody still has to be ruled on.
const ruledItem = [decided('waiting'), '/decisions/{decision}', '/items/{item}'];
const interests = [
  visitor(`${vale}/decisions`, '/places/{place}/interests'),
  of('/places/{place}/interests', trust(`${vale}/interests`)),
  trust('/mine', '/interests'),
  of('/interests', administrator('/interests')),
  trust('/interests', '/places/{place}/interests/declare'),
  refused(of('/places/{place}/interests/declare', trust(`${vale}/interests/declare`)), 'Declare it'),
  ...['edit', 'end'].map((end) => trust('/interests', `/interests/{interest}/${end}`)),
  manager(...ruledItem, '/items/{item}/interests'),
  manager(...ruledItem, '/items/{item}/interests', '/items/{item}/interests/{party}'),
  manager(...ruledItem, '/items/{item}/names'),
  manager(...ruledItem, '/items/{item}/checks'),
  vcse(`${vale}/meetings`, '/meetings/{meeting}', '/items/{item}', '/items/{item}/stakes/{organisation}'),
  of('/items/{item}', trust('/mine', '/meetings/{meeting}', '/items/{item}')),
  manager(decided('waiting'), '/decisions/{decision}', '/decisions/{decision}/checks'),
  visitor(`${vale}/decisions`, '/places/{place}/glossary'),
  of('/places/{place}/glossary', manager(`${vale}/glossary`)),
  manager(`${vale}/glossary`, '/places/{place}/glossary/add'),
  ...['edit', 'remove'].map((end) => manager(`${vale}/glossary`, `/terms/{term}/${end}`)),
  visitor(`${vale}/decisions`, '/places/{place}/shares'),
  of('/places/{place}/shares', trust(`${vale}/shares`)),
  manager(vale, '/bodies/{body}', '/bodies/{body}/house-rules'),
  of('/decisions/{decision}', visitor(`${vale}/decisions?q=private`, '/decisions/{decision}')),
  manager(`${vale}/meetings`, '/meetings/{meeting}', '/meetings/{meeting}/private'),
  manager(privateDecision, '/decisions/{decision}/publish'),
];

const promises = [
  visitor(vale, '/places/{place}/promises'),
  of('/places/{place}/promises', trust(`${vale}/promises`)),
  of('/places/{place}/promises', visitor(promised('kept_on_time'))),
  of('/places/{place}/promises', visitor(`${vale}/promises?q=zebra`)),
  ...['under_way', 'past_date', 'kept_on_time', 'kept_late', 'withdrawn', 'declined'].map((state) => visitor(promised(state), '/promises/{promise}')),
  of('/promises/{promise}', healthwatch(promised('under_way'), '/promises/{promise}')),
  ...['accept', 'decline'].map((end) => trust(promiseToAnswer, `/promises/{promise}/${end}`)),
  ...['done', 'renegotiate', 'withdraw'].map((end) => trust('/mine', '/places/{place}/promises', '/promises/{promise}', `/promises/{promise}/${end}`)),
  council(promised('past_date'), '/promises/{promise}', '/promises/{promise}/way'),
  refused(trust('/mine', '/places/{place}/promises', '/promises/{promise}', '/promises/{promise}/renegotiate'), 'Give it this date'),
  ...['confirm', 'send-back'].map((end) => vcse('/mine', '/promises/{promise}', `/promises/{promise}/${end}`)),
  ...['relied', 'comment'].map((end) => vcse(`${vale}/promises`, '/promises/{promise}', `/promises/{promise}/${end}`)),
  trust('/mine'),
  trust('/mine', '/sessions'),
  of('/mine', manager('/mine')),
  of('/mine', healthwatch('/mine')),
  of('/mine', administrator('/mine')),
  trust('/mine', '/places/{place}/promises/offer'),
  manager(`${vale}/promises`, '/places/{place}/promises/patience'),
];

const surveys = [
  visitor(vale, '/places/{place}/together'),
  visitor(`${vale}/together`, '/places/{place}/recall'),
  of('/places/{place}/recall', manager(`${vale}/recall`)),
  manager(`${vale}/recall`, '/places/{place}/recall/add'),
  visitor(`${vale}/recall`, '/recall/{round}'),
  of('/recall/{round}', manager(`${vale}/recall`, '/recall/{round}')),
  council('/mine', '/recall/{round}/answer'),
  manager(`${vale}/recall`, '/recall/{round}', '/recall/{round}/settle'),
  manager(`${vale}/recall`, '/recall/{round}', '/recall/{round}/close'),
  manager(`${vale}/recall`, '/recall/{round}', '/recall/{round}/show'),
  visitor(`${vale}/together`, '/places/{place}/confidence'),
  of('/places/{place}/confidence', manager(`${vale}/confidence`)),
  manager(`${vale}/confidence`, '/places/{place}/confidence/add'),
  visitor(`${vale}/confidence`, '/confidence/{round}'),
  of('/confidence/{round}', council(`${vale}/confidence`, '/confidence/{round}')),
  council('/mine', '/confidence/{round}/answer'),
  chair(`${vale}/confidence`, '/confidence/{round}', '/confidence/{round}/reply'),
  manager(`${vale}/confidence`, '/confidence/{round}', '/confidence/{round}/close'),
  manager(`${vale}/confidence`, '/confidence/{round}', '/confidence/{round}/show'),
  visitor(`${vale}/together`, '/places/{place}/principles'),
  manager(`${vale}/principles`, '/places/{place}/principles/add'),
  visitor(`${vale}/principles`, '/principles/{set}'),
  manager(`${vale}/principles`, '/principles/{set}', '/principles/{set}/end'),
  manager(`${vale}/principles`, '/principles/{set}', '/principles/{set}/read'),
  healthwatch(`${vale}/principles`, '/readings/{round}'),
  of('/readings/{round}', council(`${vale}/principles`, '/readings/{round}')),
  council('/mine', '/readings/{round}', '/readings/{round}/{organisation}/read'),
  manager(`${vale}/principles`, '/readings/{round}', '/readings/{round}/close'),
  manager(`${vale}/principles`, '/readings/{round}', '/readings/{round}/show'),
  trust(`${vale}/principles`, '/principles/{set}', '/principles/{set}/sign/{organisation}'),
  healthwatch(`${vale}/principles`, '/readings/{round}', '/readings/{round}/{organisation}'),
  trust(`${vale}/principles`, '/readings/{round}', '/readings/{round}/{organisation}/own'),
  ...['reply', 'change'].map((end) => trust(`${vale}/principles`, '/readings/{round}', '/readings/{round}/{organisation}', `/readings/{round}/{organisation}/${end}`)),
  council(`${vale}/principles`, '/readings/{round}', '/readings/{round}/{organisation}', '/pledges/{pledge}/outcome'),
];

const claims = [
  visitor(vale, '/places/{place}/claims'),
  of('/places/{place}/claims', manager(`${vale}/claims`)),
  manager(`${vale}/claims`, '/places/{place}/claims/add'),
  visitor(`${vale}/claims`, '/claims/{claim}'),
  ...['reply', 'edit', 'end'].map((end) => manager(`${vale}/claims`, '/claims/{claim}', `/claims/{claim}/${end}`)),
  visitor(`${vale}/claims`, '/claim-reviews/{review}'),
  of('/places/{place}/claims/review', manager(`${vale}/claims/review`)),
  vcse('/mine', '/claim-reviews/{review}', '/claim-reviews/{review}/answer'),
  manager(`${vale}/claims`, '/claim-reviews/{review}', '/claim-reviews/{review}/close'),
  vcse(`${vale}/claims`, '/places/{place}/claims/hours/{organisation}'),
  visitor(vale, '/places/{place}/balance'),
  visitor(vale, '/places/{place}/involvement'),
  visitor(`${vale}/involvement`, '/involvement/{kind}/{id}'),
  manager(`${vale}/involvement`, '/involvement/{kind}/{id}', '/involvement/{kind}/{id}/team'),
  trust(`${vale}/involvement`, '/involvement/{kind}/{id}', '/involvement/{kind}/{id}/say/{organisation}'),
];

const focus = [
  visitor(vale, '/places/{place}/support'),
  of('/places/{place}/support', trust(`${vale}/support`)),
  trust(`${vale}/support`, '/priorities/{priority}/support/{organisation}'),
  visitor(vale, '/places/{place}/crosswalk'),
  of('/places/{place}/crosswalk', trust(`${vale}/crosswalk`)),
  trust(`${vale}/crosswalk`, '/places/{place}/crosswalk/add/{organisation}'),
  ...['edit', 'end'].map((end) => trust(`${vale}/crosswalk`, `/aims/{aim}/${end}`)),
  visitor(vale, '/places/{place}/load'),
  visitor(vale, '/places/{place}/meeting-time'),
  of('/places/{place}/meeting-time', manager(`${vale}/meeting-time`)),
];

const [told, asked] = [`${vale}/notices`, `${vale}/escalations`];
const notices = [
  visitor(vale, '/places/{place}/notices'),
  of('/places/{place}/notices', manager(told)),
  visitor(told, '/notices/{notice}'),
  of('/notices/{notice}', manager(told, '/notices/{notice}')),
  trust(told, '/places/{place}/notices/add'),
  refused(of('/places/{place}/notices/add', trust(`${told}/add`)), 'Give this notice'),
  manager(told, '/places/{place}/notices/learned'),
  manager(told, '/places/{place}/notices/standard'),
  ...['impact', 'reply/place', 'steps/add', 'withdraw'].map((end) => manager(told, '/notices/{notice}', `/notices/{notice}/${end}`)),
  vcse(told, '/notices/{notice}', '/notices/{notice}/reply'),
  council(told, '/notices/{notice}', '/notices/{notice}/steps/{step}/done'),
  visitor(told, '/places/{place}/escalations'),
  of('/places/{place}/escalations', trust(asked)),
  visitor(asked, '/escalations/{escalation}'),
  of('/escalations/{escalation}', vcse(asked, '/escalations/{escalation}')),
  trust(asked, '/places/{place}/escalations/add'),
  chair('/mine', '/escalations/{escalation}/acknowledge'),
  chair(asked, '/escalations/{escalation}', '/escalations/{escalation}/answer'),
  ...['settle', 'withdraw'].map((end) => vcse(asked, '/escalations/{escalation}', `/escalations/{escalation}/${end}`)),
];

const onward = [
  manager(decided('agreed'), '/decisions/{decision}', '/decisions/{decision}/reopen'),
  manager(decided('agreed'), '/decisions/{decision}', '/decisions/{decision}/adoption'),
  council('/mine', '/decisions/{decision}/adoption/{organisation}'),
  visitor(`${vale}/decisions`, '/places/{place}/adoptions'),
  manager(`${vale}/overrides`, '/places/{place}/asked/add'),
  trust(`${vale}/overrides`, '/asked/{asked}/reply'),
  visitor(`${vale}/decisions`, '/places/{place}/routes'),
  manager(`${vale}/routes`, '/places/{place}/routes/add'),
  visitor(`${vale}/routes`, '/routes/{route}'),
  ...['end', 'steps/add', 'steps/{step}/tie', 'steps/{step}/told'].map((end) => manager(`${vale}/routes`, '/routes/{route}', `/routes/{route}/${end}`)),
];

const [scheme, sent, seats] = [`${vale}/scheme`, `${vale}/delegations`, `${vale}/representation`];
const authority = [
  visitor(vale, '/places/{place}/who-decides'),
  of('/places/{place}/who-decides', visitor(`${vale}/who-decides?q=money for a club`)),
  of('/places/{place}/who-decides', visitor(`${vale}/who-decides?q=zebra`)),
  visitor(`${vale}/who-decides`, '/places/{place}/scheme'),
  of('/places/{place}/scheme', visitor(`${scheme}?on=2020-01-01`)),
  of('/places/{place}/scheme', manager(scheme)),
  manager(scheme, '/places/{place}/functions/add'),
  manager(scheme, '/places/{place}/scheme/import'),
  refused(of('/places/{place}/scheme/import', manager(`${scheme}/import`)), /^Look/),
  visitor(scheme, '/functions/{function}'),
  of('/functions/{function}', manager(scheme, '/functions/{function}')),
  ...['edit', 'end', 'powers/add'].map((end) => manager(scheme, '/functions/{function}', `/functions/{function}/${end}`)),
  ...['edit', 'end'].map((end) => manager(scheme, '/functions/{function}', `/powers/{power}/${end}`)),
  visitor(vale, '/places/{place}/representation'),
  manager(seats, '/places/{place}/outside/add'),
  visitor(seats, '/outside/{outside}'),
  of('/outside/{outside}', manager(seats, '/outside/{outside}')),
  ...['edit', 'seats/add'].map((end) => manager(seats, '/outside/{outside}', `/outside/{outside}/${end}`)),
  ...['goes', 'end'].map((end) => manager(seats, '/outside/{outside}', `/representations/{representation}/${end}`)),
  manager(seats, '/representations/{representation}/report'),
  visitor(vale, '/places/{place}/delegations'),
  of('/places/{place}/delegations', manager(sent)),
  manager(sent, '/places/{place}/delegations/add'),
  visitor(sent, '/delegations/{delegation}'),
  of('/delegations/{delegation}', manager(sent, '/delegations/{delegation}')),
  ...['edit', 'withdraw', 'steps/add', 'say'].map((end) => manager(sent, '/delegations/{delegation}', `/delegations/{delegation}/${end}`)),
  ...['edit', 'done'].map((end) => manager(sent, '/delegations/{delegation}', `/steps/{step}/${end}`)),
  visitor(scheme, '/places/{place}/assurance'),
  of('/places/{place}/assurance', manager(scheme, '/places/{place}/assurance')),
  manager(vale, '/bodies/{body}', '/bodies/{body}/settled/add'),
  manager(decided('noted'), '/decisions/{decision}', '/decisions/{decision}/settled'),
  healthwatch(`${vale}/decisions?q=Better Care Fund plan, second`, '/decisions/{decision}', '/decisions/{decision}/first-sight'),
];

const identity = [
  visitor('/sign-in/passkey'),
  trust('/mine', '/passkeys'),
  trust('/passkeys', '/passkeys/add'),
  trust('/passkeys/offer'),
  vcse(passkeyOfClub, '/passkeys/{passkey}/remove'),
  of('/passkeys', vcse(passkeyOfClub)),
  administrator('/mine', '/administration/sign-in'),
  administrator('/administration/sign-in', '/administration/sign-in/add'),
  refused(of('/administration/sign-in/add', administrator('/administration/sign-in/add')), 'Ask it and add it'),
  administrator(organisationToSignIn, '/administration/sign-in/{provider}'),
  of('/administration/sign-in', administrator(organisationToSignIn)),
  of('/sign-in', visitor('/sign-in?next=/mine')),
];

const found = [searched, '/administration/searches/{search}', '/administration/searches/{search}/people/{person}'];

const keeping = [
  visitor('/privacy', '/privacy/kept'),
  trust('/mine', '/mine/data'),
  administrator('/mine', '/administration/searches'),
  administrator('/administration/searches', '/administration/searches/add'),
  refused(of('/administration/searches/add', administrator('/administration/searches/add')), 'Search'),
  administrator(searched, '/administration/searches/{search}'),
  administrator(...found),
  administrator(...found, `${found.at(-1)}/erase`),
  refused(administrator(...found, `${found.at(-1)}/erase`), 'Erase this person'),
];

const help = `${vale}/help`;
const inHelp = (...steps) => manager(`${help}?q=brickfields+larder`, '/help/{listing}', ...steps);

const directory = [
  visitor('/help'),
  of('/help', visitor('/help?q=walk')),
  of('/help', visitor('/help?q=zzqx')),
  visitor(vale, '/places/{place}/help'),
  of('/places/{place}/help', manager(help)),
  visitor(help, '/places/{place}/help/add'),
  refused(visitor(help, '/places/{place}/help/add'), 'Send it to the team'),
  visitor(`${help}?q=refuge`, '/help/{listing}'),
  of('/help/{listing}', visitor(`${help}?q=steady`, '/help/{listing}')),
  of('/help/{listing}', visitor(`${help}?q=falls+clinic`, '/help/{listing}')),
  of('/help/{listing}', visitor(`${help}?q=deaf`, '/help/{listing}')),
  of('/help/{listing}', manager(`${help}/waiting`, '/help/{listing}')),
  manager(help, '/places/{place}/help/waiting'),
  of('/places/{place}/help', visitor(`${help}?q=lonely&postcode=ZZ1+1AA&within=5`)),
  of('/places/{place}/help', visitor(`${help}?q=suicidal&free=yes&day=TU&part=evening`)),
  of('/places/{place}/help', visitor(`${help}?q=walk&postcode=nowhere`)),
  manager(help, '/places/{place}/help/due'),
  visitor(`${help}?q=steady`, '/help/{listing}', '/help/{listing}/wrong'),
  refused(visitor(`${help}?q=steady`, '/help/{listing}', '/help/{listing}/wrong'), 'Send it to the team'),
  manager(`${help}/due`, '/help/{listing}/wrong/{report}'),
  of('/help/{listing}/still-right', visitor(askedAbout)),
  ...['confirm', 'ask', 'edit', 'times/add', 'times/remove', 'venues/add', 'venues/remove', 'room', 'stop', 'contact', 'take-out'].map((end) => inHelp(`/help/{listing}/${end}`)),
  manager(`${help}/waiting`, '/help/{listing}', '/help/{listing}/list'),
  manager(`${help}?q=falls+clinic`, '/help/{listing}', '/help/{listing}/give-back'),
  manager(`${help}/waiting`, '/help/{listing}', '/help/{listing}/put-back'),
  refused(manager(help, '/help/{listing}', '/help/{listing}/times/add'), 'Add this time'),
  refused(of('/help/{listing}/take-out', manager(help, '/help/{listing}', '/help/{listing}/take-out')), 'Take it out'),
];

const record = [
  visitor('/record'),
  of('/record', visitor('/record?copy=hello')),
  visitor(decided('agreed'), '/decisions/{decision}', '/record/of/{kind}/{id}'),
  of('/record/of/{kind}/{id}', trust(promised('kept_on_time'), '/promises/{promise}', '/record/of/{kind}/{id}')),
];

export const kinds = [...site, ...register, ...registerForms, ...bodies, ...meetings, ...running, ...decisions, ...interests, ...promises, ...surveys, ...claims, ...focus, ...notices, ...onward, ...authority, ...identity, ...keeping, ...directory, ...record];
