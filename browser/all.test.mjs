// Every browser test in one process, so that one site and one browser serve them all.
// Run by script/test; by hand: build folkmoot, then `cd browser && npm ci --ignore-scripts && npm test`.
import './audit.test.mjs';
import './pages.test.mjs';
import './standards.test.mjs';
import './journeys/resident.test.mjs';
import './journeys/directory.test.mjs';
import './journeys/conflicts.test.mjs';
import './journeys/meeting.test.mjs';
import './journeys/promise.test.mjs';
import './journeys/sign_in.test.mjs';
import './journeys/passkeys.test.mjs';
import './journeys/through.test.mjs';
import './journeys/slips.test.mjs';
import './journeys/surveys.test.mjs';
import './journeys/claims.test.mjs';
import './journeys/notices.test.mjs';
import './journeys/authority.test.mjs';
import './journeys/running.test.mjs';
import './journeys/focus.test.mjs';
import './journeys/record.test.mjs';
